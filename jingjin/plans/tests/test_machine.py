"""The state machine: its table, its drawing, and random walks through it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.plans.words.drawing import README, drawn
from jingjin.plans.words.machine import TRANSITIONS, NotAllowedError, step, transitions
from jingjin.plans.words.states import ENDED, Act, Condition, State

ALL = frozenset(Condition)


def test_the_drawing_in_the_readme_is_made_from_the_table() -> None:
    text = README.read_text()

    assert drawn(text) == text


def test_every_state_is_reached_and_every_action_exists() -> None:
    assert {one.after for one in TRANSITIONS} == set(State)
    assert {one.act for one in TRANSITIONS} == set(Act)


def test_nothing_leaves_an_end_but_the_seal() -> None:
    leaving = [(one.act, one.after) for one in TRANSITIONS if one.before in ENDED and one.after != one.before]

    assert leaving == [(Act.SEAL, State.SEALED)]


def test_a_missing_condition_is_named() -> None:
    with pytest.raises(NotAllowedError) as error:
        step(State.ACTIVE, Act.BEGIN_ASSESSMENT, {Condition.PERIOD_OVER, Condition.ASSESSABLE})

    assert error.value.missing is Condition.TRAINED


def test_an_answer_to_a_change_leads_back_to_work_only_when_it_accepts() -> None:
    accepted = {Condition.CHANGED, Condition.ACCEPTS, Condition.STARTED}

    assert step(State.PAUSED, Act.ANSWER, accepted) is State.ACTIVE
    assert step(State.PAUSED, Act.ANSWER, accepted - {Condition.ACCEPTS}) is State.ANSWERED


@given(st.lists(st.tuples(st.sampled_from(Act), st.sets(st.sampled_from(Condition))), max_size=40))
def test_a_random_walk_never_leaves_the_table(walk: list[tuple[Act, set[Condition]]]) -> None:
    state = step(None, Act.OPEN, ALL)
    published = judged = False
    for act, given_to_it in walk:
        # Whether a plan was met is known from its assessment alone.
        holds = given_to_it if judged else given_to_it - {Condition.MET}
        try:
            after = step(state, act, holds)
        except NotAllowedError:
            assert not [one for one in transitions(act, state) if one.conditions <= holds]
            continue
        assert any(one.after is after and one.conditions <= holds for one in transitions(act, state))
        published = published or act is Act.PUBLISH
        judged = judged or act is Act.CLOSE
        if after not in (State.DRAFT, State.HR_REVIEW, State.CLOSED):
            assert published, "nobody sees a plan that HR has not published"
        state = after
