"""The manager's part: opening a plan, writing it step by step, the pre-check, sending it to HR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.core.events import emit
from jingjin.plans.actions.numbers import with_baseline
from jingjin.plans.actions.parts import (
    AssessorInput,
    ConcernInput,
    DiagnosisInput,
    ExpectationInput,
    SupportInput,
    TrainingInput,
    write_parts,
)
from jingjin.plans.actions.steps import day_of, move, prove, take
from jingjin.plans.models import Assessor, Concern, Expectation, Plan, Precheck, Support, Training
from jingjin.plans.queries.content import content_of
from jingjin.plans.queries.precheck import blockers_of, latest_precheck, person_facts
from jingjin.plans.rules import PEOPLE_RULES
from jingjin.plans.words.lint import ranking, vague
from jingjin.plans.words.precheck import PrecheckFacts, examine
from jingjin.plans.words.states import ENDED, Act

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.org.public import Person

EXTENSION_MAX_DAYS = 10


def default_rule() -> str:
    """The rule of extension that a new plan prints, in the writer's language."""
    return _(
        "For each working day that promised support is late, for each agreed check-in that is missed and for each "
        "working day of a pause, the plan is extended by one working day."
    )


def default_if_not_met() -> str:
    """The neutral sentence that HR may reword."""
    return _(
        "If the target is not reached, the company meets the employee and may extend the plan once, change the role "
        "or make another lawful arrangement, after hearing the employee."
    )


@transaction.atomic
def open_plan(*, by: Actor, person: Person, title: str, now: datetime, talks_on: Sequence[date] = ()) -> Plan:
    """Open a draft for a person; their direct manager or HR. One plan at a time.

    Raises NotFound or Denied by the reporting line, Invalid when one is open or nobody manages the person.
    """
    PEOPLE_RULES.demand(person, by=by, action="plan.open")
    if not title.strip():
        raise Invalid(fields={"title": _("Give the plan a title that says what is to improve.")})
    if person.manager_id is None:
        raise Invalid(_("%(name)s has no direct manager; a plan needs one.") % {"name": person.name})
    if Plan.objects.filter(person=person).exclude(state__in=ENDED).exists():
        raise Invalid(_("There is an open plan for %(name)s already.") % {"name": person.name})
    plan = Plan.objects.create(
        person=person,
        manager_id=person.manager_id,
        title=title.strip(),
        opened_on=day_of(now),
        talks_on=sorted(set(talks_on)),
        if_not_met=default_if_not_met(),
        extension_rule=default_rule(),
        extension_max_days=EXTENSION_MAX_DAYS,
    )
    prove(plan, "opened", by=by, now=now, content={"title": plan.title})
    return plan


@transaction.atomic
def save_diagnosis(
    *, by: Actor, plan: UUID, diagnosis: DiagnosisInput, now: datetime, version: int | None = None
) -> Plan:
    """What the plan is called, earlier talks, the environment, the period and the rhythm of check-ins."""
    row = take(by, plan, Act.EDIT, version=version)
    if not diagnosis.title.strip():
        raise Invalid(fields={"title": _("Give the plan a title that says what is to improve.")})
    if diagnosis.starts_on and diagnosis.ends_on and diagnosis.ends_on <= diagnosis.starts_on:
        raise Invalid(fields={"ends_on": _("The last day is before the first.")})
    row.title, row.environment = diagnosis.title.strip(), diagnosis.environment.strip()
    row.talks_on = sorted(set(diagnosis.talks_on))
    row.starts_on, row.ends_on = diagnosis.starts_on, diagnosis.ends_on
    row.check_in_weeks = diagnosis.check_in_weeks
    return _saved(row, "diagnosis", by=by, now=now)


@transaction.atomic
def save_concerns(
    *, by: Actor, plan: UUID, concerns: Sequence[ConcernInput], now: datetime, version: int | None = None
) -> Plan:
    """The concerns with their examples. Raises Invalid for a ranking as a reason or a late yardstick."""
    row = take(by, plan, Act.EDIT, version=version)
    check_concerns(concerns)
    filled = [with_baseline(one, row.person_id, day_of(now)) for one in concerns]
    write_parts(row, Concern, filled, version=row.content_version)
    return _saved(row, "concerns", by=by, now=now)


def check_concerns(concerns: Sequence[ConcernInput]) -> None:
    """Refuse at once what no later step could repair."""
    for number, one in enumerate(concerns):
        if found := ranking(f"{one.text} {one.detail}"):
            raise Invalid(
                fields={
                    f"{number}.text": _(
                        "“%(found)s”: a ranking can't be the reason for a plan. Try: %(better)s"
                    )
                    % {"found": found.found, "better": found.better}
                }
            )
        if one.yardstick_on and one.measured_from and one.yardstick_on > one.measured_from:
            raise Invalid(
                fields={
                    f"{number}.yardstick_on": _(
                        "A target or competence line counts only when it was fixed before the period began."
                    )
                }
            )


