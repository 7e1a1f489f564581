"""Records of an improvement plan. Only rows are here; what may happen to them is in `words.machine`."""

from jingjin.plans.models.assessment import Assessment, Assessor, Mark
from jingjin.plans.models.parts import Concern, ConcernExample, Expectation, Support, Training
from jingjin.plans.models.plan import Plan
from jingjin.plans.models.steps import (
    Answer,
    CheckIn,
    EvidenceFile,
    Extension,
    HrReply,
    PlanVersion,
    Precheck,
    SealOpening,
)

__all__ = [
    "Answer",
    "Assessment",
    "Assessor",
    "CheckIn",
    "Concern",
    "ConcernExample",
    "EvidenceFile",
    "Expectation",
    "Extension",
    "HrReply",
    "Mark",
    "Plan",
    "PlanVersion",
    "Precheck",
    "SealOpening",
    "Support",
    "Training",
]
