"""Direction of foreign keys, no raw managers outside an area, the contracts name every area."""

from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from tests.guards.areas import HEIGHT, PACKAGE, ROOT, area_of, areas, sources, tree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def upward_keys(found: Iterable[type[models.Model]]) -> list[str]:
    """Foreign keys that point at a higher area, or delete what they point from."""
    wrong = []
    for model in found:
        own = model._meta.app_label
        for field in model._meta.concrete_fields:
            target = field.related_model
            if not (field.is_relation and isinstance(target, type)):
                continue
            other = target._meta.app_label
            if HEIGHT.get(other, 0) > HEIGHT[own]:
                wrong.append(f"{model.__name__}.{field.name} points up to {other}")
            elif _on_delete(field) not in {models.PROTECT, models.CASCADE}:
                wrong.append(f"{model.__name__}.{field.name} forgets what it pointed to")
            elif _on_delete(field) is models.CASCADE and own != other:
                wrong.append(f"{model.__name__}.{field.name} is deleted with a row of {other}")
    return wrong


def _on_delete(field: models.Field[Any, Any]) -> object:
    return getattr(field.remote_field, "on_delete", None)


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("jingjin.")]


def test_foreign_keys_point_down() -> None:
    assert upward_keys(our_models()) == []


def test_proof_has_no_foreign_keys() -> None:
    assert [
        field.name
        for model in apps.get_app_config("audit").get_models()
        for field in model._meta.fields
        if field.is_relation
    ] == []


def test_the_guard_sees_a_planted_key() -> None:
    class Planted(models.Model):
        plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT)

        class Meta:
            app_label = "org"

    try:
        assert upward_keys([Planted]) == ["Planted.plan points up to plans"]
    finally:
        del apps.all_models["org"]["planted"]
        apps.clear_cache()


def raw_managers(path: Path, module: ast.Module) -> list[str]:
    """Uses of `Model.objects` where rows must come from a door: another area's model, or any in a view."""
    foreign = {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and _other_area(path, node.module or "")
        for alias in node.names
    }
    layer = path.relative_to(PACKAGE).parts[1:2]
    outside = bool(layer) and layer[0].removesuffix(".py") in {"views", "api", "cards", "forms", "schemas"}
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager"}
        and isinstance(node.value, ast.Name)
        and (outside or node.value.id in foreign)
        and not (outside and node.value.id == "cls")
    ]


def _other_area(path: Path, name: str) -> bool:
    parts = name.split(".")
    return parts[0] == "jingjin" and len(parts) > 1 and parts[1] not in {area_of(path), "core"}


def test_rows_come_through_doors() -> None:
    assert [place for path in sources() for place in raw_managers(path, tree(path))] == []


def test_the_guard_sees_a_planted_manager() -> None:
    planted = ast.parse("from jingjin.org.public import Person\nPerson.objects.all()\n")

    assert raw_managers(PACKAGE / "plans" / "queries.py", planted) == ["jingjin/plans/queries.py:2"]


def contracts() -> dict[str, dict[str, list[str]]]:
    found = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return {contract["name"]: contract for contract in found}


UNGUARDED = {
    "core": "all may import all of it",
    "site": "on top",
    "desk": "nobody below imports it",
    "workflows": "its modules are its doors",
}


def test_contracts_name_every_area() -> None:
    named = contracts()
    inner = {
        name.removeprefix("jingjin.") for name in named["2 same inner order in every area"]["containers"]
    }
    walled = {name.split()[1].removesuffix(":") for name in named if name.startswith("5 ")}

    assert inner == walled == set(areas()) - set(UNGUARDED)
