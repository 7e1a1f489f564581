"""Loading the demo company step by step; each step is one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from jingjin.workflows.demo import load_goals, load_numbers, load_org, load_plans
from jingjin.workflows.demo.indicators import FEEDS
from jingjin.workflows.demo.people import make_staff
from jingjin.workflows.demo.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jingjin.workflows.demo.settings import Settings

PEOPLE_AT_ONCE = 500
NUMBERS = 30  # the weight of a source's deliveries


@dataclass(frozen=True)
class Step:
    """A part of the load: what it is, its share of the whole work, what it does."""

    name: str
    weight: int
    run: Callable[[Stage], None]


def steps(stage: Stage) -> list[Step]:
    """All steps of this load in their order."""
    return [
        Step("company", 20, load_org.found),
        Step("accounts", 5, load_org.open_cast_accounts),
        *_people(stage),
        Step("roles", 10, load_org.grant_roles),
        Step("indicators", 5, load_numbers.define),
        *(Step("numbers", NUMBERS, partial(load_numbers.deliver, feed=feed)) for feed in FEEDS),
        Step("numbers", 2, load_numbers.correct_visits),
        Step("numbers", 2, load_numbers.break_feed),
        Step("goals", 60, load_goals.load),
        Step("voices", 20, load_goals.speak),
        Step("plans", 120, load_plans.load),
        Step("signals", 30, load_plans.judge),
    ]


def _people(stage: Stage) -> Iterator[Step]:
    people = stage.staff.people
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        part = people[start : start + PEOPLE_AT_ONCE]
        yield Step("people", len(part) // 10 + 1, partial(load_org.employ, people=part))


def load(settings: Settings) -> Iterator[tuple[str, int, int]]:
    """Load into the empty database; gives (name of the step, work done, work in all) after each step."""
    stage = Stage(settings, make_staff(settings))
    todo = steps(stage)
    total = sum(step.weight for step in todo)
    done = 0
    for step in todo:
        with transaction.atomic():
            step.run(stage)
        done += step.weight
        yield step.name, done, total
