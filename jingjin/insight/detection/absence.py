"""When numbers do not speak about a person: away, just back, just started, company closed."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import WEEK_DAYS, Panel, next_start
from jingjin.insight.detection.robust import Array, Flags, Ints
from jingjin.insight.detection.tables import Tables

_LEAST_SERIES = 2
"""With one series a silent feed and an absent person look the same; then it is not called absence."""


@dataclass(frozen=True)
class Presence:
    """Masks over subjects × periods, and each subject's state in the last period."""

    away: Flags
    settling: Flags
    """Ramp-up after hiring or after a long leave."""
    closed: Flags
    """T periods with too few working days."""
    away_now: Flags
    back_weeks: Array
    """Weeks since the end of the last long leave; NaN without one."""
    tenure_weeks: Array
    """Weeks since hiring; NaN when unknown."""


def judge_presence(panel: Panel, tables: Tables, limits: Limits) -> Presence:
    """Leaves as listed, plus periods in which everything of a subject is silent or zero."""
    people, starts = panel.people, panel.starts
    count = len(people.ids)
    end = next_start(starts[-1], panel.unit)
    listed, settling = np.zeros((count, len(starts)), bool), np.zeros((count, len(starts)), bool)
    back = np.full(count, np.nan)
    index = {person: row for row, person in enumerate(people.ids)}
    for person, start, stop in tables.leaves.select("employee_id", "start_week", "end_week").iter_rows():
        if person not in index or start is None:
            continue
        row, stop_day = index[person], stop or end
        listed[row] |= _touches(starts, panel.unit, start, stop_day)
        if (stop_day - start).days / WEEK_DAYS >= limits.long_leave:
            settled = stop_day + timedelta(weeks=limits.return_ramp)
            settling[row] |= _touches(starts, panel.unit, stop_day, settled)
            if stop_day < end:
                back[row] = np.nanmin([back[row], (end - stop_day).days / WEEK_DAYS])
    tenure = np.full(count, np.nan)
    for row, hired in enumerate(people.hired):
        if hired is not None:
            tenure[row] = (end - hired).days / WEEK_DAYS
            settled = hired + timedelta(weeks=limits.ramp_up)
            settling[row] |= _touches(starts, panel.unit, hired, settled)
    away = listed | _silent(panel)
    with np.errstate(invalid="ignore"):
        closed = panel.workdays < limits.least_workdays
    return Presence(away, settling, closed, away[:, -1], back, tenure)


def _touches(starts: list[date], unit: str, first: date, stop: date) -> Flags:
    """Periods that overlap the half-open stretch of days."""
    return np.array([start < stop and next_start(start, unit) > first for start in starts])


def _silent(panel: Panel) -> Flags:
    """Periods without any value but zero, for subjects with several series, between their values."""
    count = len(panel.people.ids)
    series = np.bincount(panel.subject, minlength=count)
    speaking = _per_subject(panel, np.nan_to_num(panel.value) != 0, panel.subject, count)
    known = _per_subject(panel, ~np.isnan(panel.value), panel.subject, count)
    started = np.logical_or.accumulate(known, axis=1)
    return started & ~speaking & (series >= _LEAST_SERIES)[:, None]


def _per_subject(panel: Panel, flags: Flags, subject: Ints, count: int) -> Flags:
    out = np.zeros((count, len(panel.starts)), dtype=np.bool_)
    np.logical_or.at(out, subject, flags)
    return out
