"""The tables of proof. They hold no foreign keys: they outlive what they speak of.

Nobody changes a row here: web and worker roles have no UPDATE or DELETE on these tables, and a trigger
refuses both for everyone else who forgets.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from jingjin.audit.words import WHAT, WHY


class Content(models.Model):
    """Personal content of an event. The chain holds only its salted hash, so a rule can erase this row."""

    id = models.BigAutoField(primary_key=True)
    salt = models.BinaryField(max_length=32)
    body = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)


class ChainEvent(models.Model):
    """One link of a record's chain: what happened (`kind`, `facts`), who did it, when, and the hashes."""

    id = models.BigAutoField(primary_key=True)
    stream = models.UUIDField()
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    actor = models.CharField(max_length=120)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    content_id = models.BigIntegerField(null=True)
    content_hash = models.CharField(max_length=64, null=True)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="audit_chain_position"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="audit_chain_from_one"),
            models.CheckConstraint(
                condition=models.Q(content_hash__isnull=True, content_id__isnull=True)
                | models.Q(content_hash__isnull=False),
                name="audit_content_hashed",
            ),
        ]


class Anchor(models.Model):
    """A signed root of all chain heads; the same stands in an append-only file outside the database."""

    id = models.BigAutoField(primary_key=True)
    n = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    signed = models.JSONField()


class AnchorHead(models.Model):
    """A head that anchor `n` promised because it had changed."""

    id = models.BigAutoField(primary_key=True)
    n = models.PositiveIntegerField()
    stream = models.UUIDField()
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["stream", "-seq"], name="audit_anchor_head")]


class AccessEntry(models.Model):
    """Who looked at a person's data: shown to that person. `why` is the relation or the stated purpose.

    The direct manager's ordinary views are one entry a week (`daily=True`, `at` of the first).
    """

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    subject = models.UUIDField(db_index=True)
    reader = models.UUIDField(null=True)
    reader_name = models.CharField(max_length=120)
    what = models.CharField(max_length=80)
    why = models.CharField(max_length=120)
    daily = models.BooleanField(default=False)
    week = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "reader", "week"],
                condition=models.Q(daily=True),
                name="audit_access_daily_once_a_week",
            )
        ]
        indexes = [models.Index(fields=["subject", "-at"], name="audit_access_subject")]

    @property
    def what_text(self) -> str:
        """What was opened, in the reader's language."""
        return str(WHAT.get(self.what, self.what))

    @property
    def why_text(self) -> str:
        """By which relation or for which purpose."""
        return str(WHY.get(self.why, self.why))
