"""The policy engine: one predicate, used for one object and as a queryset filter.

A rule table (`rules.py` of each area) maps an action to a predicate over actor and subject. Four
kinds of atom exist, and each derives both uses from one definition:

- `actor_is`: a fact about the actor alone,
- `own`: a key of the subject is the actor's own person,
- `field_in`: a field of the subject has one of the given values,
- `related`: a key of the subject is among the ids that a queryset gives for the actor.

They combine with `&`, `|` and `~`. A property test builds random organisations and proves that
`holds` and `q` agree on every row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from jingjin.core.errors import Denied, NotFound
from jingjin.core.rows import the_one

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from jingjin.core.actor import Actor

M = TypeVar("M", bound=Model)

# Known by identity, so that a condition that the actor alone decides leaves nothing of itself in a query.
ALWAYS = Q(pk__isnull=False)
NEVER = Q(pk__in=[])


class Predicate:
    """A condition over (actor, subject). Subclasses give `q` and `holds`, which must agree."""

    because: Any = ""

    def q(self, actor: Actor) -> Q:
        """The rows of a queryset for which the condition holds."""
        raise NotImplementedError

    def holds(self, actor: Actor, subject: Model) -> bool:
        """Whether the condition holds for one loaded subject."""
        raise NotImplementedError

    def reason(self, actor: Actor, subject: Model) -> str:
        """The sentence of the first part that fails; empty when none has one."""
        return "" if self.holds(actor, subject) else str(self.because)

    def __and__(self, other: Predicate) -> Predicate:
        return _All((self, other))

    def __or__(self, other: Predicate) -> Predicate:
        return _Any((self, other))

    def __invert__(self) -> Predicate:
        return _Not(self)


@dataclass(frozen=True)
class _All(Predicate):
    parts: tuple[Predicate, ...]

    def q(self, actor: Actor) -> Q:
        parts = [one for part in self.parts if (one := part.q(actor)) is not ALWAYS]
        if any(one is NEVER for one in parts):
            return NEVER
        return reduce(and_, parts) if parts else ALWAYS

    def holds(self, actor: Actor, subject: Model) -> bool:
        return all(part.holds(actor, subject) for part in self.parts)

    def reason(self, actor: Actor, subject: Model) -> str:
        return next((text for part in self.parts if (text := part.reason(actor, subject))), "")


@dataclass(frozen=True)
class _Any(Predicate):
    parts: tuple[Predicate, ...]

    def q(self, actor: Actor) -> Q:
        parts = [one for part in self.parts if (one := part.q(actor)) is not NEVER]
        if any(one is ALWAYS for one in parts):
            return ALWAYS
        return reduce(or_, parts) if parts else NEVER

    def holds(self, actor: Actor, subject: Model) -> bool:
        return any(part.holds(actor, subject) for part in self.parts)

    def reason(self, actor: Actor, subject: Model) -> str:
        if self.holds(actor, subject):
            return ""
        return next((text for part in self.parts if (text := part.reason(actor, subject))), "")


@dataclass(frozen=True)
class _Not(Predicate):
    part: Predicate

    def q(self, actor: Actor) -> Q:
        inner = self.part.q(actor)
        if inner is NEVER or inner is ALWAYS:
            return ALWAYS if inner is NEVER else NEVER
        return ~inner

    def holds(self, actor: Actor, subject: Model) -> bool:
        return not self.part.holds(actor, subject)


@dataclass(frozen=True)
class _ActorIs(Predicate):
    test: Callable[[Actor], bool]
    because: Any

    def q(self, actor: Actor) -> Q:
        return ALWAYS if self.test(actor) else NEVER

    def holds(self, actor: Actor, subject: Model) -> bool:
        return self.test(actor)


@dataclass(frozen=True)
class _Own(Predicate):
    path: str
    because: Any

    def q(self, actor: Actor) -> Q:
        return NEVER if actor.person_id is None else Q(**{self.path: actor.person_id})

    def holds(self, actor: Actor, subject: Model) -> bool:
        return actor.person_id is not None and value_at(subject, self.path) == actor.person_id


def value_at(subject: Model, path: str) -> Any:
    """The value at a Django lookup path such as `plan__person_id`; None when a link is empty."""
    value: Any = subject
    for name in path.split("__"):
        if value is None:
            return None
        value = getattr(value, name)
    return value


@dataclass(frozen=True)
class _FieldIn(Predicate):
    path: str
    values: tuple[Any, ...]
    because: Any

    def q(self, actor: Actor) -> Q:
        plain = [value for value in self.values if value is not None]
        out = Q(**{f"{self.path}__in": plain})
        return out | Q(**{f"{self.path}__isnull": True}) if None in self.values else out

    def holds(self, actor: Actor, subject: Model) -> bool:
        return value_at(subject, self.path) in self.values


@dataclass(frozen=True)
class _Related(Predicate):
    name: str
    path: str
    ids: Callable[[Actor], QuerySet[Any, Any] | None]
    because: Any

    def q(self, actor: Actor) -> Q:
        key = ("sql", self.name)
        if key not in actor.memo:
            actor.memo[key] = _written(self._rows(actor))
        ids = actor.memo[key]
        return NEVER if ids is None else Q(**{f"{self.path}__in": ids})

    def holds(self, actor: Actor, subject: Model) -> bool:
        value = value_at(subject, self.path)
        if value is None:
            return False
        key = (self.name, value)
        if key not in actor.memo:
            rows = self._rows(actor)
            actor.memo[key] = rows is not None and value in set(rows.filter(**{f"{_column(rows)}": value}))
        return bool(actor.memo[key])

    def _rows(self, actor: Actor) -> QuerySet[Any, Any] | None:
        """`ids(actor)`, asked for once for all the rules of a request."""
        key = ("rows", self.name)
        if key not in actor.memo:
            actor.memo[key] = self.ids(actor)
        rows: QuerySet[Any, Any] | None = actor.memo[key]
        return rows


def _written(rows: QuerySet[Any, Any] | None) -> RawSQL | None:
    """The query as Django writes it, so that a request writes a relation once and not once for each of its queries.

    None when there is nothing to ask for.
    """
    if rows is None:
        return None
    try:
        return RawSQL(*rows.query.sql_with_params())  # noqa: S611 written by Django, with its parameters
    except EmptyResultSet:
        return None


def _column(rows: QuerySet[Any, Any]) -> str:
    """The single column that a `values_list(..., flat=True)` queryset selects."""
    return str(rows.query.values_select[0])


def actor_is(test: Callable[[Actor], bool], because: Any = "") -> Predicate:
    """A fact about the actor alone."""
    return _ActorIs(test, because)


def own(path: str, because: Any = "") -> Predicate:
    """The key at `path` is the actor's own person (no query)."""
    return _Own(path, because)


