"""What waits for somebody as the rows of Today: the first (or the chosen) one open, the others quiet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.core.dates import day_text
from jingjin.core.ui_values import Action, Task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.core.waiting import Waiting


@dataclass(frozen=True)
class DeskTask:
    """A row, and for the open one the address of the form that does it in place."""

    row: Task
    form_url: str = ""


def desk_tasks(waiting: Sequence[Waiting], today: date, chosen: str = "") -> list[DeskTask]:
    """The rows in the order given; open is the one whose key was chosen, else the first."""
    keys = [one.key for one in waiting]
    opened = chosen if chosen in keys else next(iter(keys), "")
    return [_task(one, today, is_open=one.key == opened) for one in waiting]


def _task(one: Waiting, today: date, *, is_open: bool) -> DeskTask:
    in_place = bool(one.form_url)
    if is_open:
        actions = [] if in_place else [Action(label=one.action, url=one.url, primary=True)]
    else:
        url = f"?{urlencode({'open': one.key})}#task-{one.key}" if in_place else one.url
        actions = [Action(label=one.action, url=url)]
    row = Task(
        key=one.key,
        icon=one.icon,
        title=one.title,
        text=one.text,
        due=due_text(one.due, today, left=is_open),
        actions=actions,
        facts=one.facts,
        open=is_open,
    )
    return DeskTask(row, one.form_url if is_open else "")


def due_text(due: date | None, today: date, *, left: bool = False) -> str:
    """By when, and for the open task how many days are left; how many days late once it is."""
    if due is None:
        return ""
    if due < today:
        days = (today - due).days
        late = ngettext("%(days)s day late", "%(days)s days late", days) % {"days": days}
        return f"{_('due %(day)s') % {'day': day_text(due, near=today)}} · {late}"
    if due == today:
        return _("today")
    text = _("by %(day)s") % {"day": day_text(due, near=today)}
    if not left:
        return text
    days = (due - today).days
    return f"{text} · {ngettext('%(days)s day left', '%(days)s days left', days) % {'days': days}}"
