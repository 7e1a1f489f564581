"""A dump goes into an empty database wholly or not at all, on the embedded or on a stock server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from jingjin.core.postgres import dump
from jingjin.core.postgres.testing import throwaway_server
from jingjin.core.postgres.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from jingjin.core.postgres.urls import Urls

pytestmark = pytest.mark.slow

TRICKY = "SET transaction_timeout = 0;"  # a line of data that looks like the one left out of the script


def test_what_was_dumped_is_what_is_loaded(database: Urls, tmp_path: Path) -> None:
    with psycopg.connect(database.owner) as owner:
        owner.execute("CREATE TABLE dumped (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text)")
        owner.execute("INSERT INTO dumped (text) VALUES (%s), ('中文')", [TRICKY])
    dump.dump(database.owner, tmp_path / "a.dump")

    with throwaway_server() as empty:
        dump.load(empty.owner, tmp_path / "a.dump")
        with psycopg.connect(empty.web) as web:
            loaded = web.execute("SELECT text FROM dumped ORDER BY id").fetchall()
            web.execute("INSERT INTO dumped (text) VALUES ('more')")

        with pytest.raises(Trouble, match='relation "dumped" already exists'):
            dump.load(empty.owner, tmp_path / "a.dump")
        dump.clear(empty.owner)
        assert dump.is_empty(empty.owner)

    assert loaded == [(TRICKY,), ("中文",)]


def test_a_server_that_does_not_answer_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"pg_dump failed: .*Connection refused"):
        dump.dump("postgresql://a:b@127.0.0.1:9/x", tmp_path / "a.dump")
