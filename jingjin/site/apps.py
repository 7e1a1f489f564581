"""Site as a Django application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Assembly: settings, root addresses, API, middleware, command line."""

    name = "jingjin.site"
    label = "site"
