"""The HTTP API: assembled from the areas' routers; sign-in, errors and repetition are the same for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import SessionAuth

from jingjin.core.api import problem
from jingjin.core.errors import Invalid, JingjinError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class SignedIn(SessionAuth):
    """A session of the web pages (with CSRF protection), or a key read by our middleware."""

    def authenticate(self, request: HttpRequest, key: str | None) -> object | None:
        """The account, or None for a stranger."""
        return request.user if request.user.is_authenticated else None


api = NinjaAPI(
    title="Jingjin",
    version="1",
    urls_namespace="api",
    auth=SignedIn(),
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
