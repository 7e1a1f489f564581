"""After any sequence of steps the stored roll-up is what a recomputation from scratch gives."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingjin.core.errors import JingjinError
from jingjin.goals.actions.ending import withdraw_goal
from jingjin.goals.actions.weighing import set_weights
from jingjin.goals.actions.writing import edit_goal
from jingjin.goals.models import Goal
from jingjin.goals.scoring.rollup import Part, roll_up
from jingjin.goals.tests.build import TEST, WHEN, data, fresh, placed, say
from jingjin.goals.words import COUNTED, Kind

if TYPE_CHECKING:
    from tests.cast import Cast

LEAVES, NODES = 4, 4
leaf, node = st.integers(0, LEAVES - 1), st.integers(0, NODES - 1)
steps = st.one_of(
    st.tuples(st.just("say"), leaf, st.integers(-50, 250)),
    st.tuples(st.just("withdraw"), leaf, st.just(0)),
    st.tuples(st.just("move"), leaf, node),
    st.tuples(st.just("hang"), node, node),
    st.tuples(st.just("weigh"), node, st.integers(0, 100)),
)


def build() -> tuple[list[Goal], list[Goal]]:
    """A company objective above three others, and four company KPIs that hang below them."""
    nodes = [placed(None, "顶", kind=Kind.OBJECTIVE)]
    for n in range(NODES - 1):
        nodes.append(placed(None, f"节{n}", kind=Kind.OBJECTIVE, parent=nodes[n // 2]))
    leaves = [placed(None, f"叶{n}", parent=nodes[n]) for n in range(LEAVES)]
    Goal.objects.filter(pk__in=[goal.pk for goal in leaves]).update(weight=Decimal("0.3"))
    return nodes, leaves


def take(step: tuple[str, int, int], nodes: list[Goal], leaves: list[Goal]) -> None:
    """Do one step; a refused one changes nothing."""
    kind, n, value = step
    words: dict[str, Any] = {"by": TEST, **WHEN}
    if kind == "say":
        say(leaves[n], value, note="随机")
    elif kind == "withdraw":
        withdraw_goal(uid=leaves[n].uid, reason="随机", **words)
    elif kind == "move":
        edit_goal(uid=leaves[n].uid, data=data(), parent=fresh(nodes[value]), **words)
    elif kind == "hang":
        edit_goal(uid=nodes[n].uid, data=data(), parent=fresh(nodes[value]), **words)
    else:
        group = Goal.objects.filter(parent=nodes[n], state__in=COUNTED).order_by("id")
        shares = dict.fromkeys((str(goal.uid) for goal in group), Decimal(0))
        first, last = (list(shares) * 2)[0], list(shares)[-1]
        shares[first] += Decimal(value) / 100
        shares[last] += 1 - Decimal(value) / 100
        set_weights(weights=shares, **words)


def from_scratch(goal: Goal) -> tuple[Decimal | None, bool]:
    """Progress and completeness of a goal, computed from its leaves by the pure library."""
    if goal.kind != Kind.OBJECTIVE:
        return goal.progress, goal.incomplete
    parts = [
        Part(child.weight, *_pair(from_scratch(child)))
        for child in Goal.objects.filter(parent=goal, state__in=COUNTED)
    ]
    total = roll_up(parts)
    return total.progress, total.incomplete


def _pair(found: tuple[Decimal | None, bool]) -> tuple[Decimal | None, Decimal, bool]:
    return found[0], Decimal(0), found[1]


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=st.lists(steps, max_size=8))
def test_the_stored_sum_is_the_sum(cast: Cast, taken: list[tuple[str, int, int]]) -> None:
    with transaction.atomic():
        nodes, leaves = build()
        for step in taken:
            try:
                with transaction.atomic():
                    take(step, nodes, leaves)
            except (JingjinError, IndexError):
                continue

        for goal in Goal.objects.filter(kind=Kind.OBJECTIVE):
            progress, incomplete = from_scratch(goal)
            assert (goal.progress, goal.incomplete) == (progress, incomplete)
            assert goal.path == ([*goal.parent.path, goal.parent.pk] if goal.parent else [])
        transaction.set_rollback(True)
