"""What surrounds each request: its id, the actor, the language, the headers, and the two detours."""

from __future__ import annotations

import hashlib
import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation

from jingjin.accounts.public import active_grants
from jingjin.core import clock, company, once
from jingjin.core.actor import NOBODY
from jingjin.desk.queries import forget_count
from jingjin.org.public import actor_for, ensure_closures
from jingjin.site import logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from jingjin.core.web import Request

    Next = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_PREFIXES = ("/static/", "/start/", "/language/", "/theme/", "/healthz", "/components/")


def request_id(get_response: Next) -> Next:
    """Give the request an id that its log lines and its answer carry."""

    def answer(request: HttpRequest) -> HttpResponse:
        token = logs.request_id.set(uuid.uuid4().hex[:12])
        try:
            response = get_response(request)
            response["X-Request-Id"] = logs.request_id.get()
        finally:
            logs.request_id.reset(token)
        return response

    return answer


def actor(get_response: Next) -> Next:
    """Set company, time and actor; rebuild the closures when the company's day has changed.

    What a person has just done changes what waits for them.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        ours = cast("Request", request)
        ours.now = clock.now()
        ours.company = company.current()
        ours.today = ours.company.today(ours.now)
        ours.actor = NOBODY
        if request.user.is_authenticated:
            ensure_closures(day=ours.today)
            ours.actor = actor_for(request.user, active_grants(request.user.pk, ours.today))
        response = get_response(request)
        if request.method not in SAFE_METHODS:
            forget_count(ours.actor)
        return response

    return answer


def language(get_response: Next) -> Next:
    """The account's language, else the cookie's, else Chinese, never the browser's guess; times of the company."""

    def answer(request: HttpRequest) -> HttpResponse:
        code = getattr(request.user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if code not in dict(settings.LANGUAGES):
            code = settings.LANGUAGE_CODE
        with translation.override(code), timezone.override(cast("Request", request).company.zone):
            response = get_response(request)
            response["Content-Language"] = code
        return response

    return answer


def security_headers(get_response: Next) -> Next:
    """Strict policy: nothing inline, nothing from elsewhere, no caching of pages about people."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response["Referrer-Policy"] = "same-origin"
        response.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def first_start(get_response: Next) -> Next:
    """Before there is a company every page leads to the first start."""

    def answer(request: HttpRequest) -> HttpResponse:
        ours = cast("Request", request)
        if not ours.company.exists and not request.path.startswith(OPEN_PREFIXES):
            return HttpResponseRedirect(reverse("site:start"))
        return get_response(request)

    return answer


def forced_password(get_response: Next) -> Next:
    """Who signed in with a one-time code sets a password before anything else."""

    def answer(request: HttpRequest) -> HttpResponse:
        if getattr(request.user, "must_change_password", False):
            target = reverse("accounts:new_password")
            allowed = (target, reverse("accounts:sign_out"))
            if request.path not in allowed and not request.path.startswith(OPEN_PREFIXES):
                return HttpResponseRedirect(target)
        return get_response(request)

    return answer


def api_once(get_response: Next) -> Next:
    """An API write runs in one transaction; with an Idempotency-Key it runs once and repeats its answer."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/") or request.method in SAFE_METHODS:
            return get_response(request)
        key = request.headers.get("Idempotency-Key", "")
        caller = hashlib.sha256(
            f"{request.headers.get('Authorization')}{request.user.pk}".encode()
        ).hexdigest()
        token = f"api:{caller[:16]}:{request.path[:20]}:{key[:60]}" if key else ""
        with transaction.atomic():
            earlier = once.claim(token, account_id=request.user.pk) if token else None
            if earlier is not None:
                return HttpResponse(earlier.body, status=earlier.status, content_type="application/json")
            response = get_response(request)
            if response.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
            elif token:
                once.finish(token, response)
        return response

    return answer
