"""Short forms: the response, the refusal, the reply, reasons, notes, results."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jingjin.plans.forms.base import NUMBER, PlanForm, day_widget
from jingjin.plans.words.states import AnswerKind, Decision, ExtensionCause, Outcome, TrainingResult

THREE_ANSWERS = [
    (AnswerKind.ACCEPT.value, gettext_lazy("I have received it and will follow the plan")),
    (AnswerKind.DISAGREE.value, gettext_lazy("I have received it and disagree with a part")),
    (AnswerKind.MORE_TIME.value, gettext_lazy("I need more time")),
]


def _area(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class AnswerForm(PlanForm):
    """Three equal answers, the own view, support still needed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Your response"), choices=THREE_ANSWERS, widget=forms.RadioSelect
    )
    statement = _area(gettext_lazy("Your view"), required=False, strip=False)
    support_1 = forms.CharField(label=gettext_lazy("Support I also need"), max_length=200, required=False)
    support_2 = forms.CharField(label=gettext_lazy("One more"), max_length=200, required=False)
    support_3 = forms.CharField(label=gettext_lazy("And one more"), max_length=200, required=False)

    def wanted(self) -> list[str]:
        """The support asked for."""
        return [self.cleaned_data[f"support_{n}"] for n in (1, 2, 3) if self.cleaned_data[f"support_{n}"]]

    def clean(self) -> dict[str, Any] | None:
        """A disagreement says with what."""
        data = super().clean() or {}
        if data.get("kind") == AnswerKind.DISAGREE and not str(data.get("statement") or "").strip():
            self.add_error("statement", _("Write down what you disagree with."))
        return data


class RefusalForm(PlanForm):
    """How a plan was handed over that was not signed."""

    witness = forms.CharField(label=gettext_lazy("Witness"), max_length=120)
    delivery = _area(
        gettext_lazy("How, where and when it was handed over"),
        help_text=gettext_lazy("For instance: 25 November, 9:30, meeting room 3, in person."),
    )


class ReplyForm(PlanForm):
    """HR's written answer to a disagreement."""

    decision = forms.ChoiceField(
        label=pgettext_lazy("plan", "Decision"), choices=Decision.choices, widget=forms.RadioSelect
    )
    text = _area(gettext_lazy("Reason"), help_text=gettext_lazy("The employee reads it word for word."))


class ReasonForm(PlanForm):
    """A reason."""

    linted = ("reason",)
    reason = _area(gettext_lazy("Reason"))


class PublishForm(PlanForm):
    """HR's decision where the pre-check speaks against a plan."""

    precheck_decision = _area(
        gettext_lazy("Why a plan is right in spite of the pre-check"),
        required=False,
        help_text=gettext_lazy("Read by HR only; in no export."),
    )


class NoteForm(PlanForm):
    """One's side of a check-in."""

    linted = ("note",)
    note = _area(pgettext_lazy("check-in", "Note"))


class ExtendForm(PlanForm):
    """A use of the printed rule."""

    cause = forms.ChoiceField(label=gettext_lazy("Cause"), choices=ExtensionCause.choices)
    days = forms.IntegerField(label=gettext_lazy("Working days"), min_value=1, max_value=60)


class SupportDoneForm(PlanForm):
    """What was given."""

    note = forms.CharField(label=gettext_lazy("What was given"), max_length=300, required=False)


class AttendanceForm(PlanForm):
    """Whether the person was at the training."""

    held_on = forms.DateField(label=gettext_lazy("Held on"), widget=day_widget())
    hours = forms.DecimalField(
        label=pgettext_lazy("plan", "Hours"),
        min_value=0,
        max_digits=20,
        decimal_places=6,
        widget=forms.TextInput(attrs=NUMBER),
    )
    attended = forms.TypedChoiceField(
        label=gettext_lazy("Attendance"),
        choices=[("yes", gettext_lazy("was there")), ("no", gettext_lazy("was not there"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class TestForm(PlanForm):
    """The result of the test."""

    score = forms.CharField(label=pgettext_lazy("plan", "Score"), max_length=60)
    result = forms.ChoiceField(
        label=gettext_lazy("Result"), choices=TrainingResult.choices, widget=forms.RadioSelect
    )


class ValueForm(PlanForm):
    """The result of one criterion, with its grounds or its source."""

    value = forms.DecimalField(
        label=pgettext_lazy("plan", "Value"),
        max_digits=20,
        decimal_places=6,
        widget=forms.TextInput(attrs=NUMBER),
    )
    grounds = forms.CharField(label=gettext_lazy("Grounds"), max_length=500)


class CloseForm(PlanForm):
    """The outcome of an assessed plan."""

    linted = ("text",)
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[(one.value, one.label) for one in Outcome if one is not Outcome.WITHDRAWN],
        widget=forms.RadioSelect,
    )
    text = _area(
        gettext_lazy("Grounds"),
        help_text=gettext_lazy("Hear the employee first. Facts, no judgement of the person."),
    )


class ChangeForm(PlanForm):
    """What most changes touch; anything else goes through the API or a new plan."""

    linted = ("environment", "if_not_met", "reason")
    reason = _area(gettext_lazy("Why it changes"), rows=2)
    environment = _area(gettext_lazy("Environment"))
    ends_on = forms.DateField(label=pgettext_lazy("plan", "Last day"), widget=day_widget())
    if_not_met = _area(gettext_lazy("If the target is not reached"))


class TargetForm(PlanForm):
    """The target and date of one expectation."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    target = forms.DecimalField(
        label=pgettext_lazy("plan", "Target"),
        max_digits=20,
        decimal_places=6,
        widget=forms.TextInput(attrs=NUMBER),
    )
    due_on = forms.DateField(label=gettext_lazy("Until"), widget=day_widget())


class PromiseForm(PlanForm):
    """The text and date of one promise."""

    linted = ("text",)
    uid = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("What is promised"), max_length=300)
    due_on = forms.DateField(label=gettext_lazy("Until"), widget=day_widget())
