"""Org as a Django application."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """People, units, reporting lines, company calendar."""

    name = "jingjin.org"
    label = "org"

    def ready(self) -> None:
        """Tell intake what a roster is."""
        from jingjin.org import targets

        targets.connect()
