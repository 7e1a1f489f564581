"""What several guards need: the areas in their order, their source files, the rule tables, the views."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver

from jingjin.core.policy import Predicate, Rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jingjin"
# From the top to the ground, as in the first import contract; a set may not know each other.
LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        *("site", "desk", "workflows", "insight", "plans reviews", "goals feedback learning", "programme"),
        *("metrics", "objections", "notify", "org", "intake", "accounts", "audit", "core"),
    )
)
HEIGHT = {area: len(LAYERS) - n for n, layer in enumerate(LAYERS) for area in layer}


def areas() -> list[str]:
    """The areas that exist."""
    return sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())


def sources(*, tests: bool = False) -> Iterator[Path]:
    """Python files of the package without migrations, and without tests unless asked for."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = set(path.relative_to(PACKAGE).parts)
        if "migrations" not in parts and (tests or "tests" not in parts):
            yield path


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text())


def area_of(path: Path) -> str:
    """The area a source file belongs to."""
    return path.relative_to(PACKAGE).parts[0]


def views() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address pattern with its view, the API's aside (its operations have a guard of their own)."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "api":
                yield from _walk(pattern.url_patterns, address)
        elif pattern.callback is not None:
            yield address, pattern.callback


def rule_tables() -> dict[str, list[dict[str, Predicate]]]:
    """The rule tables of each area: of `Rules`, and plain ones for rights that concern no single row."""
    found: dict[str, list[dict[str, Predicate]]] = {}
    for area in areas():
        if (PACKAGE / area / "rules.py").exists() or (PACKAGE / area / "rules").exists():
            values = vars(import_module(f"jingjin.{area}.rules")).values()
            found[area] = [value.table for value in values if isinstance(value, Rules)]
            found[area] += [value for value in values if _is_table(value)]
    return found


def _is_table(value: object) -> bool:
    return (
        isinstance(value, dict) and bool(value) and all(isinstance(one, Predicate) for one in value.values())
    )


def rule_actions() -> dict[str, set[str]]:
    """The actions of each area's rule tables."""
    return {area: set().union(*tables) for area, tables in rule_tables().items()}


def reading_actions() -> set[str]:
    """The reading action of each table is used by the table itself (`Rules.rows`, `Rules.find`)."""
    return {
        value.read
        for area in rule_tables()
        for value in vars(import_module(f"jingjin.{area}.rules")).values()
        if isinstance(value, Rules)
    }
