"""Measures of speed, memory and quality; `make bench` prints them."""
