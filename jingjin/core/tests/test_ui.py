"""Components as templates use them: what a reader sees, and what the content policy forbids."""

import json
import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.messages import ERROR
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

from jingjin.core.components import components_context
from jingjin.core.ui_values import Action, Bar, Cause, Gap, Link, PersonFace, Steps, Stone, Task
from jingjin.core.ui_widgets import PersonPicker
from jingjin.core.ui_words import Measure, Status, StoneState

TOKENS = Path(__file__).parents[3] / "frontend" / "tokens.json"
LIN = PersonFace(name="林知夏", initial="林", tint=1, url="/people/lin")


def draw(source: str, **context: object) -> str:
    """The markup of a template that loads the components."""
    with translation.override("en"):
        return Template("{% load ui %}" + source).render(Context(context))


def words(source: str, **context: object) -> str:
    """The text of it, without markup and with single blanks."""
    return re.sub(r"\s+", " ", strip_tags(draw(source, **context))).strip()


@pytest.mark.parametrize(
    ("bar", "text"),
    [
        (Bar(value="812", target="1,200", due="720", fill=68, mark=60), "812 / 1,200 720 due today"),
        (Bar(value="4.6", target="4.5", measure=Measure.ABOVE, fill=61, mark=50), "4.6 stay above 4.5"),
        (Bar(value="3", target="2", measure=Measure.BELOW, fill=74, mark=50), "3 stay below 2"),
        (
            Bar(
                value="386",
                target="900",
                due="380",
                due_on="22 Nov",
                as_of="22 Nov",
                fill=43,
                mark=42,
                missing=3,
            ),
            "386 / 900, as of 22 Nov 380 due 22 Nov",
        ),
        (Bar(value=""), "No data in this period left out"),
        (Steps(done=9, total=14, label="milestones", due="8"), "9 / 14 milestones 8 due today"),
    ],
)
def test_progress_says_value_target_and_what_is_due(bar: Bar | Steps, text: str) -> None:
    assert words("{% progress bar %}", bar=bar) == text


def test_progress_over_the_target_fills_the_bar_and_no_more() -> None:
    markup = draw("{% progress bar %}", bar=Bar(value="112%", fill=112, mark=60))

    assert 'width="100%" height="6" rx="3"/>' in markup
    assert "112%" in markup
    assert 'width="112%"' not in markup


def test_a_late_feed_hatches_only_what_is_missing() -> None:
    markup = draw("{% progress bar %}", bar=Bar(value="386", fill=98, mark=42, missing=5))

    assert re.findall(r'x="([\d.]+%)" y="4" width="([\d.]+%)" height="6" fill="url\(#hatch\)"', markup) == [
        ("98%", "2%")
    ]


@pytest.mark.parametrize("status", Status)
def test_each_status_has_a_word_and_a_decorative_icon(status: Status) -> None:
    markup = draw("{% pill status %}", status=status)

    assert strip_tags(markup).strip()
    assert markup.count('aria-hidden="true"') == 1


def test_a_pill_can_carry_its_reason() -> None:
    assert words("{% pill 'paused' 'Paused: a goal changed' %}") == "Paused: a goal changed"


def test_a_person_links_only_where_there_is_a_page() -> None:
    assert 'href="/people/lin"' in draw("{% person_chip person %}", person=LIN)
    assert "href" not in draw("{% person_chip person link=False %}", person=LIN)


def test_names_are_escaped() -> None:
    evil = PersonFace(name="<b>x</b>", initial="<", tint=0)

    assert "<b>x" not in draw("{% person_chip person %}{% avatar person %}", person=evil)


def test_only_an_open_task_shows_its_actions_in_full() -> None:
    task = Task(key="7", icon="route", title="Plan", actions=[Action(label="Read", url="/p", primary=True)])

    assert 'class="btn btn-primary btn-sm"' in draw("{% task_row task %}", task=task)
    assert 'class="task task-open" id="task-7"' in draw(
        "{% task_row task %}", task=Task(key="7", icon="route", title="Plan", open=True)
    )


def test_an_open_task_can_hold_a_form() -> None:
    task = Task(key="7", icon="route", title="Check-in", open=True)

    markup = draw("{% open_task task %}<form>{{ word }}</form>{% endopen_task %}", task=task, word="<Sure>")

    assert "<form>&lt;Sure&gt;</form>" in markup


def test_an_action_that_writes_is_a_form_with_its_tokens() -> None:
    markup = draw(
        "{% action button %}", button=Action(label="Confirm", url="/c", post=True), csrf_token="the-token"
    )

    assert 'name="csrfmiddlewaretoken" value="the-token"' in markup
    assert re.search(r'name="once" value="[\w-]{20,}"', markup)


