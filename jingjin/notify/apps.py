"""Notify as a Django application."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    """See README.md of this area."""

    name = "jingjin.notify"
    label = "notify"
