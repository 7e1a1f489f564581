"""The demo company in the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from jingjin.accounts.public import Account, RoleGrant
from jingjin.audit.public import verify_all
from jingjin.core import company
from jingjin.core.errors import Denied
from jingjin.core.models import Company, Progress
from jingjin.org.public import Leave, Person, Unit, direct_reports, workdays
from jingjin.workflows import demo_loading
from jingjin.workflows.demo import load
from jingjin.workflows.demo.settings import Settings
from jingjin.workflows.tasks import load_demo

if TYPE_CHECKING:
    from django.test import Client

TODAY = date(2026, 11, 24)
SMALL = Settings(TODAY, people=40, weeks=16)

pytestmark = pytest.mark.slow
WHOLE = pytest.mark.usefixtures("committed_db")  # dropping a company needs real commits


@pytest.mark.django_db
def test_a_small_company_is_loaded() -> None:
    told: list[tuple[str, int, int]] = []

    demo_loading.load(SMALL, tell=lambda *step: told.append(step))

    assert company.current().exists
    assert company.current().is_demo
    assert Person.objects.filter(left_on=None).count() == 40
    assert not Person.objects.filter(is_demo=False).exists()
    assert direct_reports(Person.objects.get(name="赵启航").pk).count() == 9
    assert Person.objects.get(name="林知夏").manager == Person.objects.get(name="赵启航")
    assert Leave.objects.filter(person__name="罗伊", period__contains=TODAY).count() == 1
    assert workdays(date(2026, 9, 30), date(2026, 10, 9)) == {date(2026, 9, 30), date(2026, 10, 8)}
    assert not Unit.objects.filter(name_en="").exists()
    assert [done for _name, done, _total in told] == sorted(done for _name, done, _total in told)
    assert told[-1][1] == told[-1][2]
    assert demo_loading.progress() is None
    assert verify_all([]).faults == ()


@pytest.mark.django_db
def test_the_cast_can_sign_in_with_its_parts_and_roles() -> None:
    demo_loading.load(SMALL)

    offered = Account.objects.filter(is_demo_cast=True).order_by("id")
    assert [(row.display_name, row.demo_part, row.demo_part_en) for row in offered[:4]] == [
        ("林知夏", "员工", "Employee"),
        ("赵启航", "直线经理", "Line manager"),
        ("何静", "HRBP", "HR partner"),
        ("高远", "高管", "Executive"),
    ]
    assert not offered.filter(must_change_password=True).exists()
    assert RoleGrant.objects.get(account__display_name="何静").scope_text == "销售中心"
    assert not Account.objects.exclude(person__name__in=[row.display_name for row in Account.objects.all()])


@WHOLE
def test_loading_again_drops_the_demo_first() -> None:
    demo_loading.load(SMALL)
    first = Person.objects.get(name="林知夏").uid

    demo_loading.load(SMALL)

    assert Person.objects.filter(left_on=None).count() == 40
    assert Person.objects.get(name="林知夏").uid == first


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

    demo_loading.load(SMALL)
    assert company.current().exists


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


@pytest.mark.django_db
def test_a_job_given_back_after_all_was_done_changes_nothing() -> None:
    demo_loading.load(SMALL)

    load_demo(TODAY.isoformat())

    assert Person.objects.filter(left_on=None).count() == 40


@pytest.mark.django_db
def test_asking_starts_one_load() -> None:
    demo_loading.ask(today=TODAY)
    demo_loading.ask(today=TODAY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'workflows.load_demo'")
        assert cursor.fetchone() == (1,)


@pytest.mark.django_db
@override_settings(DEMO_MODE=True)
def test_the_sign_in_page_offers_the_cast(client: Client) -> None:
    demo_loading.load(SMALL)

    page = client.get(reverse("accounts:sign_in")).content.decode()

    assert page.count(reverse("accounts:sign_in_as", args=[UUID(int=0)])[:12]) == 13
