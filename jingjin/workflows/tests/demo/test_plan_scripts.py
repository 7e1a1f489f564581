"""Whose plans a demo company has: as many courses as there are, whatever the seed and the day."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from jingjin.workflows.demo.goal_plans import Results
from jingjin.workflows.demo.people import make_staff
from jingjin.workflows.demo.plan_scripts import Course, Script, scripts
from jingjin.workflows.demo.settings import Settings

pytestmark = pytest.mark.slow


def made(settings: Settings) -> list[Script]:
    staff = make_staff(settings)
    return scripts(settings, staff, Results.of(settings, staff))


@pytest.mark.parametrize("seed", [1, 7])
@pytest.mark.parametrize("today", [date(2026, 11, 25), date(2027, 2, 1)])
def test_a_company_of_usual_size_has_a_plan_in_every_state(seed: int, today: date) -> None:
    assert {script.course for script in made(Settings(today, seed=seed))} == set(Course)


def test_nobody_has_two_open_plans_nor_plans_that_overlap() -> None:
    spans: dict[str, list[Script]] = {}
    for script in made(Settings(date(2026, 11, 25), people=60)):
        spans.setdefault(script.person.number, []).append(script)

    for mine in spans.values():
        mine.sort(key=lambda script: script.span.start)
        assert all(one.span.end < other.span.start for one, other in itertools.pairwise(mine))
