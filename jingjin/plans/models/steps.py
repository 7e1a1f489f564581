"""What happens to a plan: pre-checks, versions, answers, replies, check-ins, extensions, openings, files."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jingjin.core.models import Record
from jingjin.plans.models.plan import Plan
from jingjin.plans.words.states import AnswerKind, CheckInState, Decision, ExtensionCause


class Precheck(Record):
    """One run of the pre-check, frozen: `findings` is a list of {check, level, facts}. HR alone reads the reason
    behind a protected period, and not here: this row holds none. In no export."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="prechecks")
    ran_at = models.DateTimeField()
    findings = models.JSONField()


class PlanVersion(Record):
    """The plan's content as published: what was locked, its hash, and why it replaced the one before."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    hash = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plans_version_once"),
            models.CheckConstraint(
                condition=Q(number=1, reason="") | Q(number__gt=1) & ~Q(reason=""),
                name="plans_change_has_reason",
            ),
        ]


class Answer(Record):
    """What the employee answered to one version, word for word; the database refuses any change of it.

    `content_hash` is the hash of the answered version. A refusal is recorded by HR with a witness and how the
    plan was delivered.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    statement = models.TextField(blank=True)
    support_wanted = models.JSONField(default=list)
    answered_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)
    reply_due = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    witness = models.CharField(max_length=120, blank=True)
    delivery = models.TextField(blank=True)
    recorded_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=~Q(kind=AnswerKind.MORE_TIME),
                name="plans_one_answer_per_version",
            ),
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=Q(kind=AnswerKind.MORE_TIME),
                name="plans_more_time_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=AnswerKind.DISAGREE) | Q(~Q(statement=""), reply_due__isnull=False),
                name="plans_disagreement_has_statement",
            ),
            models.CheckConstraint(
                condition=Q(~Q(witness=""), ~Q(delivery=""), kind=AnswerKind.REFUSED)
                | Q(~Q(kind=AnswerKind.REFUSED), witness="", delivery=""),
                name="plans_refusal_has_witness",
            ),
            models.CheckConstraint(
                condition=Q(kind=AnswerKind.MORE_TIME, answer_by__isnull=False)
                | Q(~Q(kind=AnswerKind.MORE_TIME), answer_by__isnull=True),
                name="plans_more_time_has_date",
            ),
        ]


class HrReply(Record):
    """HR's written answer to a disagreement, due within five working days."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="reply")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    text = models.TextField()
    replied_at = models.DateTimeField()
    replied_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="plans_reply_has_reason")]


class CheckIn(Record):
    """A talk during the plan. Missed is found by date, counted and shown; held late, it stays missed too."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="check_ins")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=CheckInState.choices, default=CheckInState.PLANNED)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    missed_at = models.DateTimeField(null=True)
    manager_note = models.TextField(blank=True)
    person_note = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "due_on"], name="plans_check_in_once"),
            models.CheckConstraint(
                condition=Q(state=CheckInState.HELD, held_at__isnull=False, held_by__isnull=False)
                | Q(~Q(state=CheckInState.HELD), held_at__isnull=True, held_by__isnull=True),
                name="plans_check_in_held_paired",
            ),
            models.CheckConstraint(
                condition=~Q(state=CheckInState.MISSED) | Q(missed_at__isnull=False),
                name="plans_check_in_missed_paired",
            ),
            models.CheckConstraint(
                condition=~Q(state=CheckInState.PLANNED) | Q(missed_at__isnull=True),
                name="plans_check_in_planned_not_missed",
            ),
        ]


class Extension(Record):
    """One use of the printed rule, confirmed by HR: a dated fact that needs no new signature."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="extensions")
    cause = models.CharField(max_length=16, choices=ExtensionCause.choices)
    days = models.PositiveSmallIntegerField()
    old_end = models.DateField()
    new_end = models.DateField()
    note = models.TextField(blank=True)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, new_end__gt=F("old_end")), name="plans_extension_forward"
            )
        ]


class SealOpening(Record):
    """Somebody of HR opened a sealed plan, why, and when; the person is told."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="openings")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    opened_on = models.DateField()
    opened_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="plans_opening_has_reason")]


class EvidenceFile(Record):
    """An evidence file that was made: for whom, in which language, up to which link of the chain."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="evidence_files")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)
    language = models.CharField(max_length=4)
    head = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
