"""Words of the metrics area: what an indicator is, where numbers come from, and what can be wrong with a row."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS_OF_QUARTER = 3
DECEMBER = 12


class Direction(models.TextChoices):
    """Which way is better."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class Kind(models.TextChoices):
    """What sort of quantity; it decides how people's values make a unit's value."""

    AMOUNT = "amount", _("Amount of money")
    COUNT = "count", _("Count")
    RATE = "rate", _("Rate")
    SCORE = "score", _("Score")
    DURATION = "duration", _("Duration")
    HOURS = "hours", _("Hours")


ADDITIVE = (Kind.AMOUNT, Kind.COUNT, Kind.HOURS)


class Aggregation(models.TextChoices):
    """How the values of several periods make one value."""

    SUM = "sum", _("Sum")
    MEAN = "mean", _("Average")
    LAST = "last", _("Latest value")
    RATIO = "ratio", _("Ratio, weighted by its base")


class Period(models.TextChoices):
    """An indicator's own rhythm. Weeks start on Monday; months and quarters follow the calendar."""

    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")

    @property
    def kept(self) -> Period:
        """The period in which values are kept ready for pages: days are rolled to weeks, the rest stays."""
        return Period.WEEK if self is Period.DAY else self

    def first_day(self, day: date) -> date:
        """The first day of the period that holds `day`."""
        match self:
            case Period.DAY:
                return day
            case Period.WEEK:
                return day - timedelta(days=day.weekday())
            case Period.MONTH:
                return day.replace(day=1)
            case Period.QUARTER:
                return date(day.year, day.month - (day.month - 1) % MONTHS_OF_QUARTER, 1)

    def next_first_day(self, day: date) -> date:
        """The first day after the period that holds `day`: periods are half-open."""
        start = self.first_day(day)
        match self:
            case Period.DAY:
                return start + timedelta(days=1)
            case Period.WEEK:
                return start + timedelta(days=7)
            case Period.MONTH | Period.QUARTER:
                months = 1 if self is Period.MONTH else MONTHS_OF_QUARTER
                month = start.month + months
                return date(start.year + (month > DECEMBER), (month - 1) % DECEMBER + 1, 1)

    def last_day(self, day: date) -> date:
        """The last day of the period that holds `day`."""
        return self.next_first_day(day) - timedelta(days=1)


class DataClass(models.TextChoices):
    """How private an indicator's values are; sensitive ones note each single look of others."""

    ORDINARY = "ordinary", _("Ordinary work data")
    SENSITIVE = "sensitive", _("Sensitive data")


class FeedState(models.TextChoices):
    """How a source system is doing."""

    OK = "ok", _("On time")
    LATE = "late", _("Late")
    DOWN = "down", _("Down")


class ReadingState(models.TextChoices):
    """How far a value can be relied on today."""

    FRESH = "fresh", _("On time")
    LATE = "late", _("Data late")
    DOWN = "down", _("Source down")
    NONE = "none", _("No data")


class BatchKind(models.TextChoices):
    """How a batch of numbers came in."""

    FILE = "file", _("File")
    FEED = "feed", _("Source system")
    MANUAL = "manual", _("Typed by a person")


class RowState(models.TextChoices):
    """What became of a row that could not be stored."""

    OPEN = "open", _("To do")
    FIXED = "fixed", _("Corrected and stored")
    DROPPED = "dropped", _("Dropped")


class Problem(models.TextChoices):
    """Why a row could not be stored. The sentences take the row's `params`."""

    SUBJECT_MISSING = "subject_missing", _("The row names neither a person nor a unit.")
    PERSON_UNKNOWN = "person_unknown", _("Nobody has the number %(person)s.")
    PERSON_AMBIGUOUS = "person_ambiguous", _("Several people have the number %(person)s.")
    UNIT_UNKNOWN = "unit_unknown", _("There is no unit %(unit)s.")
    METRIC_UNKNOWN = "metric_unknown", _("There is no indicator %(metric)s.")
    DATE_BAD = "date_bad", _("“%(period)s” is not a day of this indicator.")
    DATE_FUTURE = "date_future", _("%(period)s lies in the future.")
    VALUE_MISSING = "value_missing", _("The row has neither a value nor a target.")
    VALUE_NOT_NUMBER = "value_not_number", _("“%(value)s” is not a number.")
    TARGET_NOT_NUMBER = "target_not_number", _("The target “%(target)s” is not a number.")
    OUT_OF_RANGE = "out_of_range", _("%(value)s is outside the allowed range (%(range)s).")
    CONTRADICTION = "contradiction", _("Rows %(rows)s give different values for the same number.")


# The field a person corrects for each problem; without one the row is only tried again or dropped.
CORRECTED_FIELD = {
    Problem.SUBJECT_MISSING: "person",
    Problem.PERSON_UNKNOWN: "person",
    Problem.PERSON_AMBIGUOUS: "person",
    Problem.UNIT_UNKNOWN: "unit",
    Problem.METRIC_UNKNOWN: "metric",
    Problem.DATE_BAD: "period",
    Problem.DATE_FUTURE: "period",
    Problem.VALUE_MISSING: "value",
    Problem.VALUE_NOT_NUMBER: "value",
    Problem.TARGET_NOT_NUMBER: "target",
    Problem.OUT_OF_RANGE: "value",
    Problem.CONTRADICTION: "value",
}


def problem_text(code: str, params: Mapping[str, str]) -> str:
    """Why a row could not be stored, in the reader's language."""
    lowest, highest = params.get("lowest", ""), params.get("highest", "")
    bounds = f"{lowest}–{highest}" if lowest and highest else f"≥ {lowest}" if lowest else f"≤ {highest}"
    return str(Problem(code).label) % defaultdict(str, {**params, "range": bounds})


def by_language(chinese: str, english: str) -> str:
    """What a company names for everyone, in the reader's language; without English the Chinese name."""
    return english if english and (get_language() or "").startswith("en") else chinese
