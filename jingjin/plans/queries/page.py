"""Everything one plan's page shows, built once for its reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jingjin.core.ui_values import Change, Receipt
from jingjin.core.ui_words import Status
from jingjin.org import public as org
from jingjin.plans.models import Answer, CheckIn, Extension, PlanVersion
from jingjin.plans.queries.content import supports_of, trainings_of
from jingjin.plans.queries.document import Document, document, shown_content
from jingjin.plans.queries.extensions import entitled
from jingjin.plans.queries.path import stones
from jingjin.plans.queries.texts import Reader, day_text, instant_text, name_of
from jingjin.plans.words.content import differences
from jingjin.plans.words.machine import TRANSITIONS
from jingjin.plans.words.states import (
    FINAL_ANSWERS,
    Act,
    AnswerKind,
    CheckInState,
    Decision,
    PauseKind,
    State,
    Who,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.core.ui_values import Face, Stone
    from jingjin.org.public import Person
    from jingjin.plans.models import HrReply, Plan

SHORT_HASH = (4, -4)
SOON = timedelta(days=7)


@dataclass(frozen=True)
class CheckInView:
    """One check-in of the timeline."""

    row: CheckIn
    day: str
    status: str
    word: str
    can_write: bool
    soon: bool


@dataclass(frozen=True)
class ReplyView:
    """HR's written answer to a disagreement."""

    decision: str
    text: str
    who: str


@dataclass(frozen=True)
class Running:
    """What a started plan adds: its check-ins, how many were missed, and the uses of the printed rule."""

    check_ins: list[CheckInView] = field(default_factory=list)
    missed: int = 0
    extensions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PlanPage:
    """A plan for one reader; `side` is "person", "manager" or "hr", `acts` what that side may try now."""

    plan: Plan
    side: str
    doc: Document
    stones: list[Stone]
    note: str
    pills: list[tuple[str, str]]
    readers: str
    acts: frozenset[str]
    face: Face
    hr: Face | None
    hr_name: str
    locked_on: str
    answer: Answer | None
    receipt: Receipt | None
    reply: ReplyView | None
    changes: list[Change]
    running: Running
    contested: bool
    reply_due: str
    answer_by: str
    last_day: str
    extendable: list[str]
    days_left: int | None


def plan_page(plan: Plan, reader: Reader) -> PlanPage:
    """The page of a plan whose reader was let in already (5 queries before it runs, 6 or 7 while it does)."""
    side = side_of(plan, reader)
    versions = list(PlanVersion.objects.filter(plan=plan).order_by("-number")[:2])[::-1]
    content = shown_content(plan, versions)
    supports, trainings = supports_of(plan), trainings_of(plan)
    doc = document(plan, content, supports=supports, trainings=trainings, today=reader.today)
    answer = _current_answer(plan)
    helpers = [row.owner for row in supports] + [row.trainer for row in trainings if row.trainer]
    waits = plan.state == State.PUBLISHED or plan.pause_kind == PauseKind.CHANGED
    return PlanPage(
        plan=plan,
        side=side,
        doc=doc,
        stones=stones(plan, answer=answer, assessors=doc.assessors, own=side == "person", reader=reader),
        note=_note(plan, side, doc, reader),
        pills=_pills(plan, side, answer),
        readers=readers_line(plan, side, helpers, doc.assessors),
        acts=acts_of(plan, side),
        face=org.face(plan.person),
        hr=org.face(plan.hr_partner, subtitle=_("HR")) if plan.hr_partner else None,
        hr_name=name_of(plan.hr_partner),
        locked_on=day_text(reader.day(versions[-1].published_at), near=reader.today) if versions else "",
        answer=answer,
        receipt=_receipt(plan, answer, reader),
        reply=_reply(answer, reader),
        changes=_changes(versions) if waits else [],
        running=_running(plan, side, reader),
        contested=_is_contested(plan, answer),
        reply_due=day_text(answer.reply_due, near=reader.today) if answer else "",
        answer_by=day_text(plan.answer_by, near=reader.today),
        last_day=day_text(plan.ends_on, near=reader.today),
        extendable=_extendable(plan, reader) if side == "hr" and plan.state == State.ACTIVE else [],
        days_left=(plan.answer_by - reader.today).days if plan.answer_by and waits else None,
    )


