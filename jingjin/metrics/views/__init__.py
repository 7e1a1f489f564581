"""Pages of indicators, sources, batches and lineage."""
