"""A production start refuses what would endanger real people, and says why."""

from __future__ import annotations

import pytest

from jingjin.site.production import refusals

SAFE = {
    "JINGJIN_PRODUCTION": "1",
    "JINGJIN_SECRET_KEY": "k" * 50,
    "JINGJIN_URL": "https://jingjin.example",
    "DATABASE_URL": "postgresql://web:a@db/jingjin",
    "DATABASE_WORKER_URL": "postgresql://worker:b@db/jingjin",
    "DATABASE_OWNER_URL": "postgresql://owner:c@db/jingjin",
}
ONE_ROLE = dict.fromkeys(
    ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL"), "postgresql://all:a@db/jingjin"
)


def names(**changes: str) -> list[str]:
    return [refusal.name for refusal in refusals(SAFE | changes)]


def test_safe_environment_starts() -> None:
    assert names() == []


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"JINGJIN_SECRET_KEY": ""}, ["key"]),
        ({"JINGJIN_SECRET_KEY": "short"}, ["key"]),
        ({"JINGJIN_DEBUG": "1"}, ["debug"]),
        ({"JINGJIN_DEMO": "true"}, ["demo"]),
        ({"JINGJIN_URL": "http://jingjin.example"}, ["http"]),
        (ONE_ROLE, ["single_role"]),
        ({"DATABASE_WORKER_URL": "", "DATABASE_OWNER_URL": ""}, ["single_role"]),
    ],
)
def test_danger_is_refused(changes: dict[str, str], refused: list[str]) -> None:
    assert names(**changes) == refused


@pytest.mark.parametrize(("changes", "switch"), [({"JINGJIN_DEMO": "1"}, "demo"), (ONE_ROLE, "single_role")])
def test_explicit_switch_allows_it(changes: dict[str, str], switch: str) -> None:
    assert names(**changes, JINGJIN_ALLOW=f"other,{switch}") == []


def test_a_process_of_the_supervisor_knows_its_own_role_only() -> None:
    one = {"DATABASE_WORKER_URL": "", "DATABASE_OWNER_URL": ""}

    assert names(**one, JINGJIN_SUPERVISED_BY="/srv/jingjin/var") == []


def test_key_and_debug_have_no_switch() -> None:
    assert names(JINGJIN_SECRET_KEY="", JINGJIN_DEBUG="1", JINGJIN_ALLOW="key,debug") == ["key", "debug"]


def test_outside_production_nothing_is_refused() -> None:
    assert refusals({"JINGJIN_DEBUG": "1", "JINGJIN_DEMO": "1"}) == []
