"""The state machine of a plan: one table, from which rules, drawing and tests are made.

An action that is not in the table for a state does not exist there. Among several transitions for the same
state and action the first one whose conditions all hold is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.plans.words.states import OPEN, Act, Condition, State, Who

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(frozen=True, slots=True)
class Transition:
    """`before` is None for the action that makes the plan."""

    before: State | None
    act: Act
    after: State
    who: frozenset[Who]
    conditions: frozenset[Condition] = frozenset()


class NotAllowedError(Exception):
    """The action does not exist in this state (`missing` is None), or a condition does not hold."""

    def __init__(self, missing: Condition | None) -> None:
        super().__init__(missing.value if missing else "no transition")
        self.missing = missing


def _one(before: State | None, act: Act, after: State, who: Who | set[Who], *needs: Condition) -> Transition:
    actors = {who} if isinstance(who, Who) else who
    return Transition(before, act, after, frozenset(actors), frozenset(needs))


def _stay(
    states: tuple[State, ...], act: Act, who: Who | set[Who], *needs: Condition
) -> Iterator[Transition]:
    return (_one(state, act, state, who, *needs) for state in states)


S, A, C = State, Act, Condition
LEADERS = {Who.MANAGER, Who.HR}
HELPERS = {Who.HELPER, Who.MANAGER, Who.HR}
RUNNING = (S.PUBLISHED, S.ANSWERED, S.ACTIVE, S.PAUSED)

TRANSITIONS: tuple[Transition, ...] = (
    _one(None, A.OPEN, S.DRAFT, LEADERS),
    _one(S.DRAFT, A.EDIT, S.DRAFT, Who.MANAGER),
    _one(S.HR_REVIEW, A.EDIT, S.HR_REVIEW, Who.HR),
    _one(S.DRAFT, A.CHECK, S.DRAFT, Who.MANAGER),
    _one(S.HR_REVIEW, A.CHECK, S.HR_REVIEW, Who.HR),
    _one(S.DRAFT, A.SUBMIT, S.HR_REVIEW, Who.MANAGER, C.COMPLETE, C.WORDED, C.CHECKED),
    _one(S.HR_REVIEW, A.RETURN, S.DRAFT, Who.HR, C.REASON),
    _one(S.HR_REVIEW, A.PUBLISH, S.PUBLISHED, Who.HR, C.COMPLETE, C.WORDED, C.CHECKED, C.BLOCKERS_DECIDED),
    _one(S.PUBLISHED, A.ASK_TIME, S.PUBLISHED, Who.PERSON, C.FIRST_REQUEST),
    _one(S.PAUSED, A.ASK_TIME, S.PAUSED, Who.PERSON, C.CHANGED, C.FIRST_REQUEST),
    _one(S.PUBLISHED, A.DECLINE, S.PUBLISHED, Who.PERSON),
    _one(S.PAUSED, A.DECLINE, S.PAUSED, Who.PERSON, C.CHANGED),
    _one(S.PUBLISHED, A.ANSWER, S.ANSWERED, Who.PERSON),
    _one(S.PAUSED, A.ANSWER, S.ACTIVE, Who.PERSON, C.CHANGED, C.ACCEPTS, C.STARTED),
    _one(S.PAUSED, A.ANSWER, S.ANSWERED, Who.PERSON, C.CHANGED),
    _one(S.PUBLISHED, A.RECORD_REFUSAL, S.ANSWERED, Who.HR, C.UNSIGNED),
    _one(S.PAUSED, A.RECORD_REFUSAL, S.ACTIVE, Who.HR, C.CHANGED, C.UNSIGNED, C.STARTED),
    _one(S.PAUSED, A.RECORD_REFUSAL, S.ANSWERED, Who.HR, C.CHANGED, C.UNSIGNED),
    _one(S.ANSWERED, A.REPLY, S.ANSWERED, Who.HR, C.DISAGREED),
    _one(S.ANSWERED, A.START, S.ACTIVE, {*LEADERS, Who.SYSTEM}, C.SETTLED, C.DAY_REACHED),
    *(_one(s, A.CHANGE, S.PAUSED, Who.HR, C.REASON, C.DIFFERENT, C.COMPLETE, C.WORDED) for s in RUNNING),
    _one(S.ACTIVE, A.PAUSE, S.PAUSED, LEADERS, C.REASON),
    _one(S.PAUSED, A.RESUME, S.ACTIVE, LEADERS, C.NOT_CHANGED),
    _one(S.ACTIVE, A.EXTEND, S.ACTIVE, Who.HR, C.WITHIN_RULE),
    _one(S.ACTIVE, A.CHECK_IN, S.ACTIVE, {Who.PERSON, Who.MANAGER}),
    _one(S.ACTIVE, A.MISS, S.ACTIVE, Who.SYSTEM),
    *_stay((*RUNNING, S.ASSESSMENT), A.FINISH_SUPPORT, HELPERS),
    *_stay(RUNNING, A.RECORD_TRAINING, HELPERS),
    _one(S.ACTIVE, A.BEGIN_ASSESSMENT, S.ASSESSMENT, LEADERS, C.PERIOD_OVER, C.TRAINED, C.ASSESSABLE),
    _one(S.ASSESSMENT, A.MARK, S.ASSESSMENT, {Who.ASSESSOR, Who.HR}),
    _one(S.ASSESSMENT, A.CLOSE, S.CLOSED, Who.HR, C.MARKED),
    _one(S.CLOSED, A.SEAL, S.SEALED, Who.SYSTEM, C.MET),
    _one(S.SEALED, A.OPEN_SEALED, S.SEALED, Who.HR, C.REASON),
    _one(S.DRAFT, A.WITHDRAW, S.CLOSED, LEADERS, C.REASON),
    *(_one(s, A.WITHDRAW, S.CLOSED, Who.HR, C.REASON) for s in (S.HR_REVIEW, *OPEN)),
)


def transitions(act: Act, before: State | None) -> list[Transition]:
    """The transitions of an action from a state, in the order in which they are tried."""
    return [one for one in TRANSITIONS if one.act is act and one.before is before]


def step(before: State | None, act: Act, holds: Collection[Condition]) -> State:
    """The state after `act` when the conditions in `holds` hold; raises NotAllowedError otherwise."""
    possible = transitions(act, before)
    if not possible:
        raise NotAllowedError(None)
    for one in possible:
        if one.conditions <= set(holds):
            return one.after
    missing = sorted(possible[-1].conditions - set(holds), key=list(Condition).index)
    raise NotAllowedError(missing[0])
