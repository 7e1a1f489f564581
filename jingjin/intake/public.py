"""What other areas may use of intake."""

from jingjin.intake.actions import remember
from jingjin.intake.queries import Read, cell_findings, read_bytes
from jingjin.intake.queries import language as reader_language
from jingjin.intake.reading.mapping import Mapping
from jingjin.intake.reading.parse import Record, Records
from jingjin.intake.reading.phrases import file_sentence, question_sentence
from jingjin.intake.reading.problems import FileProblem, Question
from jingjin.intake.reading.target import BORN, PAST, PLANNED, Field, Kind, Target
from jingjin.intake.words import KINDS, Choice, Difference, Finding, ImportKind, Job, Preview, register

__all__ = [
    "BORN",
    "KINDS",
    "PAST",
    "PLANNED",
    "Choice",
    "Difference",
    "Field",
    "FileProblem",
    "Finding",
    "ImportKind",
    "Job",
    "Kind",
    "Mapping",
    "Preview",
    "Question",
    "Read",
    "Record",
    "Records",
    "Target",
    "cell_findings",
    "file_sentence",
    "question_sentence",
    "read_bytes",
    "reader_language",
    "register",
    "remember",
]
