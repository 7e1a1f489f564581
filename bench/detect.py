"""Score detection on labelled sample companies and print its speed.

    python bench/detect.py DIR [DIR ...]

Each DIR holds the input files of docs/formats.md and a `truth.csv` (employee_id, class, scored).
Printed per company: macro-F1 over the classes present, F1 per class, how often people are blamed
wrongly, seconds for reading and judging, people per second. Confidence is checked by its
expected calibration error over ten equal-width bins (Naeini et al., 2015).
"""

import argparse
import csv
import time
from collections.abc import Iterable
from pathlib import Path

from jingjin.insight.detection.run import detect
from jingjin.insight.detection.tables import read_tables
from jingjin.insight.detection.verdict import PERSONAL, Label, Verdict

Pair = tuple[str, str, float]
"""Truth, verdict (`not_enough_data` counts as `normal`), confidence."""
_BINS = 10


def main() -> None:
    """Read the directories named on the command line and print one block for each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directories", nargs="+", type=Path)
    for directory in parser.parse_args().directories:
        report(directory)


def report(directory: Path) -> None:
    """Print quality and speed for one company."""
    start = time.perf_counter()
    tables = read_tables(directory)
    read = time.perf_counter()
    verdicts = detect(tables)
    done = time.perf_counter()
    pairs = pair_up(directory / "truth.csv", verdicts)
    per_class = {label: f1(label, pairs) for label in Label if any(truth == label for truth, _, _ in pairs)}
    print(f"{directory.name}: {len(pairs)} scored people")
    print(f"  macro-F1 {sum(per_class.values()) / len(per_class):.3f}")
    print("  " + "  ".join(f"{label} {value:.2f}" for label, value in per_class.items()))
    flagged = [truth in PERSONAL for truth, verdict, _ in pairs if verdict in PERSONAL]
    print(f"  personal verdicts: precision {share(flagged):.3f}, found {found(pairs):.3f}")
    for label in (Label.MARKET, Label.DATA_FAULT, Label.NORMAL):
        blamed = share(verdict in PERSONAL for truth, verdict, _ in pairs if truth == label)
        print(f"  {label} blamed on the person {blamed:.4f}")
    print(f"  expected calibration error {calibration_error(pairs):.3f}")
    people = len(tables.employees)
    print(f"  read {read - start:.2f} s, judged {done - read:.2f} s, {people / (done - start):.0f} people/s")


def pair_up(truth: Path, verdicts: list[Verdict]) -> list[Pair]:
    """Join the scored truth with the verdicts."""
    given = {verdict.subject: verdict for verdict in verdicts}
    with truth.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["scored"] == "1"]
    return [
        (row["class"], _counted(given[row["employee_id"]]), given[row["employee_id"]].confidence)
        for row in rows
    ]


def _counted(verdict: Verdict) -> str:
    return Label.NORMAL if verdict.label is Label.NOT_ENOUGH_DATA else verdict.label


def f1(label: str, pairs: list[Pair]) -> float:
    """Harmonic mean of precision and recall of one class."""
    hit = sum(truth == label == verdict for truth, verdict, _ in pairs)
    named = sum(truth == label for truth, _, _ in pairs) + sum(verdict == label for _, verdict, _ in pairs)
    return 2 * hit / named if named else 0.0


def found(pairs: list[Pair]) -> float:
    """Share of people who need support that got any personal verdict."""
    return share(verdict in PERSONAL for truth, verdict, _ in pairs if truth in PERSONAL)


def share(flags: Iterable[bool]) -> float:
    """Mean of flags; NaN of none."""
    listed = list(flags)
    return sum(listed) / len(listed) if listed else float("nan")


def calibration_error(pairs: list[Pair]) -> float:
    """Mean distance of confidence and accuracy over bins, weighted by their people."""
    bins: dict[int, list[tuple[bool, float]]] = {}
    for truth, verdict, confidence in pairs:
        place = min(int(confidence * _BINS), _BINS - 1)
        bins.setdefault(place, []).append((truth == verdict, confidence))
    gaps = [
        abs(sum(right for right, _ in rows) - sum(confidence for _, confidence in rows))
        for rows in bins.values()
    ]
    return sum(gaps) / len(pairs)


if __name__ == "__main__":
    main()
