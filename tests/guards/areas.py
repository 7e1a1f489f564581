"""What several guards need: the areas in their order, their source files, the rule tables, the views."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver

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


def rule_actions() -> dict[str, set[str]]:
    """The actions of each area's rule tables (`RULES…` tables and `ROLE_RIGHTS`)."""
    found: dict[str, set[str]] = {}
    for area in areas():
        if not ((PACKAGE / area / "rules.py").exists() or (PACKAGE / area / "rules").exists()):
            continue
        module = import_module(f"jingjin.{area}.rules")
        tables = [value.table for name, value in vars(module).items() if name.endswith("RULES")]
        found[area] = set().union(*tables, getattr(module, "ROLE_RIGHTS", {}))
    return found
