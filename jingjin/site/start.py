"""The first start: the demo company on one click, or one's own in four steps; and leaving the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import login
from django.contrib.auth import logout as end_session
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jingjin.accounts.public import Role
from jingjin.core import company
from jingjin.core.errors import Denied, NotFound
from jingjin.core.web import PUBLIC, page, redirect, render
from jingjin.site.forms import AdminStep, CompanyStep, EntityStep
from jingjin.workflows import demo_loading, first_start

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from jingjin.core.web import Request

STEPS: tuple[tuple[str, Any, type[forms.Form]], ...] = (
    ("company", _("Company name"), CompanyStep),
    ("entity", _("Contracting entity"), EntityStep),
    ("admin", _("Admin"), AdminStep),
)
DRAFT = "first_start"


@page(PUBLIC, methods=("GET", "POST"))
def start(request: Request) -> HttpResponse:
    """Two ways side by side. The steps keep their answers in the session until the last one is right."""
    if request.company.exists:
        return redirect(request, "/")
    draft: dict[str, Any] = request.session.get(DRAFT, {})
    step = _step_of(request, draft)
    form = STEPS[step][2](request.POST or None, initial=draft)
    if request.method == "POST" and form.is_valid():
        if step == len(STEPS) - 1:
            return _found(request, draft, form.cleaned_data)
        request.session[DRAFT] = draft | form.cleaned_data
        return redirect(request, f"{reverse('site:start')}?step={step + 2}")
    context = {
        "form": form,
        "step": step,
        "steps": [(n, label) for n, (_key, label, _form) in enumerate(STEPS)],
        "demo": demo_loading.progress(),
    }
    return render(request, "site/start.html", context, parts=("demo",), status=422 if form.errors else 200)


def _step_of(request: Request, draft: dict[str, Any]) -> int:
    """The step asked for, but not beyond the first that is still open."""
    open_step = 0 if "name" not in draft else 1 if "entity" not in draft else 2
    asked = request.GET.get("step", "1")
    return min(int(asked) - 1 if asked.isdigit() and int(asked) > 0 else 0, open_step)


def _found(request: Request, draft: dict[str, Any], admin: dict[str, Any]) -> HttpResponse:
    zone = draft["zone"]
    account = first_start.found_company(
        name=draft["name"],
        entity=draft["entity"],
        zone=zone,
        today=request.company.today(request.now),
        admin=first_start.FirstAdmin(
            name=admin["person"],
            number=admin["number"],
            mail=admin["mail"],
            mobile=admin["mobile"],
            password=admin["password"],
        ),
    )
    del request.session[DRAFT]
    login(request, account, backend="jingjin.accounts.access.PasswordBackend")
    return redirect(request, reverse("intake:upload", args=["people"]))


@page(PUBLIC, methods=("POST",))
def load_demo(request: Request) -> HttpResponse:
    """Load the demo company in the background; the page shows how far it is."""
    if request.company.exists:
        raise Denied(str(_("This installation has a company already.")))
    demo_loading.ask(today=request.company.today(request.now))
    return redirect(request, reverse("site:start"))


@page("demo.leave", methods=("GET", "POST"))
def leave_demo(request: Request) -> HttpResponse:
    """One confirmed step that drops the demo company."""
    if not (request.company.is_demo and any(map(request.actor.has_role, (Role.HR_ADMIN, Role.IT_ADMIN)))):
        raise NotFound
    if request.method == "POST":
        first_start.leave_demo()
        end_session(request)
        return redirect(request, reverse("site:start"))
    return render(request, "site/leave_demo.html", {"name": company.current().label()})
