"""The roles page: who holds which role over which unit, granted by whom, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from jingjin.accounts.public import Role, grant_role, grants_of, withdraw_role
from jingjin.core.errors import Denied, Invalid, NotFound
from jingjin.core.web import page, redirect, render
from jingjin.org import queries
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
        try:
            _grant(request, form)
        except Invalid as error:
            for name, sentence in error.fields.items():
                form.add_error(name or None, sentence)
        else:
            return redirect(request, reverse("org:roles"))
    context = {"form": form, "grants": queries.grant_rows(grants_of()), "today": request.today}
    return render(request, "org/roles.html", context, status=422 if form.errors else 200)


def _grant(request: Request, form: GrantForm) -> None:
    data = form.cleaned_data
    _demand_hr_for_hr(request, data["role"])
    person = queries.person_with_account(data["number"])
    if person is None or person.account is None:
        raise Invalid(fields={"number": _("Nobody with this number has an account. Open one first.")})
    grant_role(
        by=request.actor,
        account=person.account,
        role=Role(data["role"]),
        since=data["since"],
        until=data["until"],
        scope=data["unit"].uid if data["unit"] else None,
        scope_text=data["unit"].name if data["unit"] else "",
    )


@page("roles.manage", methods=("POST",))
def withdraw(request: Request, uid: UUID) -> HttpResponse:
    """End a grant; the last HR admin stays."""
    demand(request.actor, "roles.manage")
    grant = next((row for row in grants_of() if row.uid == uid), None)
    if grant is None:
        raise NotFound
    _demand_hr_for_hr(request, grant.role)
    withdraw_role(by=request.actor, grant=grant)
    return redirect(request, reverse("org:roles"))


def _demand_hr_for_hr(request: Request, role: str) -> None:
    """IT admins run the system; who reads people's content is for HR admins to decide."""
    if role in {Role.HR_ADMIN, Role.HR_PARTNER, Role.EXECUTIVE} and not request.actor.has_role(Role.HR_ADMIN):
        raise Denied(_("Only an HR admin gives or ends this role."))
