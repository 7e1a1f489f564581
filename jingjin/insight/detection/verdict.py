"""What detection says about a subject: the verdict and everything needed to explain and draw it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jingjin.insight.detection.quality import Fault
from jingjin.insight.detection.robust import Array


class Label(StrEnum):
    """The classes of a verdict; meanings in docs/formats.md, section "Detection"."""

    LOW_PERSISTENT = "low_persistent"
    DECLINE = "decline"
    DROP = "drop"
    RECOVERY = "recovery"
    MARKET = "market"
    DATA_FAULT = "data_fault"
    TOP = "top"
    NORMAL = "normal"
    NOT_ENOUGH_DATA = "not_enough_data"


PERSONAL = frozenset({Label.LOW_PERSISTENT, Label.DECLINE, Label.DROP})
"""The classes in which a person may need support."""


class Cause(StrEnum):
    """Explanations other than the person, which a verdict rules out or names."""

    MARKET = "market"
    DATA_FAULT = "data_fault"
    LEAVE = "leave"
    RAMP_UP = "ramp_up"
    TARGET_CHANGE = "target_change"
    SEASON = "season"


@dataclass(frozen=True)
class Parts:
    """The recent gap to the target and what makes it up, in percent of the target, + is better.

    `gap` is actual against target; `usual` is where comparable people usually stand; `market` is what
    the whole company's volume did, `area` what the line and region did beyond that, `target` what a
    changed target did, `own` the person's part with its 90 % interval. Parts need not add up exactly:
    each is a relative effect.
    """

    gap: float
    usual: float
    market: float
    area: float
    target: float
    own: float
    own_low: float
    own_high: float


@dataclass(frozen=True)
class Peers:
    """Who a subject is compared with: `size` others of the role, `close` of them in line and region."""

    role: str
    line: str
    region: str
    size: int
    close: int


@dataclass(frozen=True)
class Note:
    """Something to know about the data of one metric (`metric` empty: of the subject)."""

    fault: Fault | Cause
    metric: str
    periods: int


@dataclass(frozen=True, eq=False)
class SeriesFacts:
    """One metric of the subject, ready to draw. Arrays have one entry per period of `starts`.

    `actual` is what was recorded; `expected` is what comparable people would have in the same week
    (market, calendar and area included), `low` to `high` their middle 50 %. NaN is a gap.
    `own` is the recent difference to `expected` in percent (+ is better); `shows` says whether the
    verdict's pattern is seen in this metric.
    """

    metric: str
    name: str
    weight: float
    unit: str
    starts: list[date]
    actual: Array
    expected: Array
    low: Array
    high: Array
    own: float
    shows: bool


@dataclass(frozen=True, eq=False)
class Verdict:
    """One subject's verdict about the last period.

    `score` (0 to 1) ranks who may need support; `confidence` is the probability that `label` is
    right; `probabilities` gives it for every class. `weeks_below` counts the last unbroken weeks in
    which the subject's own part was below usual; `since` is when the pattern began.
    """

    subject: str
    label: Label
    score: float
    confidence: float
    reason: str
    probabilities: Mapping[Label, float]
    parts: Parts | None
    peers: Peers
    weeks_below: int
    since: date | None
    ruled_out: tuple[Cause, ...]
    notes: tuple[Note, ...]
    series: tuple[SeriesFacts, ...]
