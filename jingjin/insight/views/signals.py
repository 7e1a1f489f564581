"""One signal and what people do with it; the list of those a reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.core.web import page, redirect, render
from jingjin.insight.access import get_contest, get_signal
from jingjin.insight.actions import signals as actions
from jingjin.insight.forms import AnswerForm, ContestForm, ReplyForm, TalkForm
from jingjin.insight.queries.listing import signal_list
from jingjin.insight.queries.page import signal_page
from jingjin.insight.queries.reading import note_reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django import forms
    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.insight.models import Signal


@page("signal.read")
def signals(request: Request) -> HttpResponse:
    """The signals this reader may see, live ones first."""
    return render(request, "insight/signals.html", signal_list(request.actor, today=request.today))


@page("signal.read")
def signal(request: Request, uid: UUID) -> HttpResponse:
    """One signal; also as the pane beside a team."""
    found = get_signal(request.actor, uid)
    note_reading(request.actor, found, reader_name=getattr(request.user, "display_name", ""))
    return _show(request, found)


def _show(request: Request, found: Signal, **bound: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {
        "view": signal_page(request.actor, found),
        "answer_form": AnswerForm(initial={"text": found.answer, "step": found.step or None}),
        "talk_form": TalkForm(initial={"on": request.today}),
        "contest_form": ContestForm(),
        "reply_form": ReplyForm(),
        **bound,
    }
    status = 422 if any(form.errors for form in bound.values()) else 200
    return render(request, "insight/signal.html", context, parts=("pane",), status=status)


def _do(
    request: Request,
    uid: UUID,
    name: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    done: str,
) -> HttpResponse:
    """Check the shape, act, go back to the signal; a refused form is shown in place with its text."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Invalid as error:
            for field, sentence in error.fields.items():
                form.add_error(field or None, sentence)
        else:
            messages.success(request, done)
            return redirect(request, reverse("insight:signal", args=[uid]))
    return _show(request, get_signal(request.actor, uid), **{name: form})


def _version(request: Request) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else None


@page("signal.see", methods=("POST",))
def see(request: Request, uid: UUID) -> HttpResponse:
    """I have read it."""
    actions.see(by=request.actor, uid=uid, now=request.now)
    return redirect(request, reverse("insight:signal", args=[uid]))


@page("signal.answer", methods=("POST",))
def answer(request: Request, uid: UUID) -> HttpResponse:
    """I know the reason."""

    def act(data: dict[str, Any]) -> object:
        return actions.answer(by=request.actor, uid=uid, now=request.now, version=_version(request), **data)

    return _do(
        request, uid, "answer_form", AnswerForm(request.POST), act, _("Saved. The person can read it.")
    )


@page("signal.talk", methods=("POST",))
def talk(request: Request, uid: UUID) -> HttpResponse:
    """A talk took place."""

    def act(data: dict[str, Any]) -> object:
        return actions.note_talk(
            by=request.actor, uid=uid, on=data["on"], today=request.today, version=_version(request)
        )

    return _do(request, uid, "talk_form", TalkForm(request.POST), act, _("The talk is noted."))


@page("signal.remind", methods=("POST",))
def remind(request: Request, uid: UUID) -> HttpResponse:
    """Remind me later."""
    row = actions.remind_later(by=request.actor, uid=uid, today=request.today)
    messages.success(request, _("You will be reminded on %(day)s.") % {"day": row.remind_on})
    return redirect(request, reverse("insight:signal", args=[uid]))


@page("signal.contest", methods=("POST",))
def contest(request: Request, uid: UUID) -> HttpResponse:
    """I object."""

    def act(data: dict[str, Any]) -> object:
        return actions.contest(
            by=request.actor,
            uid=uid,
            statement=data["statement"],
            today=request.today,
            now=request.now,
            version=_version(request),
        )

    done = _("Sent. HR answers in writing within 5 working days.")
    return _do(request, uid, "contest_form", ContestForm(request.POST), act, done)


@page("contest.reply", methods=("POST",))
def reply(request: Request, uid: UUID) -> HttpResponse:
    """HR answers an objection."""
    objection = get_contest(request.actor, uid)

    def act(data: dict[str, Any]) -> object:
        return actions.reply(
            by=request.actor,
            uid=uid,
            decision=data["decision"],
            text=data["text"],
            now=request.now,
            version=_version(request),
        )

    signal_uid, done = objection.signal.uid, _("Sent. The person can read your answer.")
    return _do(request, signal_uid, "reply_form", ReplyForm(request.POST), act, done)
