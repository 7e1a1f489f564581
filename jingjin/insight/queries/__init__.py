"""Reading: what goes into detection, and what pages and other areas are told."""
