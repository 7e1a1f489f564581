"""Who looked at my data, in the reader's language and by the company's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from tests.desk.stage import text_of

if TYPE_CHECKING:
    from tests.cast import Cast


def test_a_look_has_a_name_a_reason_and_the_companys_time(cast: Cast) -> None:
    cast.client(cast.he).get(reverse("desk:person", args=[cast.lin.uid]))

    chinese = text_of(cast.client(cast.lin), "/who-looked/")
    english = text_of(cast.client(cast.lin, "en"), "/who-looked/")

    assert "2026年11月24日 09:30 何静 你的个人页 本部门HR" in chinese
    assert "24 Nov 2026, 09:30 He Jing your page HR of the unit" in english


def test_only_ones_own_are_listed(cast: Cast) -> None:
    cast.client(cast.he).get(reverse("desk:person", args=[cast.lin.uid]))

    assert "还没有人看过你的资料" in text_of(cast.client(cast.qian), "/who-looked/")