def field_in(path: str, *values: Any, because: Any = "") -> Predicate:
    """The subject's field at `path` has one of `values` (None means empty)."""
    return _FieldIn(path, values, because)


def related(
    name: str, path: str, ids: Callable[[Actor], QuerySet[Any, Any] | None], because: Any = ""
) -> Predicate:
    """The key at `path` is among `ids(actor)`: a `values_list(column, flat=True)` queryset, or None for nothing.

    `name` identifies the relation in the actor's memo: the same name must mean the same `ids`.
    """
    return _Related(name, path, ids, because)


class Rules:
    """The rule table of one model: action name → predicate. `read` is the action that makes a row visible."""

    def __init__(self, *, read: str, table: Mapping[str, Predicate]) -> None:
        if read not in table:
            raise ValueError(f"the reading action {read} has no rule")
        self.read = read
        self.table = dict(table)

    def rows(self, rows: QuerySet[M], *, by: Actor, action: str | None = None) -> QuerySet[M]:
        """The rows on which `by` may do `action` (by default: which `by` may see)."""
        return rows.filter(self.table[action or self.read].q(by))

    def allows(self, subject: Model, *, by: Actor, action: str) -> bool:
        """Whether `by` may do `action` on this subject."""
        return self.table[action].holds(by, subject)

    def demand(self, subject: Model, *, by: Actor, action: str) -> None:
        """Raise NotFound when `by` may not even see the subject, Denied with the reason when not do `action`."""
        if not self.allows(subject, by=by, action=self.read):
            raise NotFound
        if not self.allows(subject, by=by, action=action):
            raise Denied(self.table[action].reason(by, subject))

    def find(self, rows: QuerySet[M], *, by: Actor, uid: UUID | str, action: str | None = None) -> M:
        """The one row with this uid, if `by` may do `action` on it; NotFound or Denied otherwise."""
        subject = the_one(rows.filter(self.table[self.read].q(by), uid=uid))
        if subject is None:
            raise NotFound
        if action is not None:
            self.demand(subject, by=by, action=action)
        return subject
