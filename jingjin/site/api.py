"""The HTTP API: assembled from the areas' routers; sign-in, errors and repetition are the same for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from jingjin.accounts.public import active_grants, key_of
from jingjin.core.api import problem
from jingjin.core.errors import Denied, Invalid, JingjinError
from jingjin.goals.api import router as goals_router
from jingjin.insight.api import router as insight_router
from jingjin.intake.api import router as intake_router
from jingjin.metrics.api import router as metrics_router
from jingjin.notify.api import router as notify_router
from jingjin.org.api import router as org_router
from jingjin.org.public import actor_for
from jingjin.plans.api import router as plans_router
from jingjin.site.jobs_api import router as jobs_router

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from jingjin.core.web import Request


class SignedIn(SessionAuth):
    """A session of the web pages, with its CSRF protection. `request.actor` is set by the middleware."""

    def authenticate(self, request: HttpRequest, key: str | None) -> object | None:
        """The account, or None for a stranger."""
        return request.user if request.user.is_authenticated else None


class WithKey(HttpBearer):
    """`Authorization: Bearer PREFIX.SECRET`: the account's own rights, reading only unless the key may write."""

    def authenticate(self, request: HttpRequest, token: str) -> object | None:
        """The account of the key; sets the actor as the middleware does for a session."""
        ours = cast("Request", request)
        key = key_of(token, ours.now)
        if key is None:
            return None
        if request.method not in {"GET", "HEAD"} and not key.can_write:
            raise Denied(gettext("This key may only read."))
        ours.user = key.account
        ours.actor = actor_for(key.account, active_grants(key.account.pk, ours.today))
        return key.account


api = NinjaAPI(
    title="Jingjin",
    version="1",
    urls_namespace="api",
    auth=[WithKey(), SignedIn()],
    docs_url=None,
)


@api.exception_handler(JingjinError)
def on_error(request: HttpRequest, error: JingjinError) -> HttpResponse:
    """Our errors as problem+json."""
    return problem(request, error)


@api.exception_handler(ValidationError)
def on_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A body of the wrong shape, field by field."""
    fields = {".".join(str(part) for part in item["loc"]): str(item["msg"]) for item in error.errors}
    return problem(request, Invalid(fields=fields or {"": "invalid"}))


@api.exception_handler(AuthenticationError)
def on_stranger(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """Not signed in."""
    unsigned = JingjinError("Sign in or send an API key.")
    unsigned.status, unsigned.code = 401, "signed_out"
    return problem(request, unsigned)


api.add_router("", org_router)
api.add_router("", goals_router)
api.add_router("", metrics_router)
api.add_router("", notify_router)
api.add_router("", intake_router)
api.add_router("", jobs_router)
api.add_router("", insight_router)
api.add_router("", plans_router)
