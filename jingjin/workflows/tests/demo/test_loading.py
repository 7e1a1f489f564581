"""How the demo company is loaded: one at a time, whole or not at all, never beside a real company."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from jingjin.core import company
from jingjin.core.errors import Denied
from jingjin.core.models import Company, Progress
from jingjin.goals.public import Goal
from jingjin.insight.public import Signal
from jingjin.metrics.public import Batch
from jingjin.org.public import Person
from jingjin.plans.public import Plan
from jingjin.workflows import demo_loading, first_start
from jingjin.workflows.demo import load
from jingjin.workflows.demo.settings import Settings
from jingjin.workflows.tasks import load_demo

TODAY = date(2026, 11, 24)
SMALL = Settings(TODAY, people=40, weeks=16)

pytestmark = pytest.mark.slow
WHOLE = pytest.mark.usefixtures("committed_db")  # dropping a company needs real commits


@pytest.mark.django_db
def test_a_real_company_is_never_touched() -> None:
    Company.objects.create(name="真实公司")

    with pytest.raises(Denied):
        demo_loading.load(SMALL)
    load_demo(TODAY.isoformat())

    assert Company.objects.get().name == "真实公司"


@WHOLE
def test_a_fault_leaves_nothing_behind_and_is_kept() -> None:
    def full_disk(step: str, done: int, total: int) -> None:
        if step == "people":
            raise OSError("no space left")

    with pytest.raises(OSError, match="no space left"):
        demo_loading.load(SMALL, tell=full_disk)

    assert not Company.objects.exists()
    assert not Person.objects.exists()
    loading = demo_loading.progress()
    assert loading is not None
    assert loading.failed == "OSError: no space left"


@pytest.mark.django_db
def test_who_watches_sees_a_company_only_when_it_is_whole() -> None:
    steps = load.load(SMALL)
    Progress.objects.create(key=demo_loading.KEY, done=1, total=4)
    next(steps)

    assert Company.objects.exists()
    assert not company.current().exists
    loading = demo_loading.progress()
    assert loading is not None
    assert loading.share == 25


@WHOLE
def test_a_load_cut_off_is_begun_anew() -> None:
    steps = load.load(SMALL)
    for _ in range(3):
        next(steps)

    demo_loading.load(SMALL)

    assert company.current().exists
    assert Person.objects.filter(left_on=None).count() == 40


@WHOLE
def test_the_same_settings_give_the_same_company() -> None:
    first = _loaded()
    first_start.leave_demo()

    assert _loaded() == first


def _loaded() -> dict[str, list[tuple[object, ...]]]:
    """What a reader finds in the company, without the keys and secrets that are new in every load."""
    demo_loading.load(SMALL)
    people = Person.objects.values_list("uid", "number", "name", "unit__name", "manager__number", "hired_on")
    aims = Goal.objects.values_list("title", "person__number", "unit__name", "state", "value", "progress")
    talks = Plan.objects.values_list("title", "person__number", "state", "outcome", "starts_on", "ends_on")
    told = Signal.objects.values_list("person__number", "label", "score", "confidence")
    batches = Batch.objects.values_list("feed__key", "covers_from", "received", "stored", "quarantined")
    tables = {"people": people, "goals": aims, "plans": talks, "signals": told, "batches": batches}
    return {name: sorted(rows, key=repr) for name, rows in tables.items()}


@pytest.mark.django_db
def test_asking_starts_one_load() -> None:
    demo_loading.ask(today=TODAY)
    demo_loading.ask(today=TODAY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'workflows.load_demo'")
        assert cursor.fetchone() == (1,)
