"""Signals of a whole area of the company in counts: by class, by unit and over time."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from jingjin.accounts.public import Role
from jingjin.core.ui_values import LineChart, Series
from jingjin.core.waiting import Fact
from jingjin.insight.detection.verdict import PERSONAL, Label
from jingjin.insight.models import Inference, Signal, SignalRun
from jingjin.insight.queries.brief import shown_notices
from jingjin.insight.queries.small_groups import Shown, filtered
from jingjin.insight.rules import demand
from jingjin.insight.words import LABELS, LIVE, MINIMUM_GROUP
from jingjin.org import public as org

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from jingjin.core.actor import Actor

WEEKS = 26
ROLES = (Role.HR_ADMIN, Role.HR_PARTNER, Role.EXECUTIVE)
THIN = frozenset({Label.NOT_ENOUGH_DATA, Label.DATA_FAULT})


class _Unit(NamedTuple):
    id: int
    uid: object
    name: str
    name_en: str
    parent_id: int | None


@dataclass(frozen=True)
class GroupRow:
    """A unit's counts of the latest run; `shown` says whether they may be read."""

    name: str
    people: int
    shown: Shown
    person: int
    market: int
    thin: int

    @property
    def share(self) -> str:
        """Percent of its people whose gap may be about themselves."""
        return f"{round(100 * self.person / self.people)}%" if self.people else "—"


@dataclass(frozen=True)
class Overview:
    """The page for HR and executives. Without a run `last` is None; a scope under the minimum shows no counts."""

    last: date | None
    people: int
    enough: bool
    minimum: int
    facts: tuple[Fact, ...]
    classes: tuple[tuple[str, int], ...]
    trend: LineChart | None
    groups: tuple[GroupRow, ...]
    notices: tuple[dict[str, object], ...]


def overview(by: Actor) -> Overview:
    """Counts over the units that the actor oversees, never a single person (7 queries). NotFound for others."""
    demand(by, "signals.overview")
    runs = _latest_runs()
    scope = _Scope.of(by)
    notices = tuple(shown_notices(by))
    counts = _counts(runs, scope)
    now: Counter[Label] = sum(counts[runs[-1].pk].values(), Counter()) if runs else Counter()
    people = sum(now.values())
    enough = people >= MINIMUM_GROUP
    return Overview(
        last=runs[-1].last if runs else None,
        people=people,
        enough=enough,
        minimum=MINIMUM_GROUP,
        facts=_facts(now, people, _live(scope)) if enough else (),
        classes=tuple((str(name), now[label]) for label, name in LABELS.items() if now[label])
        if enough
        else (),
        trend=_trend(runs, counts) if enough and len(runs) > 1 else None,
        groups=tuple(_groups(scope, counts[runs[-1].pk])) if enough else (),
        notices=notices,
    )


@dataclass(frozen=True)
class _Scope:
    """The units overseen: all of them by key, the top ones, and (whole company) people without a unit."""

    units: Mapping[int, _Unit]
    tops: Sequence[int]
    whole: bool

    @classmethod
    def of(cls, by: Actor) -> _Scope:
        """From the actor's grants (1 query)."""
        columns = (
            "ancestor_id",
            "ancestor__uid",
            "ancestor__name",
            "ancestor__name_en",
            "ancestor__parent_id",
        )
        units = {row[0]: _Unit(*row) for row in org.unit_pairs().filter(depth=0).values_list(*columns)}
        scopes = frozenset().union(*(by.scopes(role) for role in ROLES))
        if None in scopes:
            return cls(units, [key for key, unit in units.items() if unit.parent_id not in units], whole=True)
        tops = [key for key, unit in units.items() if unit.uid in scopes]
        inside = {key: unit for key, unit in units.items() if set(_chain(key, units)) & set(tops)}
        tops = [key for key in tops if inside[key].parent_id not in inside]
        return cls(inside, tops, whole=False)

    def group_of(self, unit_id: int | None) -> int | None:
        """The unit under which somebody's figures stand: one level below the top, or the top itself."""
        if unit_id not in self.units or unit_id is None:
            return None
        chain = _chain(unit_id, self.units)
        top = next(position for position, key in enumerate(chain) if key in self.tops)
        return chain[max(top - 1, 0)]