@transaction.atomic
def save_expectations(
    *,
    by: Actor,
    plan: UUID,
    expectations: Sequence[ExpectationInput],
    now: datetime,
    assessors: Sequence[AssessorInput] = (),
    version: int | None = None,
) -> Plan:
    """What is to be reached, and who assesses what no system measures. Refuses vague goals with a repair."""
    row = take(by, plan, Act.EDIT, version=version)
    check_expectations(expectations)
    write_parts(row, Expectation, expectations, version=row.content_version)
    write_parts(row, Assessor, assessors, version=row.content_version)
    return _saved(row, "expectations", by=by, now=now)


def check_expectations(expectations: Sequence[ExpectationInput]) -> None:
    """Refuse a goal that nobody can measure."""
    for number, one in enumerate(expectations):
        if found := vague(one.text):
            message = _("“%(found)s” can't be measured. Try: %(better)s")
            raise Invalid(fields={f"{number}.text": message % {"found": found.found, "better": found.better}})


@transaction.atomic
def save_support(
    *,
    by: Actor,
    plan: UUID,
    supports: Sequence[SupportInput],
    trainings: Sequence[TrainingInput],
    now: datetime,
    version: int | None = None,
) -> Plan:
    """What the company promises, and the training records. A person can't be the helper of their own plan."""
    row = take(by, plan, Act.EDIT, version=version)
    check_helpers(row, supports)
    write_parts(row, Support, supports, version=row.content_version)
    write_parts(row, Training, trainings, version=row.content_version)
    return _saved(row, "support", by=by, now=now)


def check_helpers(plan: Plan, supports: Sequence[SupportInput]) -> None:
    """Support is promised by somebody else than the person."""
    if any(one.owner.pk == plan.person_id for one in supports):
        raise Invalid(fields={"owner": _("Support is promised by somebody else than the employee.")})


@transaction.atomic
def save_otherwise(
    *,
    by: Actor,
    plan: UUID,
    if_not_met: str,
    extension_rule: str,
    extension_max_days: int,
    now: datetime,
    version: int | None = None,
) -> Plan:
    """What happens otherwise, and the printed rule of extension with its maximum in working days."""
    row = take(by, plan, Act.EDIT, version=version)
    row.if_not_met, row.extension_rule = if_not_met.strip(), extension_rule.strip()
    row.extension_max_days = extension_max_days
    return _saved(row, "otherwise", by=by, now=now)


def _saved(plan: Plan, part: str, *, by: Actor, now: datetime) -> Plan:
    plan.store()
    prove(plan, "edited", by=by, now=now, facts={"part": part}, content=content_of(plan))
    return plan


@transaction.atomic
def run_precheck(*, by: Actor, plan: UUID, facts: PrecheckFacts, now: datetime) -> Precheck:
    """Ask whether a plan is the right step and freeze the answers. `facts`: what other areas know."""
    row = take(by, plan, Act.CHECK)
    today = day_of(now)
    findings = examine(person_facts(row, today=today), facts, today=today)
    frozen: list[dict[str, Any]] = [
        {"check": found.check.value, "level": found.level.value, "facts": found.facts} for found in findings
    ]
    run = Precheck.objects.create(plan=row, ran_at=now, findings=frozen)
    # The chain learns that the check ran, never what it found: a protected period is in no export.
    prove(row, "prechecked", by=by, now=now, facts={"checks": len(frozen)})
    return run


@transaction.atomic
def submit_to_hr(
    *, by: Actor, plan: UUID, now: datetime, reason: str = "", version: int | None = None
) -> Plan:
    """Send the draft to HR. With a blocker in the pre-check the manager says why a plan is right anyway.

    Raises Invalid with the first thing that is missing or worded wrongly.
    """
    row = take(by, plan, Act.SUBMIT, version=version)
    if blockers_of(latest_precheck(row)) and not reason.strip():
        raise Invalid(
            fields={"reason": _("The pre-check speaks against a plan. Say why it is right anyway.")}
        )
    move(row, Act.SUBMIT, today=day_of(now))
    row.manager_reason, row.returned_for = reason.strip(), ""
    row.store()
    prove(row, "submitted", by=by, now=now, content={"reason": row.manager_reason} if reason else None)
    emit("plan.submitted", by=by, plan_id=row.pk)
    return row
