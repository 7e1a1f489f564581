"""The inbox: one row for one thing told to one person."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Notice(models.Model):
    """Something a person is told. `key` makes telling twice impossible; facts fill the kind's sentence."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=160)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notify_told_once")]
        indexes = [
            models.Index(fields=["recipient", "-created_at"], name="notify_inbox"),
            models.Index(fields=["recipient"], condition=models.Q(read_at=None), name="notify_unread"),
        ]
