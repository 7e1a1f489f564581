"""People, accounts and numbers of the loaded demo company."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.test import override_settings
from django.urls import reverse

from jingjin.accounts.public import Account, RoleGrant
from jingjin.audit.public import verify_all
from jingjin.core import company
from jingjin.core.actor import system
from jingjin.metrics import public as metrics
from jingjin.org.public import Leave, Person, Unit, direct_reports, workdays
from jingjin.workflows import demo_loading
from jingjin.workflows.demo.people import make_staff
from jingjin.workflows.tasks import load_demo

if TYPE_CHECKING:
    from django.test import Client

    from jingjin.workflows.demo.settings import Settings

pytestmark = pytest.mark.slow


def test_everybody_is_there_as_planned(demo: Settings) -> None:
    assert company.current().exists
    assert company.current().is_demo
    assert demo_loading.progress() is None
    assert Person.objects.filter(left_on=None).count() == demo.people
    assert not Person.objects.filter(is_demo=False).exists()
    assert {person.uid for person in make_staff(demo).people} == set(
        Person.objects.values_list("uid", flat=True)
    )
    assert not Unit.objects.filter(name_en="").exists()


def test_the_lines_of_the_story_hold(demo: Settings) -> None:
    zhao = Person.objects.get(name="赵启航")

    assert direct_reports(zhao.pk).count() == 9
    assert Person.objects.get(name="林知夏").manager == zhao
    assert Leave.objects.filter(person__name="罗伊", period__contains=demo.today).count() == 1
    assert workdays(date(2026, 9, 30), date(2026, 10, 9)) == {date(2026, 9, 30), date(2026, 10, 8)}


def test_all_chains_verify() -> None:
    assert verify_all([]).faults == ()


def test_a_job_given_back_after_all_was_done_changes_nothing(demo: Settings) -> None:
    load_demo(demo.today.isoformat())

    assert Person.objects.filter(left_on=None).count() == demo.people


def test_the_numbers_stand_in_the_database_as_the_pages_show_them(demo: Settings) -> None:
    lin = Person.objects.get(name="林知夏")
    cycle = demo.days.cycle
    found = {
        metric.key: metrics.readings(metric, [lin.pk], cycle.start, cycle.end, demo.today)[lin.pk]
        for metric in metrics.metrics_for(system("test"))
    }

    assert found["new_orders"].value == 8_120_000
    assert found["quote_rate"].value == 19
    assert found["satisfaction"].value == Decimal("4.6")
    assert found["cash_in"].value == 3_860_000
    assert found["cash_in"].through == date(2026, 11, 22)
    assert found["cash_in"].state == metrics.ReadingState.DOWN


def test_a_contested_number_was_corrected(demo: Settings) -> None:
    lin = Person.objects.get(name="林知夏")
    visits = metrics.metrics_for(system("test")).get(key="visits")

    found = metrics.readings(visits, [lin.pk], date(2026, 10, 1), date(2026, 11, 1), demo.today)[lin.pk]

    assert (found.value, found.version) == (Decimal(24), 2)


def test_every_batch_adds_up_and_two_rows_wait_for_a_person() -> None:
    batches = list(metrics.Batch.objects.all())

    assert all(row.received == row.stored + row.unchanged + row.quarantined for row in batches)
    assert sum(row.quarantined for row in batches) == 2
    assert metrics.Feed.objects.get(state=metrics.FeedState.DOWN).key == "erp"


def test_the_cast_can_sign_in_with_its_parts_and_roles() -> None:
    offered = Account.objects.filter(is_demo_cast=True).order_by("id")

    assert [(row.display_name, row.demo_part, row.demo_part_en) for row in offered[:4]] == [
        ("林知夏", "员工", "Employee"),
        ("赵启航", "直线经理", "Line manager"),
        ("何静", "HRBP", "HR partner"),
        ("高远", "高管", "Executive"),
    ]
    assert not offered.filter(must_change_password=True).exists()
    assert RoleGrant.objects.get(account__display_name="何静").scope_text == "销售中心"


@override_settings(DEMO_MODE=True)
def test_the_sign_in_page_offers_the_cast(client: Client) -> None:
    page = client.get(reverse("accounts:sign_in")).content.decode()

    assert page.count("/sign-in/as/") == 13
