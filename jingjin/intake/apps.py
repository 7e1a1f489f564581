"""Intake as a Django application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """See README.md of this area."""

    name = "jingjin.intake"
    label = "intake"
