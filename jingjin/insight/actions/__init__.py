"""Changing: a run of detection, what people do with a signal, and the switch."""
