"""The manager's people, or for HR those of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jingjin.audit.public import log_access_to_all
from jingjin.core.ui_values import Link
from jingjin.core.web import page, render
from jingjin.desk import queries
from jingjin.desk.views.asked import uid_asked

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.desk.queries import TeamPage

LIST = "list"


@page("person.read")
def team(request: Request) -> HttpResponse:
    """Everybody against the indicators, as a map or as a table; `signal` opens one beside it."""
    of, unit = uid_asked(request, "of"), uid_asked(request, "unit")
    found = queries.team_page(request.actor, of=of, unit=unit, today=request.today, zone=request.company.zone)
    note_looking(request, found)
    as_list = request.GET.get("view") == LIST
    signals = (row.member.signal for row in found.rows)
    opened = next((one for one in signals if one and str(one.uid) == request.GET.get("signal")), None)
    kept = {name: str(uid) for name, uid in (("of", of), ("unit", unit)) if uid}
    context = {"page": found, "as_list": as_list, "views": _views(kept, as_list=as_list), "opened": opened}
    return render(request, "desk/team.html", context | {"kept": kept, "list_url": _address(kept, LIST)})


def note_looking(request: Request, found: TeamPage) -> None:
    """Everybody shown can see who looked: the direct manager's work is one line a week."""
    log_access_to_all(
        by=request.actor,
        subjects=[row.member.person.uid for row in found.rows],
        reader_name=getattr(request.user, "display_name", ""),
        what="numbers",
        why="manager" if found.direct else "line" if found.above else "hr",
        daily=found.direct,
    )


def _views(kept: dict[str, str], *, as_list: bool) -> list[Link]:
    return [
        Link(label=_("Heat map"), url=_address(kept), current=not as_list),
        Link(label=_("Table"), url=_address(kept, LIST), current=as_list),
    ]


def _address(kept: dict[str, str], view: str = "") -> str:
    asked = {**kept, **({"view": view} if view else {})}
    return f"{reverse('desk:team')}?{urlencode(asked)}" if asked else reverse("desk:team")
