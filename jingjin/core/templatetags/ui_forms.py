"""Components of forms: a field with its label, readers and error, equal answers, a place for a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

SUMMARY_ABOVE = 5  # fields; a shorter form shows its errors in place only


def field(bound: BoundField, readers: str = "", note: str = "") -> dict[str, Any]:
    """Label, control, note, readers and error of one form field. An error whose `params` hold a `suggestion`
    offers it with one click."""
    attrs = _described(bound, noted=bool(note or bound.help_text))
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "grouped": bound.use_fieldset,
        "checkbox": isinstance(bound.field.widget, forms.CheckboxInput),
        "note": note or bound.help_text,
        "readers": readers,
        "errors": [(error, _suggestion(error)) for error in bound.errors.as_data()],
        "required": bound.field.required,
    }


def _described(bound: BoundField, *, noted: bool) -> dict[str, str | bool]:
    parts = [f"{bound.auto_id}_note"] if noted else []
    if not bound.errors:
        return {"aria-describedby": parts[0]} if parts else {}
    return {"aria-describedby": " ".join([f"{bound.auto_id}_error", *parts]), "aria-invalid": "true"}


def _suggestion(error: forms.ValidationError) -> str:
    return str((error.params or {}).get("suggestion", ""))


def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """Errors of the form as a whole; above five fields also a list of the fields to repair."""
    fields = list(form.visible_fields())
    wrong = [bound for bound in fields if bound.errors]
    return {"form": form, "wrong": wrong if len(fields) > SUMMARY_ABOVE else []}


def answers(bound: BoundField, icons: str = "", *, big: bool = False) -> dict[str, Any]:
    """Equal answers side by side for a field of radio buttons. `icons` names one per answer, parted by spaces;
    without them the chosen one carries a tick. `big` puts the icon above the word (confidence)."""
    options = list(bound.subwidgets)
    named = icons.split() or ["check"] * len(options)
    pairs = [
        (option, option.data["attrs"].get("id", ""), name)
        for option, name in zip(options, named, strict=True)
    ]
    attrs = _described(bound, noted=bool(bound.help_text))
    return {"bound": bound, "pairs": pairs, "big": big, "described": attrs.get("aria-describedby", "")}


def file_drop(bound: BoundField, note: str = "") -> dict[str, Any]:
    """A file field that also takes a dropped file. `note` says which kinds and sizes."""
    return {"bound": bound, "note": note or bound.help_text, "errors": bound.errors}
