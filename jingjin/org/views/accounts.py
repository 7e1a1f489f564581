"""People's accounts: opened in bulk, codes on a printable list that is shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.core.web import page, render
from jingjin.org import queries
from jingjin.org.access import people_for
from jingjin.org.actions.accounts import open_accounts
from jingjin.org.rules import demand

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("accounts.open", methods=("GET", "POST"))
def accounts(request: Request) -> HttpResponse:
    """Whom HR may open accounts for; ticked people get a code each."""
    demand(request.actor, "accounts.open")
    allowed = people_for(request.actor, "person.edit").select_related("unit", "account")
    if request.method == "POST":
        wanted = set(request.POST.getlist("person"))
        people = list(allowed.filter(uid__in=wanted, left_on=None).order_by("pinyin", "number"))
        if not wanted or len(people) != len(wanted):
            raise Invalid(_("Tick people whose accounts you may open. Nothing was changed."))
        opened = open_accounts(by=request.actor, people=people, now=request.now)
        return render(request, "org/codes.html", {"opened": opened, "today": request.today})
    text = request.GET.get("q", "").strip()
    return render(request, "org/accounts.html", queries.account_list(allowed, text), parts=("list",))
