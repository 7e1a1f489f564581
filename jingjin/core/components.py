"""Context of the components page: every component in every state, as one small story with the kit's figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.utils.translation import pgettext, pgettext_lazy

from jingjin.core.templatetags.ui_geometry import signed
from jingjin.core.ui_values import (
    Action,
    Band,
    Bar,
    Cause,
    Change,
    Gap,
    HeatCell,
    LineChart,
    Link,
    Origin,
    Outage,
    Part,
    PersonFace,
    Receipt,
    Series,
    Steps,
    Stone,
    Task,
    old_new,
)
from jingjin.core.ui_words import Measure, Readers, Source, Status, StoneState
from jingjin.core.waiting import Fact

COLOURS = ("brand", "ok", "watch", "help", "learn", "ink", "ink-2", "ink-3")
CHART_COLOURS = ("d-person", "d-env", "d-peer", "d-ok")


def components_context() -> dict[str, Any]:
    """Every component in every state."""
    return {
        "colours": COLOURS + CHART_COLOURS,
        "statuses": [status.value for status in Status],
        **_people(),
        **_figures(),
        **_work(),
        **_forms(),
        **_charts(),
    }


def _people() -> dict[str, Any]:
    lin = PersonFace(
        name=pgettext("sample", "Lin Zhixia"),
        initial="林",
        tint=1,
        subtitle=pgettext("sample", "Account manager · East team 1"),
    )
    zhao = PersonFace(
        name=pgettext("sample", "Zhao Qihang"),
        initial="赵",
        tint=2,
        subtitle=pgettext("sample", "Line manager"),
    )
    lu = PersonFace(
        name=pgettext("sample", "Lu Yiming"), initial="陆", tint=3, subtitle=pgettext("sample", "Mentor")
    )
    he = PersonFace(
        name=pgettext("sample", "He Jing"), initial="何", tint=4, subtitle=pgettext("sample", "HR partner")
    )
    left = PersonFace(
        name=pgettext("sample", "Sun Li"),
        initial="孙",
        tint=0,
        subtitle=pgettext("sample", "left on 30 October"),
    )
    return {"lin": lin, "zhao": zhao, "lu": lu, "left": left, "everyone": [lin, zhao, lu, he]}


def _figures() -> dict[str, Any]:
    return {
        "bars": _bars(),
        "origins": [
            Origin(kind=Source.FRESH, text=pgettext("sample", "CRM, 06:10 today")),
            Origin(kind=Source.OLD, text=pgettext("sample", "Survey, 4 days ago, loaded weekly")),
            Origin(kind=Source.DOWN, text=pgettext("sample", "ERP down for 26 h, as of 22 Nov")),
            Origin(kind=Source.TYPED, text=pgettext("sample", "typed by Lin Zhixia, yesterday")),
            Origin(
                kind=Source.CHECKING, text=pgettext("sample", "being checked; Zhao Qihang answers by 27 Nov")
            ),
            Origin(
                kind=Source.CORRECTED, text=pgettext("sample", "corrected on 23 Nov,"), old="21", new="24"
            ),
        ],
        "privacy": [
            (pgettext("sample", "Encrypted note; no role in the system can open it"), Readers.LOCKED),
            (pgettext("sample", "Only you and Sun Li"), Readers.NAMED),
            (pgettext("sample", "You, Zhao Qihang and He Jing"), Readers.NAMED),
            (pgettext("sample", "Results only from 5 answers; nobody sees who wrote what"), Readers.GROUP),
            (pgettext("sample", "Line manager, daily work, one line a week"), Readers.LOG),
            (
                pgettext("sample", "Sealed; in a dispute only HR or Legal can open it, and you are told"),
                Readers.SEALED,
            ),
        ],
        "parts": [
            Part(label=pgettext("sample", "Market 11"), size=11, role="env"),
            Part(label=pgettext("sample", "Area 2"), size=2, role="env-2"),
            Part(label=pgettext("sample", "Person 5"), size=5, role="person"),
        ],
        "heat": [HeatCell(points=points, text=signed(points)) for points in (-18.0, -9.0, 0.0, 6.0, 13.0)],
        "away": [HeatCell(points=None, text=pgettext("status", "On leave"))] * 5,
        "spark": (17, 16.9, None, 17.7, 18.3, 19),
    }


def _bars() -> list[Bar | Steps]:
    return [
        Bar(
            value=pgettext("sample", "¥8.12m"),
            target=pgettext("sample", "¥12.0m"),
            due=pgettext("sample", "¥7.2m"),
            fill=67.7,
            mark=60,
        ),
        Bar(value="19%", target="24%", due="20%", fill=28.6, mark=42.9, on_track=False),
        Bar(
            value="112%",
            due="60%",
            note=pgettext("sample", "rolled up with a cap of 100%"),
            fill=112,
            mark=60,
        ),
        Bar(value="4.6", target="4.5", measure=Measure.ABOVE, fill=61.1, mark=50),
        Bar(value="3.1%", target="2.5%", measure=Measure.BELOW, fill=74, mark=50, on_track=False),
        Bar(
            value=pgettext("sample", "¥3.86m"),
            target=pgettext("sample", "¥9.0m"),
            due=pgettext("sample", "¥3.8m"),
            fill=42.9,
            mark=42.2,
            as_of=pgettext("sample", "22 Nov"),
            due_on=pgettext("sample", "22 Nov"),
            missing=3.5,
        ),
        Steps(done=9, total=14, label=pgettext("sample", "milestones"), due="8", expected=8),
        Steps(done=0, total=1, label=pgettext("sample", "certificate passed"), due="1", expected=1),
        Bar(value=""),
    ]


def _work() -> dict[str, Any]:
    return {
        "tasks": [_open_task(), _strategy_task(), _check_in_task()],
        "stones": _stones(),
        "changes": [
            Change(
                label=pgettext("sample", "Target"),
                old=pgettext("sample", "¥12.0m"),
                new=pgettext("sample", "¥10.8m"),
            ),
            Change(label=pgettext("sample", "New"), new=pgettext("sample", "Renewal rate 90% or more")),
            Change(
                label=pgettext("sample", "Dropped"),
                old=pgettext("sample", "Cash ¥9.0m"),
                note=pgettext("sample", "no longer assessed"),
            ),
        ],
        "weights_before": [
            Part(label=pgettext("sample", "Orders 40%"), size=40, role=""),
            Part(label=pgettext("sample", "Quotes 30%"), size=30, role=""),
            Part(label=pgettext("sample", "Renewals 30%"), size=30, role=""),
        ],
        "weights_after": [
            Part(label=pgettext("sample", "Orders 30%"), size=30, role="changed"),
            Part(label=pgettext("sample", "Quotes 30%"), size=30, role=""),
            Part(label=pgettext("sample", "Renewals 40%"), size=40, role="changed"),
        ],
        "proof": Receipt(
            person=_people()["lin"],
            answer=pgettext("sample", "Signed, disagrees with a part"),
            signed_at="2026-11-24 16:42:07",
            content_hash="9f3c…e71a",
            statement=pgettext(
                "sample", "The two October losses came from delivery dates, not from my work."
            ),
            verify_url="#",
        ),
        "codes": ("4K7P-22QM", "9RTA-61XD", "C3HW-80LB", "E5NN-47SZ"),
        "views": [
            Link(label=pgettext("sample", "Heat map"), url="#", current=True),
            Link(label=pgettext("sample", "List"), url="#"),
        ],
        "parts_of_page": [
            Link(label=pgettext("sample", "Overview"), url="#", current=True),
            Link(label=pgettext("sample", "Goals"), url="#"),
            Link(label=pgettext("sample", "Plans"), url="#", count=1),
            Link(label=pgettext("sample", "Where the figures come from"), url="#"),
        ],
        "trail": [
            Link(label=pgettext("sample", "Team"), url="#"),
            Link(label=pgettext("sample", "East team 1"), url="#"),
        ],
        "done": Message(SUCCESS, pgettext("sample", "Sent. Zhao Qihang will see it today."), extra_tags="#"),
    }


def _open_task() -> Task:
    return Task(
        key="plan",
        icon="route",
        open=True,
        kind=pgettext("sample", "Improvement plan"),
        title=pgettext("sample", "Improvement plan “Turn quotes into orders”"),
        text=pgettext(
            "sample",
            "Published by Zhao Qihang on 20 Nov. Signing means “received”, not “agreed”; "
            "you can add your own view.",
        ),
        due=pgettext("sample", "reply by 27 Nov · 3 days left"),
        facts=[
            Fact(pgettext("sample", "Quote-to-order rate"), "19%", pgettext("sample", "20% due today")),
            Fact(pgettext("sample", "Target, by 22 Jan"), "24%"),
            Fact(
                pgettext("sample", "Support from the company"),
                "3",
                pgettext("sample", "first one due 27 Nov"),
            ),
        ],
        actions=[
            Action(label=pgettext("sample", "Read and respond"), url="#", primary=True),
            Action(label=pgettext("sample", "Ask He Jing"), url="#"),
        ],
    )


def _strategy_task() -> Task:
    return Task(
        key="strategy",
        icon="git-compare-arrows",
        title=pgettext("sample", "Strategy changed: 4 changes to your goals"),
        text=old_new(pgettext("sample", "¥12.0m"), pgettext("sample", "¥10.8m")),
        due=pgettext("sample", "by noon, 30 Nov"),
        actions=[Action(label=pgettext("sample", "Review one by one"), url="#")],
    )


def _check_in_task() -> Task:
    return Task(
        key="check-in",
        icon="pencil-line",
        title=pgettext("sample", "Weekly check-in"),
        text=pgettext("sample", "4 figures filled in, cash as of 22 Nov; add a sentence and your confidence"),
        due=pgettext("sample", "by 18:00, 30 Nov"),
        actions=[Action(label=pgettext("sample", "Update in a minute"), url="#")],
    )


def _stones() -> list[Stone]:
    done, todo = StoneState.DONE, StoneState.TODO
    return [
        Stone(name=pgettext("sample", "Talk"), when=pgettext("sample", "3 and 10 Nov"), state=done),
        Stone(name=pgettext("sample", "HR review"), when=pgettext("sample", "He Jing, 17 Nov"), state=done),
        Stone(name=pgettext("sample", "Published"), when=pgettext("sample", "20 Nov"), state=done),
        Stone(
            name=pgettext("sample", "Your response"),
            when=pgettext("sample", "by 27 Nov"),
            state=StoneState.NOW,
        ),
        Stone(
            name=pgettext("sample", "Action, 8 weeks"),
            when=pgettext("sample", "30 Nov to 22 Jan"),
            state=todo,
        ),
        Stone(name=pgettext("sample", "Assessment"), when=pgettext("sample", "Sun Li, Zhou Min"), state=todo),
        Stone(name=pgettext("sample", "Close and seal"), when=pgettext("sample", "by 29 Jan"), state=todo),
    ]


class SampleForm(forms.Form):
    """Fields in their states: refused with a repair, plain, chosen, ticked, a file."""

    expectation = forms.CharField(label=pgettext_lazy("sample", "Expectation"))
    due = forms.CharField(label=pgettext_lazy("sample", "Due date"))
    note = forms.CharField(label=pgettext_lazy("sample", "Your view"), widget=forms.Textarea, required=False)
    unit = forms.ChoiceField(
        label=pgettext_lazy("sample", "Unit"),
        choices=[
            ("east", pgettext_lazy("sample", "East team 1")),
            ("north", pgettext_lazy("sample", "North region")),
        ],
    )
    confidence = forms.ChoiceField(
        label=pgettext_lazy("sample", "How confident are you, up to the end of the quarter?"),
        widget=forms.RadioSelect,
        choices=[
            ("sure", pgettext_lazy("confidence", "Confident")),
            ("risk", pgettext_lazy("confidence", "At risk")),
            ("help", pgettext_lazy("confidence", "Need help")),
        ],
    )
    answer = forms.ChoiceField(
        label=pgettext_lazy("sample", "Your answer"),
        widget=forms.RadioSelect,
        choices=[
            ("accept", pgettext_lazy("sample", "Accept")),
            ("adapt", pgettext_lazy("sample", "Adapt")),
            ("contest", pgettext_lazy("sample", "Contest")),
        ],
    )
    response = forms.ChoiceField(
        label=pgettext_lazy("sample", "Your response"),
        widget=forms.RadioSelect,
        choices=[
            ("all", pgettext_lazy("sample", "Received, I will follow the plan")),
            ("part", pgettext_lazy("sample", "Received, I disagree with a part")),
            ("time", pgettext_lazy("sample", "I need more time")),
        ],
    )
    support = forms.BooleanField(
        label=pgettext_lazy("sample", "A delivery check with supply chain before quoting"), required=False
    )
    file = forms.FileField(label=pgettext_lazy("sample", "Roster"), required=False)

    def clean_expectation(self) -> str:
        """Refuse a sentence that nobody can measure."""
        raise forms.ValidationError(
            pgettext("sample", "“More proactive” can’t be measured. Try: %(suggestion)s"),
            params={"suggestion": pgettext("sample", "Follow up 85% of quotes within 3 working days.")},
        )


def _forms() -> dict[str, Any]:
    sent = {
        "expectation": pgettext("sample", "Be more proactive"),
        "due": "2027-01-22",
        "unit": "east",
        "support": "on",
    }
    sent |= {"confidence": "risk", "answer": "accept", "response": "part"}
    return {"form": SampleForm(sent, auto_id="sample_%s")}


def _charts() -> dict[str, Any]:
    weeks = (
        "9/7",
        "9/14",
        "9/21",
        "9/28",
        "10/5",
        "10/12",
        "10/19",
        "10/26",
        "11/2",
        "11/9",
        "11/16",
        "11/23",
    )
    return {
        "gap": Gap(
            title=pgettext("sample", "Where the 18 points come from"),
            note=pgettext(
                "sample", "Compared with 6 people of the East university line; thin lines are 80% intervals"
            ),
            actual=82,
            expected=100,
            causes=[
                Cause(label=pgettext("sample", "Market"), delta=-11, low=8, high=14, role="env"),
                Cause(label=pgettext("sample", "Area change"), delta=-2, low=1, high=3, role="env-2"),
                Cause(label=pgettext("sample", "Person"), delta=-5, low=2, high=8, role="person"),
            ],
        ),
        "chart": LineChart(
            key="weeks",
            title=pgettext("sample", "12 weeks: below the middle 50% since the end of October"),
            note=pgettext("sample", "Per cent of the expected path, weekly"),
            periods=weeks,
            series=[
                Series(
                    name=pgettext("sample", "Zhou Ziang"),
                    values=(101, 99, 102, 98, None, None, 93, 88, 86, 84, 82, 82),
                    role="person",
                )
            ],
            band=Band(
                name=pgettext("sample", "middle 50% of 6 people"),
                low=(92, 93, 91, 92, None, None, 88, 86, 85, 84, 83, 84),
                high=(106, 107, 105, 106, None, None, 101, 99, 98, 97, 95, 96),
            ),
            outages=[Outage(name=pgettext("sample", "National Day"), start="9/28", end="10/19")],
            level=100,
            level_name=pgettext("sample", "target"),
        ),
    }
