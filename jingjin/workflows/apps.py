"""Workflows as a Django application."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """See README.md of this area."""

    name = "jingjin.workflows"
    label = "workflows"
