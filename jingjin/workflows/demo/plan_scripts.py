"""Whose plans there are and how far each has come: one in every state, and more in a bigger company."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jingjin.workflows.demo.effects import RECOVERED, effects_of, market_of
from jingjin.workflows.demo.plan_content import Helpers, Span, Standing, standing, target_of
from jingjin.workflows.demo.plan_texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jingjin.workflows.demo.goal_plans import Results
    from jingjin.workflows.demo.people import PersonPlan, Staff
    from jingjin.workflows.demo.settings import Settings

LENGTH = timedelta(days=53)  # eight weeks, from a Monday to a Friday
SETTLED = 300  # days in the company before anybody gets a plan
CLEARLY = 1.0  # percentage points
EARLIEST = 20  # working days before the first day of a plan: nothing of it was said earlier


class Course(enum.Enum):
    """How far a plan has come, and by which way."""

    DRAFT = enum.auto()
    RETURNED = enum.auto()
    IN_REVIEW = enum.auto()
    PUBLISHED = enum.auto()
    DECLINED = enum.auto()
    DISAGREED = enum.auto()
    KEPT = enum.auto()
    RUNNING = enum.auto()
    REFUSED = enum.auto()
    PAUSED = enum.auto()
    CHANGED = enum.auto()
    ASSESSING = enum.auto()
    PARTLY_MET = enum.auto()
    NOT_MET = enum.auto()
    MET = enum.auto()
    WITHDRAWN = enum.auto()


# Working days from today (or weeks, for those that began long ago) to the first day of the plan.
BEGINS_IN_DAYS = {
    Course.DRAFT: 9,
    Course.RETURNED: 6,
    Course.IN_REVIEW: 8,
    Course.PUBLISHED: 4,
    Course.DECLINED: 2,
    Course.DISAGREED: 3,
    Course.KEPT: 1,
    Course.WITHDRAWN: -5,
}
BEGAN_WEEKS_AGO = {
    Course.RUNNING: (4, 2, 6),
    Course.REFUSED: (3,),
    Course.PAUSED: (3,),
    Course.CHANGED: (4,),
    Course.ASSESSING: (8,),
    Course.PARTLY_MET: (18, 21),
    Course.NOT_MET: (16,),
    Course.MET: (15, 15, 15),
}
# Those that have ended come first: a person has one open plan at a time. Then the open ones, the rarest last.
ORDER = (
    Course.MET, Course.PARTLY_MET, Course.NOT_MET, Course.WITHDRAWN,
    Course.DRAFT, Course.IN_REVIEW, Course.DISAGREED, Course.PAUSED, Course.ASSESSING, Course.KEPT, Course.RUNNING,
    Course.RETURNED, Course.REFUSED, Course.CHANGED, Course.DECLINED, Course.RUNNING, Course.MET, Course.PARTLY_MET,
    Course.MET,
)  # fmt: skip
EARLY = {Course.MET, Course.PARTLY_MET, Course.NOT_MET, Course.WITHDRAWN}


@dataclass(frozen=True)
class Script:
    """One plan: whose, when, how far, who helps, how the person stood before. The story's own have no standing."""

    person: PersonPlan
    course: Course
    span: Span
    helpers: Helpers
    found: Standing | None = None
    goal: float = 0.0


def scripts(settings: Settings, staff: Staff, results: Results) -> list[Script]:
    """All plans, those that ended first; the story's last."""
    others = sorted(
        _Casting(settings, staff, results).others(), key=lambda script: script.course not in EARLY
    )
    return [*others, *story_scripts(settings, staff)]


def span_of(settings: Settings, course: Course, nth: int = 0) -> Span:
    """When the nth plan of a course begins and ends."""
    days = settings.days
    if course in BEGINS_IN_DAYS:
        start = days.ahead(BEGINS_IN_DAYS[course])
        if BEGINS_IN_DAYS[course] < 0:
            start = days.back(-BEGINS_IN_DAYS[course])
    else:
        weeks = BEGAN_WEEKS_AGO[course]
        start = days.on_or_after(settings.this_week - timedelta(weeks=weeks[nth % len(weeks)]))
    return Span(start, days.on_or_before(start + LENGTH))


def story_scripts(settings: Settings, staff: Staff) -> list[Script]:
    """林知夏's plan waits for her answer, 许知远's runs."""
    cast = staff.by_key
    assessors = (cast["sun"], cast["min"])
    return [
        Script(
            cast["xu"],
            Course.RUNNING,
            span_of(settings, Course.RUNNING),
            Helpers(cast["zhao"], cast["shen"], assessors, cast["min"]),
        ),
        Script(
            cast["lin"],
            Course.PUBLISHED,
            span_of(settings, Course.PUBLISHED),
            Helpers(cast["zhao"], cast["lu"], assessors, cast["min"]),
        ),
    ]


