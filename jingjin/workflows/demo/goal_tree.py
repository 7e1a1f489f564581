"""The goals of company and units: strategy → region → team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jingjin.goals.public import Kind, Level, Measure
from jingjin.workflows.demo import goal_texts as texts
from jingjin.workflows.demo.goal_plans import GoalPlan, Results, spread, to_step
from jingjin.workflows.demo.indicators import INDICATORS
from jingjin.workflows.demo.words import Family

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jingjin.workflows.demo.people import Staff
    from jingjin.workflows.demo.settings import Settings

# Of each family: indicator, measure, target, weight. Sales has its own way.
FAMILY_GOALS: dict[Family, tuple[tuple[str, Measure, float, int], ...]] = {
    Family.SUCCESS: (
        ("renewal", Measure.STAY_ABOVE, 92, 50),
        ("satisfaction", Measure.STAY_ABOVE, 4.5, 30),
        ("visits", Measure.REACH, 60, 20),
    ),
    Family.SERVICE: (
        ("first_fix", Measure.STAY_ABOVE, 80, 50),
        ("response_hours", Measure.STAY_BELOW, 8, 30),
        ("satisfaction", Measure.STAY_ABOVE, 4.5, 20),
    ),
    Family.RESEARCH: (
        ("on_time_delivery", Measure.STAY_ABOVE, 85, 60),
        ("rework", Measure.STAY_BELOW, 12, 20),
        ("teamwork", Measure.STAY_ABOVE, 4, 20),
    ),
    Family.PRODUCTION: (
        ("output", Measure.STAY_ABOVE, 96, 60),
        ("first_pass", Measure.STAY_ABOVE, 97, 40),
    ),
    Family.FUNCTIONS: (("ticket_sla", Measure.STAY_ABOVE, 90, 70),),
}
SALES_WEIGHTS = {"new_orders": 40, "quote_rate": 30, "satisfaction": 20, "cash_in": 10}
NAMES = {plan.key: (plan.name, plan.name_en) for plan in INDICATORS}
EAST_TEAM = {"quote_rate": (22, 27), "satisfaction": (4.3, 4.7)}  # baseline and target, as the story has them
GOOD_RATE, MORE = 25, 2
CENTERS = {
    "service": (texts.SERVICE, "margin", Family.SERVICE),
    "research": (texts.RESEARCH, "launch", Family.RESEARCH),
    "production": (texts.PRODUCTION, "", Family.PRODUCTION),
}


def leads_of(staff: Staff) -> dict[str, str]:
    """Who leads each unit (employee numbers): whoever is called its head, else the first who leads in it."""
    from jingjin.workflows.demo.layout import CAST_HEADS

    found = {unit: staff.by_key[key].number for unit, key in CAST_HEADS.items() if key in staff.by_key}
    for person in staff.employed():
        if person.leads:
            found.setdefault(person.unit, person.number)
    return found


class UnitGoals:
    """The plans of company and units, parents before parts."""

    def __init__(self, settings: Settings, staff: Staff, results: Results) -> None:
        self.settings, self.staff, self.results = settings, staff, results
        self.units = {unit.key: unit for unit in staff.units}
        self.leads = leads_of(staff)
        self.sellers = [
            person for person in staff.employed() if person.family == Family.SALES and not person.leads
        ]

    def plans(self) -> Iterator[GoalPlan]:
        """All of them, of the running cycle."""
        yield from self._strategy()
        yield from self._east()
        yield from self._regions()
        yield from self._centers()

    def _number(self, key: str) -> str:
        return self.staff.by_key[key].number

    def _strategy(self) -> Iterator[GoalPlan]:
        cycle = self.settings.days.cycle
        steps = spread(texts.LAUNCH_STEPS, texts.LAUNCH_DONE, cycle.start, cycle.end, self.settings)
        yield _company("first_choice", texts.FIRST_CHOICE, 35, self._number("gao"), kind=Kind.OBJECTIVE)
        yield _company(
            "margin",
            texts.MARGIN,
            25,
            self._number("min_he"),
            measure=Measure.INCREASE,
            metric="service_margin",
            baseline=36,
            target=42,
        )
        yield _company(
            "launch", texts.LAUNCH, 20, self._number("cheng"), measure=Measure.MILESTONE, steps=steps
        )
        if self._regions_of():
            yield _company("growth", texts.GROWTH, 20, self._number("gao"), kind=Kind.OBJECTIVE)

    def _unit(self, key: str, unit: str, names: tuple[str, str], weight: float, **more: Any) -> GoalPlan:
        more.setdefault("responsible", self.leads.get(unit, ""))
        return GoalPlan(key=key, level=Level.UNIT, unit=unit, names=names, weight=weight, **more)

    def _east(self) -> Iterator[GoalPlan]:
        """The three parts of the first objective, as the strategy map shows them."""
        yield self._unit(
            "east/renewal",
            "east_success",
            texts.RENEWAL,
            35,
            parent="first_choice",
            measure=Measure.STAY_ABOVE,
            metric="renewal",
            target=92,
        )
        yield self._unit(
            "team/east_one", "east_one", texts.STABLE_EAST, 40, kind=Kind.OBJECTIVE, parent="first_choice"
        )
        yield self._unit(
            "east/universities",
            "east",
            texts.KEY_UNIVERSITIES,
            25,
            parent="first_choice",
            measure=Measure.REACH,
            target=25,
            measured_in=("所", "universities"),
            responsible=self._number("zheng"),
        )
        yield from self._sales_parts("east_one")

    def _regions_of(self) -> dict[str, list[str]]:
        """The sales units right below the center, each with its teams (itself, if people sit in it)."""
        found: dict[str, list[str]] = {}
        for team in sorted({person.unit for person in self.sellers} - {"east_one"}):
            region = team
            while self.units[region].parent != "sales":
                region = self.units[region].parent or "sales"
            found.setdefault(region, []).append(team)
        return found

    def _regions(self) -> Iterator[GoalPlan]:
        regions = self._regions_of()
        shares = split_percent({region: self._quota(*teams) for region, teams in regions.items()})
        for region, teams in regions.items():
            yield self._stable(region, shares[region], "growth")
            if teams == [region]:
                yield from self._sales_parts(region)
                continue
            parts = split_percent({team: self._quota(team) for team in teams})
            for team in teams:
                yield self._stable(team, parts[team], f"team/{region}")
                yield from self._sales_parts(team)

    def _stable(self, unit: str, weight: float, parent: str) -> GoalPlan:
        names = texts.stable(self.units[unit].name, self.units[unit].name_en)
        return self._unit(f"team/{unit}", unit, names, weight, kind=Kind.OBJECTIVE, parent=parent)

    def _sellers(self, *units: str) -> set[str]:
        return {person.number for person in self.sellers if person.unit in units}

    def _quota(self, *units: str) -> float:
        return self.results.quota("new_orders", self._sellers(*units))

    def _sales_parts(self, unit: str) -> Iterator[GoalPlan]:
        """The four parts of a team's objective, bound to the team's own figures."""
        numbers = self._sellers(unit)
        for key, weight in SALES_WEIGHTS.items():
            more: dict[str, Any]
            if key in ("new_orders", "cash_in"):
                amount = self.results.quota(key, numbers)
                names = (texts.orders if key == "new_orders" else texts.cash)(amount)
                more = {"measure": Measure.REACH, "target": amount}
            else:
                names, more = self._rate(unit, key, numbers)
            yield self._unit(
                f"team/{unit}/{key}", unit, names, weight, parent=f"team/{unit}", metric=key, **more
            )

    def _rate(self, unit: str, key: str, numbers: set[str]) -> tuple[tuple[str, str], dict[str, Any]]:
        mark = "%" if key == "quote_rate" else ""
        if unit == "east_one":
            baseline, target = EAST_TEAM[key]
            names = texts.to_value(NAMES[key], target, mark)
            return names, {"measure": Measure.INCREASE, "baseline": baseline, "target": target}
        before = self.results.of_people(key, numbers, self.settings.days.cycle.before())
        if key == "quote_rate" and before < GOOD_RATE:
            baseline = to_step(before, 0.5)
            names = texts.to_value(NAMES[key], baseline + MORE, mark)
            return names, {"measure": Measure.INCREASE, "baseline": baseline, "target": baseline + MORE}
        target = 25 if key == "quote_rate" else 4.5
        return NAMES[key], {"measure": Measure.STAY_ABOVE, "target": target}

    def _centers(self) -> Iterator[GoalPlan]:
        """Service, R&D, manufacturing; and the departments that serve the others."""
        for unit, (names, parent, family) in CENTERS.items():
            yield self._unit(f"center/{unit}", unit, names, 100, kind=Kind.OBJECTIVE, parent=parent)
            for key, measure, target, weight in FAMILY_GOALS[family]:
                yield self._unit(
                    f"center/{unit}/{key}",
                    unit,
                    NAMES[key],
                    weight,
                    parent=f"center/{unit}",
                    metric=key,
                    measure=measure,
                    target=target,
                )
        serving = {person.unit for person in self.staff.employed() if person.family == Family.FUNCTIONS}
        for unit in sorted(serving - {"sales"}):
            yield self._unit(
                f"center/{unit}",
                unit,
                texts.REQUESTS,
                100,
                metric="ticket_sla",
                measure=Measure.STAY_ABOVE,
                target=90,
            )


def _company(key: str, names: tuple[str, str], weight: float, responsible: str, **more: Any) -> GoalPlan:
    return GoalPlan(key=key, level=Level.COMPANY, names=names, weight=weight, responsible=responsible, **more)


def split_percent(amounts: Mapping[str, float]) -> dict[str, float]:
    """Percents with at most two decimals that make 100, by size; the largest takes what rounding leaves."""
    total = sum(amounts.values()) or 1.0
    places = 0 if len(amounts) <= 20 else 2  # noqa: PLR2004 - whole percents where everybody gets some
    shares = {key: round(100 * amount / total, places) for key, amount in amounts.items()}
    largest = max(shares, key=lambda key: shares[key])
    shares[largest] = round(shares[largest] + 100 - sum(shares.values()), 2)
    return shares
