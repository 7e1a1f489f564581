"""Audit as a Django application."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Event chains without foreign keys, anchors, access log."""

    name = "jingjin.audit"
    label = "audit"
