"""Told once, in the reader's language, and read by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils.translation import gettext_lazy as _

from jingjin.notify import words
from jingjin.notify.models import Notice
from jingjin.notify.public import Kind, register, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Cast


@pytest.fixture
def kind() -> Iterator[str]:
    register({"test.said": Kind("bell", _("%(name)s opened the inbox"))})
    yield "test.said"
    del words.KINDS["test.said"]


def test_same_occasion_is_told_once(cast: Cast, kind: str) -> None:
    for _again in range(2):
        tell([cast.lin.pk, cast.lin.pk, None, cast.zhao.pk], kind, key="plan:1", facts={"name": "何静"})

    assert sorted(Notice.objects.values_list("recipient_id", flat=True)) == sorted(
        [cast.lin.pk, cast.zhao.pk]
    )


def test_inbox_shows_only_ones_own(cast: Cast, kind: str) -> None:
    tell([cast.lin.pk], kind, key="plan:1", facts={"name": "何静"})

    assert "何静 opened the inbox" in cast.client(cast.lin, "en").get("/inbox/").content.decode()
    assert "何静" not in cast.client(cast.qian, "en").get("/inbox/").content.decode()


def test_reading_marks_only_ones_own(cast: Cast, kind: str) -> None:
    tell([cast.lin.pk, cast.qian.pk], kind, key="plan:1", facts={"name": "何静"})

    cast.client(cast.lin).post("/inbox/read/")

    unread = Notice.objects.filter(read_at=None).values_list("recipient_id", flat=True)
    assert list(unread) == [cast.qian.pk]


def test_unknown_kind_is_a_mistake_of_the_code(cast: Cast) -> None:
    with pytest.raises(ValueError, match="no area registered"):
        tell([cast.lin.pk], "nobody.knows", key="x")


def test_kind_has_one_meaning(kind: str) -> None:
    with pytest.raises(ValueError, match="two meanings"):
        register({kind: Kind("bell", "something else")})
