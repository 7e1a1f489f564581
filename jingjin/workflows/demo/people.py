"""The people of the company: the cast and everybody made up around them, with dates, leaves and lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jingjin.workflows.demo.cast import CAST, CastMember
from jingjin.workflows.demo.days import months_on
from jingjin.workflows.demo.layout import Layout, Seat, lay_out
from jingjin.workflows.demo.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    import numpy as np

    from jingjin.workflows.demo.settings import Settings
    from jingjin.workflows.demo.shape import UnitPlan
    from jingjin.workflows.demo.words import Family

FIRST_NUMBER = 1001  # the cast has the numbers below, and one above
PROBATION_MONTHS, CONTRACT_MONTHS = 6, 36
SHARE_ON_LEAVE, SHARE_NEW, SHARE_LEFT, SHARE_ANNUAL_LEAVE = 0.045, 0.03, 0.05, 0.4
MAIL_DOMAIN = "yunshan.example"


@dataclass(frozen=True, slots=True)
class LeavePlan:
    """An absence from a first to a last day."""

    kind: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class ManagedBy:
    """Who managed a person (by number) from a day on."""

    number: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    """A person to be made. `key` names somebody of the cast; `entity` is the index of the employer."""

    uid: UUID
    number: str
    name: str
    family: Family
    unit: str
    title: str
    title_en: str
    grade: str
    hired_on: date
    entity: int = 0
    key: str = ""
    place: str = "苏州"
    region: str = ""
    line: str = ""
    leads: bool = False
    left_on: date | None = None
    managed_by: tuple[ManagedBy, ...] = ()
    leaves: tuple[LeavePlan, ...] = ()

    @property
    def probation_until(self) -> date:
        """The end of the months of probation."""
        return months_on(self.hired_on, PROBATION_MONTHS)

    @property
    def contract_until(self) -> date:
        """The end of the first contract, or of the one that followed without a gap."""
        return months_on(self.hired_on, CONTRACT_MONTHS * 3)

    @property
    def mail(self) -> str:
        """A mailbox that can't exist (RFC 2606)."""
        return f"{self.number}@{MAIL_DOMAIN}"

    def is_away(self, day: date) -> bool:
        """Whether the person is on leave that day."""
        return any(leave.first_day <= day <= leave.last_day for leave in self.leaves)


@dataclass
class Staff:
    """Units from the top down and people, managers before those they manage."""

    units: list[UnitPlan]
    people: list[PersonPlan]
    by_key: dict[str, PersonPlan] = field(init=False)
    by_number: dict[str, PersonPlan] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = {person.key: person for person in self.people if person.key}
        self.by_number = {person.number: person for person in self.people}

    def employed(self) -> list[PersonPlan]:
        """Everybody who still works here."""
        return [person for person in self.people if person.left_on is None]


def make_staff(settings: Settings) -> Staff:
    """Everybody of the company; leavers come on top of `settings.people`."""
    layout = lay_out(settings.people)
    cast = {member.key: _cast_plan(settings, member) for member in CAST}
    made = _made_up(settings, layout, cast)
    people = [*_by_rank(cast), *made]
    return Staff(layout.units, [*people, *_leavers(settings, made)])


def _by_rank(cast: dict[str, PersonPlan]) -> Iterator[PersonPlan]:
    """The cast, managers first."""
    members = {member.key: member for member in CAST}

    def depth(key: str) -> int:
        manager = members[key].manager
        return 0 if manager is None else depth(manager) + 1

    return iter(sorted(cast.values(), key=lambda person: depth(person.key)))


def _cast_plan(settings: Settings, member: CastMember) -> PersonPlan:
    numbers = {other.key: other.number for other in CAST}
    months = {other.key: other.months for other in CAST}
    hired = _hired(settings, member)
    managed: tuple[ManagedBy, ...] = ()
    if member.manager:
        since = member.since or min(member.months, months[member.manager])
        day = settings.days.on_or_after(months_on(settings.today, -since)) if since else hired
        managed = (ManagedBy(numbers[member.manager], max(day, hired)),)
    if member.since:
        managed = (ManagedBy(numbers["tang"], hired), *managed)
    return PersonPlan(
        uid=settings.uid("person", member.number), number=member.number, name=member.name, family=member.family,
        unit=member.unit, title=member.title, title_en=member.title_en, grade=member.grade, hired_on=hired,
        key=member.key, region=member.region, line=member.line, managed_by=managed,
        leads=any(other.manager == member.key for other in CAST), leaves=_cast_leaves(settings, member.key),
    )  # fmt: skip


def _hired(settings: Settings, member: CastMember) -> date:
    if member.months == 0:  # 韩雪 began six full weeks ago: this is week 7
        return settings.days.on_or_after(settings.this_week - timedelta(weeks=6))
    return settings.days.on_or_after(months_on(settings.today, -member.months))


def _cast_leaves(settings: Settings, key: str) -> tuple[LeavePlan, ...]:
    if key == "luo":  # away for eleven weeks, the fourth of them running
        first = settings.days.on_or_after(settings.this_week - timedelta(weeks=3))
        return (LeavePlan("other", first, first + timedelta(weeks=11)),)
    if key == "lin":  # two days within the last eight weeks
        return (LeavePlan("annual", settings.days.back(26), settings.days.back(25)),)
    return ()


