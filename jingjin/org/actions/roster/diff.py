"""What a roster would change: new people, changed fields, people who are gone, and what must be repaired."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from jingjin.intake.public import Difference, Finding, Preview, reader_language
from jingjin.org.actions.roster.columns import ROSTER
from jingjin.org.actions.roster.lines import Lines, resolve
from jingjin.org.models import Entity, Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jingjin.intake.public import Job

PLAIN = ("name", "employment", "hired_on", "probation_until", "contract_until", "left_on", "mail", "mobile")
WORK = ("title", "grade", "place", "region", "line")
ASK_TWICE_ABOVE = 0.05


@dataclass(frozen=True)
class RosterRow:
    """A row of the file with a person in it."""

    row: int
    values: dict[str, Any]

    @property
    def number(self) -> str:
        """The employee number; empty when the cell could not be read."""
        return self.values.get("number") or ""

    @property
    def name(self) -> str:
        """The name as written."""
        return self.values.get("name") or ""


@dataclass
class RosterPlan:
    """Everything that applying does, decided before anything is written."""

    entity: Entity | None
    rows: list[RosterRow]
    stored: dict[str, Person]
    lines: Lines
    added: list[RosterRow] = field(default_factory=list)
    changed: list[tuple[RosterRow, dict[str, tuple[str, str]]]] = field(default_factory=list)
    gone: list[Person] = field(default_factory=list)
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    confirm: str = ""


def plan_roster(job: Job) -> RosterPlan:
    """Compare the file with what is stored. People are known by number (within their contracting entity)."""
    rows = [RosterRow(row.row, dict(row.values)) for row in job.records.records if any(row.values.values())]
    stored = {
        person.number: person
        for person in Person.objects.filter(left_on=None).select_related("unit", "manager", "entity")
    }
    left = {
        person.number: person
        for person in Person.objects.exclude(left_on=None).select_related("unit", "manager", "entity")
    }
    known = {number: person.name for number, person in stored.items()}
    above = {number: person.manager.number if person.manager else None for number, person in stored.items()}
    lines = resolve([(row.row, row.values) for row in rows], known, above)
    plan = RosterPlan(Entity.objects.order_by("id").first(), rows, left | stored, lines)
    _check_rows(plan)
    _check_lines(plan)
    _compare(plan)
    if job.options.get("everybody"):
        _find_gone(plan, stored)
    return plan


def preview_roster(job: Job) -> Preview:
    """The plan as the import page shows it."""
    plan = plan_roster(job)
    return Preview(
        added=[
            Difference(f"{row.values['name']} · {row.values['number']}", _as_new(row)) for row in plan.added
        ],
        changed=[
            Difference(
                f"{row.values['name'] or plan.stored[row.values['number']].name} · {row.values['number']}",
                tuple((_title(key), old, new) for key, (old, new) in changes.items()),
            )
            for row, changes in plan.changed
        ],
        removed=[Difference(f"{person.name} · {person.number}") for person in plan.gone],
        unchanged=plan.unchanged,
        findings=plan.findings,
        confirm=plan.confirm,
    )


def _title(key: str) -> str:
    names = ROSTER.get(key).names
    return names[reader_language()][0]


def _as_new(row: RosterRow) -> tuple[tuple[str, str, str], ...]:
    shown = ("unit", "title", "hired_on")
    return tuple((_title(key), "", text) for key in shown if (text := _text(row.values.get(key))))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _check_rows(plan: RosterPlan) -> None:
    """Two rows for one person, and the same number for two people."""
    counts = Counter(row.number for row in plan.rows if row.number)
    first: dict[str, RosterRow] = {}
    for row in plan.rows:
        number = row.number
        if not number or counts[number] == 1:
            continue
        other = first.setdefault(number, row)
        if other is row:
            continue
        same = other.name == row.name
        sentence = (
            _("Rows %(first)s and %(row)s are both for %(name)s (%(number)s). Keep one.")
            if same
            else _("Number %(number)s stands in row %(first)s for another person too. Correct one of them.")
        )
        facts = {"first": other.row, "row": row.row, "name": row.name, "number": number}
        plan.findings.append(Finding(sentence % facts, row.row))


def _check_lines(plan: RosterPlan) -> None:
    """Circles must be repaired; an unknown or missing manager is listed and the person kept without one."""
    lines = plan.lines
    for row, manager in lines.circle.items():
        sentence = _(
            "Row %(row)s: the manager %(manager)s reports, over others, to this person. Correct one of the lines."
        )
        plan.findings.append(Finding(sentence % {"row": row, "manager": manager}, row))
    for row, manager in lines.unknown.items():
        sentence = _(
            "Row %(row)s: the manager %(manager)s is nobody in this file or company; imported without a manager."
        )
        plan.findings.append(Finding(sentence % {"row": row, "manager": manager}, row, blocking=False))
    for row in lines.without:
        sentence = _("Row %(row)s names no manager; imported without one.")
        plan.findings.append(Finding(sentence % {"row": row}, row, blocking=False))
    for row in lines.no_number:
        if row not in lines.without and row not in lines.unknown:
            sentence = _("Row %(row)s has no manager number; the manager was found by name.")
            plan.findings.append(Finding(sentence % {"row": row}, row, blocking=False))


def _compare(plan: RosterPlan) -> None:
    for row in plan.rows:
        number = row.number
        if not number:
            continue
        person = plan.stored.get(number)
        if person is None or (person.left_on and not row.values.get("left_on") and _rehired(row, person)):
            plan.added.append(row)
        elif changes := differences(row, person, plan.lines):
            plan.changed.append((row, changes))
        else:
            plan.unchanged += 1


def _rehired(row: RosterRow, person: Person) -> bool:
    """A leaver's number that comes back with a later hiring date is a new employment."""
    hired = row.values.get("hired_on")
    return bool(hired and person.left_on and hired > person.left_on)


def differences(row: RosterRow, person: Person, lines: Lines) -> dict[str, tuple[str, str]]:
    """Field → (old, new) as texts, for the mapped columns that say something else than what is stored."""
    found = {}
    for key in (*PLAIN, *WORK):
        if key in row.values and (new := row.values[key]) is not None:
            old = getattr(person, key)
            if _text(old) != _text(new):
                found[key] = (_text(old), _text(new))
    if row.values.get("unit") and last_part(row.values["unit"]) != (person.unit.name if person.unit else ""):
        found["unit"] = (person.unit.name if person.unit else "", str(row.values["unit"]))
    manager = lines.managers.get(person.number)
    stored = person.manager.number if person.manager else None
    if manager is not None and manager != stored:
        found["manager_number"] = (stored or "", manager)
    return found


def last_part(path: str) -> str:
    """The unit itself of a path like 销售中心/华东大区."""
    return unit_parts(path)[-1]


def unit_parts(path: str) -> list[str]:
    """The names of a unit's path from the top: separated by / \\ > or a line of arrows."""
    parts = [part.strip() for part in re.split(r"[/\\>→|]+", str(path))]
    return [part for part in parts if part] or [str(path).strip()]


def _find_gone(plan: RosterPlan, stored: Mapping[str, Person]) -> None:
    """ "This is everybody": who is stored and not in the file would be marked as left; many ask twice."""
    named = {row.number for row in plan.rows}
    plan.gone = sorted(
        (person for number, person in stored.items() if number not in named), key=lambda person: person.pinyin
    )
    if stored and len(plan.gone) > ASK_TWICE_ABOVE * len(stored):
        plan.confirm = _(
            "%(gone)s of %(all)s people are not in this file and would be marked as left today. I have checked that."
        ) % {"gone": len(plan.gone), "all": len(stored)}
