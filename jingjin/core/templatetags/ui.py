"""Components of the design system for templates: `{% load ui %}`. Their templates are in templates/components/."""

from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.contrib.messages import ERROR
from django.contrib.messages.storage.base import Message
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jingjin.core.templatetags import ui_geometry as geometry
from jingjin.core.ui_values import Action, Bar, Face, Link, Origin, Steps, Task
from jingjin.core.ui_words import READERS_LOOKS, SOURCE_LOOKS, STATUS_LOOKS, Readers, Source, Status
from jingjin.core.waiting import Fact

register = template.Library()

Context = dict[str, Any]


@register.simple_tag
def icon(name: str, size: int = 16, label: str = "") -> SafeString:
    """A Lucide icon of the sprite. Decorative unless it has a label."""
    meaning = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="{}" height="{}" {}><use href="{}#{}"></use></svg>',
        size,
        size,
        meaning,
        static("build/icons.svg"),
        name,
    )


@register.inclusion_tag("components/pill.html")
def pill(kind: str, text: str = "") -> Context:
    """A status: icon, word and tint. `text` replaces the standard word, for instance with a reason."""
    look = STATUS_LOOKS[Status(kind)]
    return {"icon": look.icon, "tint": look.tint, "word": text or look.word}


@register.inclusion_tag("components/tag.html")
def tag(text: str, kind: str = "", symbol: str = "") -> Context:
    """A small neutral label (weight, kind of item). `kind`: learn, brand or nothing; `symbol`: an icon."""
    return {"text": text, "kind": kind, "icon": symbol}


@register.inclusion_tag("components/avatar.html")
def avatar(person: Face, size: int = 32) -> Context:
    """The tinted circle alone: 24, 32 or 52 pixels. The name must stand beside it."""
    return {"person": person, "size": size}


@register.inclusion_tag("components/person_chip.html")
def person_chip(person: Face, size: int = 32, role: str = "", url: str = "") -> Context:
    """Circle, name and role; the whole chip links where there is a page to open."""
    return {
        "person": person,
        "size": size,
        "role": role or person.subtitle,
        "url": url or getattr(person, "url", ""),
    }


@register.inclusion_tag("components/people.html")
def people(faces: Sequence[Face], total: int = 0) -> Context:
    """Up to four circles that overlap, and how many people there are in all."""
    return {"faces": faces[:4], "total": total or len(faces)}


@register.inclusion_tag("components/progress.html")
def progress(bar: Bar | Steps) -> Context:
    """A value on its way to a target, with what is due today; or milestones as steps."""
    if isinstance(bar, Steps):
        return {"bar": bar, "steps": _steps(bar)}
    fill = None if bar.fill is None else geometry.clamp(bar.fill)
    return {
        "bar": bar,
        "fill": None if fill is None else geometry.pct(fill),
        "mark": None if bar.mark is None or fill is None else geometry.pct(geometry.clamp(bar.mark)),
        "missing_from": geometry.pct(fill or 0),
        "missing": geometry.pct(min(bar.missing, 100 - (fill or 0))) if bar.missing else "",
    }


def _steps(bar: Steps) -> dict[str, Any]:
    whole = geometry.segments([1] * bar.total, ["done" if n < bar.done else "todo" for n in range(bar.total)])
    mark = None if bar.expected is None else geometry.pct(100 * bar.expected / (bar.total or 1))
    return {"parts": whole, "mark": mark}


@register.inclusion_tag("components/freshness.html")
def freshness(origin: Origin) -> Context:
    """One quiet line: where a figure comes from and how fresh it is."""
    return {"origin": origin, "icon": SOURCE_LOOKS[origin.kind].icon, "word": SOURCE_LOOKS[origin.kind].word}


@register.inclusion_tag("components/freshness.html")
def source(kind: str, text: str) -> Context:
    """The same line from plain words, for templates without an `Origin`."""
    return freshness(Origin(kind=Source(kind), text=text))


