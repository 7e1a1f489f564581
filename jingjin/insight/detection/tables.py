"""Read and check the input tables. Columns and meaning: docs/formats.md, section "Detection"."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from jingjin.insight.detection.errors import DetectionInputError

KINDS = ("amount", "count", "duration", "hours", "rate", "score")
DIRECTIONS = ("higher", "lower")
PERIODS = ("day", "week", "month")
STATUSES = ("active", "left")

_REQUIRED = {
    "employees": ("employee_id",),
    "metrics": ("metric",),
    "samples": ("employee_id", "metric", "week", "value"),
    "calendar": ("week", "workdays"),
    "leaves": ("employee_id", "start_week", "end_week"),
    "pips": ("employee_id", "start_week", "end_week"),
}
_DEFAULTS: Mapping[str, Mapping[str, str | None]] = {
    "employees": {
        "name": "",
        "business_line": "",
        "region": "",
        "role": "",
        "hire_date": None,
        "status": "active",
    },
    "metrics": {
        "name": None,
        "role": "*",
        "kind": "amount",
        "direction": "higher",
        "source": "",
        "weight": None,
        "period": "week",
    },
    "samples": {"target": None},
    "calendar": {"holiday": None},
    "leaves": {"kind": None},
    "pips": {"status": "completed"},
}
_DATES = {
    "employees": ("hire_date",),
    "samples": ("week",),
    "calendar": ("week",),
    "leaves": ("start_week", "end_week"),
    "pips": ("start_week", "end_week"),
}
_NUMBERS = {"metrics": ("weight",), "samples": ("value", "target"), "calendar": ("workdays",)}
_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "employees": {"status": STATUSES},
    "metrics": {"kind": KINDS, "direction": DIRECTIONS, "period": PERIODS},
}
_KEYS = {"employees": "employee_id", "calendar": "week"}
_OPTIONAL = ("calendar", "leaves", "pips")


@dataclass(frozen=True)
class Tables:
    """The six input tables, checked: dates are dates, numbers are floats, texts are trimmed.

    An absent optional table is an empty frame with its columns.
    """

    employees: pl.DataFrame
    metrics: pl.DataFrame
    samples: pl.DataFrame
    calendar: pl.DataFrame
    leaves: pl.DataFrame
    pips: pl.DataFrame

    @classmethod
    def of(
        cls,
        employees: pl.DataFrame,
        metrics: pl.DataFrame,
        samples: pl.DataFrame,
        *,
        calendar: pl.DataFrame | None = None,
        leaves: pl.DataFrame | None = None,
        pips: pl.DataFrame | None = None,
    ) -> "Tables":
        """Check frames that come from elsewhere than files. Raises `DetectionInputError`."""
        given = {"calendar": calendar, "leaves": leaves, "pips": pips}
        optional = {
            name: _checked(name, _empty(name) if frame is None else frame) for name, frame in given.items()
        }
        return cls(
            employees=_checked("employees", employees),
            metrics=_checked("metrics", metrics),
            samples=_checked("samples", samples),
            **optional,
        )


def read_tables(directory: Path) -> Tables:
    """Read `employees.csv`, `metrics.csv`, `samples.csv` and, where there, the optional three.

    Raises `DetectionInputError` when a file or column is missing or a value cannot be read.
    """
    frames = {name: _read(directory / f"{name}.csv") for name in ("employees", "metrics", "samples")}
    extra = {
        name: _read(directory / f"{name}.csv") for name in _OPTIONAL if (directory / f"{name}.csv").exists()
    }
    return Tables.of(**frames, **extra)


def _read(path: Path) -> pl.DataFrame:
    if not path.exists():
        raise DetectionInputError("missing_file", file=path.name)
    try:
        return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DetectionInputError("unreadable_file", file=path.name, detail=first_line) from error


def _empty(name: str) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(_REQUIRED[name], pl.String))


def _checked(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    missing = [column for column in _REQUIRED[name] if column not in frame.columns]
    if missing:
        raise DetectionInputError("missing_columns", file=f"{name}.csv", columns=", ".join(missing))
    wanted = [*_REQUIRED[name], *_DEFAULTS.get(name, {})]
    frame = _with_defaults(name, frame).select(wanted)
    texts = [column for column in wanted if column not in (*_DATES.get(name, ()), *_NUMBERS.get(name, ()))]
    frame = frame.with_columns(pl.col(texts).cast(pl.String))
    for column in _DATES.get(name, ()):
        frame = _dated(name, column, frame)
    for column in _NUMBERS.get(name, ()):
        frame = _numbered(name, column, frame)
    for column, allowed in _WORDS.get(name, {}).items():
        _require_words(name, column, allowed, frame)
    if name in _KEYS:
        _require_unique(name, _KEYS[name], frame)
    return frame


def _with_defaults(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    frame = frame.with_columns(pl.col(pl.String).str.strip_chars().replace("", None))
    for column, default in _DEFAULTS.get(name, {}).items():
        if column not in frame.columns:
            frame = frame.with_columns(pl.lit(default, dtype=pl.String).alias(column))
        elif default is not None:
            frame = frame.with_columns(pl.col(column).cast(pl.String).fill_null(default))
    return frame


def _dated(name: str, column: str, frame: pl.DataFrame) -> pl.DataFrame:
    if frame.schema[column] == pl.Date:
        return frame
    parsed = pl.col(column).cast(pl.String).str.to_date("%Y-%m-%d", strict=False)
    _require_parsed(name, column, frame, frame.select(parsed).to_series(), "bad_date")
    return frame.with_columns(parsed)


def _numbered(name: str, column: str, frame: pl.DataFrame) -> pl.DataFrame:
    parsed = pl.col(column).cast(pl.Float64, strict=False)
    _require_parsed(name, column, frame, frame.select(parsed).to_series(), "bad_number")
    return frame.with_columns(pl.when(parsed.is_finite()).then(parsed).alias(column))


def _require_parsed(name: str, column: str, frame: pl.DataFrame, parsed: pl.Series, code: str) -> None:
    lost = frame[column].filter(frame[column].is_not_null() & parsed.is_null())
    if len(lost):
        raise DetectionInputError(code, file=f"{name}.csv", column=column, value=str(lost[0]))


def _require_words(name: str, column: str, allowed: tuple[str, ...], frame: pl.DataFrame) -> None:
    odd = frame[column].filter(~frame[column].is_in(allowed))
    if len(odd):
        raise DetectionInputError(
            "bad_word", file=f"{name}.csv", column=column, allowed=", ".join(allowed), value=str(odd[0])
        )


def _require_unique(name: str, column: str, frame: pl.DataFrame) -> None:
    twice = frame[column].filter(frame[column].is_duplicated())
    if len(twice):
        raise DetectionInputError(
            "duplicate_key", file=f"{name}.csv", column=column, value=str(twice.sort()[0])
        )
