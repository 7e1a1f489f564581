"""The stories of the usual demo company, as detection tells them from its figures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

from jingjin.insight.detection.run import detect
from jingjin.insight.detection.tables import Tables
from jingjin.insight.detection.verdict import PERSONAL, Label
from jingjin.metrics.public import Period
from jingjin.workflows.demo.effects import (
    LASTING,
    LONG,
    RECOVERED,
    SETTLING_WEEKS,
    SLIDING,
    SUDDEN,
    effects_of,
    market_of,
)
from jingjin.workflows.demo.figures import make_figures
from jingjin.workflows.demo.indicators import INDICATORS
from jingjin.workflows.demo.people import make_staff
from jingjin.workflows.demo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

SETTINGS = Settings(date(2026, 11, 24))
STAFF = make_staff(SETTINGS)
LAST = date(2026, 11, 22)
FALLEN = (LASTING, LONG, SLIDING, SUDDEN)


def employees() -> pl.DataFrame:
    units = {unit.key: unit.name for unit in STAFF.units}
    rows = [
        (person.number, person.line or units[person.unit], person.region, person.title, person.hired_on)
        for person in STAFF.employed()
    ]
    names = ["employee_id", "business_line", "region", "role", "hire_date"]
    return pl.DataFrame(rows, schema=names, orient="row")


def indicators() -> pl.DataFrame:
    rows = [
        (plan.key, str(plan.kind), str(plan.direction), plan.feed, str(plan.rhythm)) for plan in INDICATORS
    ]
    return pl.DataFrame(rows, schema=["metric", "kind", "direction", "source", "period"], orient="row")


def samples() -> Iterator[tuple[str, str, date, float, float | None]]:
    employed = {person.number for person in STAFF.employed()}
    for plan in INDICATORS:
        made = make_figures(SETTINGS, STAFF, plan)
        for column, start in enumerate(made.grid.starts):
            if Period(plan.rhythm).next_first_day(start) > LAST + timedelta(days=1):
                continue
            for row, person in enumerate(made.people):
                value, target = made.value[row, column], made.target[row, column]
                if person.number in employed and not np.isnan(value):
                    yield person.number, plan.key, start, value, None if np.isnan(target) else target


@pytest.fixture(scope="module")
def labels() -> dict[str, Label]:
    """The verdict by employee number."""
    names = ["employee_id", "metric", "week", "value", "target"]
    figures = pl.DataFrame(list(samples()), schema=names, orient="row")
    leaves = [
        (person.number, leave.first_day, leave.last_day)
        for person in STAFF.employed()
        for leave in person.leaves
    ]
    away = pl.DataFrame(leaves, schema=["employee_id", "start_week", "end_week"], orient="row")
    tables = Tables.of(employees(), indicators(), figures, leaves=away)
    return {verdict.subject: verdict.label for verdict in detect(tables, last=LAST)}


def test_every_shortfall_of_a_person_is_noticed(labels: dict[str, Label]) -> None:
    fallen = {number for number, effect in effects_of(SETTINGS, STAFF).items() if effect in FALLEN}

    assert len(fallen) > 5
    assert {number for number in fallen if labels[number] in PERSONAL} == fallen


def test_who_only_falls_with_the_market_is_told_so(labels: dict[str, Label]) -> None:
    own = effects_of(SETTINGS, STAFF)
    south = {
        person.number
        for person in STAFF.employed()
        if person.region == "华南" and market_of(person) and not person.leads
    } - own.keys()
    blamed = {number for number in south if labels[number] in PERSONAL}

    assert len(south) > 15
    assert len(blamed) <= 1
    assert sum(labels[number] == Label.MARKET for number in south) > len(south) / 2


def test_support_that_helped_shows_as_a_recovery(labels: dict[str, Label]) -> None:
    helped = [number for number, effect in effects_of(SETTINGS, STAFF).items() if effect is RECOVERED]

    assert helped
    assert {labels[number] for number in helped} == {Label.RECOVERY}


def test_the_best_and_the_new_are_left_alone(labels: dict[str, Label]) -> None:
    settling = timedelta(weeks=SETTLING_WEEKS)
    new = {person.number for person in STAFF.employed() if SETTINGS.today - person.hired_on < settling}

    assert new
    assert {labels[number] for number in new} & PERSONAL == set()
    assert labels[STAFF.by_key["lu"].number] not in PERSONAL
