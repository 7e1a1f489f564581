"""Relations between an actor and the person a record is about, and the rule table of people.

Other areas build their tables from these relations (`org.public`); `path` is the lookup path from their
record to the key of the person concerned, e.g. `person_id` or `plan__person_id`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jingjin.accounts.public import Role
from jingjin.core.errors import NotFound
from jingjin.core.policy import Predicate, Rules, actor_is, field_in, own, related
from jingjin.org.models import LineClosure, Person, UnitClosure

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jingjin.core.actor import Actor


LEADS = "org.leads"  # what the actor remembers of itself: whether anybody reports to it


def leads_nobody(actor: Actor) -> bool:
    """Whether it is known that nobody reports to the actor (no query)."""
    return actor.person_id is None or actor.memo.get(LEADS) is False


def _direct_reports(actor: Actor) -> QuerySet[LineClosure, int] | None:
    if leads_nobody(actor):
        return None
    return LineClosure.objects.filter(manager_id=actor.person_id, depth=1).values_list("person_id", flat=True)


def _line(actor: Actor) -> QuerySet[LineClosure, int] | None:
    if leads_nobody(actor):
        return None
    return LineClosure.objects.filter(manager_id=actor.person_id).values_list("person_id", flat=True)


def people_in_scope(actor: Actor, role: str) -> QuerySet[Person, int] | None:
    """The keys of the people over whom the actor holds `role`, never themselves."""
    scopes = actor.scopes(role)
    if not scopes:
        return None
    people = Person.objects.exclude(pk=actor.person_id) if actor.person_id else Person.objects.all()
    if None not in scopes:
        uids = [scope for scope in scopes if scope is not None]
        units = UnitClosure.objects.filter(ancestor__uid__in=uids).values("descendant_id")
        people = people.filter(unit_id__in=units)
    return people.values_list("id", flat=True)


def is_self(path: str) -> Predicate:
    """The actor is the person concerned."""
    return own(path, _("Only the person concerned can do this."))


def is_direct_manager(path: str) -> Predicate:
    """The actor is the person's direct manager today."""
    return related("org.direct", path, _direct_reports, _("Only the direct manager can do this."))


def is_line_manager(path: str) -> Predicate:
    """The actor stands above the person in the reporting line today, at any distance."""
    return related("org.line", path, _line, _("Only a manager of this person can do this."))


def is_hr_of(path: str) -> Predicate:
    """The actor is HR partner of the person's unit, or HR admin over it; never for oneself."""
    partner = related(
        "org.hr_partner",
        path,
        lambda actor: people_in_scope(actor, Role.HR_PARTNER),
        _("Only the HR partner of this unit can do this."),
    )
    admin = related("org.hr_admin", path, lambda actor: people_in_scope(actor, Role.HR_ADMIN))
    return partner | admin


def _units_of_membership(actor: Actor) -> QuerySet[UnitClosure, int] | None:
    if actor.person_id is None:
        return None
    own = Person.objects.filter(pk=actor.person_id).values("unit_id")
    return UnitClosure.objects.filter(descendant_id__in=own).values_list("ancestor_id", flat=True)


def _units_below(actor: Actor, **near: int) -> QuerySet[Person, int] | None:
    if leads_nobody(actor):
        return None
    below = LineClosure.objects.filter(manager_id=actor.person_id, **near).values("person_id")
    people = Person.objects.filter(id__in=below, left_on=None, unit__isnull=False)
    return people.values_list("unit_id", flat=True)


def _units_in_scope(actor: Actor, role: str) -> QuerySet[UnitClosure, int] | None:
    scopes = actor.scopes(role)
    if not scopes:
        return None
    pairs = UnitClosure.objects.all()
    if None not in scopes:
        pairs = pairs.filter(ancestor__uid__in=[scope for scope in scopes if scope is not None])
    return pairs.values_list("descendant_id", flat=True)


def is_unit_member(path: str) -> Predicate:
    """The actor works in the unit at `path`, or in a unit below it."""
    return related("org.unit_member", path, _units_of_membership)


def is_unit_manager(path: str) -> Predicate:
    """Somebody of the actor's reporting line works in the unit at `path`."""
    return related("org.unit_manager", path, _units_below)


def is_unit_lead(path: str) -> Predicate:
    """Somebody of the unit at `path` reports directly to the actor."""
    because = _("Only the unit's manager can do this.")
    return related("org.unit_lead", path, lambda actor: _units_below(actor, depth=1), because)


def is_hr_of_unit(path: str) -> Predicate:
    """The actor is HR partner of the unit at `path`, or HR admin over it."""
    because = _("Only the HR partner of this unit can do this.")
    partner = related("org.unit_hr", path, lambda actor: _units_in_scope(actor, Role.HR_PARTNER), because)
    return partner | related("org.unit_admin", path, lambda actor: _units_in_scope(actor, Role.HR_ADMIN))


def holds_role(*roles: Role) -> Predicate:
    """The actor holds one of the roles over anything (configuration, not people)."""
    return actor_is(
        lambda actor: any(actor.has_role(role) for role in roles),
        _("Your role doesn't include this."),
    )


is_person = actor_is(lambda actor: actor.person_id is not None)


works_here = field_in("left_on", None) & actor_is(lambda actor: actor.account_id is not None)

RULES = Rules(
    read="person.find",
    table={
        "person.find": works_here | is_hr_of("id") | holds_role(Role.HR_ADMIN),
        "person.read": is_self("id") | is_line_manager("id") | is_hr_of("id"),
        "person.contact": is_self("id") | is_hr_of("id"),
        "person.edit": is_hr_of("id"),
    },
)

# Rights that concern no single person: the role alone decides.
ROLE_RIGHTS = {
    "accounts.open": holds_role(Role.HR_ADMIN, Role.HR_PARTNER),
    "roles.manage": holds_role(Role.HR_ADMIN, Role.IT_ADMIN),
    "roster.import": holds_role(Role.HR_ADMIN),
    "jobs.read": holds_role(Role.HR_ADMIN, Role.IT_ADMIN),
    "demo.leave": holds_role(Role.HR_ADMIN, Role.IT_ADMIN),
}


def demand(by: Actor, right: str) -> None:
    """Raise NotFound unless the actor's role includes `right`: such pages don't exist for others."""
    if not ROLE_RIGHTS[right].holds(by, Person()):
        raise NotFound