class _Casting:
    """Finds somebody fitting for each plan."""

    def __init__(self, settings: Settings, staff: Staff, results: Results) -> None:
        self.settings, self.staff, self.results = settings, staff, results
        effects = effects_of(settings, staff)
        self.recovered = {number for number, effect in effects.items() if effect == RECOVERED}
        self.pool = [person for person in staff.employed() if self._fits(person)]
        self.ended: set[str] = set()
        self.open: set[str] = set()

    def _fits(self, person: PersonPlan) -> bool:
        hired = (self.settings.today - person.hired_on).days
        return (
            not (person.leads or person.key or person.leaves)
            and person.family in TEXTS
            and hired > SETTLED
            and self._colleagues(person) != []
        )

    def _colleagues(self, person: PersonPlan) -> list[PersonPlan]:
        """Who could be mentor: settled people of the same family, the same unit first."""
        found = [
            other
            for other in self.staff.employed()
            if other.family == person.family and not other.leads and not other.leaves and other != person
        ]
        return sorted(found, key=lambda other: (other.unit != person.unit, other.hired_on))

    def others(self) -> Iterator[Script]:
        """Plans outside the story, as many as there are fitting people for."""
        count: dict[Course, int] = {}
        for course in ORDER[: 11 + self.settings.people // 30]:
            nth = count[course] = count.get(course, -1) + 1
            script = self._cast(course, span_of(self.settings, course, nth))
            if script is not None:
                yield script

    def _cast(self, course: Course, span: Span) -> Script | None:
        """The fitting person who stood furthest below the target when the plan was opened.

        Nobody gets two plans while there are others; in a small company one that ended and an open one.
        """
        own = self.ended if course in EARLY else self.open
        for taken in (self.ended | self.open, own):
            found = [
                (stood.gap, person.number, person, stood)
                for person in self._candidates(course)
                if person.number not in taken
                and self._past_probation(person, span)
                and (stood := self._standing(person, span))
                and stood.gap > 0
            ]
            if found:
                _gap, number, person, stood = max(found, key=lambda one: one[:2])
                own.add(number)
                goal = self._goal(course, person, stood, span)
                return Script(person, course, span, self._helpers(person), stood, goal)
        return None

    def _past_probation(self, person: PersonPlan, span: Span) -> bool:
        """Whether the probation was over when the plan was opened: before, a plan is the wrong step."""
        return person.probation_until < self.settings.days.shift(span.start, -EARLIEST)

    def _candidates(self, course: Course) -> list[PersonPlan]:
        hit = [person for person in self.pool if market_of(person) is not None]
        if course is Course.WITHDRAWN:  # the market explains it
            return hit or self.pool
        rest = [person for person in self.pool if person not in hit]
        if course is Course.MET:
            better = [person for person in rest if self._improved(person, span_of(self.settings, course))]
            return [person for person in better if person.number in self.recovered] or better
        return [person for person in rest if person.number not in self.recovered]

    def _improved(self, person: PersonPlan, span: Span) -> bool:
        """Whether the figures rose clearly within a plan of these weeks."""
        stood = self._standing(person, span)
        came = self._came(person, span)
        return stood is not None and came > stood.value + CLEARLY

    def _came(self, person: PersonPlan, span: Span) -> float:
        """What came of the main figure within these weeks."""
        key = TEXTS[person.family].metric
        return self.results.of_days(key, {person.number}, span.start, span.end)

    def _standing(self, person: PersonPlan, span: Span) -> Standing | None:
        family = {other.number for other in self.staff.employed() if other.family == person.family}
        opened = min(self.settings.days.shift(span.start, -11), self.settings.today)
        return standing(self.results, person, family, opened)

    def _helpers(self, person: PersonPlan) -> Helpers:
        manager = self.staff.by_number[person.managed_by[-1].number]
        leads = [
            other
            for other in self.staff.employed()
            if other.leads and other.family == person.family and other != manager
        ]
        trainer = self.staff.by_key["min"]
        judge = leads[0] if leads else self.staff.by_key["tang" if person.region else "min_he"]
        return Helpers(manager, self._colleagues(person)[0], (judge, trainer), trainer)

    def _goal(self, course: Course, person: PersonPlan, stood: Standing, span: Span) -> float:
        """What is expected: the agreed target; for one that was met, at most what then came of it."""
        wanted = target_of(person.family)
        if course is not Course.MET:
            return wanted
        return min(wanted, int(self._came(person, span) * 2) / 2)
