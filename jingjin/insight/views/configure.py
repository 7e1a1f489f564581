"""The switch, the runs, and the page that explains signals to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.core.errors import Invalid
from jingjin.core.web import page, redirect, render
from jingjin.insight import access
from jingjin.insight.actions import run as run_actions
from jingjin.insight.actions import settings as actions
from jingjin.insight.forms import PolicyForm
from jingjin.insight.queries.policy import about_page, draft_notice
from jingjin.insight.rules import demand

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request

RUNS = 8


@page("signals.about")
def about(request: Request) -> HttpResponse:
    """How signals come about, what they never do, and how to object."""
    demand(request.actor, "signals.about")
    return render(request, "insight/about.html", about_page(request.company.signals_enabled))


@page("signals.configure", methods=("GET", "POST"))
def settings(request: Request) -> HttpResponse:
    """Switch signals on or off and say what employees are told."""
    demand(request.actor, "signals.configure")
    policy = access.policy()
    draft = draft_notice()
    initial = {
        "enabled": request.company.signals_enabled,
        "notice": policy.notice or draft["zh-hans"],
        "notice_en": policy.notice_en or ("" if policy.notice else draft["en"]),
    }
    form = PolicyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_signals(by=request.actor, today=request.today, now=request.now, **form.cleaned_data)
        except Invalid as error:
            for field, sentence in error.fields.items():
                form.add_error(field or None, sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect(request, reverse("insight:settings"))
    context = {
        "form": form,
        "policy": policy,
        "enabled": request.company.signals_enabled,
        "runs": access.runs_of(request.actor)[:RUNS],
    }
    return render(request, "insight/settings.html", context, status=422 if form.errors else 200)


@page("signals.configure", methods=("POST",))
def run_now(request: Request) -> HttpResponse:
    """Judge now instead of on Monday."""
    actions.ask_for_run(by=request.actor)
    messages.success(request, _("The judgement runs in the background; it takes a minute."))
    return redirect(request, reverse("insight:settings"))


@page("signals.configure", methods=("POST",))
def replay(request: Request, uid: UUID) -> HttpResponse:
    """Judge a stored run again and compare."""
    differing = len(run_actions.replay(by=request.actor, uid=uid))
    if differing:
        text = ngettext(
            "%(n)s person would be judged differently by today's code.",
            "%(n)s people would be judged differently by today's code.",
            differing,
        )
        messages.warning(request, text % {"n": differing})
    else:
        messages.success(request, _("Recomputed: every result is the same."))
    return redirect(request, reverse("insight:settings"))
