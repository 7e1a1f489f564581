"""What other areas may use of metrics."""

from jingjin.metrics.access import get_feed, get_metric, metrics_for
from jingjin.metrics.actions.corrections import Fix, drop_rows, manual_value, replay
from jingjin.metrics.actions.definitions import (
    FeedData,
    MetricData,
    create_feed,
    create_metric,
    edit_feed,
    edit_metric,
    record_feed_state,
)
from jingjin.metrics.actions.evidence import EvidenceNumber, use_as_evidence
from jingjin.metrics.actions.files.importing import ImportResult, import_samples, propose_samples
from jingjin.metrics.actions.files.mapping import Form, RecordsNumber, SamplesMapping
from jingjin.metrics.actions.files.target import SAMPLES_TARGET
from jingjin.metrics.actions.ingest import ingest
from jingjin.metrics.actions.looking import note_look, open_lineage
from jingjin.metrics.actions.rows import SampleRow
from jingjin.metrics.actions.upkeep import rebuild_unit_totals
from jingjin.metrics.models import Batch, Feed, Metric
from jingjin.metrics.queries.lineage import Lineage, LineagePeriod, Version, lineage
from jingjin.metrics.queries.readings import Reading, ReadingKey, lineage_url, readings, readings_for
from jingjin.metrics.queries.series import (
    Changed,
    ExportTables,
    Point,
    changed_subjects,
    export_tables,
    series,
    unit_series,
)
from jingjin.metrics.queries.shown import figure
from jingjin.metrics.words import Aggregation, DataClass, Direction, FeedState, Kind, Period, ReadingState

__all__ = [
    "SAMPLES_TARGET",
    "Aggregation",
    "Batch",
    "Changed",
    "DataClass",
    "Direction",
    "EvidenceNumber",
    "ExportTables",
    "Feed",
    "FeedData",
    "FeedState",
    "Fix",
    "Form",
    "ImportResult",
    "Kind",
    "Lineage",
    "LineagePeriod",
    "Metric",
    "MetricData",
    "Period",
    "Point",
    "Reading",
    "ReadingKey",
    "ReadingState",
    "RecordsNumber",
    "SampleRow",
    "SamplesMapping",
    "Version",
    "changed_subjects",
    "create_feed",
    "create_metric",
    "drop_rows",
    "edit_feed",
    "edit_metric",
    "export_tables",
    "figure",
    "get_feed",
    "get_metric",
    "import_samples",
    "ingest",
    "lineage",
    "lineage_url",
    "manual_value",
    "metrics_for",
    "note_look",
    "open_lineage",
    "propose_samples",
    "readings",
    "readings_for",
    "rebuild_unit_totals",
    "record_feed_state",
    "replay",
    "series",
    "unit_series",
    "use_as_evidence",
]
