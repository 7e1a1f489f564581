"""Classes of data. Each area's `privacy.py` puts every field of its models into one (`FIELDS`).

The class decides what a person's own export holds, how long a field is kept and what erasure does with it.
A guard fails on a field without a class.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.StrEnum):
    """What a field tells about a person."""

    IDENTITY = "identity"
    """Who somebody is and how to reach them."""
    PERFORMANCE = "performance"
    """How work went: values, targets, states, dates of plans and goals."""
    OPINION = "opinion"
    """What somebody wrote about themselves or another."""
    HEALTH = "health"
    """Leave, protection and anything close to health."""
    TECHNICAL = "technical"
    """Keys, versions, times and settings that tell nothing about a person."""


class Retention(enum.StrEnum):
    """When a field's content ends."""

    EMPLOYMENT = "employment"
    """Two years after leaving (劳动合同法 §50: contracts are kept for two years)."""
    PLAN = "plan"
    """Two years after the plan's end."""
    IMPORT = "import"
    """90 days: originals of imports."""
    SECURITY = "security"
    """180 days: sessions and failed sign-ins."""
    FOREVER = "forever"
    """Nothing personal, or proof from which content can be erased."""


@dataclass(frozen=True)
class Privacy:
    """The class of one field; `export` says whether it is in the person's own export."""

    kind: Kind
    keep: Retention
    export: bool = True


def technical(model: str, *names: str) -> dict[str, Privacy]:
    """Fields that tell nothing about a person."""
    return fields(model, Kind.TECHNICAL, Retention.FOREVER, *names, export=False)


def fields(model: str, kind: Kind, keep: Retention, *names: str, export: bool = True) -> dict[str, Privacy]:
    """Classify several fields of one model alike."""
    return {f"{model}.{name}": Privacy(kind, keep, export) for name in names}
