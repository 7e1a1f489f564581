"""The company that is generated, before anything is stored."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from jingjin.workflows.demo.people import PersonPlan, Staff, make_staff
from jingjin.workflows.demo.settings import Settings, SettingsError
from jingjin.workflows.demo.words import EAST, UNIVERSITY, Family, chinese_number

TODAY = date(2026, 11, 24)


@cache
def staff(people: int = 240, seed: int = 7, today: date = TODAY) -> Staff:
    return make_staff(Settings(today, people=people, seed=seed))


def test_the_same_settings_give_the_same_company() -> None:
    settings = Settings(TODAY, people=240, seed=7)

    assert make_staff(settings).people == staff().people
    assert make_staff(Settings(TODAY, seed=8)).people != staff().people


@pytest.mark.parametrize("people", [40, 41, 77, 120, 240, 1003])
def test_exactly_so_many_work_there(people: int) -> None:
    made = staff(people)

    assert len(made.employed()) == people
    assert len({person.number for person in made.people}) == len(made.people)
    assert len({person.uid for person in made.people}) == len(made.people)


def test_too_small_a_company_is_refused() -> None:
    with pytest.raises(SettingsError):
        Settings(TODAY, people=39)


def test_the_team_of_the_story() -> None:
    made = staff()
    team = [person for person in made.employed() if person.unit == "east_one"]

    assert sorted(person.name for person in team if not person.leads) == sorted(
        ["林知夏", "周子昂", "郑文博", "许知远", "陈可", "沈嘉禾", "陆一鸣", "韩雪", "罗伊"]
    )
    lin = made.by_key["lin"]
    assert lin.number == "00201"
    assert lin.hired_on == date(2024, 7, 24)
    assert [(line.number, line.since) for line in lin.managed_by] == [
        ("00011", date(2024, 7, 24)),
        ("00101", date(2025, 3, 24)),
    ]
    assert made.by_key["luo"].leaves[0].first_day == date(2026, 11, 2)
    assert made.by_key["luo"].leaves[0].last_day == date(2027, 1, 18)
    assert made.by_key["luo"].is_away(TODAY)
    assert made.by_key["han"].hired_on == date(2026, 10, 12)


def test_universities_in_the_east_have_people_outside_the_team_too() -> None:
    peers = [
        person.unit for person in staff(40).employed() if (person.region, person.line) == (EAST, UNIVERSITY)
    ]

    assert Counter(peers) == {"east_one": 3, "east_two": 3}


def test_managers_come_before_those_they_manage() -> None:
    made = staff(1003)
    seen: set[str] = set()
    for person in made.people:
        assert {line.number for line in person.managed_by} <= seen, person
        seen.add(person.number)


def test_units_come_from_the_top_down_and_nobody_is_without_one() -> None:
    made = staff(1003)
    seen: set[str | None] = {None}
    for unit in made.units:
        assert unit.parent in seen, unit
        seen.add(unit.key)

    assert {person.unit for person in made.people} <= seen
    assert len({unit.name for unit in made.units}) == len(made.units)


def test_some_are_on_leave_some_are_new_some_have_left() -> None:
    made = staff(1003)
    away = sum(person.is_away(TODAY) for person in made.employed())
    new = sum((TODAY - person.hired_on).days < 90 for person in made.employed())

    assert 0.015 < away / 1003 < 0.05
    assert 0.01 < new / 1003 < 0.06
    assert len(made.people) - 1003 == 50


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 12), date(2026, 10, 3)])
def test_every_day_of_somebodys_life_here_is_a_working_day(today: date) -> None:
    made = staff(240, 7, today)
    days = Settings(today).days
    free = [
        (person.name, day)
        for person in made.people
        for day in _days_of(person)
        if day.year >= today.year - 2 and not days.is_working(day)
    ]

    assert free == []


def _days_of(person: PersonPlan) -> list[date]:
    lines = [line.since for line in person.managed_by]
    return [
        person.hired_on,
        *lines,
        *([person.left_on] if person.left_on else []),
        *[leave.first_day for leave in person.leaves],
    ]


def test_everything_shown_has_english() -> None:
    made = staff()

    assert [unit for unit in made.units if not unit.name_en] == []
    assert [person for person in made.people if not person.title_en] == []


def test_every_family_of_roles_is_there() -> None:
    assert set(Family) == {person.family for person in staff().people}


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (1020, "一千零二十")],
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese_number(number) == text
