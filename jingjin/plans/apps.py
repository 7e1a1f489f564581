"""Plans as a Django application."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """See README.md of this area."""

    name = "jingjin.plans"
    label = "plans"
