"""Workflows as a Django application: the notices and subscriptions are registered once everything is loaded."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """Use-cases across areas."""

    name = "jingjin.workflows"
    label = "workflows"

    def ready(self) -> None:
        """Register who reacts to which event, and what notices say."""
        from jingjin.workflows import subscriptions

        subscriptions.connect()
