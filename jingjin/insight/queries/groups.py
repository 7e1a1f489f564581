"""What a run found about sources and groups: broken feeds by indicator, and groups that fell together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from jingjin.insight.detection.quality import Fault
from jingjin.insight.detection.verdict import Label
from jingjin.insight.words import MINIMUM_GROUP
from jingjin.org import public as org

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from jingjin.insight.detection.verdict import Verdict
    from jingjin.insight.queries.gather import Worker


@dataclass(frozen=True)
class FeedFault:
    """One kind of fault in one indicator: whose figures it touches and for how long at most."""

    metric: str
    fault: str
    periods: int
    people: tuple[int, ...]


@dataclass(frozen=True)
class MarketFall:
    """A group that fell together: where, how many people, by how much (percent, negative)."""

    line: str
    region: str
    percent: float
    people: tuple[int, ...]


def feed_faults(verdicts: Sequence[Verdict]) -> list[FeedFault]:
    """Every fault present now, by indicator and kind."""
    people: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    periods: defaultdict[tuple[str, str], int] = defaultdict(int)
    for verdict in verdicts:
        for note in verdict.notes:
            if isinstance(note.fault, Fault):
                key = (note.metric, note.fault.value)
                people[key].append(int(verdict.subject))
                periods[key] = max(periods[key], note.periods)
    return [FeedFault(*key, periods[key], tuple(people[key])) for key in sorted(people)]


def market_falls(verdicts: Sequence[Verdict]) -> list[MarketFall]:
    """Groups of at least the minimum size in which people fell with the group; smaller ones are not named."""
    groups: defaultdict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.label is Label.MARKET and verdict.parts is not None:
            groups[verdict.peers.line, verdict.peers.region].append(verdict)
    return [
        MarketFall(
            line=line,
            region=region,
            percent=median(one.parts.market + one.parts.area for one in found if one.parts),
            people=tuple(int(one.subject) for one in found),
        )
        for (line, region), found in sorted(groups.items())
        if len(found) >= MINIMUM_GROUP
    ]


def common_unit(people: Collection[int], workers: Mapping[int, Worker]) -> int | None:
    """The smallest unit that holds all of them (1 query)."""
    units = {workers[person].unit_id for person in people}
    above: defaultdict[int, set[int]] = defaultdict(set)
    below: defaultdict[int, int] = defaultdict(int)
    for ancestor, unit in org.unit_pairs():
        above[unit].add(ancestor)
        below[ancestor] += 1
    shared: set[int] | None = None
    for unit_id in units:
        found = above[unit_id] if unit_id is not None else set()
        shared = found if shared is None else shared & found
    return min(shared or (), key=lambda unit: (below[unit], unit), default=None)


def common_head(people: Collection[int], workers: Mapping[int, Worker]) -> int | None:
    """The nearest manager who stands above all of them in the reporting line and is not one of them."""
    chains = [_managers(person, workers) for person in people]
    shared = set(chains[0]).intersection(*chains[1:]) - set(people)
    return next((manager for manager in chains[0] if manager in shared), None)


def _managers(person: int, workers: Mapping[int, Worker]) -> list[int]:
    chain: list[int] = []
    manager = workers[person].manager_id
    while manager is not None and manager not in chain and manager in workers:
        chain.append(manager)
        manager = workers[manager].manager_id
    return chain
