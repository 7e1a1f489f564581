"""Pages of the org area."""
