"""What a plan says, ready to be shown: from its locked content, with the live facts of support and training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jingjin.metrics.public import lineage_url
from jingjin.org import public as org
from jingjin.plans.queries.content import content_of
from jingjin.plans.queries.texts import day_text, name_of
from jingjin.plans.words.content import named
from jingjin.plans.words.states import Basis, Direction, SupportKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jingjin.core.ui_values import Face
    from jingjin.plans.models import Plan, PlanVersion, Support, Training


LOOK_BACK = timedelta(weeks=26)


@dataclass(frozen=True)
class ConcernView:
    """One ground of the plan: the sentence, its figures, its dated examples, the duty it is about."""

    text: str
    detail: str
    examples: str
    duty: str


@dataclass(frozen=True)
class ExpectationView:
    """A line of the table of measures."""

    text: str
    baseline: str
    target: str
    peers: str
    source: str
    by_people: bool
    due: str
    weight: str
    url: str


@dataclass(frozen=True)
class HelpView:
    """A line of what the company promises: support, a mentor's time, a training."""

    uid: str
    face: Face | None
    text: str
    who: str
    tag: str
    kind: str
    url_name: str
    done: str = ""
    late_days: int = 0


@dataclass(frozen=True)
class Document:
    """The plan as it is read."""

    title: str
    environment: str
    concerns: list[ConcernView]
    expectations: list[ExpectationView]
    help: list[HelpView]
    if_not_met: str
    extension_rule: str
    extension_max_days: int
    extension_line: str
    assessors: list[str]
    weeks: int


def document(
    plan: Plan,
    content: Mapping[str, Any],
    *,
    supports: Sequence[Support],
    trainings: Sequence[Training],
    today: date,
) -> Document:
    """The document of one version. No query."""
    near = plan.starts_on or today
    assessors = [named(row, "name") for row in content["assessors"]]
    return Document(
        title=content["title"],
        environment=content["environment"],
        concerns=[_concern(row, near) for row in content["concerns"]],
        expectations=[
            _expectation(row, near, assessors, _lineage(plan, row, today)) for row in content["expectations"]
        ],
        help=[
            *(_support(row, near, today) for row in supports),
            *(_training(row, near, today) for row in trainings),
        ],
        if_not_met=content["if_not_met"],
        extension_rule=content["extension_rule"],
        extension_max_days=content["extension_max_days"],
        extension_line=_rule(content),
        assessors=assessors,
        weeks=weeks_of(plan),
    )


def shown_content(plan: Plan, versions: Sequence[PlanVersion]) -> Mapping[str, Any]:
    """What a reader is shown: the locked version, or a draft's rows."""
    return versions[-1].content if versions else content_of(plan)


def weeks_of(plan: Plan) -> int:
    """The length of the period in weeks, rounded."""
    if plan.starts_on is None or plan.ends_on is None:
        return 0
    return round(((plan.ends_on - plan.starts_on).days + 3) / 7)


def _parsed(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _concern(row: Mapping[str, Any], near: date) -> ConcernView:
    told = pgettext("example", "%(day)s %(text)s")
    examples = [
        told % {"day": day_text(_parsed(one["on"]), near=near), "text": one["text"]}
        for one in row["examples"]
    ]
    return ConcernView(
        text=row["text"],
        detail=f"{_between(row['text'])}{row['detail']}" if row["detail"] else "",
        examples=pgettext("between examples", "; ").join(examples),
        duty=row["duty"],
    )


def _between(sentence: str) -> str:
    """What stands between two sentences: nothing after a full-width stop, a blank otherwise."""
    return "" if sentence.endswith(("。", "！", "？", "；", "：")) else " "


def _rule(content: Mapping[str, Any]) -> str:
    """The printed rule with its maximum."""
    days = content["extension_max_days"]
    most = ngettext("At most %(days)s working day in all.", "At most %(days)s working days in all.", days)
    rule = content["extension_rule"]
    return f"{rule}{_between(rule)}{most % {'days': days}}"


def _lineage(plan: Plan, row: Mapping[str, Any], today: date) -> str:
    """Where the figure comes from: the bound indicator's values since the plan began, or of the half year before."""
    if not row["metric"]:
        return ""
    start = min(plan.starts_on or today, today - LOOK_BACK)
    return lineage_url(UUID(row["metric"]), plan.person.uid, start, today + timedelta(days=1))


def _expectation(row: Mapping[str, Any], near: date, assessors: list[str], url: str) -> ExpectationView:
    by_people = row["basis"] == Basis.ASSESSORS
    return ExpectationView(
        text=row["text"],
        baseline=f"{row['baseline']}{row['unit']}" if row["baseline"] else "—",
        target=target_text(row),
        peers=f"{row['peers']}{row['unit']}" if row["peers"] else "—",
        source=pgettext("between names", ", ").join(assessors) if by_people else row["source"],
        by_people=by_people,
        due=day_text(_parsed(row["due_on"]), near=near),
        weight=f"{row['weight']}%" if row["weight"] else "",
        url=url,
    )


def target_text(row: Mapping[str, Any]) -> str:
    """ "24% or more" for a target in percent, the plain figure for a count that is to be reached."""
    value = f"{row['target']}{row['unit']}"
    if not row["target"]:
        return "—"
    if row["direction"] == Direction.AT_MOST:
        return _("%(value)s or less") % {"value": value}
    return _("%(value)s or more") % {"value": value} if row["unit"] == "%" else value


def _support(row: Support, near: date, today: date) -> HelpView:
    who = {"name": name_of(row.owner), "when": row.rhythm or day_text(row.due_on, near=near)}
    return HelpView(
        uid=str(row.uid),
        face=org.face(row.owner),
        text=row.text,
        who=_("%(name)s, %(when)s") % who if who["when"] else who["name"],
        tag=str(SupportKind(row.kind).label),
        kind="",
        url_name="plans:own:support",
        done=_("given %(day)s") % {"day": day_text(row.done_on, near=near)} if row.done_on else "",
        late_days=_late(row.due_on, row.done_on, today),
    )


def _late(due: date | None, done: date | None, today: date) -> int:
    return max(0, (today - due).days) if due and not done else 0


def _training(row: Training, near: date, today: date) -> HelpView:
    name = name_of(row.trainer) or row.trainer_name
    parts = {"course": row.course, "hours": _hours(row)}
    text = _("Course “%(course)s”, %(hours)s h, with a test") if row.hours else _("Course “%(course)s”")
    who = _("Trainer %(name)s, %(when)s") % {"name": name, "when": day_text(row.due_on, near=near)}
    return HelpView(
        uid=str(row.uid),
        face=org.face(row.trainer) if row.trainer else None,
        text=text % parts,
        who=who,
        tag=_("Training"),
        kind="learn",
        url_name="plans:own:training",
        done=str(row.get_result_display()) if row.result else "",
        late_days=_late(row.due_on, row.held_on, today),
    )


def _hours(row: Training) -> str:
    return f"{row.hours.normalize():f}" if row.hours is not None else ""
