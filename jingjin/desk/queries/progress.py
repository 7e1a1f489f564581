"""The distance that somebody has travelled lately: the own goal that moved nearest to its target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.goals import public as goals
from jingjin.org.public import own_person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.core.actor import Actor


@dataclass(frozen=True)
class Progress:
    """A value then and now, and the small line between them."""

    before: str
    now: str
    note: str
    label: str
    values: Sequence[float | None]


def own_progress(by: Actor, today: date, *, zone: str) -> Progress | None:
    """The heaviest of the reader's goals whose last weeks brought it nearer to the target (3 queries)."""
    person = own_person(by)
    tracks = goals.tracks_of(by, person, today, zone=zone) if person else []
    track = next((one for one in tracks if one.gain is not None), None)
    if track is None or track.gain is None:
        return None
    gain, said = track.gain, {"goal": track.line.title, "weeks": track.gain.weeks}
    note = ngettext("%(goal)s, last %(weeks)s week", "%(goal)s, last %(weeks)s weeks", gain.weeks) % said
    way = {**said, "before": gain.before, "now": gain.now}
    return Progress(
        before=gain.before,
        now=gain.now,
        note=note,
        label=_("%(goal)s: from %(before)s to %(now)s") % way,
        values=[None if value is None else float(value) for value in track.values[-gain.weeks - 1 :]],
    )
