"""Whom an event of a signal or notice concerns, for the workflow that tells them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from jingjin.insight.models import Notice, Signal


@dataclass(frozen=True)
class SignalParties:
    """The people of a signal (keys): `manager` is today's direct manager."""

    person: int
    manager: int | None
    url: str


def signal_parties(signal_id: int) -> SignalParties | None:
    """The person and the direct manager (1 query); None when the signal does not exist."""
    signal = Signal.objects.select_related("person").filter(pk=signal_id).first()
    if signal is None:
        return None
    return SignalParties(
        person=signal.person_id,
        manager=signal.person.manager_id,
        url=reverse("insight:signal", args=[signal.uid]),
    )


def notice_owner(notice_id: int) -> int | None:
    """Who looks after the source, or heads the group (1 query)."""
    return Notice.objects.filter(pk=notice_id).values_list("owner_id", flat=True).first()
