"""Tampering with stored rows is named. The owner role does what an attacker with the database could do."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from jingjin.audit.actions.anchors import anchor_heads, anchor_stream, read_anchor_file
from jingjin.audit.models import ChainEvent
from jingjin.audit.public import ChainReport, record, verify_all
from jingjin.core.actor import system
from jingjin.core.proof import anchor, chain, merkle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BY = system("test")
STREAM = uuid.UUID("11111111-1111-4111-8111-111111111111")
OTHER = uuid.UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture
def owner(committed_db: None) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as link:
        yield link
        link.execute("ALTER TABLE audit_chainevent ENABLE TRIGGER append_only")
        link.execute("ALTER TABLE audit_content ENABLE TRIGGER append_only")
    settings.ANCHOR_FILE.unlink(missing_ok=True)


@pytest.fixture
def chains(owner: psycopg.Connection[Any]) -> psycopg.Connection[Any]:
    """Two chains of five events, anchored; then the trigger is out of the attacker's way."""
    for n in range(5):
        record(STREAM, "plan.changed", by=BY, facts={"n": n}, content={"text": f"第{n}句"})
        record(OTHER, "goal.changed", by=BY, facts={"n": n})
    anchor_heads()
    owner.execute("ALTER TABLE audit_chainevent DISABLE TRIGGER append_only")
    owner.execute("ALTER TABLE audit_content DISABLE TRIGGER append_only")
    return owner


def check() -> ChainReport:
    return verify_all(read_anchor_file())


def test_untouched_chains_verify(chains: psycopg.Connection[Any]) -> None:
    assert check() == ChainReport(chains=2, events=10, anchors=1, erased=0, faults=())


def _edit(link: psycopg.Connection[Any]) -> None:
    link.execute("UPDATE audit_chainevent SET facts = '{\"n\": 9}' WHERE stream = %s AND seq = 3", [STREAM])


def _remove(link: psycopg.Connection[Any]) -> None:
    link.execute("DELETE FROM audit_chainevent WHERE stream = %s AND seq = 3", [STREAM])


def _reorder(link: psycopg.Connection[Any]) -> None:
    link.execute("UPDATE audit_chainevent SET seq = seq + 100 WHERE stream = %s AND seq IN (3, 4)", [STREAM])
    link.execute("UPDATE audit_chainevent SET seq = 107 - seq WHERE stream = %s AND seq > 100", [STREAM])


def _rewrite(link: psycopg.Connection[Any]) -> None:
    row = ChainEvent.objects.get(stream=STREAM, seq=3)
    row.facts = {"n": 9}
    from jingjin.audit.access import as_link

    own = chain.event_hash(as_link(row))
    link.execute(
        "UPDATE audit_chainevent SET facts = '{\"n\": 9}', hash = %s WHERE stream = %s AND seq = 3",
        [own, STREAM],
    )


def _cut_tail(link: psycopg.Connection[Any]) -> None:
    link.execute("DELETE FROM audit_chainevent WHERE stream = %s AND seq > 3", [STREAM])


def _drop_chain(link: psycopg.Connection[Any]) -> None:
    link.execute("DELETE FROM audit_chainevent WHERE stream = %s", [STREAM])


def _rebuild(link: psycopg.Connection[Any]) -> None:
    link.execute("DELETE FROM audit_chainevent WHERE stream = %s", [STREAM])
    for n in range(5):
        record(STREAM, "plan.changed", by=BY, facts={"n": n + 10})


def _change_content(link: psycopg.Connection[Any]) -> None:
    link.execute(
        'UPDATE audit_content SET body = \'{"text": "别的"}\' WHERE id ='
        " (SELECT content_id FROM audit_chainevent WHERE stream = %s AND seq = 3)",
        [STREAM],
    )


@pytest.mark.parametrize(
    ("attack", "named"),
    [
        (_edit, "link 3 edited"),
        (_remove, "link 3 removed"),
        (_reorder, "link 3 reordered"),
        (_rewrite, "link 3 rehashed"),
        (_cut_tail, "link 4 cut"),
        (_drop_chain, "link 1 cut"),
        (_rebuild, "link 5 rebuilt"),
        (_change_content, "link 3 content"),
    ],
)
def test_tampering_is_named(
    chains: psycopg.Connection[Any], attack: Callable[[psycopg.Connection[Any]], None], named: str
) -> None:
    attack(chains)

    assert check().faults == (f"chain {STREAM}: {named}",)


def test_erased_content_is_not_a_broken_chain(chains: psycopg.Connection[Any]) -> None:
    chains.execute(
        "DELETE FROM audit_content WHERE id ="
        " (SELECT content_id FROM audit_chainevent WHERE stream = %s AND seq = 3)",
        [STREAM],
    )

    report = check()

    assert (report.erased, report.faults) == (1, ())


def test_cut_anchor_file_is_named(chains: psycopg.Connection[Any]) -> None:
    record(OTHER, "goal.changed", by=BY, facts={})
    anchor_heads()
    lines = read_anchor_file()

    assert verify_all(lines[:1]).faults == ("anchor 2: missing in the anchor file",)


def test_line_written_before_a_crash_is_adopted(chains: psycopg.Connection[Any]) -> None:
    record(OTHER, "goal.changed", by=BY, facts={})
    with transaction.atomic():
        anchor_heads()
        transaction.set_rollback(True)  # the file has line 2, the database lost it

    record(OTHER, "goal.changed", by=BY, facts={})
    anchor_heads()

    assert [line.anchor.n for line in read_anchor_file()] == [1, 2, 3]
    assert check().faults == ()


def test_web_role_can_neither_change_nor_remove(owner: psycopg.Connection[Any]) -> None:
    record(STREAM, "plan.changed", by=BY, facts={})
    for statement in (
        "UPDATE audit_chainevent SET kind = 'x'",
        "DELETE FROM audit_chainevent",
        "TRUNCATE audit_chainevent",
        "DELETE FROM audit_content",
        "DELETE FROM audit_anchor",
        "DELETE FROM audit_accessentry",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
            cursor.execute(statement)


def test_worker_role_can_neither_change_nor_remove(owner: psycopg.Connection[Any]) -> None:
    record(STREAM, "plan.changed", by=BY, facts={})
    with (
        psycopg.connect(os.environ["DATABASE_WORKER_URL"]) as worker,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        worker.execute("UPDATE audit_chainevent SET kind = 'x'")


def test_owner_is_stopped_by_the_trigger(owner: psycopg.Connection[Any]) -> None:
    record(STREAM, "plan.changed", by=BY, facts={})
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        owner.execute("UPDATE audit_chainevent SET kind = 'x'")


def test_stream_is_proved_under_the_signed_root(chains: psycopg.Connection[Any]) -> None:
    found = anchor_stream(STREAM)

    assert merkle.verify_inclusion(found.head, found.proof, found.anchor.root)
    assert found.head == chain.Head(str(STREAM), 5, ChainEvent.objects.get(stream=STREAM, seq=5).hash)
    assert anchor.replay(read_anchor_file())[str(STREAM)] == found.head