@register.inclusion_tag("components/privacy_line.html")
def privacy_line(text: str, kind: str = Readers.NAMED) -> Context:
    """Who can read the text beside it. `kind`: named, group, sealed, locked, log."""
    return {"text": text, "icon": READERS_LOOKS[Readers(kind)].icon}


@register.inclusion_tag("components/action.html", takes_context=True)
def action(context: template.Context, button: Action, size: str = "") -> Context:
    """A button from an `Action`. `size`: sm, lg or nothing."""
    return {"button": button, "size": size, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("components/task_row.html", takes_context=True)
def task_row(context: template.Context, task: Task) -> Context:
    """A row of what waits for me; an open task shows its facts and its actions in place."""
    return {"task": task, "csrf_token": context.get("csrf_token", "")}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, readers: str = "", note: str = "") -> Context:
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


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: forms.BaseForm) -> Context:
    """Errors of the form as a whole; above five fields also a list of the fields to repair."""
    fields = list(form.visible_fields())
    wrong = [bound for bound in fields if bound.errors]
    return {"form": form, "wrong": wrong if len(fields) > 5 else []}  # noqa: PLR2004 the design kit's five


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", symbol: str = "sprout", label: str = "", url: str = "") -> Context:
    """What will be here, and the one next step."""
    return {"title": title, "text": text, "icon": symbol, "label": label, "url": url}


@register.inclusion_tag("components/tabs.html")
def tabs(links: Sequence[Link], label: str) -> Context:
    """Parts of one page. `label` names the group for screen readers."""
    return {"links": links, "label": label}


@register.inclusion_tag("components/segmented.html")
def segmented(links: Sequence[Link], label: str) -> Context:
    """A few exclusive views of the same thing."""
    return {"links": links, "label": label}


@register.inclusion_tag("components/facts.html")
def facts(items: Sequence[Fact], *, key: bool = False) -> Context:
    """A row of labelled figures in one hairline box; `key` makes the figures large."""
    return {"facts": items, "key": key}


@register.inclusion_tag("components/toast.html", takes_context=True)
def toast(context: template.Context, message: Message) -> Context:
    """A Django message, for light things only. Its `extra_tags`, when set, is the address that undoes it."""
    symbol = "circle-alert" if message.level >= ERROR else "check"
    csrf = context.get("csrf_token", "")
    return {"text": message.message, "icon": symbol, "undo": message.extra_tags, "csrf_token": csrf}


@register.inclusion_tag("components/toast.html")
def toast_text(text: str, symbol: str = "check") -> Context:
    """A toast from a plain sentence."""
    return {"text": text, "icon": symbol}


@register.simple_block_tag
def why(
    content: str, key: str, label: str = "", title: str = "", url: str = "", *, value: bool = False
) -> SafeString:
    """The dashed "Why?" and its pop-over. The block is the explanation; with `url` it is loaded when opened.

    `key` is unique on the page; `label` replaces "Why?", and `value=True` shows it as the figure itself.
    """
    context = {"key": key, "label": label, "title": title, "url": url, "value": value, "content": content}
    return render_to_string("components/why.html", context)


@register.inclusion_tag("components/sparkline.html")
def sparkline(values: Sequence[float | None], label: str, width: int = 120, height: int = 32) -> Context:
    """A small line without axes; a missing period is a gap. `label` says in words what it shows."""
    lines = geometry.runs(values, width, height, 4)
    return {
        "lines": [" ".join(f"{x},{y}" for x, y in line) for line in lines],
        "end": lines[-1][-1] if lines else None,
        "label": label,
        "width": width,
        "height": height,
    }


@register.inclusion_tag("components/skeleton.html")
def skeleton(rows: int = 2, note: str = "") -> Context:
    """The layout of what is coming, after 300 ms; `note` says after 2 s what is being worked out."""
    return {"rows": range(rows), "note": note}
