"""Random walks over real rows: whatever people try, only the table's actions succeed and rows stay sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingjin.audit import public as audit
from jingjin.core.actor import Actor, system
from jingjin.core.errors import JingjinError
from jingjin.core.proof.chain import verify_chain
from jingjin.plans import public as plans
from jingjin.plans.models import PlanVersion
from jingjin.plans.tests.story import NO_CONCERN, Story, at, open_story
from jingjin.plans.words.content import content_hash
from jingjin.plans.words.machine import transitions
from jingjin.plans.words.states import ENDED, Act, State

if TYPE_CHECKING:
    from tests.cast import Cast

Try = Callable[[Story, Actor, datetime], Any]
DAYS = [at(11, 20), at(11, 24), at(11, 30), at(12, 8), at(1, 22, year=2027), at(1, 28, year=2027)]


def _first(rows: Any) -> Any:
    row = rows.first()
    if row is None:
        raise NothingThereError
    return row.uid


class NothingThereError(JingjinError):
    """The walk found no row to act on."""


TRIES: dict[Act, Try] = {
    Act.EDIT: lambda s, by, now: plans.save_otherwise(
        by=by,
        plan=s.plan.uid,
        if_not_met="公司将与员工当面沟通，决定前听取员工意见。",
        extension_rule="每逾期一日，计划顺延一日。",
        extension_max_days=10,
        now=now,
    ),
    Act.CHECK: lambda s, by, now: plans.run_precheck(by=by, plan=s.plan.uid, facts=NO_CONCERN, now=now),
    Act.SUBMIT: lambda s, by, now: plans.submit_to_hr(by=by, plan=s.plan.uid, now=now),
    Act.RETURN: lambda s, by, now: plans.return_to_manager(by=by, plan=s.plan.uid, reason="补充", now=now),
    Act.PUBLISH: lambda s, by, now: plans.approve_and_publish(by=by, plan=s.plan.uid, now=now),
    Act.ASK_TIME: lambda s, by, now: plans.answer(by=by, plan=s.plan.uid, kind="more_time", now=now),
    Act.DECLINE: lambda s, by, now: plans.decline(by=by, plan=s.plan.uid, now=now),
    Act.ANSWER: lambda s, by, now: plans.answer(
        by=by,
        plan=s.plan.uid,
        kind="accept" if now.day % 2 else "disagree",
        statement="交期不在本人职责之内。",
        now=now,
    ),
    Act.RECORD_REFUSAL: lambda s, by, now: plans.record_refusal(
        by=by, plan=s.plan.uid, witness="孙立", delivery="当面", now=now
    ),
    Act.REPLY: lambda s, by, now: plans.hr_reply(
        by=by, plan=s.plan.uid, decision="keep", text="另行跟进", now=now
    ),
    Act.START: lambda s, by, now: plans.start(by=by, plan=s.plan.uid, now=now),
    Act.CHANGE: lambda s, by, now: plans.change_after_publishing(
        by=by,
        plan=s.plan.uid,
        reason="调整",
        change=plans.PlanChange(environment=f"区域调整，{now:%m%d}"),
        now=now,
    ),
    Act.PAUSE: lambda s, by, now: plans.pause(by=by, plan=s.plan.uid, reason="病假", now=now),
    Act.RESUME: lambda s, by, now: plans.resume(by=by, plan=s.plan.uid, now=now),
    Act.EXTEND: lambda s, by, now: plans.extend(
        by=by, plan=s.plan.uid, cause="late_support", days=1, now=now
    ),
    Act.CHECK_IN: lambda s, by, now: plans.check_in(
        by=by, check_in=_first(s.plan.check_ins), note="看了报价", now=now
    ),
    Act.FINISH_SUPPORT: lambda s, by, now: plans.finish_support(
        by=by, support=_first(s.plan.supports.filter(done_on=None)), now=now
    ),
    Act.RECORD_TRAINING: lambda s, by, now: (
        plans.record_attendance(
            by=by,
            training=_first(s.plan.trainings),
            held_on=date(2026, 11, 18),
            hours=Decimal(6),
            attended=True,
            now=now,
        ),
        plans.record_test(by=by, training=_first(s.plan.trainings), score="86", result="passed", now=now),
    ),
    Act.BEGIN_ASSESSMENT: lambda s, by, now: plans.begin_assessment(by=by, plan=s.plan.uid, now=now),
    Act.MARK: lambda s, _by, _now: s.marked(),
    Act.CLOSE: lambda s, by, now: plans.close(
        by=by, plan=s.plan.uid, outcome="met" if now.day % 2 else "not_met", text="三项已评定", now=now
    ),
    Act.OPEN_SEALED: lambda s, by, now: plans.open_sealed(by=by, plan=s.plan.uid, reason="仲裁", now=now),
    Act.WITHDRAW: lambda s, by, now: plans.withdraw(by=by, plan=s.plan.uid, reason="撤回", now=now),
}
WHO = ("lin", "zhao", "he", "sun", "gao")
LIKELY = [
    (Act.SUBMIT, "zhao"),
    (Act.PUBLISH, "he"),
    (Act.ANSWER, "lin"),
    (Act.REPLY, "he"),
    (Act.START, "zhao"),
    (Act.RECORD_TRAINING, "he"),
    (Act.BEGIN_ASSESSMENT, "zhao"),
    (Act.MARK, "he"),
    (Act.CLOSE, "he"),
]
moves = st.tuples(st.sampled_from(list(TRIES)), st.sampled_from(WHO)) | st.sampled_from(LIKELY)


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(moves, st.sampled_from(DAYS)), min_size=8, max_size=25))
def test_no_action_outside_the_table_succeeds_and_rows_stay_sound(
    cast: Cast, walk: list[tuple[tuple[Act, str], datetime]]
) -> None:
    with transaction.atomic():
        story = open_story(cast).written().checked()
        for (act, name), now in walk:
            _try(story, act, cast.actor(getattr(cast, name)), now)
        assert verify_chain(audit.links_of(story.plan.uid)) is None
        transaction.set_rollback(True)


def _try(story: Story, act: Act, by: Actor, now: datetime) -> None:
    before = State(story.again().state)
    try:
        with transaction.atomic():
            TRIES[act](story, by, now)
    except JingjinError:
        assert story.again().state == before
        return
    after = State(story.again().state)
    reachable = {one.after for one in transitions(act, before)}
    if act is Act.CLOSE:
        reachable |= {State.SEALED}
    assert after in reachable, f"{act} led from {before} to {after}"
    _is_sound(story)


def _is_sound(story: Story) -> None:
    """State facts are paired, beyond what the database checks by itself."""
    plan = story.plan
    version = PlanVersion.objects.filter(plan=plan).last()
    assert (version is None) == (plan.published_at is None)
    if version is not None:
        assert (version.number, version.hash) == (plan.content_version, plan.locked_hash)
        assert content_hash(version.content) == version.hash
    if plan.state in ENDED:
        assert plan.closed_by_id is not None
        assert not plan.pause_reason


def test_the_system_does_only_what_the_table_gives_it(cast: Cast) -> None:
    story = open_story(cast).written().checked()
    for act, attempt in TRIES.items():
        if act in (Act.MARK, Act.START):
            continue
        with pytest.raises(JingjinError), transaction.atomic():
            attempt(story, system("worker"), at(11, 24))
