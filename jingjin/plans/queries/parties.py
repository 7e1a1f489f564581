"""Whom an event of a plan concerns, for those who tell people things."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from jingjin.plans.models import Plan


@dataclass(frozen=True)
class Parties:
    """The people of a plan (keys): manager is today's direct manager, hr who reviewed it or is asked to."""

    plan_uid: str
    person: int
    manager: int | None
    hr: int | None
    state: str
    url: str


def parties_of(plan_id: int) -> Parties | None:
    """The people of a plan (1 query); None when it does not exist any more."""
    plan = Plan.objects.select_related("person").filter(pk=plan_id).first()
    if plan is None:
        return None
    return Parties(
        plan_uid=str(plan.uid),
        person=plan.person_id,
        manager=plan.person.manager_id,
        hr=plan.approved_by_id or plan.hr_partner_id,
        state=plan.state,
        url=reverse("plans:plan", args=[plan.uid]),
    )
