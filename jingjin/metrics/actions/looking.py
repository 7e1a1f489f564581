"""Opening a number: who may, what they see, and the note that they looked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from jingjin.accounts.public import Role
from jingjin.audit.public import log_access
from jingjin.core.errors import NotFound
from jingjin.metrics.access import demand_reading, get_metric
from jingjin.metrics.queries.lineage import lineage
from jingjin.metrics.words import DataClass
from jingjin.org.public import Person, get_person, get_unit, own_face

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.metrics.models import Metric
    from jingjin.metrics.queries.lineage import Lineage
    from jingjin.org.public import Unit


def find_subject(by: Actor, uid: UUID | str) -> Person | Unit:
    """The person or unit with this uid that the actor may find; NotFound otherwise."""
    with suppress(NotFound):
        return get_person(by, uid)
    return get_unit(by, uid)


def open_lineage(
    *, by: Actor, metric_uid: UUID | str, subject_uid: UUID | str, start: date, end: date, today: date
) -> Lineage:
    """Where a number comes from, for those who may see it; a look at another person's number is noted.

    The direct manager's looks are one line a week, unless the indicator is sensitive.
    """
    metric = get_metric(by, metric_uid)
    subject = find_subject(by, subject_uid)
    demand_reading(by, metric, subject)
    if isinstance(subject, Person):
        note_look(by=by, metric=metric, person=subject)
    return lineage(metric, subject, start, end, as_of=today)


def note_look(*, by: Actor, metric: Metric, person: Person) -> None:
    """Note that the actor opened this person's numbers."""
    if by.is_system or person.pk == by.person_id:
        return
    direct = person.manager_id == by.person_id
    oversees = by.has_role(Role.HR_PARTNER) or by.has_role(Role.HR_ADMIN)
    face = own_face(by)
    log_access(
        by=by,
        subject=person.uid,
        reader_name=face.name if face else by.name,
        what="numbers",
        why="manager" if direct else "hr" if oversees else "line",
        daily=direct and metric.data_class == DataClass.ORDINARY,
    )
