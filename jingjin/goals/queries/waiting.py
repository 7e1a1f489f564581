"""What waits for a person in goals: lines of Today."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jingjin.core import clock
from jingjin.core.waiting import Fact, Waiting
from jingjin.goals.access import goals_for, heaviest_first
from jingjin.goals.models import WeeklyUpdate
from jingjin.goals.queries.figures import figure_of, now_text
from jingjin.goals.queries.lines import listed, name_of
from jingjin.goals.words import RUNNING, Kind, Level, State
from jingjin.org.public import is_direct_manager

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal

RHYTHM = timedelta(days=7)
MOST_FACTS = 4


def waiting_for(by: Actor, today: date) -> list[Waiting]:
    """The person's open steps: goals to confirm, goals sent back, the week's update, unit goals to update
    (at most 4 queries). Nobody who has done a step is asked for it."""
    if by.person_id is None:
        return []
    own_or_reports = Q(person_id=by.person_id) | is_direct_manager("person_id").q(by)
    rows = goals_for(by).filter(own_or_reports | Q(responsible_id=by.person_id))
    goals = heaviest_first(rows.filter(state__in=[State.DRAFT, *RUNNING], end__gt=today))
    return [
        *_to_accept(by, goals),
        *_to_confirm(by, goals),
        *_sent_back(by, goals),
        *_week(by, goals, today),
        *_unit_goals(by, goals, today),
    ]


def _to_accept(by: Actor, goals: Sequence[Goal]) -> list[Waiting]:
    mine = [
        goal
        for goal in goals
        if goal.person_id == by.person_id
        and goal.state == State.PROPOSED
        and goal.employee_confirmed_at is None
    ]
    if not mine:
        return []
    count = len(mine)
    title = ngettext("%(count)s goal to confirm", "%(count)s goals to confirm", count) % {"count": count}
    return [
        Waiting(
            key="goals-accept",
            icon="target",
            title=title,
            text=_titles(mine),
            url=reverse("goals:mine"),
            action=_("Read and confirm"),
            due=mine[0].period.confirm_by,
            facts=tuple(
                Fact(goal.shown_title, figure_of(goal, goal.target) or "—") for goal in mine[:MOST_FACTS]
            ),
        )
    ]


def _to_confirm(by: Actor, goals: Sequence[Goal]) -> list[Waiting]:
    """A manager confirms a whole person at once; who answers for a unit's goal, that goal."""
    open_ = [goal for goal in goals if goal.state == State.PROPOSED and goal.manager_confirmed_at is None]
    by_person: defaultdict[int, list[Goal]] = defaultdict(list)
    for goal in open_:
        if goal.person_id is not None and goal.person_id != by.person_id:
            by_person[goal.person_id].append(goal)
    waits = [
        Waiting(
            key=f"goals-confirm-{group[0].person.uid}",
            icon="check-check",
            title=_("Confirm the goals of %(name)s") % {"name": name_of(group[0].person)},
            text=_titles(group),
            url=reverse("goals:team"),
            action=pgettext("goal", "Review"),
            due=group[0].period.confirm_by,
            person=name_of(group[0].person),
        )
        for group in by_person.values()
        if group[0].person is not None
    ]
    return waits + [
        Waiting(
            key=f"goal-confirm-{goal.uid}",
            icon="check-check",
            title=_("Confirm “%(title)s”") % {"title": goal.shown_title},
            text=_("A goal of the unit you answer for."),
            url=reverse("goals:goal", args=[goal.uid]),
            action=pgettext("goal", "Review"),
            due=goal.period.confirm_by,
        )
        for goal in open_
        if goal.level != Level.PERSON
    ]


def _sent_back(by: Actor, goals: Sequence[Goal]) -> list[Waiting]:
    return [
        Waiting(
            key=f"goal-declined-{goal.uid}",
            icon="message-circle-question-mark",
            title=_("“%(title)s” came back") % {"title": goal.shown_title},
            text=goal.statement,
            url=reverse("goals:goal", args=[goal.uid]),
            action=pgettext("goal", "Adapt"),
            due=goal.period.confirm_by,
        )
        for goal in goals
        if goal.state == State.DRAFT and goal.declined_at is not None and goal.declined_by_id != by.person_id
    ]


def _week(by: Actor, goals: Sequence[Goal], today: date) -> list[Waiting]:
    mine = [
        goal
        for goal in goals
        if goal.person_id == by.person_id and goal.state in RUNNING and goal.start <= today
    ]
    week = clock.week_start(today)
    if not mine or WeeklyUpdate.objects.filter(person_id=by.person_id or 0, week=week).exists():
        return []
    bound = [goal for goal in mine if goal.metric_id is not None and goal.value is not None]
    text = (
        ngettext(
            "%(count)s figure is filled in; your confidence and a sentence are missing.",
            "%(count)s figures are filled in; your confidence and a sentence are missing.",
            len(bound),
        )
        % {"count": len(bound)}
        if bound
        else _("Your figures, your confidence and a sentence.")
    )
    return [
        Waiting(
            key=f"update-{week.isoformat()}",
            icon="pencil-line",
            title=_("This week's update"),
            text=text,
            url=reverse("goals:update"),
            action=_("Update in a minute"),
            due=week + RHYTHM,
            minutes=1,
            form_url=reverse("goals:update"),
            facts=tuple(Fact(goal.shown_title, now_text(goal)) for goal in bound[:MOST_FACTS]),
        )
    ]


def _unit_goals(by: Actor, goals: Sequence[Goal], today: date) -> list[Waiting]:
    """Goals of units whose value people type, a rhythm after the last word."""
    due = [
        goal
        for goal in goals
        if goal.level != Level.PERSON
        and goal.responsible_id == by.person_id
        and goal.state in RUNNING
        and goal.kind != Kind.OBJECTIVE
        and goal.metric_id is None
        and goal.start <= today
        and today - (goal.value_through or goal.start) >= RHYTHM
    ]
    return [
        Waiting(
            key=f"goal-update-{goal.uid}",
            icon="pencil-line",
            title=_("Update “%(title)s”") % {"title": goal.shown_title},
            text=_("Its last value is a week old.") if goal.value_through else _("It has no value yet."),
            url=reverse("goals:goal", args=[goal.uid]),
            action=pgettext("goal", "Update"),
            due=(goal.value_through or goal.start) + RHYTHM,
        )
        for goal in due
    ]


def _titles(goals: Sequence[Goal]) -> str:
    return listed([goal.shown_title for goal in goals[:MOST_FACTS]])
