"""Reading files of people and numbers: tables, heads, mappings, cells, problems. Knows no meaning and no Django.

    tables = read_tables(data, "roster.xlsx")
    sheet = find_sheets(tables, target)[0]
    proposal = propose_mapping(sheet, target, remembered)
    records = parse_rows(sheet, target, proposal.mapping(), today=today, answers=answers)

The target is described by the area that owns the records. See docs/formats.md for what files may look like.
"""

from jingjin.intake.reading.codes import (
    CellCode,
    EvidenceCode,
    FileCode,
    QuestionCode,
    ReasonCode,
    Sensitive,
    SkipReason,
)
from jingjin.intake.reading.dates import Order
from jingjin.intake.reading.filters import Filter, Op
from jingjin.intake.reading.head import find_sheet, find_sheets
from jingjin.intake.reading.limits import Limits
from jingjin.intake.reading.mapping import ColumnChoice, Mapping, fingerprint
from jingjin.intake.reading.numbers import Mark, Scale
from jingjin.intake.reading.parse import Record, Records, parse_rows
from jingjin.intake.reading.periods import Edge, Period, Span, incomplete_edges, next_start, start_of
from jingjin.intake.reading.problems import Decision, Example, FileProblem, Option, Problem, Question
from jingjin.intake.reading.propose import ColumnProposal, MappingProposal, Reason, propose_mapping
from jingjin.intake.reading.read import read_tables
from jingjin.intake.reading.records import Aggregated, Measure, RecordsSpec, Sample, aggregate_records
from jingjin.intake.reading.sheet import Column, Sheet, SkippedRow
from jingjin.intake.reading.swapped import Swap
from jingjin.intake.reading.table import Cell, Row, Table, as_text
from jingjin.intake.reading.target import BORN, PAST, PLANNED, Field, Kind, Target
from jingjin.intake.reading.unpivot import LongRecord, LongRecords, unpivot
from jingjin.intake.reading.wide import ValueColumn, ValueColumns, value_columns

__all__ = [
    "BORN",
    "PAST",
    "PLANNED",
    "Aggregated",
    "Cell",
    "CellCode",
    "Column",
    "ColumnChoice",
    "ColumnProposal",
    "Decision",
    "Edge",
    "EvidenceCode",
    "Example",
    "Field",
    "FileCode",
    "FileProblem",
    "Filter",
    "Kind",
    "Limits",
    "LongRecord",
    "LongRecords",
    "Mapping",
    "MappingProposal",
    "Mark",
    "Measure",
    "Op",
    "Option",
    "Order",
    "Period",
    "Problem",
    "Question",
    "QuestionCode",
    "Reason",
    "ReasonCode",
    "Record",
    "Records",
    "RecordsSpec",
    "Row",
    "Sample",
    "Scale",
    "Sensitive",
    "Sheet",
    "SkipReason",
    "SkippedRow",
    "Span",
    "Swap",
    "Table",
    "Target",
    "ValueColumn",
    "ValueColumns",
    "aggregate_records",
    "as_text",
    "find_sheet",
    "find_sheets",
    "fingerprint",
    "incomplete_edges",
    "next_start",
    "parse_rows",
    "propose_mapping",
    "read_tables",
    "start_of",
    "unpivot",
    "value_columns",
]
