"""Signals about people, the runs of detection behind them, objections, and what concerns no person.

Every run keeps what went in (file and hash), with which parameters and code it was judged, and one inference per
person: any of them can be recomputed. A signal never opens a plan and never sets a rating.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jingjin.core.models import Record
from jingjin.insight.words import (
    LABEL_CHOICES,
    LIVE,
    Decision,
    Ending,
    NoticeKind,
    NoticeState,
    SignalState,
    Step,
)


class SignalPolicy(Record):
    """What employees are told about signals, and who switched them last. One row; the switch is the company's."""

    notice = models.TextField(blank=True)
    notice_en = models.TextField(blank=True)
    changed_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)


class SignalRun(Record):
    """One judgement of everybody by the data up to and including the day `last`.

    `input_hash` is over the tables as text, `input` holds them in the format of `jingjin detect`. `library` names
    the exact code. A later run for the same day replaces an earlier one (late corrections).
    """

    at = models.DateTimeField()
    last = models.DateField(db_index=True)
    by = models.CharField(max_length=120)
    parameters = models.JSONField(default=dict)
    library = models.CharField(max_length=80)
    input_hash = models.CharField(max_length=64)
    input = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["last", "input_hash", "library"], name="insight_run_once"),
        ]


class Inference(models.Model):
    """What one run said of one person; `facts` holds parts, faults and the size of the comparison."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(SignalRun, on_delete=models.PROTECT, related_name="inferences")
    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    label = models.CharField(max_length=16, choices=LABEL_CHOICES)
    score = models.DecimalField(max_digits=20, decimal_places=6)
    confidence = models.DecimalField(max_digits=20, decimal_places=6)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "run"], name="insight_inference_once"),
        ]


class Signal(Record):
    """A lasting personal shortfall that was noticed: at most one per person that has not ended.

    A weekly run updates the numbers. `quiet_since` is the first week without a personal class; the second one
    ends the signal. `seen_at`: the person concerned has read it.
    """

    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    first_run = models.ForeignKey(SignalRun, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(SignalRun, on_delete=models.PROTECT, related_name="signals")
    label = models.CharField(max_length=16, choices=LABEL_CHOICES)
    score = models.DecimalField(max_digits=20, decimal_places=6)
    confidence = models.DecimalField(max_digits=20, decimal_places=6)
    explanation = models.JSONField(default=dict)
    opened_on = models.DateField()
    state = models.CharField(max_length=10, choices=SignalState.choices, default=SignalState.OPEN)
    seen_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    step = models.CharField(max_length=16, choices=Step.choices, blank=True)
    talked_on = models.DateField(null=True)
    remind_on = models.DateField(null=True)
    quiet_since = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="insight_signal_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=LIVE), name="insight_one_live_signal"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="", step="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="") & ~Q(step="")),
                name="insight_answer_paired",
            ),
            models.CheckConstraint(
                condition=~Q(state=SignalState.ANSWERED) | Q(answered_at__isnull=False),
                name="insight_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=(Q(state=SignalState.RESOLVED, ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(state=SignalState.RESOLVED) & Q(ended_on__isnull=True, ending="")),
                name="insight_ended_paired",
            ),
        ]


class Contest(Record):
    """An objection to a signal by the person concerned, and the written answer by HR."""

    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="contests")
    statement = models.TextField()
    due = models.DateField()
    replied_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    reply = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal"], condition=Q(replied_at=None), name="insight_one_open_contest"
            ),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, replied_by__isnull=True, decision="", reply="")
                | (Q(replied_at__isnull=False, replied_by__isnull=False) & ~Q(decision="") & ~Q(reply="")),
                name="insight_reply_paired",
            ),
        ]


class Notice(Record):
    """A broken feed for who looks after it, or a group's fall for the group's head; never about a person.

    `key` names the thing, so that a lasting one is not raised again. `people` counts those touched; for a
    broken feed `facts["people"]` holds their keys, because their rows must be repaired.
    """

    kind = models.CharField(max_length=12, choices=NoticeKind.choices)
    key = models.CharField(max_length=200)
    run = models.ForeignKey(SignalRun, on_delete=models.PROTECT, related_name="notices")
    feed = models.ForeignKey("metrics.Feed", on_delete=models.PROTECT, null=True, related_name="+")
    metric = models.ForeignKey("metrics.Metric", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    people = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)
    opened_on = models.DateField()
    state = models.CharField(max_length=8, choices=NoticeState.choices, default=NoticeState.OPEN)
    seen_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    over_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(state=NoticeState.OVER), name="insight_one_live_notice"
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.OVER, over_on__isnull=False)
                | (~Q(state=NoticeState.OVER) & Q(over_on__isnull=True)),
                name="insight_notice_over_paired",
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.SEEN) | Q(seen_at__isnull=False), name="insight_notice_seen_at"
            ),
        ]
