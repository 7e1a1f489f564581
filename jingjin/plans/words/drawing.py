"""The drawing of the state machine in the README, made from the table.

Run `python -m jingjin.plans.words.drawing` after a change of the table: it rewrites the README, and a test fails
while the drawing is stale.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jingjin.plans.words.machine import TRANSITIONS, Transition
from jingjin.plans.words.states import ENDED, State

if TYPE_CHECKING:
    from collections.abc import Iterable

README = Path(__file__).resolve().parents[1] / "README.md"
START, END = "<!-- machine: made by jingjin.plans.words.drawing -->\n", "<!-- /machine -->\n"


def mermaid() -> str:
    """The moves between states as a mermaid diagram; what stays in a state is in the table below it."""
    lines = ["```mermaid", "stateDiagram-v2"]
    moves: dict[tuple[State | None, State], list[str]] = {}
    for one in TRANSITIONS:
        if one.before is not one.after:
            acts = moves.setdefault((one.before, one.after), [])
            if one.act.value not in acts:
                acts.append(one.act.value)
    for (before, after), acts in moves.items():
        lines.append(f"    {before.value if before else '[*]'} --> {after.value}: {', '.join(acts)}")
    lines += [f"    {state.value} --> [*]" for state in ENDED]
    return "\n".join([*lines, "```", ""])


def table() -> str:
    """Every transition as one line: from, action, to, who, conditions."""
    lines = ["| from | action | to | who | conditions |", "|---|---|---|---|---|"]
    rows = sorted(TRANSITIONS, key=_order)
    lines += [
        _line([one.before.value if one.before else "–" for one in group], group[0])
        for group in (list(rows) for _key, rows in groupby(rows, key=_alike))
    ]
    return "\n".join([*lines, ""])


def _order(one: Transition) -> tuple[int, bool]:
    return ([other.act for other in TRANSITIONS].index(one.act), one.before is one.after)


def _alike(one: Transition) -> tuple[object, ...]:
    after = "=" if one.before is one.after else one.after
    return (one.act, after, one.who, one.conditions)


def _line(before: Iterable[str], one: Transition) -> str:
    after = "same" if one.before is one.after else one.after.value
    needs = ", ".join(sorted(need.value for need in one.conditions)) or "–"
    who = ", ".join(sorted(actor.value for actor in one.who))
    return f"| {', '.join(before)} | {one.act.value} | {after} | {who} | {needs} |"


def drawn(text: str) -> str:
    """The README's text with a fresh drawing between its marks."""
    head, rest = text.split(START)
    return head + START + mermaid() + "\n" + table() + END + rest.split(END)[1]


if __name__ == "__main__":
    README.write_text(drawn(README.read_text()))
