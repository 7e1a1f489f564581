"""The steps of the wizard: few fields each, prefilled, wording hints in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jingjin.plans.actions.parts import (
    AssessorInput,
    ConcernInput,
    DiagnosisInput,
    ExampleInput,
    ExpectationInput,
    SupportInput,
    TrainingInput,
)
from jingjin.plans.forms.base import NUMBER, MetricField, PersonField, PlanForm, day_widget
from jingjin.plans.words.states import Basis, Direction, SupportKind, Yardstick

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

WEEKS = [
    (1, gettext_lazy("every week")),
    (2, gettext_lazy("every two weeks")),
    (4, gettext_lazy("every four weeks")),
]


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=day_widget(), required=False, **options)


def _number(label: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs=NUMBER)
    return forms.DecimalField(label=label, max_digits=20, decimal_places=6, required=False, widget=widget)


def _text(label: Any, *, rows: int = 0, limit: int = 300, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else None
    options.setdefault("required", False)
    return forms.CharField(label=label, max_length=None if rows else limit, widget=widget, **options)


class TitleForm(PlanForm):
    """The first question when a plan is opened."""

    linted = ("title",)
    title = _text(
        gettext_lazy("What is to improve?"),
        limit=120,
        required=True,
        help_text=gettext_lazy("It is the plan's title, for instance “Turn quotes into orders”."),
    )


class DiagnosisForm(PlanForm):
    """Title, earlier talks, environment, period."""

    linted = ("title", "environment")
    title = _text(gettext_lazy("Title"), limit=120, required=True)
    talk_1 = _day(gettext_lazy("First earlier talk"))
    talk_2 = _day(gettext_lazy("Another earlier talk"))
    environment = _text(
        gettext_lazy("Environment"),
        rows=4,
        help_text=gettext_lazy(
            "Market, territory, equipment, workload, leave: what of the gap is not the person's?"
        ),
    )
    starts_on = _day(pgettext_lazy("plan", "First day"))
    ends_on = _day(pgettext_lazy("plan", "Last day"))
    check_in_weeks = forms.TypedChoiceField(label=gettext_lazy("Check-in"), choices=WEEKS, coerce=int)

    def given(self) -> DiagnosisInput:
        """What the action takes."""
        data = self.cleaned_data
        talks = [data[name] for name in ("talk_1", "talk_2") if data[name]]
        return DiagnosisInput(
            title=data["title"],
            environment=data["environment"],
            talks_on=tuple(talks),
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            check_in_weeks=data["check_in_weeks"],
        )


class PartForm(PlanForm):
    """One line of several; a line without its first text is left out."""

    first = "text"
    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def is_filled(self) -> bool:
        """Whether the line says anything."""
        return bool(self.cleaned_data.get(self.first))

    def main(self) -> list[tuple[Any, str]]:
        """The fields that are always open."""
        return [row for row in self.rows() if row[0].name not in self.folded]

    def more(self) -> list[tuple[Any, str]]:
        """The fields behind "more"."""
        return [row for row in self.rows() if row[0].name in self.folded]

    folded: tuple[str, ...] = ()


class ConcernForm(PartForm):
    """A concern, its measure and yardstick, and up to two dated examples."""

    linted = ("text", "detail", "example_1_text", "example_2_text")
    refused = ("ranking",)
    folded = ("metric", "yardstick", "duty", "example_2_on", "example_2_text")
    text = _text(gettext_lazy("What falls short"))
    detail = _text(gettext_lazy("Figures"), rows=2)
    measure = _text(gettext_lazy("Business measure"), limit=200)
    unit = _text(pgettext_lazy("of a measure", "Unit"), limit=20)
    baseline = _number(gettext_lazy("Now"))
    yardstick_value = _number(gettext_lazy("Target or competence line"))
    peers = _number(gettext_lazy("Peers' median"))
    measured_from = _day(gettext_lazy("Measured since"))
    yardstick_on = _day(
        gettext_lazy("Target confirmed on"), help_text=gettext_lazy("On or before the first measured day.")
    )
    example_1_on = _day(gettext_lazy("Example, day"))
    example_1_text = _text(gettext_lazy("Example, what happened"))
    example_2_on = _day(gettext_lazy("Second example, day"))
    example_2_text = _text(gettext_lazy("Second example, what happened"))
    metric = MetricField(
        label=gettext_lazy("Indicator"),
        help_text=gettext_lazy("Its value fills in “now”, and its versions are kept as evidence."),
    )
    yardstick = forms.ChoiceField(label=gettext_lazy("Yardstick"), choices=Yardstick.choices)
    duty = _text(gettext_lazy("Line of the job description"))

    def given(self) -> ConcernInput:
        """What the action takes."""
        data = self.cleaned_data
        examples = tuple(
            ExampleInput(on=data[f"example_{n}_on"], text=data[f"example_{n}_text"])
            for n in (1, 2)
            if data[f"example_{n}_on"]
        )
        plain = {name: value for name, value in data.items() if not name.startswith("example_")}
        return ConcernInput(**plain, examples=examples)

    def clean(self) -> dict[str, Any] | None:
        """A day without a text, or a text without a day, is no example."""
        data = super().clean() or {}
        for n in (1, 2):
            if bool(data.get(f"example_{n}_on")) != bool(data.get(f"example_{n}_text")):
                self.add_error(f"example_{n}_text", _("An example has a day and says what happened."))
        return data


class ExpectationForm(PartForm):
    """What is to be reached, and how it is judged."""

    linted = ("text", "marking")
    refused = ("vague",)
    folded = ("metric", "peers", "direction", "marking", "open_question")
    text = _text(gettext_lazy("What is to be reached"))
    unit = _text(pgettext_lazy("of a measure", "Unit"), limit=20)
    baseline = _number(gettext_lazy("Now"))
    target = _number(pgettext_lazy("plan", "Target"))
    weight = _number(gettext_lazy("Weight, %"))
    due_on = _day(gettext_lazy("Until"))
    basis = forms.ChoiceField(label=gettext_lazy("Judged by"), choices=Basis.choices)
    source = _text(gettext_lazy("System"), limit=120, help_text=gettext_lazy("Where the figure is read."))
    metric = MetricField(
        label=gettext_lazy("Indicator"),
        help_text=gettext_lazy("Then the result is read by itself at the end."),
    )
    peers = _number(gettext_lazy("Peers' median"))
    direction = forms.ChoiceField(label=gettext_lazy("The target is"), choices=Direction.choices)
    marking = _text(
        gettext_lazy("Marking scheme"), rows=2, help_text=gettext_lazy("Needed when people assess.")
    )
    open_question = forms.BooleanField(
        label=gettext_lazy("Open question, without a fixed answer"), required=False
    )

    def given(self) -> ExpectationInput:
        """What the action takes."""
        return ExpectationInput(**{**self.cleaned_data, "weight": self.cleaned_data["weight"] or 0})


class AssessorsForm(PlanForm):
    """Who assesses what no system measures."""

    assessor_1 = PersonField(label=gettext_lazy("First assessor"), required=False)
    assessor_2 = PersonField(
        label=gettext_lazy("Second assessor"),
        required=False,
        help_text=gettext_lazy("Neither may be a mentor in this plan."),
    )

    def given(self) -> list[AssessorInput]:
        """What the action takes."""
        people = [self.cleaned_data[name] for name in ("assessor_1", "assessor_2")]
        return [AssessorInput(person=person) for person in people if person is not None]

    def clean(self) -> dict[str, Any] | None:
        """Two assessors are two people."""
        data = super().clean() or {}
        if data.get("assessor_1") and data.get("assessor_1") == data.get("assessor_2"):
            self.add_error("assessor_2", _("Two assessors are two different people."))
        return data


class SupportForm(PartForm):
    """Something the company promises."""

    linted = ("text",)
    text = _text(gettext_lazy("What is promised"))
    kind = forms.ChoiceField(label=pgettext_lazy("plan", "Kind"), choices=SupportKind.choices)
    owner = PersonField(label=gettext_lazy("By whom"), required=False)
    due_on = _day(gettext_lazy("Until"))
    rhythm = _text(
        pgettext_lazy("support", "Rhythm"),
        limit=60,
        help_text=gettext_lazy("For instance: Thursdays."),
    )

    def clean(self) -> dict[str, Any] | None:
        """A promise has somebody who keeps it."""
        data = super().clean() or {}
        if data.get("text") and not data.get("owner"):
            self.add_error("owner", _("Say who keeps this promise."))
        return data

    def given(self) -> SupportInput:
        """What the action takes."""
        return SupportInput(**self.cleaned_data)


class TrainingForm(PartForm):
    """A training record: gap, course, trainer, hours, test."""

    first = "course"
    linted = ("gap",)
    gap = _text(gettext_lazy("Which gap"))
    course = _text(gettext_lazy("Course"), limit=200)
    trainer = PersonField(label=gettext_lazy("Trainer here"), required=False)
    trainer_name = _text(gettext_lazy("Or a trainer from outside"), limit=120)
    hours = _number(pgettext_lazy("plan", "Hours"))
    due_on = _day(gettext_lazy("Until"))
    test = _text(gettext_lazy("Test"), limit=200)

    def given(self) -> TrainingInput:
        """What the action takes."""
        return TrainingInput(**self.cleaned_data)


class OtherwiseForm(PlanForm):
    """What happens otherwise, and the printed rule of extension."""

    linted = ("if_not_met", "extension_rule")
    if_not_met = _text(
        gettext_lazy("If the target is not reached"),
        rows=3,
        help_text=gettext_lazy("One neutral sentence. HR has the last word on it."),
    )
    extension_rule = _text(gettext_lazy("Rule of extension"), rows=3)
    extension_max_days = forms.IntegerField(
        label=gettext_lazy("At most extended by (working days)"), min_value=0, max_value=60
    )


class SubmitForm(PlanForm):
    """Why a plan is right although the pre-check speaks against it."""

    linted = ("reason",)
    reason = _text(gettext_lazy("Why a plan is right anyway"), rows=3)


def initial_talks(talks: Iterable[date]) -> dict[str, date]:
    """The first two earlier talks, as the form's initial values."""
    return {f"talk_{number}": day for number, day in enumerate(list(talks)[:2], start=1)}
