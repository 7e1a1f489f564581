"""One predicate, two uses: over random organisations `holds` and `q` agree for every actor and person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingjin.accounts.public import Role
from jingjin.core.actor import Actor, Grant, system
from jingjin.core.models import Company
from jingjin.core.policy import Predicate, actor_is, field_in
from jingjin.org import public as org
from jingjin.org.models import Person
from jingjin.org.rules import RULES

if TYPE_CHECKING:
    from uuid import UUID

DAY = date(2026, 11, 24)
SETUP = system("test")

relations = st.sampled_from(
    [
        org.is_self("id"),
        org.is_direct_manager("id"),
        org.is_line_manager("id"),
        org.is_hr_of("id"),
        org.is_hr_of("manager_id"),
        org.is_self("manager_id"),
        org.holds_role(Role.EXECUTIVE),
        actor_is(lambda actor: actor.person_id is not None),
        field_in("employment", "regular", "intern"),
        field_in("unit_id", None),
        *RULES.table.values(),
    ]
)
predicates = st.recursive(
    relations,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] & pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] | pair[1]),
        inner.map(lambda one: ~one),
    ),
    max_leaves=5,
)


@st.composite
def organisations(draw: st.DrawFn) -> tuple[list[int | None], list[int | None], list[int | None]]:
    """Unit parents, people's units and managers, as indexes of earlier rows."""
    units = draw(st.integers(1, 4))
    people = draw(st.integers(1, 6))
    parents = [None if n == 0 else draw(st.none() | st.integers(0, n - 1)) for n in range(units)]
    places = [draw(st.none() | st.integers(0, units - 1)) for _ in range(people)]
    managers = [None if n == 0 else draw(st.none() | st.integers(0, n - 1)) for n in range(people)]
    return parents, places, managers


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(organisation=organisations(), predicate=predicates, data=st.data())
def test_object_check_and_queryset_filter_agree(
    db: None,
    organisation: tuple[list[int | None], list[int | None], list[int | None]],
    predicate: Predicate,
    data: st.DataObject,
) -> None:
    from django.db import transaction

    with transaction.atomic():
        people, units = _build(*organisation)
        me = data.draw(st.none() | st.sampled_from([person.pk for person in people]))
        grants = data.draw(
            st.frozensets(
                st.builds(
                    Grant, st.sampled_from([str(role) for role in Role]), st.none() | st.sampled_from(units)
                ),
                max_size=3,
            )
        )
        actor = Actor(
            name="somebody", account_id=data.draw(st.sampled_from([None, 1])), person_id=me, grants=grants
        )

        filtered = set(Person.objects.filter(predicate.q(actor)).values_list("pk", flat=True))
        held = {person.pk for person in Person.objects.all() if predicate.holds(actor, person)}

        assert held == filtered
        transaction.set_rollback(True)


def _build(
    parents: list[int | None], places: list[int | None], managers: list[int | None]
) -> tuple[list[Person], list[UUID]]:
    Company.objects.get_or_create(pk=1, defaults={"name": "c"})
    entity = org.create_entity(by=SETUP, name="公司")
    units: list[org.Unit] = []
    for n, parent in enumerate(parents):
        units.append(
            org.create_unit(by=SETUP, name=f"u{n}", parent=None if parent is None else units[parent])
        )
    people = [
        org.create_person(
            by=SETUP,
            entity=entity,
            number=str(n),
            name=f"人{n}",
            employment=("regular", "intern", "outsourced")[n % 3],
            position=org.Position(unit=None if place is None else units[place]),
        )
        for n, place in enumerate(places)
    ]
    for person, manager in zip(people, managers, strict=True):
        if manager is not None:
            org.set_manager(by=SETUP, person=person, manager=people[manager], since=DAY)
    org.rebuild_closures(day=DAY)
    return people, [unit.uid for unit in units]
