"""Metrics as a Django application."""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    """See README.md of this area."""

    name = "jingjin.metrics"
    label = "metrics"
