"""Words of the access log: what was opened, and by which relation. Unknown ones are shown as they are."""

from django.utils.translation import gettext_lazy as _

WHAT = {
    "person": _("your page"),
    "numbers": _("your figures"),
    "goals": _("your goals"),
    "plan": _("your improvement plan"),
    "plan.sealed": _("your sealed improvement plan"),
    "plan.evidence": _("the evidence file of your plan"),
    "signal": _("a signal about you"),
    "export": _("an export with your data"),
    "roster": _("the roster"),
}
WHY = {
    "manager": _("direct manager, daily work"),
    "direct": _("direct manager"),
    "line": _("manager above the direct one"),
    "hr": _("HR of the unit"),
    "helper": _("helps with one thing"),
    "auditor": _("audit"),
}
