"""The words of an improvement plan: states, actions, answers, findings. Values are stored; labels are shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a plan stands. An extension is a dated fact on an active plan, not a state."""

    DRAFT = "draft", pgettext_lazy("plan state", "Draft")
    HR_REVIEW = "hr_review", pgettext_lazy("plan state", "With HR for review")
    PUBLISHED = "published", pgettext_lazy("plan state", "Published, waiting for the response")
    ANSWERED = "answered", pgettext_lazy("plan state", "Answered")
    ACTIVE = "active", pgettext_lazy("plan state", "Running")
    PAUSED = "paused", pgettext_lazy("plan state", "Paused")
    ASSESSMENT = "assessment", pgettext_lazy("plan state", "In assessment")
    CLOSED = "closed", pgettext_lazy("plan state", "Closed")
    SEALED = "sealed", pgettext_lazy("plan state", "Closed and sealed")


BEFORE_PUBLISHING = (State.DRAFT, State.HR_REVIEW)
OPEN = (State.PUBLISHED, State.ANSWERED, State.ACTIVE, State.PAUSED, State.ASSESSMENT)
ENDED = (State.CLOSED, State.SEALED)


class Outcome(models.TextChoices):
    """How a closed plan ended."""

    MET = "met", pgettext_lazy("plan outcome", "Met")
    PARTLY_MET = "partly_met", pgettext_lazy("plan outcome", "Partly met")
    NOT_MET = "not_met", pgettext_lazy("plan outcome", "Not met")
    WITHDRAWN = "withdrawn", pgettext_lazy("plan outcome", "Withdrawn")


class Act(models.TextChoices):
    """What can be done with a plan; the transition table says by whom, in which state, on which conditions."""

    OPEN = "open", pgettext_lazy("plan action", "Open")
    EDIT = "edit", pgettext_lazy("plan action", "Edit")
    CHECK = "precheck", pgettext_lazy("plan action", "Run the pre-check")
    SUBMIT = "submit", pgettext_lazy("plan action", "Send to HR")
    RETURN = "return", pgettext_lazy("plan action", "Return to the manager")
    PUBLISH = "publish", pgettext_lazy("plan action", "Approve and publish")
    ASK_TIME = "ask_time", pgettext_lazy("plan action", "Ask for more time")
    DECLINE = "decline", pgettext_lazy("plan action", "Decline to sign")
    ANSWER = "answer", pgettext_lazy("plan action", "Answer")
    RECORD_REFUSAL = "record_refusal", pgettext_lazy("plan action", "Record the refusal with a witness")
    REPLY = "reply", pgettext_lazy("plan action", "Answer the disagreement")
    START = "start", pgettext_lazy("plan action", "Start")
    CHANGE = "change", pgettext_lazy("plan action", "Change after publishing")
    PAUSE = "pause", pgettext_lazy("plan action", "Pause")
    RESUME = "resume", pgettext_lazy("plan action", "Resume")
    EXTEND = "extend", pgettext_lazy("plan action", "Extend by the printed rule")
    CHECK_IN = "check_in", pgettext_lazy("plan action", "Hold a check-in")
    MISS = "miss_check_in", pgettext_lazy("plan action", "Count a missed check-in")
    FINISH_SUPPORT = "finish_support", pgettext_lazy("plan action", "Mark support as given")
    RECORD_TRAINING = "record_training", pgettext_lazy("plan action", "Record training")
    BEGIN_ASSESSMENT = "begin_assessment", pgettext_lazy("plan action", "Begin the assessment")
    MARK = "mark", pgettext_lazy("plan action", "Assess")
    CLOSE = "close", pgettext_lazy("plan action", "Close with an outcome")
    SEAL = "seal", pgettext_lazy("plan action", "Seal")
    OPEN_SEALED = "open_sealed", pgettext_lazy("plan action", "Open a sealed plan with a reason")
    WITHDRAW = "withdraw", pgettext_lazy("plan action", "Withdraw")


class Who(models.TextChoices):
    """Relation of the actor to the plan."""

    PERSON = "person", pgettext_lazy("plan actor", "the employee")
    MANAGER = "manager", pgettext_lazy("plan actor", "the direct manager")
    HR = "hr", pgettext_lazy("plan actor", "HR of the unit")
    HELPER = "helper", pgettext_lazy("plan actor", "the helper, own item")
    ASSESSOR = "assessor", pgettext_lazy("plan actor", "an assessor")
    SYSTEM = "system", pgettext_lazy("plan actor", "the system, by rule")


class AnswerKind(models.TextChoices):
    """What the employee answered; "received" is never "agreed"."""

    ACCEPT = "accept", pgettext_lazy("plan answer", "Received, I will follow the plan")
    DISAGREE = "disagree", pgettext_lazy("plan answer", "Received, I disagree with a part")
    MORE_TIME = "more_time", pgettext_lazy("plan answer", "I need more time")
    REFUSED = "refused", pgettext_lazy("plan answer", "Not signed")


FINAL_ANSWERS = (AnswerKind.ACCEPT, AnswerKind.DISAGREE, AnswerKind.REFUSED)


class Decision(models.TextChoices):
    """HR's written answer to a disagreement."""

    KEEP = "keep", pgettext_lazy("plan decision", "Keep the plan, with the reason")
    CHANGE = "change", pgettext_lazy("plan decision", "Change the plan")
    WITHDRAW = "withdraw", pgettext_lazy("plan decision", "Withdraw the plan")


