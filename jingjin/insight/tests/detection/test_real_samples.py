"""The floor on the labelled sample companies, when they are at hand."""

import csv
import os
from pathlib import Path

import pytest

from jingjin.insight.detection.run import detect
from jingjin.insight.detection.tables import read_tables

_CLASSES = ("low_persistent", "decline", "drop", "recovery", "market", "data_fault", "top", "normal")


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """Mean F1 over the classes that occur in the truth; pairs of truth and verdict."""
    scores = []
    for label in _CLASSES:
        hit = sum(truth == label == verdict for truth, verdict in pairs)
        named = sum(truth == label for truth, _ in pairs) + sum(verdict == label for _, verdict in pairs)
        if any(truth == label for truth, _ in pairs):
            scores.append(2 * hit / named)
    return sum(scores) / len(scores)


@pytest.mark.slow
@pytest.mark.parametrize(("sample", "floor"), [("detect-sample", 0.85), ("detect-sample-1000", 0.8)])
def test_the_samples_are_told_apart_well_enough(sample: str, floor: float) -> None:
    root = os.environ.get("JINGJIN_REAL_DATA")
    if not root:
        pytest.skip("JINGJIN_REAL_DATA does not name the folder with the sample companies")
    directory = Path(root) / sample
    verdicts = {v.subject: v.label.value for v in detect(read_tables(directory))}
    with (directory / "truth.csv").open(encoding="utf-8") as file:
        truth = [row for row in csv.DictReader(file) if row["scored"] == "1"]

    score = macro_f1(
        [(row["class"], verdicts[row["employee_id"]].replace("not_enough_data", "normal")) for row in truth]
    )

    assert score >= floor
