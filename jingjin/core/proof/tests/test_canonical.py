import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.core.proof.canonical import (
    CanonicalError,
    canonical_json,
    digest,
    is_natural,
    is_sha256_hex,
    read_canonical,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=12,
)


def test_keys_sort_as_the_example_of_rfc_8785_says() -> None:
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]

    written = canonical_json(dict.fromkeys(keys, 1))

    assert list(json.loads(written)) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]


def test_text_is_escaped_as_little_as_rfc_8785_says() -> None:
    written = canonical_json(["€$\u000f\u000aA'\"\\/", "转订单率19%", "\u2028"])

    assert written == '["€$\\u000f\\nA\'\\"\\\\/","转订单率19%","\u2028"]'.encode()


@pytest.mark.slow
@given(JSON)
def test_every_value_has_one_form_that_reads_back(value: object) -> None:
    written = canonical_json(value)

    assert read_canonical(written) == value
    assert canonical_json(json.loads(written)) == written


@pytest.mark.parametrize(
    "value",
    [1.5, float("nan"), 2**53, -(2**53), {1: "a"}, {"a": {1, 2}}, b"bytes", "\ud800", {"\ud800": 1}],
)
def test_what_another_language_could_write_differently_is_refused(value: object) -> None:
    with pytest.raises(CanonicalError):
        canonical_json(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0041"',
        b"1.0",
        b"1\n",
        b"\xff",
        b"\xef\xbb\xbf1",
        b"NaN",
        b"[" * 100_000,
    ],
)
def test_other_spellings_of_a_value_are_refused(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        read_canonical(data)


def test_a_digest_can_be_recomputed_by_hand_and_depends_on_its_kind() -> None:
    by_hand = hashlib.sha256('{"format":"kind/1","名":"林知夏"}'.encode()).hexdigest()

    assert digest("kind/1", {"名": "林知夏"}) == by_hand
    assert digest("kind/2", {"名": "林知夏"}) != by_hand


@pytest.mark.parametrize(
    ("text", "holds"), [("a" * 64, True), ("A" * 64, False), ("a" * 63, False), ("g" * 64, False), (7, False)]
)
def test_a_hash_is_64_lower_case_digits(text: object, holds: bool) -> None:  # noqa: FBT001 – a table's column
    assert is_sha256_hex(text) is holds


def test_true_is_not_a_number() -> None:
    assert [is_natural(value) for value in (0, 1, -1, True, "1")] == [True, True, False, False, False]
