"""What other areas may use of metrics."""

from jingjin.metrics.access import get_feed, get_metric, metrics_for
from jingjin.metrics.actions.corrections import manual_value
from jingjin.metrics.actions.definitions import (
    FeedData,
    MetricData,
    create_feed,
    create_metric,
    edit_feed,
    edit_metric,
    record_feed_state,
)
from jingjin.metrics.actions.ingest import ingest
from jingjin.metrics.actions.rows import SampleRow
from jingjin.metrics.models import Batch, Feed, Metric
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
from jingjin.metrics.words import Aggregation, Direction, FeedState, Kind, Period, ReadingState

__all__ = [
    "Aggregation",
    "Batch",
    "Changed",
    "Direction",
    "ExportTables",
    "Feed",
    "FeedData",
    "FeedState",
    "Kind",
    "Metric",
    "MetricData",
    "Period",
    "Point",
    "Reading",
    "ReadingKey",
    "ReadingState",
    "SampleRow",
    "changed_subjects",
    "create_feed",
    "create_metric",
    "edit_feed",
    "edit_metric",
    "export_tables",
    "get_feed",
    "get_metric",
    "ingest",
    "lineage_url",
    "manual_value",
    "metrics_for",
    "readings",
    "readings_for",
    "record_feed_state",
    "series",
    "unit_series",
]
