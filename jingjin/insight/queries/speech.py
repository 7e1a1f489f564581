"""What a signal says in words: the gap and its parts, how sure, what speaks for or against a plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from jingjin.insight.detection.verdict import Cause, Label
from jingjin.insight.queries.split import split_of
from jingjin.insight.words import (
    CAUSES,
    FAIRLY_SURE,
    LABELS,
    MOSTLY_ENVIRONMENT,
    SURE,
    SignalState,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from jingjin.insight.models import Signal
    from jingjin.insight.queries.split import Split

MEASURED = (Cause.MARKET, Cause.TARGET_CHANGE)
"""Not ruled out, these have a part of the gap of their own."""
NOT_JUDGED = (Cause.DATA_FAULT, Cause.LEAVE, Cause.RAMP_UP)


def headline(explanation: Mapping[str, Any], label: str, *, own: bool = False) -> str:
    """The gap with its parts in one or two sentences. `own`: the reader is the person concerned."""
    split = split_of(explanation)
    if split is None:
        return _("%(class)s. The latest weeks hold too few figures to say how much.") % {
            "class": LABELS[Label(label)]
        }
    if round(split.gap) < 0:
        return _under_target(split, own=own)
    parts = explanation["parts"]
    if parts["own"] < 0:
        return _(
            "On the expected path, but %(percent)s%% under the usual of comparable people "
            "(%(low)s to %(high)s%%)."
        ) % {
            "percent": _whole(parts["own"]),
            "low": _whole(parts["own_high"]),
            "high": _whole(parts["own_low"]),
        }
    return _("%(class)s; the latest weeks are on the expected path.") % {"class": LABELS[Label(label)]}


def _under_target(split: Split, *, own: bool) -> str:
    whole = split.whole()
    sentence = _("%(percent)s%% under the expected path.") % {"percent": _whole(split.gap)}
    clauses = [_clause(name, -points, own=own) for name, points in whole.items() if points < 0]
    if clauses:
        sentence = _("%(gap)s Of these, %(parts)s.") % {
            "gap": sentence,
            "parts": pgettext("clauses", ", ").join(clauses),
        }
    helped = sum(points for name, points in whole.items() if points > 0 and name != "own")
    if helped:
        sentence = _("%(gap)s Other parts helped by %(points)s points.") % {"gap": sentence, "points": helped}
    return sentence


def _clause(name: str, points: int, *, own: bool) -> str:
    if name == "own":
        text = (
            ngettext("%(n)s point may be about you", "%(n)s points may be about you", points)
            if own
            else ngettext(
                "%(n)s point may be about the person", "%(n)s points may be about the person", points
            )
        )
    else:
        text = {
            "market": ngettext(
                "%(n)s point comes from the market", "%(n)s points come from the market", points
            ),
            "area": ngettext("%(n)s point comes from the area", "%(n)s points come from the area", points),
            "target": ngettext(
                "%(n)s point comes from a changed target", "%(n)s points come from a changed target", points
            ),
            "usual": ngettext(
                "%(n)s point is the usual of the role", "%(n)s points are the usual of the role", points
            ),
        }[name]
    return text % {"n": points}


def _listed(texts: Iterable[object]) -> str:
    return pgettext("list", ", ").join(str(text) for text in texts)


def together(sentences: Iterable[str]) -> str:
    """Whole sentences as one paragraph; Chinese sets no space between them."""
    return reduce(lambda text, more: _("%(text)s %(more)s") % {"text": text, "more": more}, sentences)


def _whole(value: float) -> str:
    return str(abs(round(value)))


def part_names() -> dict[str, str]:
    """How the parts of a gap are called in charts."""
    return {
        "market": pgettext("part of a gap", "Market"),
        "area": pgettext("part of a gap", "Area"),
        "target": pgettext("part of a gap", "Changed target"),
        "usual": pgettext("part of a gap", "Usual of the role"),
        "own": pgettext("part of a gap", "Person"),
    }


def short_day(day: date) -> str:
    """A day of this or last year: 24 Nov, 11月24日."""
    return date_format(day, pgettext("date format", "j M"))


def certainty(confidence: Decimal) -> str:
    """How sure the system is, in one word."""
    if confidence >= SURE:
        return pgettext("certainty", "high")
    return pgettext("certainty", "medium") if confidence >= FAIRLY_SURE else pgettext("certainty", "low")


def compared_with(explanation: Mapping[str, Any]) -> str:
    """The comparable group, named as a group: 同岗17人，其中华东企业线6人."""
    size, close = explanation.get("peers", 0), explanation.get("close", 0)
    if not close:
        return ngettext("%(size)s other in the role", "%(size)s others in the role", size) % {"size": size}
    return ngettext(
        "%(size)s other in the role, %(close)s of them in %(place)s",
        "%(size)s others in the role, %(close)s of them in %(place)s",
        size,
    ) % {"size": size, "close": close, "place": _place(explanation)}


def _place(explanation: Mapping[str, Any]) -> str:
    """Regions and lines have no English names."""
    names = "".join(name for name in (explanation.get("region"), explanation.get("line")) if name)
    return pgettext("group", "the same region and line") if get_language() == "en" or not names else names


def ruled_out(explanation: Mapping[str, Any]) -> str:
    """What the figures exclude, and what they don't, in two sentences."""
    out = {Cause(name) for name in explanation.get("ruled_out", [])}
    sentences = []
    if out:
        named = _listed(name for cause, name in CAUSES.items() if cause in out)
        sentences.append(_("Ruled out: %(causes)s.") % {"causes": named})
    left = _listed(name for cause, name in CAUSES.items() if cause not in out and cause not in MEASURED)
    if left:
        sentences.append(
            _("Not ruled out: %(causes)s, and what no system knows, such as handed-over customers.")
            % {"causes": left}
        )
    else:
        sentences.append(_("Not ruled out: what no system knows, such as handed-over customers."))
    return together(sentences)


