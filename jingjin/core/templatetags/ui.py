"""Components of the design system for templates: `{% load ui %}`. Their templates are in templates/components/."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.contrib.messages import ERROR
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jingjin.core.once import new_token
from jingjin.core.templatetags import ui_charts, ui_forms
from jingjin.core.templatetags import ui_geometry as geometry
from jingjin.core.ui_values import Origin, Steps, old_new
from jingjin.core.ui_words import (
    READERS_LOOKS,
    SOURCE_LOOKS,
    STATUS_LOOKS,
    Readers,
    Source,
    Status,
    StoneState,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.messages.storage.base import Message

    from jingjin.core.ui_values import Action, Bar, Change, Face, Link, PickFace, Receipt, Stone, Task
    from jingjin.core.waiting import Fact

register = template.Library()

Context = dict[str, Any]


@register.simple_tag
@lru_cache(maxsize=1024)  # a page shows thirty, of the same few hundred
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
def person_chip(person: Face, size: int = 32, role: str = "", *, link: bool = True) -> Context:
    """Circle, name and role; the whole chip links to the person's `url` where there is one."""
    url = getattr(person, "url", "") if link else ""
    return {"person": person, "size": size, "role": role or person.subtitle, "url": url}


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


@register.inclusion_tag("components/action.html")
def action(button: Action, size: str = "") -> Context:
    """A button from an `Action`. `size`: sm, lg or nothing."""
    return {"button": button, "size": size}


@register.inclusion_tag("components/task_row.html")
def task_row(task: Task) -> Context:
    """A row of what waits for me; an open task shows its facts and its actions in place."""
    return {"task": task}


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


@register.inclusion_tag("components/toast.html")
def toast(message: Message) -> Context:
    """A Django message, for light things only. Its `extra_tags`, when set, is the address that undoes it."""
    symbol = "circle-alert" if message.level >= ERROR else "check"
    return {"text": message.message, "icon": symbol, "undo": message.extra_tags}


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


@register.inclusion_tag("components/skeleton.html")
def skeleton(rows: int = 2, note: str = "") -> Context:
    """The layout of what is coming, after 300 ms; `note` says after 2 s what is being worked out."""
    return {"rows": range(rows), "note": note}


@register.inclusion_tag("components/crumbs.html")
def crumbs(links: Sequence[Link]) -> Context:
    """The way here, from level two on; the last one is this page's parent."""
    return {"links": links}


@register.inclusion_tag("components/error_state.html")
def error_state(title: str, text: str, code: str = "", retry_url: str = "") -> Context:
    """What happened, that the text is safe, retry, a short code."""
    return {"title": title, "text": text, "code": code, "retry_url": retry_url}


@register.inclusion_tag("components/estimate.html")
def estimate(sources: int, url: str = "") -> Context:
    """The dashed tag of what was put together from data, with the number of its sources."""
    return {"sources": sources, "url": url}


@register.inclusion_tag("components/plan_path.html")
def plan_path(stones: Sequence[Stone]) -> Context:
    """The stones of a plan on a line; on the phone stones only, and which step it is."""
    now = next((number for number, stone in enumerate(stones) if stone.state == StoneState.NOW), None)
    return {"stones": stones, "now": None if now is None else stones[now], "number": (now or 0) + 1}


@register.inclusion_tag("components/diff.html")
def diff(changes: Sequence[Change]) -> Context:
    """Old and new of each changed line, side by side; old above new on the phone."""
    return {"changes": changes}


@register.simple_tag(name="old_new")
def old_new_tag(old: str, new: str) -> SafeString:
    """Old and new inside a running sentence."""
    return old_new(old, new)


@register.inclusion_tag("components/receipt.html")
def receipt(proof: Receipt) -> Context:
    """Proof of a signature, kept in the page."""
    return {"proof": proof}


@register.inclusion_tag("components/code_list.html")
def code_list(codes: Sequence[str], label: str) -> Context:
    """One-time codes, each selected with one click, printable. `label` names the list."""
    return {"codes": codes, "label": label}


@register.inclusion_tag("components/sort_head.html")
def sort_head(label: str, url: str, state: str = "", *, numeric: bool = False) -> Context:
    """A column head that sorts. `state`: ascending, descending or nothing."""
    return {"label": label, "url": url, "state": state, "numeric": numeric}


@register.inclusion_tag("components/suppressed.html")
def suppressed(minimum: int, *, complement: bool = False) -> Context:
    """Why a row shows no figures: its group is under `minimum`, or it would reveal one that is."""
    return {"minimum": minimum, "complement": complement}


@register.inclusion_tag("components/density.html")
def density(key: str) -> Context:
    """Comfortable or dense rows for the table in the `data-density-box` with this key; remembered."""
    return {"key": key}


@register.inclusion_tag("components/pager.html")
def pager(older: str = "", newer: str = "", note: str = "") -> Context:
    """Cursor paging: addresses of the neighbouring pages, empty where there is none."""
    return {"older": older, "newer": newer, "note": note}


@register.inclusion_tag("components/picker_options.html")
def picker_options(faces: Sequence[PickFace]) -> Context:
    """Answer of a search for the people picker: one option per person."""
    return {"faces": faces}


@register.simple_block_tag
def confirm(content: str, key: str, label: str, title: str) -> SafeString:
    """A destructive button and the dialog that names the object before the form in the block can be sent."""
    return render_to_string(
        "components/confirm.html", {"key": key, "label": label, "title": title, "content": content}
    )


@register.simple_block_tag(takes_context=True)
def open_task(context: template.Context, content: str, task: Task) -> SafeString:
    """An open task with its own content, usually a form, above its facts and actions."""
    values = {"task": task, "body": content, "csrf_token": context.get("csrf_token", "")}
    return render_to_string("components/task_row.html", values)


@register.simple_tag
def once() -> SafeString:
    """The one-use token of a form that writes, so that a second click does nothing."""
    return format_html('<input type="hidden" name="once" value="{}">', new_token())


register.simple_tag(ui_charts.heat_cell)
for tag_function in (
    ui_charts.split_bar,
    ui_charts.weight_bar,
    ui_charts.levels,
    ui_charts.sparkline,
    ui_charts.decomposition,
    ui_charts.line_chart,
    ui_forms.field,
    ui_forms.form_errors,
    ui_forms.answers,
    ui_forms.file_drop,
):
    register.inclusion_tag(f"components/{tag_function.__name__}.html")(tag_function)
