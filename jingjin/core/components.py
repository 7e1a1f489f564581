"""Context of the components page: every component in every state, as one small story with the kit's figures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jingjin.core.ui_values import (
    Action,
    Band,
    Bar,
    Cause,
    Change,
    Gap,
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

COLOURS = (
    "brand",
    "ok",
    "watch",
    "help",
    "learn",
    "ink",
    "ink-2",
    "ink-3",
    "d-person",
    "d-env",
    "d-peer",
    "d-ok",
)


def components_context() -> dict[str, Any]:
    """Every component in every state."""
    return {
        "colours": COLOURS,
        "statuses": [status.value for status in Status],
        **_people(),
        **_figures(),
        **_work(),
        **_forms(),
        **_charts(),
    }


def _people() -> dict[str, Any]:
    lin = PersonFace(name=_("Lin Zhixia"), initial="林", tint=1, subtitle=_("Account manager · East team 1"))
    zhao = PersonFace(name=_("Zhao Qihang"), initial="赵", tint=2, subtitle=_("Line manager"))
    lu = PersonFace(name=_("Lu Yiming"), initial="陆", tint=3, subtitle=_("Mentor"))
    he = PersonFace(name=_("He Jing"), initial="何", tint=4, subtitle=_("HR partner"))
    left = PersonFace(name=_("Sun Li"), initial="孙", tint=0, subtitle=_("left on 30 October"))
    return {"lin": lin, "zhao": zhao, "lu": lu, "left": left, "everyone": [lin, zhao, lu, he]}


def _figures() -> dict[str, Any]:
    return {
        "bars": [
            Bar(value=_("¥8.12m"), target=_("¥12.0m"), due=_("¥7.2m"), fill=67.7, mark=60),
            Bar(value="19%", target="24%", due="20%", fill=28.6, mark=42.9, on_track=False),
            Bar(value="112%", due="60%", note=_("rolled up with a cap of 100%"), fill=112, mark=60),
            Bar(value="4.6", target="4.5", measure=Measure.ABOVE, fill=61.1, mark=50),
            Bar(value="3.1%", target="2.5%", measure=Measure.BELOW, fill=74, mark=50, on_track=False),
            Bar(
                value=_("¥3.86m"),
                target=_("¥9.0m"),
                due=_("¥3.8m"),
                fill=42.9,
                mark=42.2,
                as_of=_("22 Nov"),
                due_on=_("22 Nov"),
                missing=3.5,
            ),
            Steps(done=9, total=14, label=_("milestones"), due="8", expected=8),
            Steps(done=0, total=1, label=_("certificate passed"), due="1", expected=1),
            Bar(value=""),
        ],
        "origins": [
            Origin(kind=Source.FRESH, text=_("CRM, 06:10 today")),
            Origin(kind=Source.OLD, text=_("Survey, 4 days ago, loaded weekly")),
            Origin(kind=Source.DOWN, text=_("ERP down for 26 h, as of 22 Nov")),
            Origin(kind=Source.TYPED, text=_("typed by Lin Zhixia, yesterday")),
            Origin(kind=Source.CHECKING, text=_("being checked; Zhao Qihang answers by 27 Nov")),
            Origin(kind=Source.CORRECTED, text=_("corrected on 23 Nov,"), old="21", new="24"),
        ],
        "privacy": [
            (_("Encrypted note; no role in the system can open it"), Readers.LOCKED),
            (_("Only you and Sun Li"), Readers.NAMED),
            (_("You, Zhao Qihang and He Jing"), Readers.NAMED),
            (_("Results only from 5 answers; nobody sees who wrote what"), Readers.GROUP),
            (_("Line manager, daily work, one line a week"), Readers.LOG),
            (_("Sealed; in a dispute only HR or Legal can open it, and you are told"), Readers.SEALED),
        ],
        "parts": [
            Part(label=_("Market 11"), size=11, role="env"),
            Part(label=_("Area 2"), size=2, role="env-2"),
            Part(label=_("Person 5"), size=5, role="person"),
        ],
        "heat": (-18.0, -9.0, 0.0, 6.0, 13.0),
        "spark": (17, 16.9, None, 17.7, 18.3, 19),
    }


def _work() -> dict[str, Any]:
    return {
        "tasks": [_open_task(), _strategy_task(), _check_in_task()],
        "stones": _stones(),
        "changes": [
            Change(label=_("Target"), old=_("¥12.0m"), new=_("¥10.8m")),
            Change(label=_("New"), new=_("Renewal rate 90% or more")),
            Change(label=_("Dropped"), old=_("Cash ¥9.0m"), note=_("no longer assessed")),
        ],
        "weights_before": [
            Part(label=_("Orders 40%"), size=40, role=""),
            Part(label=_("Quotes 30%"), size=30, role=""),
            Part(label=_("Renewals 30%"), size=30, role=""),
        ],
        "weights_after": [
            Part(label=_("Orders 30%"), size=30, role="changed"),
            Part(label=_("Quotes 30%"), size=30, role=""),
            Part(label=_("Renewals 40%"), size=40, role="changed"),
        ],
        "proof": Receipt(
            person=_people()["lin"],
            answer=_("Signed, disagrees with a part"),
            signed_at="2026-11-24 16:42:07",
            content_hash="9f3c…e71a",
            statement=_("The two October losses came from delivery dates, not from my work."),
            verify_url="#",
        ),
        "codes": ("4K7P-22QM", "9RTA-61XD", "C3HW-80LB", "E5NN-47SZ"),
        "views": [Link(label=_("Heat map"), url="#", current=True), Link(label=_("List"), url="#")],
        "parts_of_page": [
            Link(label=_("Overview"), url="#", current=True),
            Link(label=_("Goals"), url="#"),
            Link(label=_("Plans"), url="#", count=1),
            Link(label=_("Where the figures come from"), url="#"),
        ],
        "trail": [Link(label=_("Team"), url="#"), Link(label=_("East team 1"), url="#")],
        "done": Message(SUCCESS, _("Sent. Zhao Qihang will see it today."), extra_tags="#"),
    }


def _open_task() -> Task:
    return Task(
        key="plan",
        icon="route",
        open=True,
        kind=_("Improvement plan"),
        title=_("Improvement plan “Turn quotes into orders”"),
        text=_(
            "Published by Zhao Qihang on 20 Nov. Signing means “received”, not “agreed”; "
            "you can add your own view."
        ),
        due=_("reply by 27 Nov · 3 days left"),
        facts=[
            Fact(_("Quote-to-order rate"), "19%", _("20% due today")),
            Fact(_("Target, by 22 Jan"), "24%"),
            Fact(_("Support from the company"), "3", _("first one due 27 Nov")),
        ],
        actions=[
            Action(label=_("Read and respond"), url="#", primary=True),
            Action(label=_("Ask He Jing"), url="#"),
        ],
    )


def _strategy_task() -> Task:
    return Task(
        key="strategy",
        icon="git-compare-arrows",
        title=_("Strategy changed: 4 changes to your goals"),
        text=old_new(_("¥12.0m"), _("¥10.8m")),
        due=_("by noon, 30 Nov"),
        actions=[Action(label=_("Review one by one"), url="#")],
    )


def _check_in_task() -> Task:
    return Task(
        key="check-in",
        icon="pencil-line",
        title=_("Weekly check-in"),
        text=_("4 figures filled in, cash as of 22 Nov; add a sentence and your confidence"),
        due=_("by 18:00, 30 Nov"),
        actions=[Action(label=_("Update in a minute"), url="#")],
    )


def _stones() -> list[Stone]:
    done, todo = StoneState.DONE, StoneState.TODO
    return [
        Stone(name=_("Talk"), when=_("3 and 10 Nov"), state=done),
        Stone(name=_("HR review"), when=_("He Jing, 17 Nov"), state=done),
        Stone(name=_("Published"), when=_("20 Nov"), state=done),
        Stone(name=_("Your response"), when=_("by 27 Nov"), state=StoneState.NOW),
        Stone(name=_("Action, 8 weeks"), when=_("30 Nov to 22 Jan"), state=todo),
        Stone(name=_("Assessment"), when=_("Sun Li, Zhou Min"), state=todo),
        Stone(name=_("Close and seal"), when=_("by 29 Jan"), state=todo),
    ]


class SampleForm(forms.Form):
    """Fields in their states: refused with a repair, plain, chosen, ticked, a file."""

    expectation = forms.CharField(label=gettext_lazy("Expectation"))
    due = forms.CharField(label=gettext_lazy("Due date"))
    note = forms.CharField(label=gettext_lazy("Your view"), widget=forms.Textarea, required=False)
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        choices=[("east", gettext_lazy("East team 1")), ("north", gettext_lazy("North region"))],
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How confident are you, up to the end of the quarter?"),
        widget=forms.RadioSelect,
        choices=[
            ("sure", pgettext_lazy("confidence", "Confident")),
            ("risk", pgettext_lazy("confidence", "At risk")),
            ("help", pgettext_lazy("confidence", "Need help")),
        ],
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            ("accept", gettext_lazy("Accept")),
            ("adapt", gettext_lazy("Adapt")),
            ("contest", gettext_lazy("Contest")),
        ],
    )
    response = forms.ChoiceField(
        label=gettext_lazy("Your response"),
        widget=forms.RadioSelect,
        choices=[
            ("all", gettext_lazy("Received, I will follow the plan")),
            ("part", gettext_lazy("Received, I disagree with a part")),
            ("time", gettext_lazy("I need more time")),
        ],
    )
    support = forms.BooleanField(
        label=gettext_lazy("A delivery check with supply chain before quoting"), required=False
    )
    file = forms.FileField(label=gettext_lazy("Roster"), required=False)

    def clean_expectation(self) -> str:
        """Refuse a sentence that nobody can measure."""
        raise forms.ValidationError(
            _("“More proactive” can’t be measured. Try: %(suggestion)s"),
            params={"suggestion": _("Follow up 85% of quotes within 3 working days.")},
        )


def _forms() -> dict[str, Any]:
    sent = {"expectation": _("Be more proactive"), "due": "2027-01-22", "unit": "east", "support": "on"}
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
            title=_("Where the 18 points come from"),
            note=_("Compared with 6 people of the East university line; thin lines are 80% intervals"),
            actual=82,
            expected=100,
            causes=[
                Cause(label=_("Market"), delta=-11, low=8, high=14, role="env"),
                Cause(label=_("Area change"), delta=-2, low=1, high=3, role="env-2"),
                Cause(label=_("Person"), delta=-5, low=2, high=8, role="person"),
            ],
        ),
        "chart": LineChart(
            key="weeks",
            title=_("12 weeks: below the middle 50% since the end of October"),
            note=_("Per cent of the expected path, weekly"),
            periods=weeks,
            series=[
                Series(
                    name=_("Zhou Ziang"),
                    values=(101, 99, 102, 98, None, None, 93, 88, 86, 84, 82, 82),
                    role="person",
                )
            ],
            band=Band(
                name=_("middle 50% of 6 people"),
                low=(92, 93, 91, 92, None, None, 88, 86, 85, 84, 83, 84),
                high=(106, 107, 105, 106, None, None, 101, 99, 98, 97, 95, 96),
            ),
            outages=[Outage(name=_("National Day"), start="9/28", end="10/19")],
            level=100,
            level_name=_("target"),
        ),
    }
