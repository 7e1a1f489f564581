"""Core as a Django application."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Policy engine, records, events, jobs, files, UI components; no domain words."""

    name = "jingjin.core"
    label = "core"
