"""Units and seats of a company of any size: who sits where, under whom, called what."""

from __future__ import annotations

from dataclasses import dataclass, field

from jingjin.workflows.demo.cast import CAST
from jingjin.workflows.demo.shape import GROWTH, UNITS, Growth, UnitPlan
from jingjin.workflows.demo.words import LEADS, LEADS_TEAMS, TITLES, Title, chinese_number

TEAM = 9  # people of a usual team, with whoever leads it
BISECTIONS = 60
BROADEST = 10  # teams under one head; with more, areas come in between
CAST_HEADS = {
    "top": "gu",
    "sales": "gao",
    "east": "tang",
    "east_one": "zhao",
    "east_two": "qin",
    "east_success": "sun",
    "service": "min_he",
    "research": "cheng",
    "production": "ma",
    "hr": "bai",
    "finance": "su",
    "it": "meng",
    "audit": "tan",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A place for somebody made up. `manager` is a cast key or the index of an earlier seat."""

    unit: str
    growth: Growth
    title: Title
    manager: str | int
    leads: bool


@dataclass
class Layout:
    """The units from the top down, and the seats, managers before those they manage."""

    units: list[UnitPlan] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)


def lay_out(people: int) -> Layout:
    """The layout of a company with so many people, the cast among them."""
    counts = headcounts(people)
    layout = Layout()
    used = {unit for growth, count in counts.items() if count for unit in _with_parents(growth.unit)}
    used |= {unit for member in CAST for unit in _with_parents(member.unit)}
    layout.units.extend(unit for unit in UNITS if unit.key in used)
    heads: dict[str, str | int] = dict(CAST_HEADS)
    for growth, count in counts.items():
        if count:
            _fill(layout, growth, count, heads)
    return layout


def headcounts(people: int) -> dict[Growth, int]:
    """How many made-up people each place of growth gets: by share, between its fewest and its most."""
    total = people - len(CAST)
    low, high = 0.0, 2.0 * people / min(growth.share for growth in GROWTH)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(_wanted(middle).values()) < total else (low, middle)
    wanted = _wanted(low)
    counts = {growth: int(size) for growth, size in wanted.items()}
    by_rest = sorted(GROWTH, key=lambda growth: counts[growth] - wanted[growth])
    for growth in by_rest[: total - sum(counts.values())]:
        counts[growth] += 1
    return counts


def _wanted(scale: float) -> dict[Growth, float]:
    return {growth: min(max(growth.share * scale, growth.fewest), growth.most or scale) for growth in GROWTH}


def _with_parents(key: str) -> set[str]:
    parents = {unit.key: unit.parent for unit in UNITS}
    found: set[str] = set()
    step: str | None = key
    while step is not None:
        found.add(step)
        step = parents[step]
    return found


def _fill(layout: Layout, growth: Growth, count: int, heads: dict[str, str | int]) -> None:
    """Seat `count` people in the unit of growth: its head if the story has none, then its teams."""
    parents = {unit.key: unit.parent or "" for unit in UNITS}
    in_teams = growth.teams is not None and (count > TEAM or growth.always_teams)
    if growth.unit not in heads:
        title = _leader(growth, leads_teams=in_teams)
        heads[growth.unit] = _seat(
            layout, growth.unit, growth, title, heads[parents[growth.unit]], leads=True
        )
        count -= 1
    head = heads[growth.unit]
    if in_teams:
        _teams(layout, growth, count, growth.unit, head)
    else:
        _members(layout, growth, count, growth.unit, head)


def _teams(layout: Layout, growth: Growth, count: int, parent: str, head: str | int) -> None:
    """Split into teams of a usual size, under areas while there are too many for one head."""
    number = -(-count // (TEAM + 2))
    areas = [(parent, head)]
    if number > BROADEST:
        seated = len(layout.seats)
        areas = _areas(layout, growth, -(-number // BROADEST), parent, head)
        count -= len(layout.seats) - seated
    zh, en = growth.teams or ("", "")
    for index in range(number):
        key = f"{growth.unit}_{growth.first + index}"
        unit, above = areas[index * len(areas) // number]
        n = growth.first + index
        layout.units.append(UnitPlan(key, zh.format(n=chinese_number(n)), en.format(n=n), unit))
        size = count * (index + 1) // number - count * index // number
        lead = _seat(layout, key, growth, _leader(growth, leads_teams=False), above, leads=True)
        _members(layout, growth, size - 1, key, lead)


def _areas(
    layout: Layout, growth: Growth, number: int, parent: str, head: str | int
) -> list[tuple[str, str | int]]:
    """Areas between a unit and its many teams, themselves under areas when they are too many."""
    above = [(parent, head)]
    if number > BROADEST:
        above = _areas(layout, growth, -(-number // BROADEST), parent, head)
    base = next(unit for unit in layout.units if unit.key == parent)
    made: list[tuple[str, str | int]] = []
    for index in range(number):
        unit, over = above[index * len(above) // number]
        key = f"{parent}_area{len(layout.units)}"
        name = f"{base.name}第{chinese_number(index + 1)}片区"
        layout.units.append(UnitPlan(key, name, f"{base.name_en} Area {index + 1}", unit))
        made.append((key, _seat(layout, key, growth, TITLES[growth.family][LEADS_TEAMS], over, leads=True)))
    return made


def _members(layout: Layout, growth: Growth, count: int, unit: str, manager: str | int) -> None:
    junior, senior = TITLES[growth.family][:LEADS]
    if growth.titles:
        zh, en = growth.titles
        junior, senior = Title(zh, en, junior.grade), Title(f"高级{zh}", f"Senior {en}", senior.grade)
    for index in range(count):
        _seat(layout, unit, growth, senior if index % 3 == 2 else junior, manager, leads=False)  # noqa: PLR2004 - every third is senior


def _leader(growth: Growth, *, leads_teams: bool) -> Title:
    if growth.leader and leads_teams:
        return growth.leader
    return TITLES[growth.family][LEADS_TEAMS if leads_teams else LEADS]


def _seat(layout: Layout, unit: str, growth: Growth, title: Title, manager: str | int, *, leads: bool) -> int:
    layout.seats.append(Seat(unit, growth, title, manager, leads))
    return len(layout.seats) - 1
