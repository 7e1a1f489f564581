"""Who sees a signal, what it says to whom, and what is noted for the person concerned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingjin.audit.public import access_log
from jingjin.insight.models import Notice, Signal
from jingjin.insight.public import (
    count_below,
    heat_map,
    market_part,
    signal_card,
    signal_of,
    signals_for,
    waiting_for,
)
from jingjin.org.public import Person
from tests.cast import TODAY

if TYPE_CHECKING:
    from django.test import Client

    from jingjin.insight.tests.company import Sales

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page_of(sales: Sales, reader: Person, language: str = "zh-hans") -> tuple[int, str]:
    client: Client = sales.cast.client(reader, language)
    response = client.get(f"/insight/signals/{Signal.objects.get().uid}/")
    return response.status_code, response.content.decode()


def test_the_person_the_manager_and_hr_open_it_and_nobody_else(behind: Sales) -> None:
    cast = behind.cast
    everybody = (cast.lin, cast.zhao, cast.he, cast.bai, cast.qian, cast.sun, cast.gao, cast.mo, cast.tan)

    status = {person.name: page_of(behind, person)[0] for person in everybody}

    assert status == {
        "林知夏": 200,
        "赵启航": 200,
        "何静": 200,
        "白露": 200,
        "钱进": 404,
        "孙立": 404,
        "高远": 404,
        "莫凡": 404,
        "谭清": 404,
    }


def test_managers_further_up_get_a_count_only(behind: Sales) -> None:
    cast = behind.cast

    count = count_below(cast.actor(cast.gao))

    assert count.signals == 1
    assert signals_for(cast.actor(cast.gao), [cast.lin.pk]) == {}
    assert count_below(cast.actor(cast.qian)).signals is None


def test_others_readings_are_noted_and_ones_own_are_not(behind: Sales) -> None:
    cast = behind.cast

    for reader in (cast.zhao, cast.zhao, cast.he, cast.lin):
        page_of(behind, reader)

    noted = list(access_log(cast.lin.uid).order_by("id").values_list("reader_name", "what", "why", "daily"))
    assert noted == [("赵启航", "signal", "manager", True), ("何静", "signal", "hr", False)]


def test_it_speaks_chinese_and_english_to_the_manager_and_to_the_person(behind: Sales) -> None:
    cast = behind.cast

    assert "可能与个人有关" in page_of(behind, cast.zhao)[1]
    assert "可能与你有关" in page_of(behind, cast.lin)[1]
    assert "may be about the person" in page_of(behind, cast.zhao, "en")[1]
    assert "may be about you" in page_of(behind, cast.lin, "en")[1]


def test_without_a_talk_a_plan_is_not_advised(behind: Sales) -> None:
    _, text = page_of(behind, behind.cast.zhao)

    assert "现在不建议开改进计划" in text
    assert "还没有当面谈过" in text


def test_the_signal_is_given_to_other_areas_for_its_readers_only(behind: Sales) -> None:
    cast = behind.cast
    zhao = cast.actor(cast.zhao)

    briefs = signals_for(zhao, [person.pk for person in behind.people.values()])
    signal = signal_of(zhao, cast.lin)

    assert list(briefs) == [cast.lin.pk]
    assert briefs[cast.lin.pk].status == "watch"
    assert signal is not None
    assert signal_card(zhao, signal, today=TODAY).parts[0].role == "person"
    assert signal_of(cast.actor(cast.sun), cast.lin) is None


def test_it_waits_for_the_manager_and_for_the_person(behind: Sales) -> None:
    cast = behind.cast
    readers = (cast.zhao, cast.lin, cast.he, cast.gao, cast.qian)

    waiting = {
        reader.name: [one.icon for one in waiting_for(cast.actor(reader), TODAY)] for reader in readers
    }

    assert waiting == {"赵启航": ["activity"], "林知夏": ["activity"], "何静": [], "高远": [], "钱进": []}


def test_the_plan_precheck_learns_how_much_is_the_environments(behind: Sales) -> None:
    part = market_part(behind.cast.lin.pk, TODAY)

    assert part is not None
    assert part.label == "low_persistent"
    assert part.environment_share is not None
    assert part.environment_share < 30
    assert market_part(behind.cast.gao.pk, TODAY) is None
    assert market_part(behind.cast.lin.pk, behind.cast.lin.hired_on) is None  # type: ignore[arg-type]  # hired


def test_a_fallen_group_is_mostly_environment(sales: Sales) -> None:
    south = [number for number, person in sales.people.items() if person.region == "华南"]
    sales.bend(south, 0.6, 10)
    sales.send()
    sales.run()

    part = market_part(sales.cast.qian.pk, TODAY)
    waiting = waiting_for(sales.cast.actor(sales.cast.sun), TODAY)

    assert part is not None
    assert part.environment_share is not None
    assert part.environment_share > 70
    assert [one.url for one in waiting] == ["/insight/notices/"]
    assert Notice.objects.get().facts["percent"] < -25


def test_the_heat_map_shows_the_distance_to_the_target_with_reasons_for_gaps(behind: Sales) -> None:
    cast = behind.cast
    colleague = behind.people["01400"]
    colleague.hired_on = TODAY
    colleague.store()

    people = Person.objects.filter(pk__in=[cast.lin.pk, colleague.pk, cast.qian.pk]).order_by("number")

    shown = heat_map(cast.actor(cast.zhao), people, today=TODAY)

    assert [column.name for column in shown.columns] == ["新签订单", "客户拜访"]
    assert [row.person.pk for row in shown.rows] == [cast.lin.pk, colleague.pk]
    lin, new = shown.rows
    assert all(cell.points is not None and -40 < cell.points < -15 for cell in lin.cells)
    assert lin.status == "watch"
    assert [(cell.points, cell.text) for cell in new.cells] == [(None, "适应期")] * 2
    assert new.status == "settling"


def test_as_many_queries_for_three_people_as_for_one(behind: Sales) -> None:
    cast = behind.cast
    ids = [cast.lin.pk, behind.people["01401"].pk, behind.people["01402"].pk]

    def queries(number: int) -> tuple[int, int, int]:
        out = []
        for call in (
            lambda by: signals_for(by, ids[:number]),
            lambda by: heat_map(by, Person.objects.filter(pk__in=ids[:number]), today=TODAY),
            lambda by: waiting_for(by, TODAY),
        ):
            by = cast.actor(cast.zhao)
            with CaptureQueriesContext(
                connection,
            ) as seen:
                call(by)
            out.append(len(seen))
        return (out[0], out[1], out[2])

    assert queries(1) == queries(3) == (1, 5, 2)
