"""A target that was made harder lately is told to a plan's pre-check, with the reason given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jingjin.goals.actions.writing import edit_goal
from jingjin.goals.public import RaisedTarget, raised_target
from jingjin.goals.tests.build import WHEN, confirmed, data
from tests.cast import TODAY

if TYPE_CHECKING:
    from tests.cast import Cast


HARDER = RaisedTarget(on=TODAY, old="100", new="120", reason="产线扩了一倍")


@pytest.mark.parametrize(("target", "expected"), [(120, HARDER), (80, None)])
def test_only_a_harder_target_counts(cast: Cast, target: int, expected: RaisedTarget | None) -> None:
    goal = confirmed(cast, cast.lin)
    words = data(target=target)

    edit_goal(by=cast.actor(cast.zhao), uid=goal.uid, data=words, reason="产线扩了一倍", **WHEN)

    assert raised_target(cast.lin.pk, TODAY) == expected


def test_a_lower_limit_is_harder_where_less_is_better(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin, measure="stay_below")
    words = data(measure="stay_below", target=90)

    edit_goal(by=cast.actor(cast.zhao), uid=goal.uid, data=words, reason="客户要求", **WHEN)

    found = raised_target(cast.lin.pk, TODAY)
    assert found is not None
    assert (found.old, found.new) == ("100", "90")
