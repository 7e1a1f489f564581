"""Goals as a Django application."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """See README.md of this area."""

    name = "jingjin.goals"
    label = "goals"
