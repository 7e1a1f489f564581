"""Files on their way in, and the decisions about their columns that are remembered."""

from __future__ import annotations

from django.db import models

from jingjin.core.models import Record
from jingjin.intake.words import UploadState


class Upload(Record):
    """A file somebody is importing: the original, what was decided about its columns, and how it ended."""

    kind = models.CharField(max_length=40)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=UploadState.choices, default=UploadState.OPEN)
    columns = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=UploadState.APPLIED, applied_at__isnull=False)
                | (~models.Q(state=UploadState.APPLIED) & models.Q(applied_at__isnull=True)),
                name="intake_applied_has_time",
            )
        ]


class SavedMapping(models.Model):
    """Which column is which field, known again by the file's head."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    body = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "fingerprint"], name="intake_mapping_of_head")]
