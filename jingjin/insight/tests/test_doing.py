"""Answering, talking, putting off, objecting, replying."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from jingjin.audit.public import events_of
from jingjin.core.errors import Conflict, Denied, Invalid, NotFound
from jingjin.insight.actions import signals as actions
from jingjin.insight.models import Contest, Signal
from jingjin.insight.public import waiting_for
from jingjin.insight.tests.company import NOW
from tests.cast import TODAY

if TYPE_CHECKING:
    from uuid import UUID

    from jingjin.insight.tests.company import Sales

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def uid(behind: Sales) -> UUID:
    return Signal.objects.get().uid


def test_the_manager_answers_and_the_next_run_does_not_raise_it_again(behind: Sales, uid: UUID) -> None:
    cast = behind.cast
    zhao = cast.actor(cast.zhao)

    actions.answer(by=zhao, uid=uid, text="她在交接两家新客户。", step="support", now=NOW)
    behind.run(TODAY + timedelta(weeks=1))

    signal = Signal.objects.get()
    assert (signal.state, signal.answered_by, signal.step) == ("answered", cast.zhao, "support")
    assert waiting_for(zhao, TODAY) == []


def test_an_answer_needs_a_reason_and_a_next_step(behind: Sales, uid: UUID) -> None:
    zhao = behind.cast.actor(behind.cast.zhao)

    with pytest.raises(Invalid):
        actions.answer(by=zhao, uid=uid, text=" ", step="talk", now=NOW)
    with pytest.raises(Invalid):
        actions.answer(by=zhao, uid=uid, text="忙", step="dismiss", now=NOW)


def test_only_the_one_who_saw_the_latest_state_changes_it(behind: Sales, uid: UUID) -> None:
    zhao = behind.cast.actor(behind.cast.zhao)
    actions.note_talk(by=zhao, uid=uid, on=TODAY, today=TODAY)

    with pytest.raises(Conflict):
        actions.answer(by=zhao, uid=uid, text="忙", step="talk", now=NOW, version=1)


def test_nobody_else_answers(behind: Sales, uid: UUID) -> None:
    cast = behind.cast

    with pytest.raises(NotFound):
        actions.answer(by=cast.actor(cast.sun), uid=uid, text="忙", step="talk", now=NOW)
    with pytest.raises(Denied):
        actions.answer(by=cast.actor(cast.lin), uid=uid, text="忙", step="talk", now=NOW)


def test_a_talk_lies_in_the_past(behind: Sales, uid: UUID) -> None:
    zhao = behind.cast.actor(behind.cast.zhao)

    with pytest.raises(Invalid):
        actions.note_talk(by=zhao, uid=uid, on=TODAY + timedelta(days=1), today=TODAY)


def test_put_off_it_waits_again_in_a_week(behind: Sales, uid: UUID) -> None:
    zhao = behind.cast.actor(behind.cast.zhao)

    actions.remind_later(by=zhao, uid=uid, today=TODAY)

    assert waiting_for(zhao, TODAY + timedelta(days=6)) == []
    assert len(waiting_for(zhao, TODAY + timedelta(days=7))) == 1


def test_read_once_it_no_longer_waits_for_the_person(behind: Sales, uid: UUID) -> None:
    lin = behind.cast.actor(behind.cast.lin)

    actions.see(by=lin, uid=uid, now=NOW)

    assert waiting_for(lin, TODAY) == []


def contest(sales: Sales, uid: UUID) -> Contest:
    lin = sales.cast.actor(sales.cast.lin)
    return actions.contest(by=lin, uid=uid, statement="10月的两单没有记在我名下。", today=TODAY, now=NOW)


def test_an_objection_waits_for_hr_for_five_working_days(behind: Sales, uid: UUID) -> None:
    cast = behind.cast

    objection = contest(behind, uid)

    waiting = waiting_for(cast.actor(cast.he), TODAY)
    assert objection.due == date(2026, 12, 1)
    assert Signal.objects.get().state == "contested"
    assert [(one.title, one.due) for one in waiting] == [("林知夏对信号有异议", objection.due)]


def test_the_manager_whose_view_is_contested_does_not_reply(behind: Sales, uid: UUID) -> None:
    cast = behind.cast
    objection = contest(behind, uid)

    with pytest.raises(Denied):
        actions.reply(by=cast.actor(cast.zhao), uid=objection.uid, decision="keep", text="不", now=NOW)
    with pytest.raises(NotFound):
        actions.reply(by=cast.actor(cast.qian), uid=objection.uid, decision="keep", text="不", now=NOW)


def test_a_withdrawn_signal_ends(behind: Sales, uid: UUID) -> None:
    cast = behind.cast
    objection = contest(behind, uid)

    actions.reply(by=cast.actor(cast.he), uid=objection.uid, decision="withdraw", text="确实漏记。", now=NOW)

    signal = Signal.objects.get()
    assert (signal.state, signal.ending) == ("resolved", "withdrawn")
    assert [event.kind for event in events_of(uid)] == [
        "signal.opened",
        "signal.contested",
        "signal.contest_answered",
        "signal.ended",
    ]


def test_a_kept_signal_stands_as_before_and_can_be_contested_again(behind: Sales, uid: UUID) -> None:
    cast = behind.cast
    objection = contest(behind, uid)

    actions.reply(
        by=cast.actor(cast.he), uid=objection.uid, decision="keep", text="两单在11月入账。", now=NOW
    )
    with pytest.raises(Denied):
        actions.reply(by=cast.actor(cast.he), uid=objection.uid, decision="keep", text="再答", now=NOW)
    contest(behind, uid)

    assert (Signal.objects.get().state, Contest.objects.count()) == ("contested", 2)