def side_of(plan: Plan, reader: Reader) -> str:
    """As what the reader sees the plan (whoever may read it and is neither person nor manager is HR)."""
    if plan.person_id == reader.by.person_id:
        return "person"
    return "manager" if plan.person.manager_id == reader.by.person_id else "hr"


def acts_of(plan: Plan, side: str) -> frozenset[str]:
    """The actions that the table gives this side in this state; their conditions may still refuse them."""
    who = Who(side)
    found = {one.act.value for one in TRANSITIONS if one.before == plan.state and who in one.who}
    waits = plan.state == State.PUBLISHED or plan.pause_kind == PauseKind.CHANGED
    if not waits:
        found -= {Act.ANSWER, Act.ASK_TIME, Act.DECLINE, Act.RECORD_REFUSAL}
    if plan.pause_kind == PauseKind.CHANGED:
        found -= {Act.RESUME}
    return frozenset(str(act) for act in found)


def _is_contested(plan: Plan, answer: Answer | None) -> bool:
    """Whether a disagreement still waits for HR's reply."""
    disagrees = answer is not None and answer.kind == AnswerKind.DISAGREE
    return disagrees and plan.state == State.ANSWERED and getattr(answer, "reply", None) is None


def _extendable(plan: Plan, reader: Reader) -> list[str]:
    """What the printed rule gives today, one line per cause (4 queries, HR only)."""
    return [
        _("%(cause)s: %(days)s") % {"cause": cause.label, "days": days}
        for cause, days in entitled(plan, today=reader.today).items()
    ]


def _current_answer(plan: Plan) -> Answer | None:
    rows = Answer.objects.filter(plan=plan, number=plan.content_version, kind__in=FINAL_ANSWERS)
    return rows.select_related("reply", "reply__replied_by").first() if plan.has_answer else None


def _note(plan: Plan, side: str, doc: Document, reader: Reader) -> str:
    whose = (
        _("Your improvement plan")
        if side == "person"
        else _("Improvement plan of %(name)s") % {"name": name_of(plan.person)}
    )
    parts = [whose]
    if doc.weeks and plan.ends_on:
        weeks = ngettext("%(weeks)s week, to %(day)s", "%(weeks)s weeks, to %(day)s", doc.weeks)
        parts.append(weeks % {"weeks": doc.weeks, "day": day_text(plan.ends_on)})
    if plan.state == State.SEALED:
        parts.append(_("sealed; in a dispute only HR or Legal can open it, and you are told"))
    elif side == "person":
        parts.append(
            _("sealed once it succeeds; in a dispute only HR or Legal can open it, and you are told")
        )
    return " · ".join(parts)


def _pills(plan: Plan, side: str, answer: Answer | None) -> list[tuple[str, str]]:
    waits = plan.state == State.PUBLISHED or plan.pause_kind == PauseKind.CHANGED
    word = str(State(plan.state).label)
    if plan.state == State.PAUSED:
        pills = [(Status.PAUSED.value, _("Paused: %(reason)s") % {"reason": plan.pause_reason})]
    elif plan.state in (State.CLOSED, State.SEALED):
        pills = [("", str(plan.get_outcome_display()))]
    else:
        pills = [("", word)]
    if waits and side == "person":
        pills.insert(0, (Status.WAITING.value, _("Waiting for your response")))
        if plan.state == State.PUBLISHED:
            pills = pills[:1]
    if plan.extension_days:
        text = ngettext(
            "Extended by %(days)s working day", "Extended by %(days)s working days", plan.extension_days
        )
        pills.append((Status.EXTENDED.value, text % {"days": plan.extension_days}))
    return pills


