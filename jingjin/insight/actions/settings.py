"""The switch: signals are off until an HR admin turns them on, and says what employees are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core import jobs
from jingjin.core.errors import Invalid
from jingjin.core.events import emit
from jingjin.core.models import Company
from jingjin.insight.access import policy
from jingjin.insight.actions.raising import end_signal
from jingjin.insight.models import Notice, Signal, SignalPolicy
from jingjin.insight.rules import demand
from jingjin.insight.words import LIVE, Ending, NoticeState

if TYPE_CHECKING:
    from datetime import date, datetime

    from jingjin.core.actor import Actor


@transaction.atomic
def set_signals(
    *,
    by: Actor,
    enabled: bool,
    notice: str,
    notice_en: str = "",
    today: date,
    now: datetime,
    version: int | None = None,
) -> SignalPolicy:
    """Switch signals on or off and keep what employees are told; HR admin or system.

    On needs the notice: raises Invalid without one. Off ends every live signal and notice. Emits
    `signals.switched_on` or `signals.switched_off` when the switch changed.
    """
    demand(by, "signals.configure")
    if enabled and not notice.strip():
        raise Invalid(fields={"notice": _("Employees must be told before signals begin.")})
    company = Company.objects.select_for_update().get(pk=1)
    row = policy()
    row = SignalPolicy.lock(row.uid, version=version) if row.pk else row
    row.notice, row.notice_en = notice.strip(), notice_en.strip()
    row.changed_by_id, row.changed_at = by.person_id, now
    row.store() if row.pk else row.save()
    was, company.signals_enabled = company.signals_enabled, enabled
    company.save(update_fields=["signals_enabled"])
    facts = {"enabled": enabled, "before": was}
    content = {"notice": row.notice, "notice_en": row.notice_en}
    record(row.uid, "signals.settings", by=by, now=now, facts=facts, content=content)
    if enabled != was:
        emit("signals.switched_on" if enabled else "signals.switched_off", by=by, policy_id=row.pk)
    if not enabled:
        _end_everything(by=by, today=today)
    return row


def _end_everything(*, by: Actor, today: date) -> None:
    for signal in Signal.objects.select_for_update().filter(state__in=LIVE):
        end_signal(signal, Ending.OFF, by=by, today=today)
    Notice.objects.exclude(state=NoticeState.OVER).update(state=NoticeState.OVER, over_on=today)


@transaction.atomic
def ask_for_run(*, by: Actor) -> None:
    """Have everybody judged in the background now; HR admin. Raises Invalid while signals are off."""
    demand(by, "signals.configure")
    row = policy()
    if row.pk is None or not Company.objects.filter(pk=1, signals_enabled=True).exists():
        raise Invalid(_("Signals are off. Switch them on first."))
    record(row.uid, "signals.run_asked", by=by, facts={})
    jobs.defer("insight.run_signals")
