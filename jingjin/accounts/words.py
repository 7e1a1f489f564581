"""Words of the accounts area."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles that are granted. Employee, manager, mentor and helper are relations, not roles."""

    HR_ADMIN = "hr_admin", _("HR admin")
    IT_ADMIN = "it_admin", _("IT admin")
    HR_PARTNER = "hr_partner", _("HR partner")
    EXECUTIVE = "executive", _("Executive")
    AUDITOR = "auditor", _("Auditor")
