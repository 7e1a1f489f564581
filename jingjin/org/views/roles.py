"""The roles page: who holds which role over which unit, granted by whom, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.errors import Invalid
from jingjin.core.web import page, redirect, render
from jingjin.org import queries
from jingjin.org.actions.roles import end_grant, give_role
from jingjin.org.forms import GrantForm
from jingjin.org.rules import demand

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("roles.manage", methods=("GET", "POST"))
def roles(request: Request) -> HttpResponse:
    """List and give roles."""
    demand(request.actor, "roles.manage")
    form = GrantForm(request.POST or None, initial={"since": request.today})
    form.set_units(queries.open_units())
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            give_role(by=request.actor, **data | {"unit": data["unit"].uid if data["unit"] else None})
        except Invalid as error:
            for name, sentence in error.fields.items():
                form.add_error(name or None, sentence)
        else:
            return redirect(request, reverse("org:roles"))
    context = {"form": form, "grants": queries.grant_rows(queries.all_grants()), "today": request.today}
    return render(request, "org/roles.html", context, status=422 if form.errors else 200)


@page("roles.manage", methods=("POST",))
def withdraw(request: Request, uid: UUID) -> HttpResponse:
    """End a grant; the last HR admin stays."""
    end_grant(by=request.actor, uid=uid)
    return redirect(request, reverse("org:roles"))
