"""Reading rows cheaply."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

M = TypeVar("M", bound="Model")


def the_one(rows: QuerySet[M]) -> M | None:
    """The row of a query by a unique key, or None (1 query).

    `first()` would sort: for ORDER BY Django hashes each selected column, which takes longer than the query itself.
    """
    return next(iter(rows), None)
