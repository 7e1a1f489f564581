"""The shapes of org's forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingjin.accounts.public import Role
from jingjin.org.queries import unit_name

if TYPE_CHECKING:
    from jingjin.org.models import Unit


def day_widget() -> forms.DateInput:
    """A date field of the browser, which takes and gives ISO dates in every language."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class GrantForm(forms.Form):
    """A role for a person (by employee number) over a unit, from a day until a day."""

    number = forms.CharField(
        label=_("Employee number"), max_length=40, help_text=_("The person must have an account.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Over which unit"),
        queryset=None,  # set by the view: `set_units`
        required=False,
        to_field_name="uid",
        empty_label=_("The whole company"),
    )
    since = forms.DateField(label=_("From"), widget=day_widget())
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=day_widget(),
        help_text=_("Last day; empty means open."),
    )

    def set_units(self, units: object) -> None:
        """Offer these units (a queryset) to choose from, by their names in the reader's language."""
        field: Any = self.fields["unit"]
        field.queryset, field.label_from_instance = units, unit_name
