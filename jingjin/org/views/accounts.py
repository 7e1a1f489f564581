"""People's accounts: opened in bulk, codes on a printable list that is shown once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from jingjin.core.web import page, render
from jingjin.org import queries
from jingjin.org.access import people_for
from jingjin.org.actions.accounts import open_accounts_of
from jingjin.org.rules import demand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("accounts.open", methods=("GET", "POST"))
def accounts(request: Request) -> HttpResponse:
    """Whom HR may open accounts for; ticked people get a code each."""
    demand(request.actor, "accounts.open")
    if request.method == "POST":
        uids = _uids(request.POST.getlist("person"))
        opened = open_accounts_of(by=request.actor, uids=uids, now=request.now)
        rows = [(one, queries.person_name(one.person), queries.unit_name(one.person.unit)) for one in opened]
        return render(request, "org/codes.html", {"opened": rows})
    allowed = people_for(request.actor, "person.edit").select_related("unit", "account")
    text = request.GET.get("q", "").strip()
    return render(request, "org/accounts.html", queries.account_list(allowed, text), parts=("list",))


def _uids(sent: Iterable[str]) -> set[UUID]:
    """The well-formed ones; a made-up one is left out and then refused with the rest by its absence."""
    found = set()
    for text in sent:
        with suppress(ValueError):
            found.add(UUID(text))
    return found
