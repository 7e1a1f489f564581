"""What the forms of plans share: actions' refusals land at their fields, wordings are linted in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid, NotFound
from jingjin.core.ui_widgets import PersonPicker
from jingjin.org import public as org
from jingjin.plans.words.lint import lint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.forms.boundfield import BoundField

    from jingjin.core.actor import Actor
    from jingjin.metrics.public import Metric

DAY = {"type": "date"}
NUMBER = {"inputmode": "decimal"}


def day_widget() -> forms.DateInput:
    """A date field of the browser, which takes and gives ISO dates in every language."""
    return forms.DateInput(attrs=DAY, format="%Y-%m-%d")


class PlanForm(forms.Form):
    """A form of plans. `linted` names the texts whose wording is looked at while it is written."""

    linted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any] | None:
        """Offer a repair for wordings that are refused at once (a vague goal, a ranking)."""
        for name in self.linted:
            text = str(self.cleaned_data.get(name) or "")
            found = next((one for one in lint(text) if one.fault.value in self.refused), None)
            if found is not None:
                message = (
                    f"{found.why(get_language() or '')} {_('Try: %(better)s') % {'better': found.better}}"
                )
                # Django formats a message that comes with params, so a plain % is written twice.
                error = forms.ValidationError(message.replace("%", "%%"), params={"suggestion": found.better})
                self.add_error(name, error)
        return self.cleaned_data

    def rows(self) -> list[tuple[BoundField, str]]:
        """The visible fields, each with the hint on its present wording ("" when there is none)."""
        return [(bound, self.hint(bound)) for bound in self.visible_fields()]

    def hint(self, bound: BoundField) -> str:
        """What the lint says of the text in a field, with the better wording."""
        if bound.name not in self.linted or bound.errors:
            return ""
        found = next(iter(lint(str(bound.value() or ""))), None)
        if found is None:
            return ""
        return f"{found.why(get_language() or '')} {_('Try: %(better)s') % {'better': found.better}}"


def attempt(form: forms.Form, action: Callable[[], object]) -> bool:
    """Whether the form was valid and the action accepted it; refusals stand at their fields afterwards."""
    if not form.is_valid():
        return False
    try:
        action()
    except Invalid as error:
        for name, sentence in error.fields.items():
            form.add_error(name if name in form.fields else None, sentence)
        return False
    return True


class PersonField(forms.Field):
    """Somebody who works here, chosen by search; the value is an `org` person. Bind it with `bind_people`."""

    def __init__(self, **options: Any) -> None:
        widget = PersonPicker(lambda: reverse("plans:people"), lambda _key: "")
        super().__init__(widget=widget, **options)
        self.by: Actor | None = None

    def to_python(self, value: Any) -> org.Person | None:
        """The person of this key, found as the bound actor may."""
        if not value or self.by is None:
            return None
        try:
            return org.get_person(self.by, value)
        except NotFound as error:
            raise forms.ValidationError(_("Choose somebody from the list.")) from error


class MetricField(forms.ChoiceField):
    """An indicator of the company, or none; the value is a `metrics` indicator. Bind it with `bind_metrics`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.known: dict[str, Metric] = {}

    def clean(self, value: Any) -> Metric | None:
        """The indicator of this key."""
        return self.known.get(str(super().clean(value)))


def bind_metrics(form: forms.Form, known: Sequence[Metric]) -> None:
    """Let the indicator fields offer these indicators, by name."""
    english = get_language() == "en"
    for field in form.fields.values():
        if isinstance(field, MetricField):
            field.known = {str(metric.uid): metric for metric in known}
            names = [(str(one.uid), (one.name_en if english else "") or one.name) for one in known]
            field.choices = [("", _("not bound to an indicator")), *names]


def bind_people(form: forms.Form, by: Actor, names: Mapping[str, str]) -> None:
    """Let the person fields search as `by` may, and show `names` (by uid) for people chosen already."""
    for field in form.fields.values():
        if isinstance(field, PersonField):
            field.by = by
            field.widget.describe = lambda key: names.get(str(key), "")
