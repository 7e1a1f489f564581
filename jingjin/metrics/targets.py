"""What a file of numbers means: told to intake, whose pages, API and command line offer it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jingjin.core import clock
from jingjin.intake.public import Difference, Finding, ImportKind, Preview, register
from jingjin.metrics.access import may_configure
from jingjin.metrics.actions.files.choices import choices_of, mapping_of, sheet_of
from jingjin.metrics.actions.files.importing import import_sheet
from jingjin.metrics.actions.files.target import SAMPLES_TARGET
from jingjin.metrics.queries.shown import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jingjin.intake.public import Job
    from jingjin.metrics.actions.files.diff import ValueChange
    from jingjin.metrics.actions.files.importing import ImportResult


class _FirstOf(Sequence[Difference]):
    """A long list of differences of which only the first are at hand: pages list those and name the number."""

    def __init__(self, first: Iterable[Difference], total: int) -> None:
        self.first = list(first)
        self.total = total

    def __len__(self) -> int:
        return self.total

    @overload
    def __getitem__(self, place: int) -> Difference: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Difference]: ...
    def __getitem__(self, place: int | slice) -> Difference | Sequence[Difference]:
        return self.first[place]


def preview_samples(job: Job) -> Preview:
    """What the file would change: a run of the whole import that is taken back."""
    found = _run(job, dry_run=True)
    if found.diff is None:
        return Preview(questions=found.questions)
    diff = found.diff
    return Preview(
        added=_FirstOf(map(_difference, diff.additions), diff.new),
        changed=_FirstOf(map(_difference, diff.changes), diff.changed),
        unchanged=diff.unchanged + diff.older,
        findings=[Finding(problem.text, problem.row_no, blocking=False) for problem in diff.problems],
    )


def apply_samples(job: Job) -> str:
    """Store the numbers; lead to their batch."""
    batch = _run(job, dry_run=False).batch
    return reverse("metrics:batch", args=[batch.uid]) if batch else reverse("metrics:batches")


def _run(job: Job, *, dry_run: bool) -> ImportResult:
    return import_sheet(
        by=job.by,
        sheet=sheet_of(job),
        name=job.name,
        now=clock.now(),
        mapping=mapping_of(job),
        dry_run=dry_run,
        file=job.file,
    )


def _difference(change: ValueChange) -> Difference:
    label = f"{change.subject} · {change.metric} · {change.period_start.isoformat()}"
    old = number(change.old) if change.old is not None else ""
    return Difference(label, (("", old, number(change.new)),))


SAMPLES = ImportKind(
    key="samples",
    title=_("Import numbers"),
    note=_(
        "Excel or CSV: a line per number, a table with a column per indicator or month, or records to be summed."
    ),
    target=SAMPLES_TARGET,
    allowed=may_configure,
    preview=preview_samples,
    apply=apply_samples,
    choices=choices_of,
    keeps_faulty=True,
)


def connect() -> None:
    """Register the import of numbers; called when the applications are loaded."""
    register(SAMPLES)
