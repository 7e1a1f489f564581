"""What people are told after an event. No sentence holds content of a plan: "a document waits for you"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jingjin.notify.public import Kind

KINDS = {
    "plan.submitted": Kind("route", _("An improvement plan waits for your review")),
    "plan.returned": Kind("route", _("HR returned a plan to you with a question")),
    "plan.published": Kind("route", _("A document waits for you; your answer is asked for")),
    "plan.answered": Kind("route", _("A plan of your team was answered")),
    "plan.replied": Kind("route", _("HR answered your statement in writing")),
    "plan.changed": Kind("route", _("Your plan was changed and pauses until you have seen it")),
    "plan.started": Kind("route", _("Your plan has started")),
    "plan.time_given": Kind("calendar", _("You have more time to answer")),
    "plan.declined": Kind("route", _("A plan of your team was not signed; the next step is a talk")),
    "plan.refusal_recorded": Kind("route", _("The delivery of a document was recorded")),
    "plan.paused": Kind("circle-pause", _("A plan pauses; the reason stands there")),
    "plan.resumed": Kind("route", _("A plan goes on")),
    "plan.check_in_held": Kind("calendar", _("The record of a check-in is there")),
    "plan.extended": Kind("calendar", _("A plan's end was moved by its printed rule")),
    "plan.check_in_missed": Kind("calendar", _("A check-in of a plan was missed; it counts for the manager")),
    "plan.support_given": Kind("hand-heart", _("Support that was promised to you is there")),
    "plan.assessment_begun": Kind("clipboard-check", _("The final assessment of a plan has begun")),
    "plan.closed": Kind("route", _("A plan has ended; the result stands there")),
    "plan.seal_opened": Kind("eye", _("HR opened your sealed plan; the reason stands in your access log")),
}
