"""Desk as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """See README.md of this area."""

    name = "jingjin.desk"
    label = "desk"
