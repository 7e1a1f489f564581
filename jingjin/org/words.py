"""Words of the org area."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Employment(models.TextChoices):
    """用工类型."""

    REGULAR = "regular", _("Regular")
    PROBATION = "probation", _("On probation")
    INTERN = "intern", _("Intern")
    DISPATCHED = "dispatched", _("Dispatched")
    OUTSOURCED = "outsourced", _("Outsourced")


class LineKind(models.TextChoices):
    """A reporting line: the one direct manager, or a dotted line."""

    DIRECT = "direct", _("Direct manager")
    DOTTED = "dotted", _("Dotted line")


class DayKind(models.TextChoices):
    """What the company's calendar says of a day that differs from its weekday."""

    HOLIDAY = "holiday", _("Holiday")
    WORKDAY = "workday", _("Adjusted working day")


class LeaveKind(models.TextChoices):
    """Leave as far as improvement needs it; medical detail is never stored here."""

    ANNUAL = "annual", _("Annual leave")
    SICK = "sick", _("Sick leave")
    PARENTAL = "parental", _("Parental leave")
    OTHER = "other", _("Other leave")


class Protection(models.TextChoices):
    """HR's protected periods (劳动合同法 §42). Read by HR only, in no export."""

    PREGNANCY = "pregnancy", _("Pregnancy, birth, nursing")
    MEDICAL = "medical", _("Medical treatment period")
    INJURY = "injury", _("Work injury or occupational disease")
    SENIORITY = "seniority", _("15 years of service, under 5 to retirement")
