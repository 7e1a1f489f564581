"""What a file row of numbers means: for whoever offers imports."""

from jingjin.metrics.actions.files.importing import ImportResult, Proposal, import_samples, propose_samples
from jingjin.metrics.actions.files.mapping import Form, RecordsNumber, SamplesMapping
from jingjin.metrics.actions.files.target import SAMPLES_TARGET

__all__ = [
    "SAMPLES_TARGET",
    "Form",
    "ImportResult",
    "Proposal",
    "RecordsNumber",
    "SamplesMapping",
    "import_samples",
    "propose_samples",
]
