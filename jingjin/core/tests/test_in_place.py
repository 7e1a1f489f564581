"""A form of one page shown in place on another leads back there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from jingjin.core.web import redirect

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def in_place(request: HttpRequest) -> HttpRequest:
    """The request after the htmx middleware."""
    HtmxMiddleware(lambda _request: redirect(_request, "/"))(request)
    return request


def hidden_fields(**headers: str) -> dict[str, str]:
    request = in_place(RequestFactory(headers=headers).get("/goals/update/"))
    html = Template("{% load guard %}{% guard 3 %}").render(RequestContext(request, {"request": request}))
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', html))


def test_a_form_on_its_own_page_stays_there() -> None:
    assert list(hidden_fields()) == ["csrfmiddlewaretoken", "once", "version"]


@pytest.mark.parametrize("target", ["in-place", "pane"])
def test_a_form_in_place_carries_the_way_back(target: str) -> None:
    headers = {
        "HX-Request": "true",
        "HX-Target": target,
        "HX-Current-URL": "https://jingjin.example/team/?signal=1",
    }

    assert hidden_fields(**headers)["next"] == "/team/?signal=1"


def leads_to(url: str) -> str:
    answer: HttpResponse = redirect(in_place(RequestFactory().post("/update/", {"next": url})), "/goals/")
    return answer.headers["Location"]


def test_the_answer_goes_back_there() -> None:
    assert leads_to("/") == "/"


def test_nobody_is_led_elsewhere() -> None:
    assert leads_to("https://elsewhere.example/") == "/"


def test_without_a_way_back_the_page_decides() -> None:
    assert leads_to("") == "/goals/"
