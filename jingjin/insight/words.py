"""Words of the insight area: states of a signal, next steps, what an objection can lead to, class names."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jingjin.insight.detection.verdict import Cause, Label

MINIMUM_GROUP = 5
"""Figures of fewer people are never shown (PRODUCT.md, privacy)."""
RAISE_AT = 0.6
"""A signal is raised from this probability of a personal class on, and only when the interval of the person's part
lies below zero: a signal that nobody can explain helps nobody."""
SURE, FAIRLY_SURE = 0.85, 0.65
"""From these probabilities on the system's certainty is called high or medium."""
ANSWER_DAYS = 7
"""Days a manager has to look at a new signal, and after which "remind me later" reminds."""
REPLY_WORKDAYS = 5
"""Working days HR has to answer an objection, as for a disagreement with a plan."""
MOSTLY_ENVIRONMENT = 50
"""From this share of the gap on (percent), the environment explains more than the person."""


DIGITS = Decimal("0.000001")


def as_number(value: float) -> Decimal:
    """A probability or score as it is stored."""
    return Decimal(str(value)).quantize(DIGITS)


class SignalState(models.TextChoices):
    """Where a signal stands."""

    OPEN = "open", pgettext_lazy("signal", "Open")
    ANSWERED = "answered", pgettext_lazy("signal", "Answered")
    CONTESTED = "contested", pgettext_lazy("signal", "Contested")
    RESOLVED = "resolved", pgettext_lazy("signal", "Ended")


LIVE = (SignalState.OPEN, SignalState.ANSWERED, SignalState.CONTESTED)


class Step(models.TextChoices):
    """What the answering person will do next. None of these opens a plan."""

    TALK = "talk", _("Talk with them")
    CORRECT = "correct_number", _("Have a figure corrected")
    WAIT = "wait", _("Wait and see")
    SUPPORT = "support", _("Arrange support")
    PLAN = "plan", _("Consider an improvement plan with HR")


class Ending(models.TextChoices):
    """Why a signal ended."""

    NORMAL = "normal", _("Back within the ordinary range two weeks running")
    WITHDRAWN = "withdrawn", _("Withdrawn after an objection")
    LEFT = "left", _("No longer part of the comparison")
    OFF = "off", _("Signals were switched off")


class Decision(models.TextChoices):
    """HR's answer to an objection."""

    KEEP = "keep", _("The signal stays, with the reason")
    CORRECT = "correct", _("The figures will be corrected")
    WITHDRAW = "withdraw", _("The signal is withdrawn")


class NoticeKind(models.TextChoices):
    """What a run found that concerns no person."""

    FEED_FAULT = "feed_fault", _("A source sends wrong or no figures")
    MARKET_FALL = "market_fall", _("A whole group fell")


class NoticeState(models.TextChoices):
    """Where a notice stands."""

    OPEN = "open", pgettext_lazy("notice", "New")
    SEEN = "seen", pgettext_lazy("notice", "Seen")
    OVER = "over", pgettext_lazy("notice", "Over")


LABELS = {
    Label.LOW_PERSISTENT: _("Below comparable people for a long time"),
    Label.DECLINE: _("Sliding for months"),
    Label.DROP: _("Fell suddenly"),
    Label.RECOVERY: _("Back to normal"),
    Label.MARKET: _("Fell with the whole group"),
    Label.DATA_FAULT: _("Figures interrupted or wrong"),
    Label.TOP: _("Above comparable people for a long time"),
    Label.NORMAL: _("Ordinary range"),
    Label.NOT_ENOUGH_DATA: _("Not enough data"),
}
LABEL_CHOICES = [(label.value, name) for label, name in LABELS.items()]

CAUSES = {
    Cause.MARKET: _("market"),
    Cause.DATA_FAULT: _("interrupted figures"),
    Cause.LEAVE: _("leave"),
    Cause.RAMP_UP: _("settling in"),
    Cause.TARGET_CHANGE: _("a changed target"),
    Cause.SEASON: _("season and holidays"),
}

FAULTS = {
    "stopped": _("no figures arrive"),
    "zeroed": _("only zeros arrive"),
    "too_large": _("figures are many times too large, likely a unit"),
    "too_small": _("figures are many times too small, likely a unit"),
    "doubled_rows": _("rows arrive twice"),
    "doubled_sums": _("amounts seem to be counted twice"),
}
