"""A run of detection: gather, judge, keep every inference, then raise, update and end signals and notices."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import fields
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core import clock
from jingjin.core import files as stored_files
from jingjin.core.errors import Invalid
from jingjin.core.models import Company
from jingjin.insight.access import get_run
from jingjin.insight.actions.notices import keep_notices
from jingjin.insight.actions.raising import keep_signals
from jingjin.insight.detection.limits import LIMITS
from jingjin.insight.detection.run import detect
from jingjin.insight.models import Inference, SignalRun
from jingjin.insight.queries.explanation import facts_of
from jingjin.insight.queries.gather import WEEKS, gather, tables_of, unpacked
from jingjin.insight.rules import demand
from jingjin.insight.words import as_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.insight.detection.verdict import Verdict
    from jingjin.insight.queries.gather import Gathered

INPUT_KEPT = timedelta(days=730)
"""As long as what it explains: two years."""
CHUNK = 2_000


def run_signals(*, by: Actor, today: date, now: datetime) -> SignalRun | None:
    """Judge everybody by the data up to last Sunday; HR admin or system. None while signals are off.

    The same data judged by the same code again change nothing and give the run that is there. Runs go forward in
    time: a week before one that was judged raises Invalid. Emits `signal.opened` and `signal.ended`.
    """
    demand(by, "signals.configure")
    if not Company.objects.filter(pk=1, signals_enabled=True).exists():
        return None
    last = clock.week_start(today) - timedelta(days=1)
    gathered = gather(by, last)
    earlier = SignalRun.objects.filter(last=last, input_hash=gathered.hash, library=library()).first()
    if earlier is not None:
        return earlier
    verdicts = detect(gathered.tables(), last=last)
    with transaction.atomic():
        company = Company.objects.select_for_update().get(pk=1)
        _demand_forward(last)
        if not company.signals_enabled:
            return None
        run = _keep(gathered, verdicts, by=by, last=last, now=now)
        keep_signals(run, verdicts, gathered, by=by, today=today, now=now)
        keep_notices(run, verdicts, gathered, by=by, today=today)
    return run


@lru_cache(maxsize=1)
def library() -> str:
    """The name of the exact code that judges: a hash over the source of the library."""
    digest = hashlib.sha256()
    sources = files("jingjin.insight.detection").iterdir()
    for source in sorted(sources, key=lambda one: one.name):
        if source.name.endswith(".py"):
            digest.update(source.name.encode() + source.read_bytes())
    return f"detection-{digest.hexdigest()[:16]}"


def _demand_forward(last: date) -> None:
    if SignalRun.objects.filter(last__gt=last).exists():
        raise Invalid(_("A later week has been judged already."))


def _keep(
    gathered: Gathered, verdicts: Sequence[Verdict], *, by: Actor, last: date, now: datetime
) -> SignalRun:
    """The run with its input and an inference of everybody who has any figures; nobody else was judged."""
    stored = stored_files.store(
        gathered.packed(),
        name=f"signals-{last.isoformat()}.zip",
        media_type="application/zip",
        keep_until=now.date() + INPUT_KEPT,
    )
    judged = [verdict for verdict in verdicts if verdict.series]
    counts = Counter(verdict.label.value for verdict in judged)
    run = SignalRun.objects.create(
        at=now,
        last=last,
        by=str(by.person_uid or by.name),
        parameters=_parameters(),
        library=library(),
        input_hash=gathered.hash,
        input=stored,
        people=len(judged),
        counts=dict(sorted(counts.items())),
    )
    Inference.objects.bulk_create([_inference(run, verdict) for verdict in judged], batch_size=CHUNK)
    facts = {
        "last": last.isoformat(),
        "input": gathered.hash,
        "library": run.library,
        "people": run.people,
        "counts": run.counts,
    }
    record(run.uid, "signals.run", by=by, now=now, facts=facts)
    return run


def _parameters() -> dict[str, Any]:
    """Every threshold as it was, and how far back the input reaches."""
    values = {one.name: getattr(LIMITS, one.name) for one in fields(LIMITS)}
    values["prior"] = {path.value: odds for path, odds in LIMITS.prior.items()}
    return {"weeks": WEEKS, **values}


def _inference(run: SignalRun, verdict: Verdict) -> Inference:
    return Inference(
        run=run,
        person_id=int(verdict.subject),
        label=verdict.label.value,
        score=as_number(verdict.score),
        confidence=as_number(verdict.confidence),
        facts=facts_of(verdict),
    )


def replay(*, by: Actor, uid: UUID | str) -> list[int]:
    """Judge a stored run's input again; the keys of the people whose class now differs. HR admin or system.

    Empty when the run can be reproduced. Another version of the code may differ and says so by `library`.
    """
    run = get_run(by, uid)
    verdicts = detect(tables_of(unpacked(stored_files.read(run.input))), last=run.last)
    now = {int(verdict.subject): verdict.label.value for verdict in verdicts if verdict.series}
    then = dict(Inference.objects.filter(run=run).values_list("person_id", "label"))
    differing = sorted(key for key in now.keys() | then.keys() if now.get(key) != then.get(key))
    facts = {"differing": len(differing), "library": library()}
    record(run.uid, "signals.replayed", by=by, facts=facts)
    return differing