class NameForm(forms.Form):
    """One refused field and one free one."""

    name = forms.CharField(help_text="as in the contract")
    note = forms.CharField(required=False)

    def clean_name(self) -> str:
        """Refuse, with a repair."""
        raise forms.ValidationError("Too vague", params={"suggestion": "Lin Zhixia"})


def test_a_refused_field_names_its_error_and_offers_the_repair() -> None:
    markup = draw("{% field form.name 'Only you' %}", form=NameForm({"name": "x"}))

    assert 'aria-invalid="true"' in markup
    assert 'aria-describedby="id_name_error id_name_note"' in markup
    assert 'data-fix="Lin Zhixia" data-fix-for="id_name"' in markup
    assert words("{% field form.name 'Only you' %}", form=NameForm({"name": "x"})) == (
        "Name Too vague Use this as in the contract Only you"
    )


def test_a_free_field_says_so_and_a_short_form_has_no_summary() -> None:
    form = NameForm({"name": "x"})

    assert words("{% field form.note %}", form=form) == "Note optional"
    assert words("{% form_errors form %}", form=form) == ""


def test_the_picker_sends_the_key_and_shows_the_name() -> None:
    widget = PersonPicker(search_url=lambda: "/people/search", describe={"u-1": "林知夏"}.__getitem__)

    markup = widget.render("mentor", "u-1", {"id": "id_mentor"})

    assert 'type="hidden" name="mentor" value="u-1"' in markup
    assert 'value="林知夏"' in markup
    assert 'data-picker="/people/search"' in markup


def test_the_path_names_the_current_step() -> None:
    stones = [
        Stone(name="Talk", state=StoneState.DONE),
        Stone(name="Answer", when="27 Nov", state=StoneState.NOW),
    ]

    assert words("{% plan_path stones %}", stones=stones).endswith("Step 2 of 2: Answer · 27 Nov")


def test_a_cause_whose_interval_crosses_zero_is_grey() -> None:
    causes = [
        Cause(label="Market", delta=-11, low=8, high=14, role="env"),
        Cause(label="Person", delta=-1, low=-2, high=4, role="person"),
    ]
    gap = Gap(title="t", note="n", actual=88, expected=100, causes=causes)

    markup = draw("{% decomposition gap %}", gap=gap)

    assert re.findall(r'<rect class="bar-([\w-]+)"', markup) == ["env", "peer"]
    assert "−11 (8 to 14)" in markup


def test_a_refusal_and_a_success_look_different_and_undo_posts() -> None:
    done = draw("{% toast m %}", m=Message(20, "Sent.", extra_tags="/undo"), csrf_token="t")
    failed = draw("{% toast m %}", m=Message(ERROR, "No."))

    assert 'method="post" action="/undo"' in done
    assert "#circle-alert" in failed
    assert "<form" not in failed


def test_the_current_view_is_marked_once() -> None:
    links = [Link(label="Map", url="#a", current=True), Link(label="List", url="#b")]

    for name in ("tabs", "segmented"):
        assert draw("{% " + name + " links 'View' %}", links=links).count('aria-current="page"') == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_component_carries_an_inline_style_or_script(language: str) -> None:
    with translation.override(language):
        page = render_to_string("core/components.html", components_context())

    assert not re.findall(r"\sstyle\s*=|<style|\son\w+\s*=|javascript:", page)
    assert re.findall(r"<script(?! type=\"(?:module|application/json)\")", page) == []


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_PAIRS = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3")
        for ground in ("canvas", "surface", "sunken", "float")
    ],
    *[(role, f"{role}-soft") for role in ("brand", "ok", "watch", "help", "quiet", "learn")],
    *[(f"heat-{step}-ink", f"heat-{step}") for step in range(1, 6)],
    ("on-brand", "brand"),
    ("on-toast", "toast"),
]
MARK_PAIRS = [(mark, "surface") for mark in ("line-strong", "d-person", "d-env", "d-peer", "d-ok", "d-learn")]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_and_marks_stand_out_in_both_themes(theme: int) -> None:
    tokens = {role: pair[theme] for role, pair in json.loads(TOKENS.read_text()).items()}

    weak = [pair for pair in TEXT_PAIRS if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5]
    faint = [pair for pair in MARK_PAIRS if contrast(tokens[pair[0]], tokens[pair[1]]) < 3]

    assert (weak, faint) == ([], [])
