"""What reading reports: a file that can't be read, a problem at a row and column, a question to a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import QuestionCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jingjin.intake.reading.codes import CellCode, EvidenceCode, FileCode

_REMEMBERED = frozenset({QuestionCode.DATE_ORDER, QuestionCode.PERCENT_SCALE, QuestionCode.DECIMAL_MARK})


class FileProblem(Exception):  # noqa: N818 - it is a finding told to a person, as `Problem` is
    """The file can't be read; `code` says why and `params` fill its sentence (see `phrases.sentence`)."""

    def __init__(self, code: FileCode, **params: str | int) -> None:
        super().__init__(f"{code}: {params}" if params else str(code))
        self.code = code
        self.params: dict[str, str | int] = params


class CellError(Exception):
    """One cell can't be read as its kind; becomes a `Problem` where row and column are known."""

    def __init__(self, code: CellCode, **params: str | int) -> None:
        super().__init__(str(code))
        self.code = code
        self.params: dict[str, str | int] = params


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of the file; row and column count from 1, None where it is no single one."""

    code: CellCode
    row: int | None = None
    column: int | None = None
    column_name: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """A text of the file and how an option would read it."""

    text: str
    reading: str
    row: int


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a person can give; `fits` of `total` cells can be read this way."""

    value: str
    examples: tuple[Example, ...] = ()
    fits: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What the file leaves open.

    The answer is the value of one of `options` (for a year: any four digits); it is given to `parse_rows` under
    `key`, such as "date_order:hired_on".
    `suggested` is only a hint.
    """

    code: QuestionCode
    key: str
    field: str
    column: int
    column_name: str
    options: tuple[Option, ...]
    suggested: str | None = None

    @property
    def remember(self) -> bool:
        """Whether the answer is worth keeping for the next file of the same head."""
        return is_remembered(self.key)


def is_remembered(key: str) -> bool:
    """Whether the answer under a key belongs to the kind of file, not to one file alone as a year does."""
    return key.partition(":")[0] in _REMEMBERED


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for a whole column without asking, and on which evidence.

    `agree` of `total` rows agree with the evidence; `check_column` names the column that proved it;
    `examples` are the cells that allow no other reading.
    """

    field: str
    value: str
    evidence: EvidenceCode
    agree: int = 0
    total: int = 0
    check_column: str = ""
    examples: tuple[Example, ...] = ()
