"""What employees are told about signals."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from jingjin.insight.access import policy


def draft_notice() -> dict[str, str]:
    """A first text per language, for the admin to adapt."""
    out = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            out[code] = _(
                "Every Monday the company looks at work figures of the past two years to notice early who may need "
                "support.\nUsed: the indicators listed under Settings, targets, position, line, region, start date, "
                "leave and the calendar. Not used: sex, age, grade, plans, messages.\nA signal is read by you, your "
                "direct manager and HR of your unit. It never opens an improvement plan and never sets a rating.\n"
                "You see the same explanation as they do and can object; HR answers in writing within 5 working days."
            )
    return out


def about_page(enabled: bool) -> dict[str, Any]:  # noqa: FBT001 - the company's one switch
    """The notice as published, in the reader's language, or that signals are off (1 query)."""
    row = policy()
    text = (row.notice_en if get_language() == "en" else "") or row.notice
    return {"enabled": enabled, "lines": [line for line in text.split("\n") if line.strip()], "policy": row}
