"""Everything the page of one signal shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jingjin.core import clock
from jingjin.core.ui_values import Band, Cause, Gap, LineChart, Outage, Series
from jingjin.insight.detection.limits import LIMITS
from jingjin.insight.detection.verdict import Label
from jingjin.insight.models import Contest
from jingjin.insight.queries import speech
from jingjin.insight.queries.brief import SignalBrief, brief_of
from jingjin.insight.queries.split import LEAST, Split, split_of
from jingjin.insight.rules import CONTEST_RULES, SIGNAL_RULES
from jingjin.insight.words import LABELS
from jingjin.metrics import public as metrics
from jingjin.org import public as org
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import PersonFace
    from jingjin.insight.models import Signal
    from jingjin.insight.queries.split import Share
    from jingjin.metrics.public import Metric

WEEK = timedelta(weeks=1)
ROLES = {"market": "env", "area": "env-2", "target": "env-2", "usual": "peer", "own": "person"}
ALWAYS = ("market", "area", "own")
ACTIONS = ("see", "answer", "talk", "remind", "contest")


@dataclass(frozen=True)
class Seen:
    """One indicator of the person beside the comparable people."""

    name: str
    own: str
    shows: bool
    url: str


@dataclass(frozen=True)
class SignalPage:
    """The page of one signal for one reader."""

    signal: Signal
    face: PersonFace
    brief: SignalBrief
    is_self: bool
    subline: str
    headline: str
    gap: Gap | None
    chart: LineChart | None
    seen: tuple[Seen, ...]
    certainty: str
    basis: str
    chance: str
    ruled_out: str
    advice: speech.Advice
    contests: tuple[Contest, ...]
    may: Mapping[str, bool]
    may_reply: bool
    readers: str
    answered_by: str


def signal_page(by: Actor, signal: Signal) -> SignalPage:
    """What this reader sees of a loaded signal (up to 7 queries)."""
    explanation = signal.explanation
    keys = [one["metric"] for one in explanation["series"]]
    known = {row.key: row for row in metrics.metrics_for(by).filter(key__in=keys)}
    split = split_of(explanation)
    contests = tuple(Contest.objects.filter(signal=signal).select_related("replied_by").order_by("id"))
    is_self = by.person_id == signal.person_id
    return SignalPage(
        signal=signal,
        face=org.face(signal.person),
        brief=brief_of(signal, by=by),
        is_self=is_self,
        subline=_subline(signal, known),
        headline=speech.headline(explanation, signal.label, own=is_self),
        gap=_gap(split, explanation) if split else None,
        chart=_chart(signal, known),
        seen=tuple(sorted(_seen_of(signal, known), key=lambda one: not one.shows)),
        certainty=speech.certainty(signal.confidence),
        basis=_basis(explanation),
        chance=f"{100 * signal.confidence:.0f}%",
        ruled_out=speech.ruled_out(explanation),
        advice=speech.running_plan() if _has_plan(by, signal) else speech.advice(signal),
        contests=contests,
        may={name: SIGNAL_RULES.allows(signal, by=by, action=f"signal.{name}") for name in ACTIONS},
        may_reply=any(
            one.replied_at is None and CONTEST_RULES.allows(one, by=by, action="contest.reply")
            for one in contests
        ),
        readers=readers_of(signal),
        answered_by=org.face(signal.answered_by).name if signal.answered_by else "",
    )


def _has_plan(by: Actor, signal: Signal) -> bool:
    """Whether a plan of this person runs that the reader may see (1 query)."""
    ended = (plans.State.CLOSED, plans.State.SEALED)
    return plans.plans_for(by).filter(person_id=signal.person_id).exclude(state__in=ended).exists()


def readers_of(signal: Signal) -> str:
    """Who can read it, by name where there is one."""
    person, manager = signal.person, signal.person.manager
    if manager is None:
        return _("%(person)s and HR of the unit can read this.") % {"person": org.face(person).name}
    return _("%(person)s, %(manager)s and HR of the unit can read this.") % {
        "person": org.face(person).name,
        "manager": org.face(manager).name,
    }


def _subline(signal: Signal, known: Mapping[str, Metric]) -> str:
    explanation = signal.explanation
    shown = [
        known[one["metric"]].label()
        for one in explanation["series"]
        if one["shows"] and one["metric"] in known
    ]
    weeks = explanation["weeks_below"]
    below = ngettext(
        "%(n)s week running under the usual of the role",
        "%(n)s weeks running under the usual of the role",
        weeks,
    ) % {"n": weeks}
    found = _("noticed on %(day)s") % {"day": speech.short_day(signal.opened_on)}
    parts = [pgettext("list", ", ").join(shown[:2]) or str(LABELS[Label(signal.label)])]
    return " · ".join([*parts, *([below] if weeks else []), found])


def _gap(split: Split, explanation: Mapping[str, Any]) -> Gap:
    names, whole = speech.part_names(), split.whole()
    gap = round(split.gap)
    title = ngettext("Where the %(n)s point comes from", "Where the %(n)s points come from", abs(gap)) % {
        "n": abs(gap)
    }
    note = _("Compared with %(group)s · thin line: 90%% interval") % {
        "group": speech.compared_with(explanation)
    }
    return Gap(
        title=title if gap < 0 else _("What makes up the level"),
        note=note,
        actual=100 + gap,
        expected=100,
        causes=[
            _cause(part, whole[part.name], names)
            for part in split.parts
            if part.name in ALWAYS or abs(part.points) >= LEAST
        ],
    )


def _cause(part: Share, points: int, names: Mapping[str, str]) -> Cause:
    """An interval on both sides of zero keeps a negative magnitude: the mark is then grey."""
    sign = -1 if points < 0 else 1
    low, high = sorted((sign * round(part.low), sign * round(part.high)))
    return Cause(
        label=names[part.name],
        delta=points,
        low=min(low, abs(points)),
        high=max(high, abs(points)),
        role=ROLES[part.name],
    )


def _chart(signal: Signal, known: Mapping[str, Metric]) -> LineChart | None:
    """The heaviest indicator that shows the pattern, against the middle half of comparable people."""
    found = [one for one in signal.explanation["series"] if one["metric"] in known]
    one = next((each for each in found if each["shows"]), found[0] if found else None)
    if one is None:
        return None
    metric = known[one["metric"]]
    days = [date.fromisoformat(day) for day in one["starts"]]
    monthly = one["period"] == "month"
    base = _base(one)
    size = signal.explanation["peers"]
    labels = [_axis(day, monthly=monthly) for day in days]
    return LineChart(
        key=f"signal-{signal.pk}",
        title=_("The last %(n)s periods of %(metric)s") % {"n": len(days), "metric": metric.label()},
        note=_("Target = 100") if base else metric.unit_label(),
        periods=labels,
        series=[
            Series(name=org.face(signal.person).name, values=_scaled(one["actual"], base), role="person")
        ],
        band=Band(
            name=ngettext("Middle 50%% of %(n)s in the role", "Middle 50%% of %(n)s in the role", size)
            % {"n": size},
            low=_scaled(one["low"], base),
            high=_scaled(one["high"], base),
        ),
        outages=[] if monthly else _short_weeks(days, labels),
        level=100 if base else None,
        level_name=_("Target") if base else "",
        unit="" if base else metric.unit_label(),
        period_name=_("Month of") if monthly else _("Week of"),
    )


def _axis(day: date, *, monthly: bool) -> str:
    return date_format(day, "Y-m") if monthly else f"{day.month}/{day.day}"


def _base(one: Mapping[str, Any]) -> Sequence[float] | None:
    """The targets, when every period with a value has one: then all is drawn as percent of it."""
    targets = one["target"]
    drawn = [target for value, target in zip(one["actual"], targets, strict=True) if value is not None]
    return targets if drawn and all(drawn) else None


def _scaled(values: Sequence[float | None], base: Sequence[float | None] | None) -> list[float | None]:
    if base is None:
        return list(values)
    return [
        None if value is None or not target else round(100 * value / target, 1)
        for value, target in zip(values, base, strict=True)
    ]


def _short_weeks(days: Sequence[date], labels: Sequence[str]) -> list[Outage]:
    """Weeks with so few working days that detection leaves them out (1 query)."""
    if not days:
        return []
    count = Counter(clock.week_start(day) for day in org.workdays(days[0], days[-1] + WEEK))
    return [
        Outage(name=_("Holiday"), start=label, end=label)
        for day, label in zip(days, labels, strict=True)
        if count[day] < LIMITS.least_workdays
    ]


def _seen_of(signal: Signal, known: Mapping[str, Metric]) -> list[Seen]:
    return [_seen(one, known, signal) for one in signal.explanation["series"] if one["metric"] in known]


def _seen(one: Mapping[str, Any], known: Mapping[str, Metric], signal: Signal) -> Seen:
    metric = known[one["metric"]]
    start = date.fromisoformat(one["starts"][0])
    end = date.fromisoformat(one["starts"][-1]) + WEEK
    own = one["own"]
    return Seen(
        name=metric.label(),
        own="—" if own is None else f"{'−' if round(own) < 0 else '+'}{abs(round(own))}%",
        shows=one["shows"],
        url=metrics.lineage_url(metric.uid, signal.person.uid, start, end),
    )


def _basis(explanation: Mapping[str, Any]) -> str:
    periods, peers = explanation["periods"], explanation["peers"]
    return _("%(periods)s periods with figures, %(peers)s people to compare") % {
        "periods": periods,
        "peers": peers,
    }
