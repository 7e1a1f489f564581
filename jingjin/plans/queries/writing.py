"""The wizard's pages: what each step starts from, what is missing, what the lint says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jingjin.core.ui_values import Link
from jingjin.metrics.public import metrics_for
from jingjin.plans.queries.conditions import Situation
from jingjin.plans.queries.content import (
    assessors_of,
    concerns_of,
    expectations_of,
    number_text,
    supports_of,
    trainings_of,
)
from jingjin.plans.queries.page import side_of
from jingjin.plans.queries.precheck import findings_of, latest_precheck
from jingjin.plans.queries.texts import Reader, day_text, name_of
from jingjin.plans.words.states import Check, Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.utils.functional import Promise

    from jingjin.core.actor import Actor
    from jingjin.metrics.public import Metric
    from jingjin.plans.models import Concern, Plan
    from jingjin.plans.words.lint import Finding
    from jingjin.plans.words.precheck import Found

STEPS: dict[str, str | Promise] = {
    "diagnosis": pgettext_lazy("step of writing a plan", "Diagnosis"),
    "concerns": pgettext_lazy("step of writing a plan", "Concerns"),
    "support": pgettext_lazy("step of writing a plan", "Support and training"),
    "expectations": pgettext_lazy("step of writing a plan", "Expectations"),
    "otherwise": pgettext_lazy("step of writing a plan", "What happens otherwise"),
    "send": pgettext_lazy("step of writing a plan", "Check and send"),
}


def step_links(plan: Plan, current: str) -> list[Link]:
    """The steps as tabs."""
    return [
        Link(label=str(label), url=reverse("plans:write", args=[plan.uid, step]), current=step == current)
        for step, label in STEPS.items()
    ]


def next_step(step: str) -> str:
    """The step after this one."""
    names = list(STEPS)
    return names[min(names.index(step) + 1, len(names) - 1)]


def concern_rows(plan: Plan) -> list[dict[str, Any]]:
    """The concerns as the form starts (2 queries)."""
    return [_concern(row) for row in concerns_of(plan)]


def _concern(row: Concern) -> dict[str, Any]:
    names = ("text", "detail", "measure", "unit", "yardstick", "yardstick_on", "measured_from", "duty")
    out: dict[str, Any] = {name: getattr(row, name) for name in names}
    out |= {name: number_text(getattr(row, name)) for name in ("baseline", "peers", "yardstick_value")}
    for number, one in enumerate(row.live_examples[:2], start=1):  # type: ignore[attr-defined]  # set by the prefetch
        out |= {f"example_{number}_on": one.on, f"example_{number}_text": one.text}
    return out | {"uid": row.uid, "metric": str(row.metric.uid) if row.metric else ""}


def expectation_rows(plan: Plan) -> list[dict[str, Any]]:
    """The expectations as the form starts; a plan without any starts from its concerns (1 to 3 queries)."""
    found = expectations_of(plan)
    names = ("text", "unit", "direction", "due_on", "basis", "source", "marking", "open_question", "uid")
    if found:
        return [
            {name: getattr(row, name) for name in names}
            | {name: number_text(getattr(row, name)) for name in ("baseline", "target", "peers", "weight")}
            | {"metric": str(row.metric.uid) if row.metric else ""}
            for row in found
        ]
    return [
        {
            "text": row.measure,
            "metric": str(row.metric.uid) if row.metric else "",
            "unit": row.unit,
            "baseline": number_text(row.baseline),
            "target": number_text(row.yardstick_value),
            "peers": number_text(row.peers),
            "due_on": plan.ends_on,
        }
        for row in concerns_of(plan)
    ]


def support_rows(plan: Plan) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The support as the form starts, and the names of its owners by uid (1 query)."""
    rows = supports_of(plan)
    values = [
        {
            "uid": row.uid,
            "text": row.text,
            "kind": row.kind,
            "owner": str(row.owner.uid),
            "due_on": row.due_on,
            "rhythm": row.rhythm,
        }
        for row in rows
    ]
    return values, {str(row.owner.uid): name_of(row.owner) for row in rows}


