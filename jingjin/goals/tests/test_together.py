"""Many at once: simultaneous check-ins under one ancestor lose nothing, and nobody waits for ever."""

from __future__ import annotations

import os
import threading
from decimal import Decimal
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.apps import apps
from django.db import connections
from psycopg import sql

from jingjin.goals.actions.data import GoalData
from jingjin.goals.actions.writing import edit_goal
from jingjin.goals.models import CheckIn, Goal
from jingjin.goals.tests.build import TEST, WHEN, fresh, placed, progress, say
from jingjin.goals.words import Kind
from tests.cast import make_cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest_django

THREADS, TIMES = 6, 4


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """The cast, really stored, so that other connections see it; emptied afterwards as the owner."""
    with django_db_blocker.unblock():
        make_cast()
        yield
        connections.close_all()
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("jingjin.")]
    empty = sql.SQL("TRUNCATE {} CASCADE").format(sql.SQL(", ").join(map(sql.Identifier, tables)))
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(empty)


def at_once(*works: Callable[[], object]) -> list[BaseException]:
    """Run all in threads of their own, started together; gives what they raised."""
    raised: list[BaseException] = []
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        try:
            gate.wait()
            work()
        except BaseException as error:  # noqa: BLE001 - the test reports whatever went wrong
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def several(goal: Goal, start: int) -> Callable[[], object]:
    return lambda: [say(goal, start + n, note="同时") for n in range(TIMES)]


@pytest.mark.slow
def test_check_ins_under_one_ancestor_lose_nothing(committed: None) -> None:
    top = placed(None, kind=Kind.OBJECTIVE)
    middle = [placed(None, f"中{n}", kind=Kind.OBJECTIVE, parent=top) for n in range(2)]
    leaves = [placed(None, f"叶{n}", parent=middle[n % 2]) for n in range(THREADS)]

    raised = at_once(*(several(goal, 10 * n) for n, goal in enumerate(leaves)))

    assert raised == []
    assert CheckIn.objects.count() == THREADS * TIMES
    last = [Decimal(10 * n + TIMES - 1) / 100 for n in range(THREADS)]
    assert progress(top) == (sum(last, Decimal(0)) / THREADS).normalize()


@pytest.mark.slow
def test_a_goal_and_its_part_move_at_once_without_waiting_for_ever(committed: None) -> None:
    top = placed(None, kind=Kind.OBJECTIVE)
    above = placed(None, "上", parent=top)
    below = placed(None, "下", parent=above)

    raised = at_once(several(above, 10), several(below, 20), several(above, 30), several(below, 40))

    assert raised == []
    assert progress(top) == fresh(above).progress


@pytest.mark.slow
def test_two_moves_never_close_a_circle(committed: None) -> None:
    one = placed(None, "一", kind=Kind.OBJECTIVE)
    two = placed(None, "二", kind=Kind.OBJECTIVE)
    words = GoalData(title="挪动")

    raised = at_once(
        lambda: edit_goal(by=TEST, uid=one.uid, data=words, parent=fresh(two), **WHEN),
        lambda: edit_goal(by=TEST, uid=two.uid, data=words, parent=fresh(one), **WHEN),
    )

    assert len(raised) == 1
    assert sorted(len(goal.path) for goal in Goal.objects.all()) == [0, 1]
