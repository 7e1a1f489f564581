"""The site's own pages, and the answers to what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render as django_render

from jingjin.core.components import components_context
from jingjin.core.errors import NotFound
from jingjin.core.web import PUBLIC, SIGNED_IN, page, redirect, render
from jingjin.site.settings_page import settings_groups

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jingjin.core.web import Request

COOKIE_AGE = 365 * 24 * 3600
THEMES = ("auto", "light", "dark")


@page(SIGNED_IN)
def settings_index(request: Request) -> HttpResponse:
    """What this person can set or look up, in groups; an entry without the right is absent."""
    return render(request, "site/settings.html", {"groups": settings_groups(request.actor, request.company)})


@page(PUBLIC, methods=("POST",))
def set_language(request: Request) -> HttpResponse:
    """Choose the language of the pages, for the account or (signed out) for this browser."""
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        raise Http404
    return _keep_choice(request, "language", code, settings.LANGUAGE_COOKIE_NAME)


@page(PUBLIC, methods=("POST",))
def set_theme(request: Request) -> HttpResponse:
    """Choose light, dark, or what the device says."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        raise Http404
    return _keep_choice(request, "theme", theme, "jingjin_theme")


def _keep_choice(request: Request, field: str, value: str, cookie: str) -> HttpResponse:
    if request.user.is_authenticated:
        setattr(request.user, field, value)
        request.user.save(update_fields=[field])
    response = redirect(request, request.POST.get("next") or "/")
    response.set_cookie(cookie, value, max_age=COOKIE_AGE, samesite="Lax", httponly=True)
    return response


@page(PUBLIC)
def components(request: Request) -> HttpResponse:
    """Every component in every state; demo and debug only."""
    if not (settings.DEBUG or settings.DEMO_MODE):
        raise Http404
    return render(request, "core/components.html", components_context())


@page(PUBLIC)
def health(request: Request) -> HttpResponse:
    """Whether web and database answer; for load balancers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Absent and forbidden look the same."""
    return django_render(request, "core/404.html", {"message": NotFound().message}, status=404)


def server_error(request: HttpRequest, *_args: Any) -> HttpResponse:
    """Something broke; the code is the request id, by which the log line is found."""
    from jingjin.site import logs

    return django_render(request, "core/500.html", {"code": logs.request_id.get()}, status=500)