def readers_line(plan: Plan, side: str, helpers: Sequence[Person], assessors: Sequence[str]) -> str:
    """Who reads this plan, by name; and who reads one item of it only."""
    leaders = [row for row in (plan.person.manager or plan.manager, plan.hr_partner) if row is not None]
    first = _("You") if side == "person" else name_of(plan.person)
    whole = pgettext("between names", ", ").join([first, *(name_of(row) for row in leaders)])
    inside = {name_of(row) for row in leaders}
    partly = [
        name for name in dict.fromkeys([*(name_of(row) for row in helpers), *assessors]) if name not in inside
    ]
    if not partly:
        return _("Read by: %(whole)s") % {"whole": whole}
    return _("Read by: %(whole)s. %(partly)s see only their own item, not that it is an improvement plan") % {
        "whole": whole,
        "partly": pgettext("between names", ", ").join(partly),
    }


def short_hash(text: str) -> str:
    """A hash as receipts show it; the whole one is in the evidence."""
    return f"{text[: SHORT_HASH[0]]}…{text[SHORT_HASH[1] :]}"


def _receipt(plan: Plan, answer: Answer | None, reader: Reader) -> Receipt | None:
    if answer is None:
        return None
    words = {
        AnswerKind.ACCEPT: _("Signed, will follow the plan"),
        AnswerKind.DISAGREE: _("Signed, disagrees with a part"),
        AnswerKind.REFUSED: _("Not signed, recorded with a witness"),
    }
    refused = answer.kind == AnswerKind.REFUSED
    told = _("Witness: %(witness)s. %(delivery)s") % {"witness": answer.witness, "delivery": answer.delivery}
    return Receipt(
        person=org.face(plan.person),
        answer=words[AnswerKind(answer.kind)],
        signed_at=instant_text(answer.answered_at, reader.zone),
        content_hash=short_hash(answer.content_hash),
        statement=told if refused else answer.statement,
        verify_url=reverse("plans:verify", args=[plan.uid]),
        status=Status.WAITING if refused else Status.SIGNED,
    )


def _reply(answer: Answer | None, reader: Reader) -> ReplyView | None:
    reply: HrReply | None = getattr(answer, "reply", None)
    if reply is None:
        return None
    who = _("%(name)s, %(day)s") % {
        "name": name_of(reply.replied_by),
        "day": day_text(reader.day(reply.replied_at), near=reader.today),
    }
    return ReplyView(str(Decision(reply.decision).label), reply.text, who)


def _changes(versions: list[PlanVersion]) -> list[Change]:
    if len(versions) < 2:  # noqa: PLR2004 - a difference needs two
        return []
    old, new = versions
    return [
        Change(label=line.label, old=line.old, new=line.new) for line in differences(old.content, new.content)
    ]


def _running(plan: Plan, side: str, reader: Reader) -> Running:
    """Check-ins and extensions, read only once the plan has started."""
    if plan.started_on is None:
        return Running()
    rows = list(CheckIn.objects.filter(plan=plan))
    extensions = list(Extension.objects.filter(plan=plan)) if plan.extension_days else []
    return Running(
        check_ins=[_check_in(row, plan, side, reader.today) for row in rows],
        missed=sum(1 for row in rows if row.missed_at),
        extensions=[_extension(row, reader.today) for row in extensions],
    )


def _check_in(row: CheckIn, plan: Plan, side: str, today: date) -> CheckInView:
    held = row.state == CheckInState.HELD
    word = str(CheckInState(row.state).label)
    if held and row.missed_at:
        word = _("Held late, counts as missed")
    status = Status.OK if held and not row.missed_at else Status.WATCH if row.missed_at else Status.THIN
    return CheckInView(
        row=row,
        day=day_text(row.due_on, near=today),
        status=status.value if held or row.missed_at else "",
        word=word,
        can_write=plan.state == State.ACTIVE and _may_write(row, side, today),
        soon=not held and row.due_on <= today,
    )


def _may_write(row: CheckIn, side: str, today: date) -> bool:
    """One's own side of a check-in is written from a week before it on, until it stands."""
    own = {"person": row.person_note, "manager": row.manager_note}
    return side in own and not own[side] and row.due_on <= today + SOON


def _extension(row: Extension, today: date) -> str:
    return _("%(cause)s: %(old)s → %(new)s") % {
        "cause": row.get_cause_display(),
        "old": day_text(row.old_end, near=today),
        "new": day_text(row.new_end, near=today),
    }
