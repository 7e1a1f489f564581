"""The shapes of goal forms. What is possible at all is checked by the actions, whose sentences come back here."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jingjin.core.ui_widgets import PersonPicker
from jingjin.goals.actions.data import GoalData, MilestoneData
from jingjin.goals.scoring.measures import STEPS, Measure
from jingjin.goals.scoring.shown import WAN, YI
from jingjin.goals.scoring.status import Confidence
from jingjin.goals.words import CONFIDENCES, MEASURES, Kind, in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet

    from jingjin.core.errors import Invalid
    from jingjin.goals.models import Goal, Period
    from jingjin.goals.queries.updates import UpdateRow
    from jingjin.metrics.public import Metric

DAY = timedelta(days=1)
FACTORS = {"万": WAN, "亿": YI}
MILESTONE_ROWS = 6
CURRENCIES = [("", _("No money")), ("CNY", _("Yuan")), ("USD", _("US dollar")), ("EUR", _("Euro"))]


def date_input() -> forms.DateInput:
    """The browser's own picker of days."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FigureField(forms.CharField):
    """A figure as people type it: 1,200万, full-width digits, 19%. Becomes a Decimal, or None when empty."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> Any:
        """The number; commas, blanks and a percent sign are only writing."""
        text = unicodedata.normalize("NFKC", super().clean(value)).replace(",", "").replace(" ", "")
        text = text.removesuffix("%").replace("−", "-")
        factor = FACTORS.get(text[-1:], Decimal(1))
        if factor != 1:
            text = text[:-1]
        if not text:
            return None
        try:
            return Decimal(text) * factor
        except InvalidOperation:
            raise forms.ValidationError(_("Enter a number, for instance 12.5 or 1200万.")) from None

    def prepare_value(self, value: Any) -> Any:
        """A stored number without trailing zeros."""
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


if TYPE_CHECKING:
    RowChoice = forms.ModelChoiceField[Any]
else:
    RowChoice = forms.ModelChoiceField


class OwnLabel(RowChoice):
    """A choice of rows whose label depends on the reader's language."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(queryset=None, to_field_name="uid", **options)
        self.name_attribute = name

    def label_from_instance(self, obj: Any) -> str:
        """The row's name in the reader's language."""
        text: str = getattr(obj, self.name_attribute)
        return in_language(text, getattr(obj, f"{self.name_attribute}_en"))


