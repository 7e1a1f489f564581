"""What changed between two versions: every hashed field is shown, and nothing else."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from django.utils.translation import override

from jingjin.plans.queries.content import content_of
from jingjin.plans.tests.story import Story, story_until
from jingjin.plans.words.content import FIELDS, PARTS, PLAIN, content_hash, differences

if TYPE_CHECKING:
    from tests.cast import Cast

# Keys that follow another key, which is compared.
COMPANIONS = {"uid", "owner_uid", "owner_en", "trainer_en", "person", "name", "name_en"} | {
    "metric",
    "metric_name_en",
}


def test_the_same_content_has_no_difference(cast: Cast) -> None:
    content = content_of(story_until(cast, Story.written).plan)

    assert differences(content, deepcopy(content)) == []
    assert content_hash(content) == content_hash(deepcopy(content))


def test_every_hashed_field_is_compared(cast: Cast) -> None:
    content = content_of(story_until(cast, Story.written).plan)

    assert set(content) == {*PLAIN, *PARTS}
    for part in PARTS:
        for row in content[part]:
            assert set(row) - COMPANIONS <= set(FIELDS)


@pytest.mark.parametrize(
    ("part", "field", "value", "old", "new"),
    [
        ("expectations", "target", "22", "24%", "22%"),
        ("expectations", "due_on", "2027-01-29", "22 Jan 2027", "29 Jan 2027"),
        ("expectations", "direction", "at_most", "or more", "or less"),
        ("expectations", "open_question", True, "no", "yes"),
        ("supports", "text", "开通权限", "开通历史成交价权限", "开通权限"),
        ("trainings", "hours", "8", "6", "8"),
    ],
)
def test_a_changed_field_is_named_with_old_and_new(
    cast: Cast, part: str, field: str, value: Any, old: str, new: str
) -> None:
    content = content_of(story_until(cast, Story.written).plan)
    changed = deepcopy(content)
    changed[part][0][field] = value

    with override("en"):
        (line,) = differences(content, changed)

    assert (line.old, line.new) == (old, new)
    assert content_hash(changed) != content_hash(content)


def test_a_part_that_came_or_went_is_shown_whole(cast: Cast) -> None:
    content = content_of(story_until(cast, Story.written).plan)
    shorter = deepcopy(content)
    gone = shorter["supports"].pop()

    (line,) = differences(content, shorter)
    (back,) = differences(shorter, content)

    assert gone["text"] in line.old
    assert (line.new, back.old) == ("", "")
