"""Every field of every model has a class (CONVENTIONS 6): a new field fails here until it is classified."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Iterable

# Core's own tables hold no personal data beyond keys; they are listed here because core has no area files.
CORE = {
    f"{model}.{name}"
    for model, names in {
        "Company": (
            "id",
            "name",
            "name_en",
            "zone",
            "is_demo",
            "is_loading",
            "signals_enabled",
            "created_at",
        ),
        "Event": ("id", "name", "ids", "actor", "created_at", "handled_at", "attempts", "error"),
        "Progress": ("key", "done", "total", "note", "error", "started_at", "finished_at"),
        "UsedToken": ("token", "account_id", "status", "location", "body", "created_at"),
        "StoredFile": ("id", "uid", "sha256", "name", "media_type", "size", "created_at", "keep_until"),
    }.items()
    for name in names
}


def areas() -> list[str]:
    return sorted(config.label for config in apps.get_app_configs() if config.name.startswith("jingjin."))


def stored_fields(area: str) -> set[str]:
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(area).get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
    }


def classified(area: str) -> set[str]:
    if area == "core":
        return CORE
    name = f"jingjin.{area}.privacy"
    return set(import_module(name).FIELDS) if find_spec(name) else set()


def differences(stored: Iterable[str], known: Iterable[str]) -> dict[str, list[str]]:
    return {"unclassified": sorted(set(stored) - set(known)), "stale": sorted(set(known) - set(stored))}


@pytest.mark.parametrize("area", areas())
def test_every_field_has_a_class(area: str) -> None:
    assert differences(stored_fields(area), classified(area)) == {"unclassified": [], "stale": []}


def test_the_guard_sees_a_planted_field() -> None:
    planted = stored_fields("org") | {"Person.salary"}

    assert differences(planted, classified("org"))["unclassified"] == ["Person.salary"]
