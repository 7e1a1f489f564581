"""Loading the improvement plans: each is replayed from its first talk to where it stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.insight.public import run_signals
from jingjin.workflows.demo import plan_stories
from jingjin.workflows.demo.plan_content import usual
from jingjin.workflows.demo.plan_running import Running
from jingjin.workflows.demo.plan_scripts import Course, Script, scripts

if TYPE_CHECKING:
    from collections.abc import Callable

    from jingjin.workflows.demo.plan_content import PlanContent
    from jingjin.workflows.demo.stage import Stage

R = Running
TO_HR = (R.write, R.submit)
OUT = (*TO_HR, R.publish)
BEGUN = (*OUT, R.accept, R.begin, R.run)
ENDED = (*BEGUN, R.assess, R.mark, R.close)
COURSES: dict[Course, tuple[Callable[[Running], None], ...]] = {
    Course.DRAFT: (lambda plan: plan.write(whole=False),),
    Course.RETURNED: (*TO_HR, R.send_back),
    Course.IN_REVIEW: TO_HR,
    Course.PUBLISHED: OUT,
    Course.DECLINED: (*OUT, R.decline),
    Course.DISAGREED: (*OUT, R.disagree),
    Course.KEPT: (*OUT, R.disagree, R.keep),
    Course.RUNNING: BEGUN,
    Course.REFUSED: (*OUT, R.decline, R.record_refusal, R.begin, R.run),
    Course.PAUSED: (*BEGUN, R.pause),
    Course.CHANGED: (*BEGUN, R.change),
    Course.ASSESSING: (*BEGUN, R.assess, lambda plan: plan.mark(everybody=False)),
    Course.PARTLY_MET: ENDED,
    Course.NOT_MET: ENDED,
    Course.MET: ENDED,
    Course.WITHDRAWN: (*TO_HR, R.withdraw),
}
STORIES = {"lin": plan_stories.of_lin, "xu": plan_stories.of_xu}


def load(stage: Stage) -> None:
    """All plans of the company."""
    for script in scripts(stage.settings, stage.staff, stage.results):
        plan = Running(stage, script, _content(stage, script))
        for step in COURSES[script.course]:
            step(plan)


def judge(stage: Stage) -> None:
    """The weekly judgement of this Monday: signals with their explanation."""
    monday = stage.settings.this_week
    run_signals(by=stage.by, today=monday, now=stage.at(monday, 2, 7))


def _content(stage: Stage, script: Script) -> PlanContent:
    story = STORIES.get(script.person.key)
    if story is not None:
        return story(stage, script.span.start, script.span.end)
    if script.found is None:
        raise ValueError(f"nobody knows how {script.person.number} stood")
    return usual(stage, script.person, script.found, script.helpers, script.span, script.goal)
