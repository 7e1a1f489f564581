"""The plan itself: who, why, how long, and the facts of its state, which the database keeps paired."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from jingjin.core.models import Record
from jingjin.plans.words.states import ENDED, OPEN, Outcome, PauseKind, State

ONCE_PUBLISHED = [*OPEN, State.SEALED]
NOT_ANSWERED = [State.DRAFT, State.HR_REVIEW, State.PUBLISHED]


class Plan(Record):
    """An improvement plan 改进计划.

    `manager` is the direct manager when it was opened: a fact of the plan, never a right; rights follow the
    reporting line of today. `ends_on` moves with each extension, `first_ends_on` is what was printed.
    `has_answer` says that the current version was answered (or its refusal recorded).
    """

    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    manager = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    hr_partner = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    opened_on = models.DateField()
    talks_on = ArrayField(models.DateField(), default=list, blank=True)
    environment = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    first_ends_on = models.DateField(null=True)
    check_in_weeks = models.PositiveSmallIntegerField(default=1)
    if_not_met = models.TextField(blank=True)
    extension_rule = models.TextField(blank=True)
    extension_max_days = models.PositiveSmallIntegerField(default=0)
    extension_days = models.PositiveSmallIntegerField(default=0)
    returned_for = models.TextField(blank=True)
    manager_reason = models.TextField(blank=True)
    precheck_decision = models.TextField(blank=True)
    approved_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    content_version = models.PositiveSmallIntegerField(default=0)
    locked_hash = models.CharField(max_length=64, blank=True)
    answer_by = models.DateField(null=True)
    declined_at = models.DateTimeField(null=True)
    has_answer = models.BooleanField(default=False)
    started_on = models.DateField(null=True)
    pause_kind = models.CharField(max_length=8, choices=PauseKind.choices, blank=True)
    pause_reason = models.TextField(blank=True)
    paused_on = models.DateField(null=True)
    paused_days = models.PositiveSmallIntegerField(default=0)
    assessment_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    outcome_text = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "state"], name="plans_plan_person")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="plans_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=ONCE_PUBLISHED)
                | Q(
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    published_at__isnull=False,
                    content_version__gte=1,
                    locked_hash__regex=r"^[0-9a-f]{64}$",
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    answer_by__isnull=False,
                ),
                name="plans_published_is_approved_and_locked",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, approved_by__isnull=True, approved_at__isnull=True)
                | Q(published_at__isnull=False, approved_by__isnull=False, approved_at__isnull=False),
                name="plans_approval_paired",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.DRAFT, State.HR_REVIEW]) | Q(published_at__isnull=True),
                name="plans_draft_is_unpublished",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ANSWERED, State.ACTIVE, State.ASSESSMENT, State.SEALED])
                | Q(has_answer=True),
                name="plans_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NOT_ANSWERED) | Q(has_answer=False), name="plans_unanswered_has_none"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACTIVE, State.ASSESSMENT, State.SEALED])
                | Q(started_on__isnull=False),
                name="plans_active_has_started",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PAUSED, paused_on__isnull=False)
                & ~Q(pause_kind="")
                & ~Q(pause_reason="")
                | ~Q(state=State.PAUSED) & Q(pause_kind="", pause_reason="", paused_on__isnull=True),
                name="plans_paused_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ASSESSMENT, State.SEALED]) | Q(assessment_on__isnull=False),
                name="plans_assessment_has_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, closed_at__isnull=False, outcome__in=Outcome.values)
                | ~Q(state__in=ENDED) & Q(closed_at__isnull=True, outcome=""),
                name="plans_closed_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED)
                | Q(outcome=Outcome.WITHDRAWN)
                | Q(assessment_on__isnull=False, has_answer=True),
                name="plans_judged_after_assessment",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SEALED, outcome=Outcome.MET, sealed_at__isnull=False)
                | ~Q(state=State.SEALED) & Q(sealed_at__isnull=True),
                name="plans_sealed_was_met",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="plans_period_ordered",
            ),
            models.CheckConstraint(
                condition=Q(extension_days__lte=F("extension_max_days")), name="plans_extension_within_rule"
            ),
            models.CheckConstraint(
                condition=Q(check_in_weeks__gte=1, check_in_weeks__lte=4), name="plans_rhythm"
            ),
            models.CheckConstraint(condition=~Q(person=F("manager")), name="plans_not_for_oneself"),
            models.UniqueConstraint(
                fields=["person"],
                condition=~Q(state__in=ENDED),
                name="plans_one_open_plan",
            ),
        ]

    @property
    def number(self) -> str:
        """The document's number, printed on every page of its prints."""
        return f"{self.opened_on:%Y}-{str(self.uid)[:8].upper()}"