def _chain(unit_id: int, units: Mapping[int, _Unit]) -> list[int]:
    """The unit and those above it, itself first."""
    chain: list[int] = []
    key: int | None = unit_id
    while key is not None and key in units and key not in chain:
        chain.append(key)
        key = units[key].parent_id
    return chain


def _latest_runs() -> list[SignalRun]:
    """The valid run of each of the last weeks, oldest first (1 query)."""
    rows = SignalRun.objects.order_by("-last", "-id").distinct("last")[:WEEKS]
    return sorted(rows, key=lambda run: run.last)


def _counts(
    runs: Sequence[SignalRun], scope: _Scope
) -> defaultdict[int, defaultdict[int | None, Counter[Label]]]:
    """Per run and unit how many people have which class (1 query)."""
    rows = Inference.objects.filter(run_id__in=[run.pk for run in runs])
    if not scope.whole:
        rows = rows.filter(person__unit_id__in=list(scope.units))
    out: defaultdict[int, defaultdict[int | None, Counter[Label]]] = defaultdict(lambda: defaultdict(Counter))
    for run_id, unit_id, label, n in rows.values_list("run_id", "person__unit_id", "label").annotate(
        n=Count("id")
    ):
        out[run_id][unit_id][Label(label)] += n
    return out


def _live(scope: _Scope) -> int:
    rows = Signal.objects.filter(state__in=LIVE)
    return (rows if scope.whole else rows.filter(person__unit_id__in=list(scope.units))).count()


def _personal(counts: Counter[Label]) -> int:
    return sum(counts[label] for label in PERSONAL)


def _thin(counts: Counter[Label]) -> int:
    return sum(counts[label] for label in THIN)


def _facts(now: Counter[Label], people: int, live: int) -> tuple[Fact, ...]:
    of = _("of %(people)s people") % {"people": people}
    return (
        Fact(_("Live signals"), str(live), of),
        Fact(_("Fell with the market or area"), str(now[Label.MARKET]), of),
        Fact(_("Too few or broken figures"), str(_thin(now)), of),
    )


def _trend(runs: Sequence[SignalRun], counts: Mapping[int, Mapping[int | None, Counter[Label]]]) -> LineChart:
    weeks = [sum(counts[run.pk].values(), Counter[Label]()) for run in runs]

    def line(name: str, role: str, number: list[int], *, dashed: bool = False) -> Series:
        values = [
            round(100 * n / total, 1) if total >= MINIMUM_GROUP else None
            for n, total in zip(number, (sum(week.values()) for week in weeks), strict=True)
        ]
        return Series(name=name, values=values, role=role, dashed=dashed)

    return LineChart(
        key="insight-trend",
        title=_("Below the usual: where the gap comes from"),
        note=_("Percent of the people judged, week by week"),
        periods=[f"{run.last.month}/{run.last.day}" for run in runs],
        series=[
            line(pgettext("trend", "Person"), "person", [_personal(week) for week in weeks]),
            line(pgettext("trend", "Market"), "env", [week[Label.MARKET] for week in weeks]),
            line(pgettext("trend", "No data"), "peer", [_thin(week) for week in weeks], dashed=True),
        ],
        unit="%",
        period_name=_("Week until"),
    )


def _groups(scope: _Scope, counts: Mapping[int | None, Counter[Label]]) -> list[GroupRow]:
    """The units one level down, then who belongs to none of them; small ones without figures."""
    found: defaultdict[int | None, Counter[Label]] = defaultdict(Counter)
    for unit_id, labels in counts.items():
        found[scope.group_of(unit_id)] += labels
    named = sorted(found, key=lambda key: (key is None, -sum(found[key].values()), key or 0))
    shown = filtered([sum(found[key].values()) for key in named])
    return [
        GroupRow(
            name=_group_name(scope, key),
            people=sum(found[key].values()),
            shown=one,
            person=_personal(found[key]),
            market=found[key][Label.MARKET],
            thin=_thin(found[key]),
        )
        for key, one in zip(named, shown, strict=True)
    ]


def _group_name(scope: _Scope, key: int | None) -> str:
    if key is None:
        return _("Without a unit")
    unit = scope.units[key]
    name = (unit.name_en if get_language() == "en" else "") or unit.name
    return _("%(unit)s, directly in it") % {"unit": name} if key in scope.tops else name