def _made_up(settings: Settings, layout: Layout, cast: dict[str, PersonPlan]) -> list[PersonPlan]:
    """Fill every seat; numbers follow the day of hire, as in a real roster."""
    dice = settings.dice("people")
    names = Names(dice, [member.name for member in CAST])
    hired = [_hire_day(settings, seat, dice) for seat in layout.seats]
    numbers = _numbers(hired)
    made: list[PersonPlan] = []
    in_unit: dict[str, int] = {}
    for index, seat in enumerate(layout.seats):
        manager = cast[seat.manager] if isinstance(seat.manager, str) else made[seat.manager]
        nth = in_unit[seat.unit] = in_unit.get(seat.unit, -1) + 1
        person = _seated(settings, seat, numbers[index], names.draw(), hired[index], nth)
        since = max(person.hired_on, manager.hired_on)
        made.append(
            replace(
                person,
                managed_by=(ManagedBy(manager.number, since),),
                leaves=() if seat.leads else _leaves(settings, person, dice),
            )
        )
    return made


def _hire_day(settings: Settings, seat: Seat, dice: np.random.Generator) -> date:
    """Some began lately, most within eight years, those who lead at least two years ago."""
    if seat.leads:
        months = 24 + float(dice.gamma(3.0, 16.0))
    elif dice.random() < SHARE_NEW:
        return settings.days.on_or_after(settings.this_week - timedelta(weeks=int(dice.integers(1, 11))))
    else:
        months = 4 + float(dice.gamma(1.6, 20.0))
    return settings.days.on_or_after(settings.today - timedelta(days=int(min(months, 190) * 30.4)))


def _numbers(hired: list[date]) -> list[str]:
    """Employee numbers with leading zeros in the order of hire; the cast's own are left out."""
    taken = {member.number for member in CAST}
    width = max(5, len(str(FIRST_NUMBER + len(hired) + len(taken))))
    count = FIRST_NUMBER
    numbers = [""] * len(hired)
    for index in sorted(range(len(hired)), key=lambda index: (hired[index], index)):
        while str(count).zfill(width) in taken:
            count += 1
        numbers[index] = str(count).zfill(width)
        count += 1
    return numbers


def _seated(settings: Settings, seat: Seat, number: str, name: str, hired: date, nth: int) -> PersonPlan:
    growth = seat.growth
    team = sum(map(ord, seat.unit))  # one place per team, always the same
    return PersonPlan(
        uid=settings.uid("person", number), number=number, name=name, family=growth.family, unit=seat.unit,
        title=seat.title.zh, title_en=seat.title.en, grade=seat.title.grade, hired_on=hired, entity=growth.entity,
        place=growth.places[team % len(growth.places)], region=growth.region,
        line="" if seat.leads else growth.lines[nth % len(growth.lines)], leads=seat.leads,
    )  # fmt: skip


def _leaves(settings: Settings, person: PersonPlan, dice: np.random.Generator) -> tuple[LeavePlan, ...]:
    """Few are away for weeks today; many took some days within the year."""
    rolls = dice.random(2)
    back, weeks, length = int(dice.integers(1, 9)), int(dice.integers(2, 11)), int(dice.integers(2, 6))
    days = settings.days
    if rolls[0] < SHARE_ON_LEAVE and person.hired_on < settings.today - timedelta(days=200):
        first = days.on_or_after(settings.this_week - timedelta(weeks=back))
        kind = ("parental", "sick", "other")[weeks % 3]
        return (LeavePlan(kind, first, days.on_or_before(settings.this_week + timedelta(weeks=weeks))),)
    start = days.on_or_after(settings.today - timedelta(weeks=4 * back, days=weeks))
    if rolls[1] < SHARE_ANNUAL_LEAVE and person.hired_on < start - timedelta(days=90):
        return (LeavePlan("annual", start, days.shift(start, length - 1)),)
    return ()


def _leavers(settings: Settings, made: list[PersonPlan]) -> Iterator[PersonPlan]:
    """People who left within the year, from teams of those who stayed."""
    dice = settings.dice("leavers")
    names = Names(dice, [person.name for person in made])
    colleagues = [person for person in made if not person.leads]
    width = len(made[0].number)
    for count in range(round(SHARE_LEFT * settings.people)):
        colleague = colleagues[int(dice.integers(len(colleagues)))]
        left = settings.days.on_or_before(settings.today - timedelta(days=int(dice.integers(20, 330))))
        hired = settings.days.on_or_after(left - timedelta(days=int(dice.integers(200, 1500))))
        number = str(FIRST_NUMBER - 101 - count).zfill(width) if count < 300 else f"L{count:0{width - 1}}"  # noqa: PLR2004 - below the numbers in use
        manager = colleague.managed_by[-1]
        yield replace(
            colleague, uid=settings.uid("person", f"left/{count}"), number=number, name=names.draw(),
            hired_on=hired, left_on=left, leaves=(), managed_by=(ManagedBy(manager.number, hired),),
        )  # fmt: skip