class GoalForm(forms.Form):
    """What a goal says. Fields that don't fit the measure are hidden by the style sheet and ignored by the action."""

    title = forms.CharField(label=pgettext_lazy("goal field", "Title"), max_length=200)
    title_en = forms.CharField(
        label=pgettext_lazy("goal field", "English title"), max_length=200, required=False
    )
    description = forms.CharField(
        label=pgettext_lazy("goal field", "Description"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    parent = OwnLabel(
        "title",
        label=pgettext_lazy("goal field", "Goal above"),
        required=False,
        empty_label=pgettext_lazy("goal above", "None"),
        help_text=_("What this goal contributes to."),
    )
    measure = forms.ChoiceField(
        label=pgettext_lazy("goal field", "Measure"),
        choices=[(measure.value, label) for measure, label in MEASURES.items()],
    )
    metric = OwnLabel(
        "name",
        label=pgettext_lazy("goal field", "Indicator"),
        required=False,
        empty_label=_("None, the value is typed"),
        help_text=_("With an indicator the goal moves by itself."),
    )
    baseline = FigureField(label=pgettext_lazy("goal field", "Start value"), required=False)
    target = FigureField(
        label=pgettext_lazy("goal field", "Target"),
        error_messages={"required": _("Enter the value to reach.")},
    )
    measured_in = forms.CharField(
        label=pgettext_lazy("goal field", "Unit"),
        max_length=24,
        required=False,
        help_text=_("For instance %, customers, days."),
    )
    currency = forms.ChoiceField(
        label=pgettext_lazy("goal field", "Currency"), required=False, choices=CURRENCIES
    )
    responsible = forms.CharField(
        label=pgettext_lazy("goal field", "Person responsible"),
        required=False,
        widget=PersonPicker(lambda: reverse("goals:people"), str),
    )
    start = forms.DateField(
        label=pgettext_lazy("goal field", "Start"),
        required=False,
        widget=date_input(),
        help_text=_("Left empty, the goal runs the whole period."),
    )
    last_day = forms.DateField(label=_("Last day"), required=False, widget=date_input())

    def __init__(
        self,
        *args: Any,
        parents: QuerySet[Goal],
        metrics: QuerySet[Metric],
        describe: Callable[[str], str],
        kind: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **{"use_required_attribute": False, **options})
        kind = self.data.get("kind", kind)
        measure = self.data.get("measure", self.initial.get("measure", ""))
        self.fields["target"].required = kind != Kind.OBJECTIVE and measure not in STEPS
        self.fields["measure"].required = kind != Kind.OBJECTIVE
        self.describe = self.fields["responsible"].widget.describe = describe
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]  # a choice of rows
        self.fields["metric"].queryset = metrics  # type: ignore[attr-defined]
        for row in range(MILESTONE_ROWS):
            title, due = f"milestone_{row}", f"milestone_due_{row}"
            self.fields[title] = forms.CharField(label=_("Milestone"), max_length=200, required=False)
            self.fields[due] = forms.DateField(label=_("Due"), required=False, widget=date_input())
            self.fields[f"milestone_uid_{row}"] = forms.CharField(required=False, widget=forms.HiddenInput())

        self.parents, self.metrics = parents, metrics

    def shown(self, name: str) -> str:
        """A field's value in words, for comparing two versions."""
        field, value = self.fields[name], self[name].value()
        if isinstance(field, OwnLabel):
            row = field.queryset.filter(uid=value).first() if value and field.queryset is not None else None
            return field.label_from_instance(row) if row else ""
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, ""))  # type: ignore[arg-type]  # plain pairs
        if name == "responsible":
            return self.describe(value or "")
        return "" if value is None else str(field.prepare_value(value))

    def milestone_rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The rows of milestones: title, due day, and which one it is."""
        return [
            (self[f"milestone_{row}"], self[f"milestone_due_{row}"], self[f"milestone_uid_{row}"])
            for row in range(MILESTONE_ROWS)
        ]

    def clean(self) -> None:
        """A milestone has both a title and a day."""
        for row in range(MILESTONE_ROWS):
            title, due = f"milestone_{row}", f"milestone_due_{row}"
            if self.cleaned_data.get(title) and not self.cleaned_data.get(due) and due not in self.errors:
                self.add_error(due, forms.ValidationError(_("When is it due?")))

    def data_of_goal(self) -> GoalData:
        """The cleaned input for the action. The last day of the form is inclusive, the goal's end is not."""
        said = self.cleaned_data
        last = said["last_day"]
        return GoalData(
            title=said["title"],
            title_en=said["title_en"],
            description=said["description"],
            measure=said["measure"],
            measured_in=said["measured_in"],
            currency=said["currency"],
            baseline=said["baseline"],
            target=said["target"],
            start=said["start"],
            end=last + DAY if last else None,
            metric=said["metric"],
            milestones=tuple(self._milestones()),
        )

    def _milestones(self) -> Iterable[MilestoneData]:
        if self.cleaned_data["measure"] != Measure.MILESTONE:
            return
        for row in range(MILESTONE_ROWS):
            title, due = (
                self.cleaned_data[f"milestone_{row}"],
                self.cleaned_data.get(f"milestone_due_{row}"),
            )
            if title and due:
                yield MilestoneData(title=title, due=due, uid=self.cleaned_data[f"milestone_uid_{row}"])

    def take_errors(self, error: Invalid) -> None:
        """Put an action's sentences beside their fields."""
        names = {"end": "last_day", "milestones": "milestone_0"}
        for name, sentence in error.fields.items():
            field = names.get(name, name)
            self.add_error(field if field in self.fields else None, forms.ValidationError(sentence))


class GoalChangeForm(GoalForm):
    """The same, and why an agreed target changes."""

    reason = forms.CharField(
        label=_("Why the target changes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed for another target of a confirmed goal. Both sides read it."),
    )


