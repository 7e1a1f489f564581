"""Reading proof."""
