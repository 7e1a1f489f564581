"""The shapes of the forms of indicators, sources and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingjin.core.errors import Invalid
from jingjin.metrics.access import feeds_for, find_owner
from jingjin.metrics.actions.definitions import FeedData, MetricData
from jingjin.metrics.words import Aggregation, DataClass, Direction, FeedState, Kind, Period

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.metrics.models import Feed, Metric
    from jingjin.org.public import Person

LONG = forms.Textarea(attrs={"rows": 3})


class OwnerForm(forms.Form):
    """A form with an owner, named by employee number."""

    owner_number = forms.CharField(
        label=_("Owner's employee number"),
        required=False,
        max_length=40,
        help_text=_("Who answers questions about it and may change it."),
    )

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.owner: Person | None = None

    def clean_owner_number(self) -> str:
        """The number of somebody who works here."""
        number: str = self.cleaned_data["owner_number"].strip()
        try:
            self.owner = find_owner(self.by, number)
        except Invalid as error:
            raise forms.ValidationError(error.message) from error
        return number


class MetricForm(OwnerForm):
    """An indicator."""

    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    key = forms.CharField(
        label=_("Key"),
        max_length=80,
        required=False,
        help_text=_("What files and systems call it. Empty takes the name."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    unit = forms.CharField(label=_("Unit of measure"), max_length=24, required=False)
    unit_en = forms.CharField(label=_("Unit in English"), max_length=24, required=False)
    currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        required=False,
        help_text=_("For money: three letters such as CNY."),
    )
    direction = forms.ChoiceField(label=_("Which way is better"), choices=Direction.choices)
    period = forms.ChoiceField(label=_("Period"), choices=Period.choices, initial=Period.WEEK)
    aggregation = forms.ChoiceField(label=_("Several periods together"), choices=Aggregation.choices)
    lowest = forms.DecimalField(label=_("Lowest possible value"), required=False)
    highest = forms.DecimalField(
        label=_("Highest possible value"),
        required=False,
        help_text=_("Values outside wait in the quarantine."),
    )
    formula = forms.CharField(
        label=_("Formula and rule"), widget=LONG, required=False, help_text=_("Everybody can read it.")
    )
    formula_en = forms.CharField(label=_("Formula in English"), widget=LONG, required=False)
    feed: forms.ModelChoiceField[Feed] = forms.ModelChoiceField(
        label=_("Source"),
        queryset=None,  # set for the actor
        required=False,
        to_field_name="uid",
        empty_label=_("Typed by people or from files"),
    )
    data_class = forms.ChoiceField(label=_("Class of data"), choices=DataClass.choices)
    active = forms.BooleanField(label=_("In use"), required=False, initial=True)
    field_order = ("name", "name_en", "key", "kind", "unit", "unit_en", "currency", "direction", "period")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        feeds = self.fields["feed"]
        feeds.queryset = feeds_for(by).order_by("name")  # type: ignore[attr-defined]  # ModelChoiceField has one
        feeds.label_from_instance = lambda feed: feed.label()  # type: ignore[attr-defined]  # as above

    def data_of(self) -> MetricData:
        """The valid form as what actions take."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "owner_number"}
        return MetricData(**values, owner=self.owner)

    @staticmethod
    def initial_of(metric: Metric) -> dict[str, Any]:
        """The stored state as the form's initial values."""
        names = [name for name in MetricForm.base_fields if name not in {"owner_number", "feed"}]
        return {
            **{name: getattr(metric, name) for name in names},
            "feed": metric.feed.uid if metric.feed else None,
            "owner_number": metric.owner.number if metric.owner else "",
        }


class FeedForm(OwnerForm):
    """A source system."""

    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    key = forms.CharField(label=_("Key"), max_length=80, required=False)
    system = forms.CharField(
        label=_("Kind of system"), max_length=60, required=False, help_text=_("Such as CRM, ERP, attendance.")
    )
    system_en = forms.CharField(label=_("Kind of system in English"), max_length=60, required=False)
    rhythm_days = forms.IntegerField(
        label=_("Sends every … days"),
        min_value=1,
        max_value=366,
        initial=7,
        help_text=_("Silent for longer means late."),
    )
    field_order = ("name", "name_en", "key", "system", "system_en", "rhythm_days", "owner_number")

    def data_of(self) -> FeedData:
        """The valid form as what actions take."""
        values = {key: value for key, value in self.cleaned_data.items() if key != "owner_number"}
        return FeedData(**values, owner=self.owner)

    @staticmethod
    def initial_of(feed: Feed) -> dict[str, Any]:
        """The stored state as the form's initial values."""
        names = ("name", "name_en", "key", "system", "system_en", "rhythm_days")
        return {
            **{name: getattr(feed, name) for name in names},
            "owner_number": feed.owner.number if feed.owner else "",
        }


class FeedStateForm(forms.Form):
    """How a source is doing, in a person's words."""

    state = forms.ChoiceField(label=_("State"), choices=FeedState.choices)
    note = forms.CharField(
        label=_("What happened"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown beside every figure of this source."),
    )


class ValueForm(forms.Form):
    """A value typed by a person, with where it comes from."""

    period_start = forms.DateField(
        label=_("A day of the period"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    value = forms.DecimalField(label=_("Value"), max_digits=20, decimal_places=6)
    target = forms.DecimalField(label=_("Target"), max_digits=20, decimal_places=6, required=False)
    reason = forms.CharField(
        label=_("Where this value comes from"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever may see the number reads this too."),
    )