class PauseKind(models.TextChoices):
    """Why a plan is paused: a change waits for acknowledgement, or another reason (leave, a move …)."""

    CHANGED = "changed", pgettext_lazy("plan pause", "Changed")
    OTHER = "other", pgettext_lazy("plan pause", "Other reason")


class SupportKind(models.TextChoices):
    """What the company promises: something done once, or a mentor's time."""

    SUPPORT = "support", pgettext_lazy("plan support", "Support")
    MENTOR = "mentor", pgettext_lazy("plan support", "Mentor")


class Yardstick(models.TextChoices):
    """What a concern is measured against; a ranking is no yardstick."""

    TARGET = "target", pgettext_lazy("plan yardstick", "Confirmed target")
    COMPETENCE_LINE = "competence_line", pgettext_lazy("plan yardstick", "Competence line of the scale")


class Direction(models.TextChoices):
    """Which side of the target is right."""

    AT_LEAST = "at_least", pgettext_lazy("plan target", "or more")
    AT_MOST = "at_most", pgettext_lazy("plan target", "or less")


class Basis(models.TextChoices):
    """Where the result of an expectation comes from."""

    SYSTEM = "system", pgettext_lazy("plan basis", "Data of a system")
    ASSESSORS = "assessors", pgettext_lazy("plan basis", "Two or more assessors")


class CheckInState(models.TextChoices):
    """A check-in lies ahead, was held, or was missed (and stays missed when it is held late)."""

    PLANNED = "planned", pgettext_lazy("plan check-in", "Planned")
    HELD = "held", pgettext_lazy("plan check-in", "Held")
    MISSED = "missed", pgettext_lazy("plan check-in", "Missed")


class ExtensionCause(models.TextChoices):
    """What the printed rule lets a plan be extended for."""

    LATE_SUPPORT = "late_support", pgettext_lazy("plan extension", "Promised support came late")
    MISSED_CHECK_IN = "missed_check_in", pgettext_lazy("plan extension", "A check-in was missed")
    PAUSE = "pause", pgettext_lazy("plan extension", "The plan was paused")


class TrainingResult(models.TextChoices):
    """Result of the test that ends a training."""

    PASSED = "passed", pgettext_lazy("plan training", "Passed")
    NOT_PASSED = "not_passed", pgettext_lazy("plan training", "Not passed")


class Check(models.TextChoices):
    """The questions of the pre-check: is a plan the right step?"""

    ONBOARDING = "onboarding", pgettext_lazy("plan pre-check", "Onboarding and probation")
    LEAVE = "leave", pgettext_lazy("plan pre-check", "Leave")
    MARKET = "market", pgettext_lazy("plan pre-check", "Market and area")
    FEED = "feed", pgettext_lazy("plan pre-check", "Data feeds")
    WORKLOAD = "workload", pgettext_lazy("plan pre-check", "Workload")
    RAISED_QUOTA = "raised_quota", pgettext_lazy("plan pre-check", "Raised target")
    NO_EARLIER_TALK = "no_earlier_talk", pgettext_lazy("plan pre-check", "Earlier talks")
    PROTECTED = "protected", pgettext_lazy("plan pre-check", "Talk to HR first")


class Level(models.TextChoices):
    """What a check found; `unknown` means that nobody supplied the fact, which is not "fine"."""

    OK = "ok", pgettext_lazy("plan pre-check level", "Fine")
    UNKNOWN = "unknown", pgettext_lazy("plan pre-check level", "Not known")
    WARNING = "warning", pgettext_lazy("plan pre-check level", "Look at it")
    BLOCKER = "blocker", pgettext_lazy("plan pre-check level", "Speaks against a plan")


class Condition(models.TextChoices):
    """What must hold for a transition; the label is what a person is told when it does not."""

    COMPLETE = "complete", _("The plan isn't complete yet.")
    WORDED = "worded", _("A sentence needs another wording first.")
    CHECKED = "checked", _("Run the pre-check first.")
    BLOCKERS_DECIDED = "blockers_decided", _("Write down why a plan is right in spite of the pre-check.")
    FIRST_REQUEST = "first_request", _("More time was given already for this version.")
    CHANGED = "changed", _("The plan isn't waiting for an acknowledgement.")
    NOT_CHANGED = "not_changed", _("The change has to be acknowledged first.")
    ACCEPTS = "accepts", _("The answer isn't an acceptance.")
    STARTED = "started", _("The plan hasn't started yet.")
    UNSIGNED = "unsigned", _("The employee can still answer until the printed date.")
    DISAGREED = "disagreed", _("There is no disagreement to answer.")
    SETTLED = "settled", _("HR hasn't settled the disagreement yet.")
    DAY_REACHED = "day_reached", _("The first day of the plan hasn't come yet.")
    DIFFERENT = "different", _("Nothing was changed.")
    WITHIN_RULE = "within_rule", _("The printed rule doesn't allow this extension.")
    TRAINED = "trained", _("A training has no test result yet.")
    PERIOD_OVER = "period_over", _("The last day of the plan hasn't come yet.")
    ASSESSABLE = (
        "assessable",
        _("Name two assessors, neither of them a mentor, or measure by data of a system."),
    )
    MARKED = "marked", _("Not every criterion is assessed yet.")
    MET = "met", _("Only a plan that was met is sealed.")
    REASON = "reason", _("Write down the reason.")
