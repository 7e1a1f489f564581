"""What every page shares: the typed request, the `page` decorator, and rendering a page or its fragment.

`@page("goal.read")` declares the action a view stands for; the guard in `tests/guards` walks every URL
and demands one. The decorator signs strangers in first, runs a POST in one transaction, does a form
with a one-use token once, and turns our errors into answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render as django_render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from jingjin.core import once
from jingjin.core.errors import JingjinError, NotFound

if TYPE_CHECKING:
    from datetime import date, datetime

    from django_htmx.middleware import HtmxDetails

    from jingjin.core.actor import Actor
    from jingjin.core.company import CurrentCompany


class Request(HttpRequest):
    """A request after our middleware: who asks, when, and in which company."""

    actor: Actor
    company: CurrentCompany
    now: datetime
    today: date
    htmx: HtmxDetails


P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed_in"


class DeclaredView(Protocol):
    """A view that says which action it stands for, and which methods it answers."""

    action: str
    methods: tuple[str, ...]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...


def page(
    action: str, *, methods: tuple[str, ...] = ("GET",), keeps_refusals: bool = False
) -> Callable[[View[P]], View[P]]:
    """Declare the view's action (`PUBLIC` needs no sign-in) and the methods it answers.

    A POST that is refused changes nothing, unless `keeps_refusals`: sign-in counts failures.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method not in (*methods, "HEAD"):
                return HttpResponseNotAllowed(methods)
            if action != PUBLIC and not request.user.is_authenticated:
                return _to_sign_in(request)
            try:
                if request.method == "POST" and not keeps_refusals:
                    return _post(view, request, *args, **kwargs)
                return view(request, *args, **kwargs)
            except JingjinError as error:
                return error_page(request, error)

        declared = cast("DeclaredView", answer)
        declared.action, declared.methods = action, methods
        return answer

    return decorate


def _to_sign_in(request: Request) -> HttpResponse:
    target = f"{reverse('accounts:sign_in')}?{urlencode({'next': request.get_full_path()})}"
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def _post(view: View[P], request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
    token = once.token_of(request)
    with transaction.atomic():
        earlier = once.claim(token, account_id=request.user.pk) if token else None
        if earlier is not None:
            return redirect(request, earlier.location or request.path)
        response = view(request, *args, **kwargs)
        if response.status_code >= HTTPStatus.BAD_REQUEST:  # a refused form keeps nothing
            transaction.set_rollback(True)
        elif token:
            once.finish(token, response)
    return response


def error_page(request: Request, error: JingjinError) -> HttpResponse:
    """The answer to one of our errors: a page, or for htmx the sentence alone as a toast."""
    if request.htmx and not isinstance(error, NotFound):
        return django_render(
            request, "core/error_toast.html", {"message": error.message}, status=error.status
        )
    name = "core/404.html" if isinstance(error, NotFound) else "core/error.html"
    return django_render(request, name, {"message": error.message}, status=error.status)


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, or the partial of the same template that htmx asked for by its target's id.

    `parts` are the ids (and partial names) the page offers; a history restore always gets the page.
    """
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if htmx and not htmx.history_restore_request and htmx.target in parts:
        template = f"{template}#{htmx.target}"
    return django_render(request, template, context, status=status)


def redirect(request: HttpRequest, url: str) -> HttpResponse:
    """Go on to `url` (own pages only), also for htmx; a form shown on another page goes back there (`next`)."""
    url = request.POST.get("next") or url
    if not url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}):
        url = "/"
    if getattr(request, "htmx", None):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
