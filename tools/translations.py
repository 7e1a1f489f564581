"""Translations: `update` writes new texts into each area's catalogue, `check` fails on a missing, fuzzy or stale one.

Source texts are English; `jingjin/<area>/locale/zh_Hans/LC_MESSAGES/django.po` holds the Chinese. It needs no
gettext programs: texts are read from Python's syntax tree and from Django's own template reader.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1] / "jingjin"
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
CALLS = {
    "_": (0, None),
    "gettext": (0, None),
    "gettext_lazy": (0, None),
    "gettext_noop": (0, None),
    "ngettext": (0, 1),
    "ngettext_lazy": (0, 1),
    "pgettext": (1, None),
    "pgettext_lazy": (1, None),
}
LITERAL = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(_|n?gettext|pgettext)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


class Text(NamedTuple):
    """A text to translate: its context (or None), singular and plural (or None)."""

    context: str | None
    single: str
    plural: str | None


def texts_of(area: Path) -> set[Text]:
    """All texts of an area's code and templates."""
    found: set[Text] = set()
    for path in area.rglob("*.py"):
        if not {"tests", "migrations"} & set(path.parts):
            found |= set(python_texts(path.read_text()))
    for path in area.rglob("templates/**/*.*"):
        if path.suffix in {".html", ".txt"}:
            found |= set(template_texts(path.read_text()))
    return found


def python_texts(source: str) -> Iterator[Text]:
    """The texts in calls of gettext and its kin."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in CALLS and (text := _from_call(name, node.args)):
                yield text


def _from_call(name: str, arguments: list[ast.expr]) -> Text | None:
    values = [arg.value for arg in arguments if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if not values:
        return None
    single, plural = CALLS[name]
    if len(values) <= max(single, plural or 0):
        return None
    return Text(values[0] if single else None, values[single], values[plural] if plural else None)


def template_texts(source: str) -> Iterator[Text]:
    """The texts of translate and blocktranslate tags."""
    for match in IN_TEMPLATE.finditer(templatize(source)):
        first = ast.literal_eval(match[2])
        second = ast.literal_eval(match[3]) if match[3] else None
        if match[1] == "pgettext" and second is not None:
            yield Text(first, second, None)
        else:
            yield Text(None, first, second if match[1] == "ngettext" else None)


def catalogue(area: Path) -> polib.POFile:
    """The area's Chinese catalogue, empty when there is none."""
    path = area / CATALOGUE
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    file = polib.POFile(wrapwidth=100)
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "zh_Hans",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return file


def key(entry: polib.POEntry) -> Text:
    """The text an entry translates."""
    return Text(entry.msgctxt, entry.msgid, entry.msgid_plural or None)


def update(areas: list[Path], *, only: list[str]) -> None:
    """Add what is new (empty, to be written), drop what is gone, keep the order sorted; in the named areas."""
    elsewhere = {
        area: {key(entry) for other in areas if other != area for entry in catalogue(other)} for area in areas
    }
    for area in (area for area in areas if not only or area.name in only):
        file, wanted = catalogue(area), texts_of(area)
        kept = [entry for entry in file if key(entry) in wanted]
        known = {key(entry) for entry in kept} | elsewhere[area]
        for text in wanted - known:
            entry = polib.POEntry(msgid=text.single, msgctxt=text.context)
            if text.plural:
                entry.msgid_plural, entry.msgstr_plural = text.plural, {0: ""}
            kept.append(entry)
        if kept or file:
            file[:] = sorted(kept, key=lambda entry: (entry.msgid, entry.msgctxt or ""))
            (area / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
            file.save(str(area / CATALOGUE))


def faults(areas: list[Path]) -> list[str]:
    """What is missing, fuzzy, stale or has other placeholders than its source."""
    translated: set[Text] = set()
    found: list[str] = []
    for area in areas:
        own = texts_of(area)
        for entry in catalogue(area):
            name = f"{area.name}: {entry.msgid!r}"
            chinese = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
            if key(entry) not in own:
                found.append(f"{name} is used no more")
            elif entry.fuzzy or not chinese:
                found.append(f"{name} is {'fuzzy' if entry.fuzzy else 'empty'}")
            elif not set(PLACEHOLDER.findall(chinese)) <= set(
                PLACEHOLDER.findall(entry.msgid + entry.msgid_plural)
            ):
                found.append(f"{name} has an unknown placeholder")
            translated.add(key(entry))
    for area in areas:
        found += [
            f"{area.name}: {text.single!r} is missing"
            for text in sorted(texts_of(area) - translated, key=str)
        ]
    return found


def main() -> int:
    """`python tools/translations.py update [AREA …]` or `check`."""
    settings.configure()
    areas = sorted(path for path in ROOT.iterdir() if path.is_dir() and (path / "__init__.py").exists())
    if sys.argv[1:2] == ["update"]:
        update(areas, only=sys.argv[2:])
        return 0
    found = faults(areas)
    print("\n".join(found) or "translations are complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
