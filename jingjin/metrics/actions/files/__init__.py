"""Numbers out of files: long tables, wide tables, and records that are summed or counted."""
