"""The base of every record, and the few tables that belong to no area."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from jingjin.core.errors import Conflict, NotFound

if TYPE_CHECKING:
    from uuid import UUID


class Record(models.Model):
    """A row people refer to: bigint key inside, random `uid` outside, `version` against lost updates."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def lock(cls, uid: UUID | str, *, version: int | None = None) -> Self:
        """The row, locked until the transaction ends. Raises Conflict when `version` is not the stored one."""
        row = cls._default_manager.select_for_update(of=("self",)).filter(uid=uid).first()
        if row is None:
            raise NotFound
        if version is not None and row.version != version:
            raise Conflict(row)
        return row

    def store(self) -> Self:
        """Save a changed, locked row as its next version."""
        self.version += 1
        self.save()
        return self


class Company(models.Model):
    """What an admin changes for the whole installation; exactly one row, made at the first start."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64, default="Asia/Shanghai")
    is_demo = models.BooleanField(default=False)
    is_loading = models.BooleanField(default=False)
    signals_enabled = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="core_company_single")]


class Event(models.Model):
    """Something that happened, stored with the change itself and handled after commit (`core.events`)."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    ids = models.JSONField(default=dict)
    actor = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=models.Q(handled_at=None), name="core_event_open"),
        ]


class Progress(models.Model):
    """How far a long piece of work is, for the page that watches it: one row per kind of work."""

    key = models.CharField(max_length=80, primary_key=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=1)
    note = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)


class UsedToken(models.Model):
    """A form's one-use token or an API write's Idempotency-Key, and where its first use led."""

    token = models.CharField(max_length=120, primary_key=True)
    account_id = models.BigIntegerField(null=True)
    status = models.PositiveSmallIntegerField(default=302)
    location = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)


class StoredFile(models.Model):
    """A content-addressed file behind `core.files`; the bytes lie in the file store under their SHA-256."""

    id = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    keep_until = models.DateField(null=True)