def training_rows(plan: Plan) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The trainings as the form starts, and the names of the trainers by uid (1 query)."""
    rows = trainings_of(plan)
    values = [
        {
            "uid": row.uid,
            "gap": row.gap,
            "course": row.course,
            "trainer": str(row.trainer.uid) if row.trainer else "",
            "trainer_name": row.trainer_name,
            "hours": number_text(row.hours),
            "due_on": row.due_on,
            "test": row.test,
        }
        for row in rows
    ]
    return values, {str(row.trainer.uid): name_of(row.trainer) for row in rows if row.trainer}


def metric_choices(by: Actor) -> list[Metric]:
    """The indicators in use, by name (1 query)."""
    return list(metrics_for(by).filter(active=True).order_by("name")[:200])


def assessor_values(plan: Plan) -> tuple[dict[str, str], dict[str, str]]:
    """The assessors as the form starts, and their names by uid (1 query)."""
    rows = assessors_of(plan)
    values = {f"assessor_{number}": str(row.person.uid) for number, row in enumerate(rows[:2], start=1)}
    return values, {str(row.person.uid): name_of(row.person) for row in rows}


@dataclass(frozen=True)
class FindingView:
    """One answer of the pre-check, as its reader may see it."""

    label: str
    level: str
    status: str
    text: str


STATUS = {Level.OK: "ok", Level.WARNING: "watch", Level.BLOCKER: "watch", Level.UNKNOWN: "thin"}


def finding_views(plan: Plan, *, for_hr: bool, near: date) -> list[FindingView]:
    """The last run of the pre-check (1 query). The manager reads "talk to HR first", never the reason."""
    rows = findings_of(latest_precheck(plan))
    shown = [found for found in rows if found.check is not Check.PROTECTED or found.level is not Level.OK]
    return [
        FindingView(
            label=str(found.check.label),
            level=str(found.level.label),
            status=STATUS[found.level],
            text=_finding_text(found, for_hr=for_hr, near=near),
        )
        for found in shown
    ]


def shown_findings(plan: Plan, reader: Reader) -> list[FindingView]:
    """The findings for a reader of the plan: the person never learns from it that HR protects them by law,
    and the manager reads "talk to HR first" only (1 query)."""
    side = side_of(plan, reader)
    found = finding_views(plan, for_hr=side == "hr", near=reader.today)
    return [one for one in found if side != "person" or one.label != str(Check.PROTECTED.label)]


TEXTS: Mapping[tuple[Check, Level], str | Promise] = {
    (Check.LEAVE, Level.OK): gettext_lazy("%(days)s days of leave in 8 weeks."),
    (Check.LEAVE, Level.WARNING): gettext_lazy(
        "%(days)s days of leave in 8 weeks: compare only worked days."
    ),
    (Check.MARKET, Level.OK): gettext_lazy("Market and area explain %(share)s %% of the gap."),
    (Check.MARKET, Level.WARNING): gettext_lazy(
        "Market and area explain %(share)s %% of the gap; take it out of the target."
    ),
    (Check.MARKET, Level.BLOCKER): gettext_lazy(
        "Market and area explain %(share)s %% of the gap: most of it is not the person's."
    ),
    (Check.FEED, Level.OK): gettext_lazy("All feeds were up in the measured period."),
    (Check.FEED, Level.BLOCKER): gettext_lazy(
        "Down in the measured period: %(feeds)s. Repair the data first."
    ),
    (Check.WORKLOAD, Level.OK): gettext_lazy("%(own)s%(unit)s, the peers' median is %(peers)s%(unit)s."),
    (Check.WORKLOAD, Level.WARNING): gettext_lazy(
        "%(own)s%(unit)s against a peers' median of %(peers)s%(unit)s: clearly more work."
    ),
    (Check.WORKLOAD, Level.BLOCKER): gettext_lazy(
        "%(own)s%(unit)s against a peers' median of %(peers)s%(unit)s: at least twice the work."
    ),
    (Check.RAISED_QUOTA, Level.WARNING): gettext_lazy(
        "The target was raised lately, with a reason: %(old)s → %(new)s, %(on)s."
    ),
    (Check.RAISED_QUOTA, Level.BLOCKER): gettext_lazy(
        "The target was raised lately without a reason: %(old)s → %(new)s, %(on)s."
    ),
    (Check.NO_EARLIER_TALK, Level.OK): gettext_lazy("Last talk on %(last)s."),
    (Check.NO_EARLIER_TALK, Level.WARNING): gettext_lazy("The last talk was long ago, on %(last)s."),
    (Check.NO_EARLIER_TALK, Level.BLOCKER): gettext_lazy("No earlier talk is noted. Talk first."),
    (Check.ONBOARDING, Level.OK): gettext_lazy("Here since %(hired)s."),
}


def _finding_text(found: Found, *, for_hr: bool, near: date) -> str:
    from datetime import date as day_class

    facts = {
        key: day_text(day_class.fromisoformat(value), near=near)
        if key in ("on", "last", "hired", "until")
        else value
        for key, value in found.facts.items()
    }
    if found.check is Check.PROTECTED:
        return _("A protected period holds; see HR's record.") if for_hr else _("Talk to HR first.")
    if found.check is Check.ONBOARDING and found.level is Level.BLOCKER:
        until = _("On probation until %(until)s.") if "until" in facts else _("Here since %(hired)s only.")
        return until % facts
    if found.check is Check.LEAVE and found.level is Level.BLOCKER:
        return _("On leave today. Wait for the return.")
    if found.level is Level.UNKNOWN:
        return _("Nobody supplied this yet; ask or look it up.")
    text = TEXTS.get((found.check, found.level))
    return str(text) % facts if text else _("Not raised lately.")


@dataclass(frozen=True)
class SendPage:
    """The last step: what is missing, what the lint forbids, what the pre-check found."""

    lacking: list[tuple[str, str, str]]
    wrong: list[str]
    weak: list[str]
    findings: list[FindingView]
    needs_reason: bool


def _hint(found: Finding, language: str) -> str:
    """Why a wording is a problem, and a better one."""
    return f"{found.why(language)} {_('Try: %(better)s') % {'better': found.better}}"


def send_page(plan: Plan, *, language: str, today: date, for_hr: bool = False) -> SendPage:
    """What stands between a draft and HR (9 queries)."""
    now = Situation(plan, today)
    findings = finding_views(plan, for_hr=for_hr, near=today)
    return SendPage(
        lacking=[
            (str(STEPS[step]), reverse("plans:write", args=[plan.uid, step]), text)
            for step, text in now.lacking
        ],
        wrong=[_hint(one, language) for one in now.wrong_words],
        weak=[_hint(one, language) for one in now.weak_words],
        findings=findings,
        needs_reason=any(one.level == str(Level.BLOCKER.label) for one in findings),
    )
