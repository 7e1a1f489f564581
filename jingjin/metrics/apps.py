"""Metrics as a Django application."""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    """Indicators, samples with their lineage, and the totals that pages read."""

    name = "jingjin.metrics"
    label = "metrics"

    def ready(self) -> None:
        """Tell intake what a file of numbers is."""
        from jingjin.metrics import targets

        targets.connect()
