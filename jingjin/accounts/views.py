"""Sign-in, sign-out, the first own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jingjin.accounts import actions, queries
from jingjin.accounts.access import own_keys, own_sessions
from jingjin.accounts.forms import ForgotForm, KeyForm, NewPasswordForm, SignInForm
from jingjin.core.errors import NotFound
from jingjin.core.web import PUBLIC, SIGNED_IN, page, redirect, render

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.accounts.models import Account
    from jingjin.core.web import Request


@page(PUBLIC, methods=("GET", "POST"), keeps_refusals=True)
def sign_in(request: Request) -> HttpResponse:
    """The sign-in page; in the demo it also offers the cast."""
    form = SignInForm(request.POST or None)
    target = request.GET.get("next") or request.POST.get("next") or "/"
    if request.method == "POST" and form.is_valid():
        account = authenticate(
            request, username=form.cleaned_data["name"], password=form.cleaned_data["password"]
        )
        if account is not None:
            _start_session(request, account)
            return redirect(request, target)
        form.add_error(None, _("The name and password don't fit. Check both, or ask HR for a new code."))
    cast_list = queries.demo_cast() if request.company.is_demo and settings.DEMO_MODE else []
    context = {"form": form, "next": target, "cast": cast_list}
    return render(request, "accounts/sign_in.html", context, status=200 if request.method == "GET" else 422)


@page(PUBLIC, methods=("POST",))
def sign_in_as(request: Request, uid: UUID) -> HttpResponse:
    """Enter as a person of the demo company; only where demo mode is on."""
    if not (request.company.is_demo and settings.DEMO_MODE):
        raise Http404
    account = next((row for row in queries.demo_cast() if row.uid == uid), None)
    if account is None:
        raise Http404
    _start_session(request, account)
    return redirect(request, request.POST.get("next") or "/")


def _start_session(request: Request, account: Account) -> None:
    login(request, account, backend="jingjin.accounts.access.PasswordBackend")
    actions.note_session(
        account=account,
        session_key=request.session.session_key or "",
        device=request.headers.get("User-Agent", ""),
        address=request.META.get("REMOTE_ADDR"),
    )


@page(SIGNED_IN, methods=("POST",))
def sign_out(request: Request) -> HttpResponse:
    """End this session."""
    actions.end_session(session_key=request.session.session_key or "", now=request.now)
    logout(request)
    return redirect(request, reverse("accounts:sign_in"))


@page(SIGNED_IN, methods=("GET", "POST"))
def new_password(request: Request) -> HttpResponse:
    """Set one's own password; forced after a one-time code."""
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = actions.set_password(
            account=queries.own_account(request.actor),
            by=request.actor,
            password=form.cleaned_data["password"],
        )
        update_session_auth_hash(request, account)
        return redirect(request, "/")
    return render(request, "accounts/new_password.html", {"form": form}, status=422 if form.errors else 200)


@page(PUBLIC, methods=("GET", "POST"))
def forgot(request: Request) -> HttpResponse:
    """Ask for a reset link by mail; the answer is the same whether the name exists or not."""
    form = ForgotForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent:
        actions.send_reset(typed=form.cleaned_data["name"], base_url=request.build_absolute_uri("/"))
    return render(request, "accounts/forgot.html", {"form": form, "sent": sent})


@page(PUBLIC, methods=("GET", "POST"))
def reset(request: Request, uid: UUID, token: str) -> HttpResponse:
    """Set a new password through a mailed link that works once, within an hour."""
    account = queries.account_of_link(uid, token)
    if account is None:
        return render(request, "accounts/link_used.html", {}, status=410)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_password(
            account=account, by=queries.acting(account), password=form.cleaned_data["password"]
        )
        return redirect(request, reverse("accounts:sign_in"))
    return render(request, "accounts/new_password.html", {"form": form}, status=422 if form.errors else 200)


@page(SIGNED_IN)
def sessions(request: Request) -> HttpResponse:
    """One's own signed-in browsers."""
    context = {"sessions": own_sessions(request.actor), "current": request.session.session_key}
    return render(request, "accounts/sessions.html", context)


@page(SIGNED_IN, methods=("POST",))
def end_session(request: Request, session_id: int) -> HttpResponse:
    """End one of one's own sessions."""
    session = own_sessions(request.actor).filter(pk=session_id).first()
    if session is None:
        raise NotFound
    actions.end_session(session_key=session.session_key, now=request.now)
    return redirect(request, reverse("accounts:sessions"))


@page(SIGNED_IN, methods=("GET", "POST"))
def keys(request: Request) -> HttpResponse:
    """One's own API keys; a new secret is shown once, in this answer."""
    form = KeyForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = actions.make_key(
            by=request.actor, account=queries.own_account(request.actor), now=request.now, **form.cleaned_data
        )
        form = KeyForm()
    context = {"form": form, "keys": own_keys(request.actor), "secret": secret}
    return render(request, "accounts/keys.html", context, status=422 if form.errors else 200)


@page(SIGNED_IN, methods=("POST",))
def withdraw_key(request: Request, uid: UUID) -> HttpResponse:
    """End one of one's own keys."""
    key = own_keys(request.actor).select_related("account").filter(uid=uid).first()
    if key is None:
        raise NotFound
    actions.withdraw_key(by=request.actor, key=key, now=request.now)
    return redirect(request, reverse("accounts:keys"))
