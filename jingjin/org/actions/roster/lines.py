"""Who is whose manager in a roster: by number, else by a name that only one person has; circles are found."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass
class Lines:
    """The result: number → manager's number (None: nobody), and what needs a look, by row.

    unknown: the manager named in the row is nobody we know; by_name: the number was empty or unknown and the name
    found one person; without: rows that name no manager at all; circle: rows whose manager stands below them.
    """

    managers: dict[str, str | None] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    without: list[int] = field(default_factory=list)
    no_number: list[int] = field(default_factory=list)
    circle: dict[int, str] = field(default_factory=dict)


def name_key(name: str) -> frozenset[str]:
    """A name as the set of its words, so that "Last, First M." and "First Last" can meet; Chinese stays whole."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return frozenset(word for word in words if len(word) > 1 or not word.isascii())


def resolve(
    rows: Sequence[tuple[int, Mapping[str, Any]]], known: Mapping[str, str], above: Mapping[str, str | None]
) -> Lines:
    """Find each row's manager.

    rows: (row number, values) of the file; known: number → name of people already stored; above: number →
    manager's number of people already stored (for circles through people outside the file).
    """
    numbers = dict(known) | {
        values["number"]: values["name"] or "" for _row, values in rows if values.get("number")
    }
    by_name = _by_name(numbers)
    lines = Lines()
    for row, values in rows:
        number = values.get("number")
        if not number:
            continue
        found = _manager(row, values, numbers, by_name, lines)
        lines.managers[number] = None if found == number else found
    _find_circles(rows, lines, above)
    return lines


def _by_name(numbers: Mapping[str, str]) -> dict[frozenset[str], list[str]]:
    found: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for number, name in numbers.items():
        if key := name_key(name):
            found[key].append(number)
    return found


def _manager(
    row: int,
    values: Mapping[str, Any],
    numbers: Mapping[str, str],
    by_name: Mapping[frozenset[str], list[str]],
    lines: Lines,
) -> str | None:
    asked, name = values.get("manager_number"), values.get("manager_name")
    if "manager_number" in values and not asked:
        lines.no_number.append(row)
    if asked and asked in numbers:
        return str(asked)
    if name:
        same = by_name.get(name_key(name), [])
        if len(same) == 1:
            return same[0]
    if asked or name:
        lines.unknown[row] = str(name or asked)
    else:
        lines.without.append(row)
    return None


def _find_circles(
    rows: Iterable[tuple[int, Mapping[str, Any]]], lines: Lines, above: Mapping[str, str | None]
) -> None:
    """Mark every row that stands on a circle, and cut it there."""
    managers = dict(above) | lines.managers
    safe: set[str] = set()
    for row, values in rows:
        number = values.get("number")
        trail: list[str] = []
        at = number
        while at and at not in safe and at not in trail:
            trail.append(at)
            at = managers.get(at)
        if at in trail and number in trail[trail.index(at) :]:
            lines.circle[row] = managers.get(number or "") or ""
        elif at not in trail:
            safe.update(trail)
