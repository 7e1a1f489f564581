"""Translations are complete; templates hold nothing inline and trust no text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translations import Text, faults, python_texts, template_texts

from tests.guards.areas import PACKAGE, ROOT, areas, sources

if TYPE_CHECKING:
    from pathlib import Path

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)(?![^>]*application/json)|javascript:|\|safe\b",
    re.IGNORECASE,
)


def test_chinese_is_complete() -> None:
    assert faults([PACKAGE / area for area in areas()]) == []


def test_the_guard_reads_code_and_templates() -> None:
    code = 'from django.utils.translation import ngettext\nngettext("%(n)s goal", "%(n)s goals", n)\n'
    page = '{% load i18n %}{% translate "Send it" %}{% blocktranslate with n=name %}Hello {{ n }}{% endblocktranslate %}'

    assert set(python_texts(code)) == {Text(None, "%(n)s goal", "%(n)s goals")}
    assert set(template_texts(page)) == {Text(None, "Send it", None), Text(None, "Hello %(n)s", None)}


def inline_parts(text: str) -> list[str]:
    """What a strict content security policy would refuse, and texts that are not escaped."""
    return [match[0].strip() for match in INLINE.finditer(text)]


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def test_nothing_is_inline() -> None:
    found = {
        str(path.relative_to(ROOT)): parts
        for path in templates()
        if (parts := inline_parts(path.read_text()))
    }

    assert found == {}


def test_no_text_is_marked_safe() -> None:
    assert [str(path.relative_to(ROOT)) for path in sources() if "mark_safe" in path.read_text()] == []


def test_the_guard_sees_planted_parts() -> None:
    planted = '<p style="color:red" onclick="x()">{{ text|safe }}</p><script>1</script><script src="/a.js"></script>'

    assert inline_parts(planted) == ["style=", 'onclick="', "|safe", "<script"]
