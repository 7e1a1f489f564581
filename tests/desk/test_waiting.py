"""What waits, merged from all areas, and the counters of the rail."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from jingjin.core.waiting import Waiting
from jingjin.desk import queries
from jingjin.desk.queries.greeting import day_line, greeting
from jingjin.desk.queries.tasks import desk_tasks, due_text
from jingjin.desk.queries.week import week_of
from jingjin.plans.tests.story import Story, story_until
from tests.cast import TODAY
from tests.desk.stage import text_of

if TYPE_CHECKING:
    from jingjin.org.public import Person
    from tests.cast import Cast
    from tests.desk.stage import Stage

SHANGHAI = ZoneInfo("Asia/Shanghai")


def one(key: str, due: date | None = None, **more: object) -> Waiting:
    """A thing that waits."""
    return Waiting(key=key, icon="route", title=key, text="", url="/there/", action="do", due=due, **more)  # type: ignore[arg-type]


def test_areas_are_merged_most_urgent_first(cast: Cast, stage: Stage) -> None:
    story_until(cast, Story.published)
    stage.goal(cast.lin, "新签订单", "New orders")

    found = queries.waiting(cast.actor(cast.lin), TODAY)

    assert [(row.icon, row.due) for row in found] == [
        ("route", date(2026, 11, 27)),
        ("pencil-line", date(2026, 11, 30)),
    ]


def test_nothing_of_others_waits(cast: Cast, stage: Stage) -> None:
    story_until(cast, Story.published)
    stage.goal(cast.lin, "新签订单", "New orders")

    assert queries.waiting(cast.actor(cast.qian), TODAY) == []


def test_counters_are_kept_and_forgotten_with_ones_own_step(cast: Cast, stage: Stage) -> None:
    story_until(cast, Story.published)
    client, by = cast.client(cast.lin), cast.actor(cast.lin)

    unknown = queries.known_count(by)
    rail = text_of(client, "/today/counts/")
    known = queries.known_count(by)
    client.post("/theme/", {"theme": "dark"})

    assert (unknown, rail) == (None, "1 1 1 1")  # today and plans, in the rail and in the bottom bar
    assert known == queries.Counts(1, {"plans": 1})
    assert queries.known_count(by) is None


def test_a_page_asks_for_counters_only_while_they_are_unknown(cast: Cast) -> None:
    client = cast.client(cast.lin)

    first = client.get("/settings/").content.decode()
    client.get("/today/counts/")
    second = client.get("/settings/").content.decode()

    asks = 'hx-get="/today/counts/"'
    assert (asks in first, asks in second) == (True, False)


@pytest.mark.parametrize(
    ("hour", "chinese", "english"),
    [
        (7, "早上好，知夏", "Good morning, Zhixia"),
        (12, "中午好，知夏", "Good afternoon, Zhixia"),
        (15, "下午好，知夏", "Good afternoon, Zhixia"),
        (20, "晚上好，知夏", "Good evening, Zhixia"),
        (2, "晚上好，知夏", "Good evening, Zhixia"),
    ],
)
def test_the_greeting_follows_the_readers_clock(cast: Cast, hour: int, chinese: str, english: str) -> None:
    now = datetime(2026, 11, 24, hour, 30, tzinfo=SHANGHAI)
    said = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said[language] = greeting(cast.lin, "", now, "Asia/Shanghai")

    assert said == {"zh-hans": chinese, "en": english}


def hello(person: Person | None, zone: str = "Asia/Shanghai") -> str:
    with translation.override("zh-hans"):
        return greeting(person, "系统管理员", datetime(2026, 11, 24, 9, tzinfo=SHANGHAI), zone)


def test_a_single_character_is_not_said_alone(cast: Cast) -> None:
    assert (hello(cast.gao), hello(None)) == ("早上好，高远", "早上好，系统管理员")


def test_the_own_zone_counts_before_the_companys(cast: Cast) -> None:
    cast.lin.zone = "Europe/Berlin"

    assert hello(cast.lin) == "晚上好，知夏"  # two in the morning there


def line(*waiting: Waiting) -> str:
    with translation.override("zh-hans"):
        return day_line(TODAY, waiting).removeprefix("11月24日 星期二 · 第48周。")


def test_the_line_says_how_much_waits_and_how_long_it_takes() -> None:
    late, soon = TODAY - timedelta(days=4), TODAY + timedelta(days=3)

    assert [
        line(),
        line(one("a", soon, minutes=1), one("b", minutes=6)),
        line(one("a", soon, minutes=10), one("b", minutes=3)),
        line(one("a", late), one("b", soon)),
        line(one("a", late)),
    ] == [
        "没有事在等你。",
        "有2件事等你，大约7分钟。",
        "有2件事等你，大约15分钟。",
        "有2件事等你，其中1件已经晚了。",
        "有1件事等你，已经晚了。",
    ]


@pytest.mark.parametrize(
    ("due", "left", "chinese", "english"),
    [
        (None, True, "", ""),
        (date(2026, 11, 27), True, "11月27日前 · 还有3天", "by 27 Nov · 3 days left"),
        (date(2026, 11, 27), False, "11月27日前", "by 27 Nov"),
        (date(2027, 1, 22), False, "2027年1月22日前", "by 22 Jan 2027"),
        (TODAY, True, "今天", "today"),
        (date(2026, 11, 23), False, "11月23日到期 · 晚了1天", "due 23 Nov · 1 day late"),
    ],
)
def test_due_days_are_dates_with_their_distance(
    due: date | None, *, left: bool, chinese: str, english: str
) -> None:
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(due_text(due, TODAY, left=left))

    assert said == [chinese, english]


def test_the_first_task_is_open_or_the_chosen_one() -> None:
    waiting = [one("a"), one("b", form_url="/form/"), one("c")]

    def shape(chosen: str) -> list[tuple[str, bool, list[str], str]]:
        rows = desk_tasks(waiting, TODAY, chosen)
        return [(r.row.key, r.row.open, [a.url for a in r.row.actions], r.form_url) for r in rows]

    assert shape("nonsense") == [
        ("a", True, ["/there/"], ""),
        ("b", False, ["?open=b#task-b"], ""),
        ("c", False, ["/there/"], ""),
    ]
    assert shape("b")[:2] == [("a", False, ["/there/"], ""), ("b", True, [], "/form/")]


def test_the_week_counts_what_is_due_on_its_days() -> None:
    friday, next_week = date(2026, 11, 27), date(2026, 12, 1)
    found = week_of(
        [one("late", date(2026, 11, 20)), one("a", friday), one("b", friday), one("c", next_week)], TODAY
    )

    assert [(day.number, day.is_today, day.count) for day in found.days] == [
        (23, False, 0),
        (24, True, 0),
        (25, False, 0),
        (26, False, 0),
        (27, False, 2),
    ]
    assert [due.title for due in found.due] == ["a", "b"]
