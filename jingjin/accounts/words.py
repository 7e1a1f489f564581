"""Words of the accounts area: roles, and how a person knows a device again."""

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


# In this order: each says more than those after it, whose names it carries too.
PROGRAMS = {
    "wxwork": "WeCom",
    "Lark": "Feishu",
    "DingTalk": "DingTalk",
    "MicroMessenger": "WeChat",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "HarmonyOS": "HarmonyOS",
    "OpenHarmony": "HarmonyOS",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def device_name(agent: str) -> str:
    """What a browser says of itself as program and system (`Chrome · Windows`); as it is where neither is known."""
    known = [
        next((name for sign, name in signs.items() if sign in agent), "") for signs in (PROGRAMS, SYSTEMS)
    ]
    return " · ".join(filter(None, known)) or agent
