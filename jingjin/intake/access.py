"""The door to uploads: an upload is its uploader's, as long as they may import this kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.errors import NotFound
from jingjin.intake.models import Upload
from jingjin.intake.words import KINDS, ImportKind

if TYPE_CHECKING:
    from uuid import UUID

    from jingjin.core.actor import Actor


def get_kind(by: Actor, key: str) -> ImportKind:
    """The kind of import, if the actor may do it; NotFound otherwise."""
    kind = KINDS.get(key)
    if kind is None or not kind.allowed(by):
        raise NotFound
    return kind


def get_upload(by: Actor, uid: UUID | str) -> Upload:
    """The actor's own upload of a kind they may import; NotFound otherwise."""
    upload = Upload.objects.select_related("file").filter(uid=uid, account_id=by.account_id or 0).first()
    if upload is None:
        raise NotFound
    get_kind(by, upload.kind)
    return upload
