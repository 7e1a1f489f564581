"""Changing people, units and lines, one module per subject."""
