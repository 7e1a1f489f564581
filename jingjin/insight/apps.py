"""Insight as a Django application."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """See README.md of this area."""

    name = "jingjin.insight"
    label = "insight"