@dataclass(frozen=True)
class Advice:
    """Whether a plan is the right step now: `possible` and the sentences why not (or what to do first)."""

    possible: bool
    title: str
    reasons: tuple[str, ...]

    @property
    def text(self) -> str:
        """The reasons as one paragraph."""
        return together(self.reasons)


def running_plan() -> Advice:
    """What is said where the reader may see a plan that runs already."""
    return Advice(
        True,
        _("An improvement plan is running."),
        (_("Keep to what was agreed there; the signal only shows where the figures stand."),),
    )


def advice(signal: Signal) -> Advice:
    """Is a plan right at all? From the verdict and what happened since; a person decides, with HR."""
    reasons = tuple(_against(signal))
    if reasons:
        return Advice(False, _("An improvement plan is not advised now."), reasons)
    return Advice(
        True,
        _("Support comes first; a plan can be a later step."),
        (
            _(
                "Nothing in the figures speaks against one, and there was a talk. HR checks before anything is opened."
            ),
        ),
    )


def _against(signal: Signal) -> list[str]:
    found: list[str] = []
    split = split_of(signal.explanation)
    share = split.environment_share if split else None
    if share is not None and share >= MOSTLY_ENVIRONMENT:
        found.append(
            _("%(share)s%% of the gap comes from outside: comparable people are lower too.")
            % {"share": round(share)}
        )
    if split and round(split.part("target").points) < 0:
        found.append(_("The target was raised; first see whether it can be reached."))
    out = {Cause(name) for name in signal.explanation.get("ruled_out", [])}
    open_causes = [str(CAUSES[cause]) for cause in NOT_JUDGED if cause not in out]
    if open_causes:
        found.append(_("Not yet ruled out: %(causes)s.") % {"causes": _listed(open_causes)})
    if signal.confidence < FAIRLY_SURE:
        found.append(_("The system is not sure enough."))
    if signal.state == SignalState.CONTESTED:
        found.append(_("An objection waits for its answer."))
    if signal.talked_on is None:
        found.append(_("There has been no talk about it yet."))
    return found
