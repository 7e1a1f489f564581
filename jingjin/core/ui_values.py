"""What the larger components take: small frozen values that an area's queries build and a template passes on.

Texts arrive finished (formatted, translated, with units); numbers that draw something are per cent of the width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from jingjin.core.ui_words import Measure, Source, Status, StoneState
from jingjin.core.waiting import Fact


class Face(Protocol):
    """A person as components draw one. `tint` is 1 to 4 by the person's id, 0 for somebody who left."""

    @property
    def name(self) -> str: ...
    @property
    def initial(self) -> str: ...
    @property
    def subtitle(self) -> str: ...
    @property
    def tint(self) -> int: ...


class PickFace(Face, Protocol):
    """A person who can be picked: `key` is what the form sends (the person's uid)."""

    @property
    def key(self) -> str: ...


@dataclass(frozen=True, kw_only=True)
class PersonFace:
    """The plain `Face`; an area may pass its own object with the same attributes."""

    key: str = ""
    name: str
    initial: str
    tint: int
    subtitle: str = ""
    url: str = ""


def tint_of(number: int) -> int:
    """The tint of the person with this primary key: 1 to 4, never by performance."""
    return number % 4 + 1


def initial_of(name: str) -> str:
    """The letter or character in the circle: a Chinese surname's first character, a Latin name's capital."""
    return name.strip()[:1].upper()


@dataclass(frozen=True, kw_only=True)
class Link:
    """A choice in tabs, segments or the rail."""

    label: str
    url: str
    current: bool = False
    icon: str = ""
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class Bar:
    """Progress towards a target.

    `fill` and `mark` (what is due) are per cent of the track; `fill=None` means no value in the whole period.
    Over 100 the bar is full and `value` says how much. For `ABOVE` and `BELOW` the mark is the limit and both
    positions come from `cut_scale`. A late feed gives `as_of`, `due_on` and `missing` (per cent, hatched).
    """

    value: str
    target: str = ""
    due: str = ""
    fill: float | None = None
    mark: float | None = None
    on_track: bool = True
    measure: Measure = Measure.REACH
    as_of: str = ""
    due_on: str = ""
    missing: float = 0
    note: str = ""


def cut_scale(value: float, limit: float) -> tuple[float, float]:
    """Fill and mark (per cent) where a value must stay above or below a limit: the limit sits in the middle and
    the scale is cut, wide enough for the value and at least a tenth of the limit either side."""
    half = max(2 * abs(value - limit), abs(limit) / 10, 1e-9)
    return 50 + 50 * (value - limit) / half, 50.0


@dataclass(frozen=True, kw_only=True)
class Steps:
    """Milestones or yes/no: parts that are done or not, instead of a bar."""

    done: int
    total: int
    label: str
    due: str = ""
    expected: int | None = None


@dataclass(frozen=True, kw_only=True)
class Action:
    """A button. `post` sends a form with the CSRF token to `url`; otherwise it is a link."""

    label: str
    url: str
    primary: bool = False
    plain: bool = False
    post: bool = False
    icon: str = ""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One thing that waits for this person. The first of a list is `open` and holds the primary action."""

    key: str
    icon: str
    title: str
    text: str | SafeString = ""
    kind: str = ""
    due: str = ""
    actions: Sequence[Action] = ()
    facts: Sequence[Fact] = ()
    open: bool = False
    tint: str = ""


@dataclass(frozen=True, kw_only=True)
class Stone:
    """A step of the plan path: its name, date and who, and whether it is done, current or ahead."""

    name: str
    when: str = ""
    state: StoneState = StoneState.TODO


@dataclass(frozen=True, kw_only=True)
class Change:
    """One line of a diff. `new=""` with a `note` says what happens instead ("no longer assessed")."""

    label: str
    old: str = ""
    new: str = ""
    note: str = ""


def old_new(old: str, new: str) -> SafeString:
    """Old value struck through, new one marked, for a running sentence; both are read out with their meaning."""
    return format_html(
        '<del><span class="sr">{}</span>{}</del> <ins><span class="sr">{}</span>{}</ins>',
        pgettext("diff", "before: "),
        old,
        pgettext("diff", "now: "),
        new,
    )


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a split bar. `role`: person, env, env-2, ok, peer, learn."""

    label: str
    size: float
    role: str


@dataclass(frozen=True, kw_only=True)
class Cause:
    """A part of a gap with its interval, in points; `delta` is signed, `low` and `high` are magnitudes."""

    label: str
    delta: float
    low: float
    high: float
    role: str


@dataclass(frozen=True, kw_only=True)
class Gap:
    """The distance from expected to actual, split into causes in the order market, area, person."""

    title: str
    note: str
    actual: float
    expected: float
    causes: Sequence[Cause]


@dataclass(frozen=True, kw_only=True)
class Series:
    """A line of a chart. A missing period is None and stays a gap. `role`: person, env, peer, ok, learn, due."""

    name: str
    values: Sequence[float | None]
    role: str = "person"
    dashed: bool = False


@dataclass(frozen=True, kw_only=True)
class Band:
    """The middle 50 % of comparable people, who are named as a group."""

    name: str
    low: Sequence[float | None]
    high: Sequence[float | None]


@dataclass(frozen=True, kw_only=True)
class Outage:
    """A holiday or a broken feed: a named stretch of the axis."""

    name: str
    start: str
    end: str


@dataclass(frozen=True, kw_only=True)
class LineChart:
    """`title` is the finding or the question; `note` says unit, population, period. Periods are axis labels."""

    key: str
    title: str
    note: str
    periods: Sequence[str]
    series: Sequence[Series]
    band: Band | None = None
    outages: Sequence[Outage] = ()
    level: float | None = None
    level_name: str = ""
    unit: str = ""
    period_name: str = ""


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """Points above or below the expected path, and as text; without them the cell is hatched and the text says why.

    `column` heads it on a phone, `url` leads to its figures, `label` says person and metric to a screen reader.
    """

    points: float | None
    text: str
    column: str = ""
    url: str = ""
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Proof of a signature, in the page for good."""

    person: Face
    answer: str
    signed_at: str
    content_hash: str
    statement: str = ""
    verify_url: str = ""
    trusted_time: bool = False
    status: Status = Status.SIGNED


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a figure comes from and how fresh it is."""

    kind: Source
    text: str
    old: str = ""
    new: str = ""
