"""What an area says of its imports. Intake reads files and knows no meaning; a kind of import is registered by
the area whose records it makes (`targets.py`, in `apps.ready`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.core.models import StoredFile
    from jingjin.intake.reading.mapping import Mapping as ColumnMapping
    from jingjin.intake.reading.parse import Records
    from jingjin.intake.reading.problems import Question
    from jingjin.intake.reading.sheet import Sheet
    from jingjin.intake.reading.target import Target


class UploadState(models.TextChoices):
    """Where an upload stands."""

    OPEN = "open", _("Not imported yet")
    APPLIED = "applied", _("Imported")
    DROPPED = "dropped", _("Dropped")


@dataclass(frozen=True)
class Difference:
    """One row of the readable difference: who or what, and the fields with old and new (old "" when new)."""

    label: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """A problem at a row (None: the whole file). A blocking one must be repaired before anything is written."""

    sentence: str
    row: int | None = None
    column: str = ""
    blocking: bool = True


@dataclass(frozen=True)
class Preview:
    """What an import would do: nothing has been written."""

    added: Sequence[Difference] = ()
    changed: Sequence[Difference] = ()
    removed: Sequence[Difference] = ()
    unchanged: int = 0
    findings: Sequence[Finding] = ()
    confirm: str = ""
    """A sentence that must be ticked before going on (many would be marked as left); empty when not needed."""
    questions: Sequence[Question] = ()
    """What reading the file as chosen still leaves open, beside what its columns leave open."""

    @property
    def blocked(self) -> bool:
        """Whether something must be repaired first."""
        return any(finding.blocking for finding in self.findings)

    @property
    def parts(self) -> list[tuple[Any, Sequence[Difference]]]:
        """The differences by kind, with their headings."""
        return [(_("New"), self.added), (_("Changed"), self.changed), (_("Gone"), self.removed)]

    @property
    def total(self) -> int:
        """How many things would be written."""
        return len(self.added) + len(self.changed) + len(self.removed)


@dataclass(frozen=True)
class Job:
    """What preview and apply get: who asks, what the file says, the ticked options and the choices made.

    `records` are the rows read by the mapped columns; an area whose files have other shapes too reads the `sheet`.
    """

    by: Actor
    records: Records
    options: Mapping[str, Any]
    today: date
    file: StoredFile | None = None
    name: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    sheet: Sheet | None = None
    mapping: ColumnMapping | None = None


@dataclass(frozen=True)
class Choice:
    """One of several ways to read a file, chosen from `values` (value, label) and given back in `Job.options`."""

    key: str
    label: Any
    values: Sequence[tuple[str, Any]]
    chosen: str = ""


@dataclass(frozen=True)
class ImportKind:
    """A kind of import. `options` are yes/no choices (key → label), `choices` are among several values and may
    depend on the file; `apply` returns where to go on. `keeps_faulty`: the area keeps rows that can't be read for
    somebody to repair, so they block nothing.
    """

    key: str
    title: Any
    note: Any
    target: Target
    allowed: Callable[[Actor], bool]
    preview: Callable[[Job], Preview]
    apply: Callable[[Job], str]
    options: Mapping[str, Any] = field(default_factory=dict)
    choices: Callable[[Job], Sequence[Choice]] | None = None
    keeps_faulty: bool = False


KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make a kind of import known to the pages, the API and the command line."""
    KINDS[kind.key] = kind
