"""Writing proof."""
