"""What other areas may use of plans."""

from jingjin.plans.access import get_plan, get_support, marking_for, plans_for, support_for, training_for
from jingjin.plans.actions.answering import answer, decline, hr_reply, record_refusal
from jingjin.plans.actions.assessing import (
    begin_assessment,
    close,
    mark,
    open_sealed,
    record_reading,
    withdraw,
)
from jingjin.plans.actions.changing import PlanChange, change_after_publishing
from jingjin.plans.actions.drafting import (
    open_plan,
    run_precheck,
    save_concerns,
    save_diagnosis,
    save_expectations,
    save_otherwise,
    save_support,
    submit_to_hr,
)
from jingjin.plans.actions.parts import (
    AssessorInput,
    ConcernInput,
    DiagnosisInput,
    ExampleInput,
    ExpectationInput,
    SupportInput,
    TrainingInput,
)
from jingjin.plans.actions.proving import build_evidence
from jingjin.plans.actions.review import approve_and_publish, return_to_manager
from jingjin.plans.actions.running import (
    check_in,
    count_missed,
    extend,
    finish_support,
    pause,
    resume,
    start,
    start_due,
)
from jingjin.plans.actions.training import record_attendance, record_test
from jingjin.plans.models import Answer, CheckIn, Plan, Support, Training
from jingjin.plans.queries.parties import Parties, parties_of
from jingjin.plans.queries.precheck import supply_precheck_facts
from jingjin.plans.queries.summary import PlanSummary, UnitCount, counts, plan_of, states_of
from jingjin.plans.queries.texts import Reader, reader
from jingjin.plans.queries.waiting import waiting_for
from jingjin.plans.words.precheck import PrecheckFacts, RaisedQuota, Workload
from jingjin.plans.words.states import (
    OPEN,
    AnswerKind,
    Basis,
    Decision,
    Direction,
    ExtensionCause,
    Outcome,
    State,
    SupportKind,
    TrainingResult,
    Yardstick,
)

__all__ = [
    "OPEN",
    "Answer",
    "AnswerKind",
    "AssessorInput",
    "Basis",
    "CheckIn",
    "ConcernInput",
    "Decision",
    "DiagnosisInput",
    "Direction",
    "ExampleInput",
    "ExpectationInput",
    "ExtensionCause",
    "Outcome",
    "Parties",
    "Plan",
    "PlanChange",
    "PlanSummary",
    "PrecheckFacts",
    "RaisedQuota",
    "Reader",
    "State",
    "Support",
    "SupportInput",
    "SupportKind",
    "Training",
    "TrainingInput",
    "TrainingResult",
    "UnitCount",
    "Workload",
    "Yardstick",
    "answer",
    "approve_and_publish",
    "begin_assessment",
    "build_evidence",
    "change_after_publishing",
    "check_in",
    "close",
    "count_missed",
    "counts",
    "decline",
    "extend",
    "finish_support",
    "get_plan",
    "get_support",
    "hr_reply",
    "mark",
    "marking_for",
    "open_plan",
    "open_sealed",
    "parties_of",
    "pause",
    "plan_of",
    "plans_for",
    "reader",
    "record_attendance",
    "record_reading",
    "record_refusal",
    "record_test",
    "resume",
    "return_to_manager",
    "run_precheck",
    "save_concerns",
    "save_diagnosis",
    "save_expectations",
    "save_otherwise",
    "save_support",
    "start",
    "start_due",
    "states_of",
    "submit_to_hr",
    "supply_precheck_facts",
    "support_for",
    "training_for",
    "waiting_for",
    "withdraw",
]
