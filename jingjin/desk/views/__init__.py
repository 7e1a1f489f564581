"""Screens made of several areas."""