class NewGoalForm(GoalForm):
    """The same, and whose goal it will be, of which kind, in which period."""

    owner = forms.ChoiceField(label=_("Whose goal"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.KPI)
    period = OwnLabel("name", label=_("Period"), empty_label=None)

    field_order = ("owner", "period", "kind")

    def __init__(
        self, *args: Any, owners: list[tuple[str, str]], periods: QuerySet[Period], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]  # a choice of texts
        self.fields["period"].queryset = periods  # type: ignore[attr-defined]
        # A required choice is looked at twice while it is drawn; a list is asked for once.
        self.fields["period"].widget.choices = list(self.fields["period"].choices)  # type: ignore[attr-defined]


def goal_initial(goal: Goal) -> dict[str, Any]:
    """A stored goal as the form shows it."""
    parts = [part for part in goal.milestones.all() if not part.dropped][:MILESTONE_ROWS]
    initial: dict[str, Any] = {
        name: getattr(goal, name)
        for name in (*("title", "title_en", "description", "measure", "baseline", "target"), *UNITS)
    }
    for row, part in enumerate(parts):
        initial |= {
            f"milestone_{row}": part.title,
            f"milestone_due_{row}": part.due,
            f"milestone_uid_{row}": str(part.uid),
        }
    return initial | {
        "responsible": str(goal.responsible.uid) if goal.responsible else "",
        "parent": goal.parent.uid if goal.parent else None,
        "metric": goal.metric.uid if goal.metric else None,
        "start": goal.start,
        "last_day": goal.end - DAY,
    }


UNITS = ("measured_in", "currency")


class ConfidenceField(forms.ChoiceField):
    """Three equal answers."""

    def __init__(self, **options: Any) -> None:
        choices = [(confidence.value, CONFIDENCES[confidence]) for confidence in Confidence]
        super().__init__(choices=choices, widget=forms.RadioSelect, **options)


class CheckInForm(forms.Form):
    """A word on one goal."""

    value = FigureField(label=_("Value today"), required=False)
    confidence = ConfidenceField(label=_("How confident are you of reaching it?"), required=False)
    note = forms.CharField(
        label=_("One sentence: what is in the way, or what moved"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UpdateForm(forms.Form):
    """The week over all goals; the typed values come as fields of their own."""

    confidence = ConfidenceField(label=_("How confident are you for the end of the period?"))
    note = forms.CharField(
        label=_("One sentence: what is in the way, or what moved"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, typed: Iterable[tuple[str, str, bool]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.typed = [uid for uid, _label, _yes_no in typed]
        for uid, label, yes_no in typed:
            self.fields[uid] = YesNoField(label=label) if yes_no else FigureField(label=label, required=False)

    def beside(self, rows: Iterable[UpdateRow]) -> list[tuple[UpdateRow, forms.BoundField | None]]:
        """Each row with the field of its value, None where it is filled in."""
        return [(row, self[str(row.line.uid)] if row.typed else None) for row in rows]

    def values(self) -> dict[str, Decimal]:
        """The values that were typed, by goal."""
        said = {uid: self.cleaned_data.get(uid) for uid in self.typed}
        return {uid: value for uid, value in said.items() if value is not None}


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or nothing said."""

    def __init__(self, **options: Any) -> None:
        choices = [
            ("", "—"),
            ("1", pgettext_lazy("answer", "yes")),
            ("0", pgettext_lazy("answer", "no")),
        ]
        super().__init__(choices=choices, coerce=Decimal, empty_value=None, required=False, **options)


class PeriodForm(forms.Form):
    """A cycle of the company."""

    name = forms.CharField(label=_("Name"), max_length=80)
    name_en = forms.CharField(label=_("English name"), max_length=80, required=False)
    start = forms.DateField(label=_("First day"), widget=date_input())
    last_day = forms.DateField(label=_("Last day"), widget=date_input())
    confirm_by = forms.DateField(
        label=_("Goals confirmed by"),
        required=False,
        widget=date_input(),
        help_text=_("A goal confirmed later can't be the yardstick of an improvement plan."),
    )
    lock_on = forms.DateField(
        label=_("Goals locked from"),
        required=False,
        widget=date_input(),
        help_text=_("From this day on nobody changes targets and weights."),
    )
