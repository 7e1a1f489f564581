"""What plans let wait for a person: lines of Today, each with the date by which it is due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.core.waiting import Fact, Waiting
from jingjin.plans.access import marking_for, plans_for, training_for
from jingjin.plans.models import Answer, CheckIn, Mark, Support
from jingjin.plans.queries.conditions import reply_decision
from jingjin.plans.queries.content import days_of_help, expectation_content, expectations_of
from jingjin.plans.queries.document import target_text
from jingjin.plans.queries.texts import day_text, figure, name_of
from jingjin.plans.words.states import OPEN, AnswerKind, Decision, PauseKind, State

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor
    from jingjin.plans.models import Plan, Training

SOON = timedelta(days=7)
CHECK_IN_SOON = timedelta(days=3)
MINUTES = 10  # to read a plan and take its next step
WORKED_ON = [State.DRAFT, State.HR_REVIEW, *OPEN]


@dataclass
class _Desk:
    """Everything that waits for one reader, read in at most six queries."""

    by: Actor
    today: date
    plans: dict[int, Plan] = field(default_factory=dict)
    check_ins: dict[int, list[CheckIn]] = field(default_factory=lambda: defaultdict(list))
    supports: list[Support] = field(default_factory=list)
    answers: dict[int, Answer] = field(default_factory=dict)

    def side(self, plan: Plan) -> str:
        """As what the reader sees this plan."""
        if plan.person_id == self.by.person_id:
            return "person"
        if plan.person.manager_id == self.by.person_id:
            return "manager"
        # Once an HR partner has taken a plan, it waits for them and for no other HR.
        return "hr" if plan.hr_partner_id in (None, self.by.person_id) else "other"


def waiting_for(by: Actor, today: date) -> list[Waiting]:
    """Everything of plans that waits for this person, most urgent first (2 queries without a plan, at most 8)."""
    if by.person_id is None:
        return []
    items = _own_items(by, today)
    desk = _read(by, today, has_support="support" in items)
    found = [
        *(line for plan in desk.plans.values() for line in _of_plan(desk, plan)),
        *(_support(desk, row) for row in desk.supports),
        *(_trainings(by, today) if "training" in items else []),
        *(_markings(by) if "marking" in items else []),
    ]
    return sorted(found, key=Waiting.sort_key)


def _own_items(by: Actor, today: date) -> set[str]:
    """Which kinds of own items wait at all; most people have none (1 query)."""
    supports = Support.objects.filter(owner_id=by.person_id, due_on__lte=today + SOON, done_on=None)
    kinds: dict[str, QuerySet[Any]] = {
        "support": supports.filter(dropped_in=None, plan__state__in=OPEN),
        "training": _open_trainings(by, today),
        "marking": marking_for(by),
    }
    first, *others = [rows.order_by().values_list(Value(kind)) for kind, rows in kinds.items()]
    return {kind for (kind,) in first.union(*others)}


def _read(by: Actor, today: date, *, has_support: bool) -> _Desk:
    desk = _Desk(by, today)
    found = sorted(plans_for(by).filter(state__in=WORKED_ON), key=lambda plan: plan.pk)
    desk.plans = {row.pk: row for row in found}
    active = [plan.pk for plan in desk.plans.values() if plan.state == State.ACTIVE]
    if active:
        soon = CheckIn.objects.filter(
            plan_id__in=active, held_at__isnull=True, due_on__lte=today + CHECK_IN_SOON
        )
        for row in soon:
            desk.check_ins[row.plan_id].append(row)
    reviewed = [pk for pk, plan in desk.plans.items() if desk.side(plan) == "hr"]
    if reviewed:
        contested = Answer.objects.filter(
            Q(reply=None) | Q(reply__decision=Decision.CHANGE),
            plan_id__in=reviewed,
            kind=AnswerKind.DISAGREE,
            number=F("plan__content_version"),
            plan__state=State.ANSWERED,
        )
        desk.answers = {row.plan_id: row for row in contested.select_related("reply")}
    led = [pk for pk, plan in desk.plans.items() if desk.side(plan) in ("manager", "hr")]
    if not (led or has_support):
        return desk
    own = Q(owner_id=by.person_id, due_on__lte=today + SOON)
    late = Q(plan_id__in=led, due_on__lt=today)
    open_items = Support.objects.filter(done_on=None, dropped_in=None, plan__state__in=OPEN).filter(
        own | late
    )
    desk.supports = list(open_items.select_related("plan__person", "owner").order_by())
    return desk


def _of_plan(desk: _Desk, plan: Plan) -> list[Waiting]:
    side = desk.side(plan)
    if side == "person":
        return _for_person(desk, plan)
    if side == "manager":
        return _for_manager(desk, plan)
    return _for_hr(desk, plan) if side == "hr" else []


def _line(plan: Plan, key: str, *, title: str, text: str, action: str, due: date | None) -> Waiting:
    return Waiting(
        key=f"plan-{key}-{plan.uid}",
        icon="route",
        title=title,
        text=text,
        url=reverse("plans:plan", args=[plan.uid]),
        action=action,
        due=due,
        person=name_of(plan.person),
        minutes=MINUTES,
        place="plans",
    )


def _for_person(desk: _Desk, plan: Plan) -> list[Waiting]:
    title = _("Improvement plan “%(title)s”") % {"title": plan.title}
    if plan.state == State.PUBLISHED:
        return [
            Waiting(
                key=f"plan-answer-{plan.uid}",
                icon="route",
                title=title,
                text=_(
                    "Signing means “received”. It does not mean “agreed”; you can write a different view."
                ),
                url=reverse("plans:plan", args=[plan.uid]),
                action=_("Read the plan and respond"),
                due=plan.answer_by,
                facts=_plan_facts(plan, desk.today),
                minutes=MINUTES,
                place="plans",
            )
        ]
    if plan.state == State.PAUSED and plan.pause_kind == PauseKind.CHANGED:
        text = _("The plan was changed and is paused. See what changed and respond again.")
        return [_line(plan, "change", title=title, text=text, action=_("See the change"), due=plan.answer_by)]
    rows = [row for row in desk.check_ins[plan.pk] if not row.person_note and row.due_on >= desk.today]
    return [
        _line(
            plan,
            f"check-in-{row.pk}",
            title=_("Check-in on “%(title)s”") % {"title": plan.title},
            text=_("One or two sentences beforehand: what worked, what you need."),
            action=_("Prepare the check-in"),
            due=row.due_on,
        )
        for row in rows[:1]
    ]


def _plan_facts(plan: Plan, today: date) -> list[Fact]:
    """Figures of the open task on Today: the first measure, what it shall reach, and what the company promises
    (2 queries)."""
    facts = []
    for first in expectations_of(plan)[:1]:
        label = _("Target, by %(day)s") % {"day": day_text(first.due_on or plan.ends_on, near=today)}
        facts += [
            Fact(first.text, figure(first.baseline, first.unit)),
            Fact(label, target_text(expectation_content(first))),
        ]
    promised = days_of_help(plan)
    if promised:
        count = ngettext("%(count)s item", "%(count)s items", len(promised)) % {"count": len(promised)}
        due = min((due for due, done in promised if due and not done), default=None)
        note = _("the first by %(day)s") % {"day": day_text(due, near=today)} if due else ""
        facts.append(Fact(_("Support the company commits to"), count, note))
    return facts


def _for_manager(desk: _Desk, plan: Plan) -> list[Waiting]:
    name = {"name": name_of(plan.person)}
    if plan.state == State.DRAFT:
        title = _("Plan for %(name)s: a draft of yours") % name
        text = _("HR sent it back: %(reason)s") % {"reason": plan.returned_for} if plan.returned_for else ""
        text = text or _("It isn't with HR yet.")
        return [_line(plan, "draft", title=title, text=text, action=_("Go on writing"), due=None)]
    lines = [
        _line(
            plan,
            f"check-in-{row.pk}",
            title=_("Check-in with %(name)s") % name,
            text=_("It was missed and counts as missed; hold it late all the same.")
            if row.missed_at
            else _("Write down what you agree on."),
            action=_("Hold the check-in"),
            due=row.due_on,
        )
        for row in desk.check_ins[plan.pk]
    ]
    if plan.state == State.ACTIVE and plan.ends_on and plan.ends_on <= desk.today:
        title = _("Plan for %(name)s: the period is over") % name
        text = _("Begin the assessment with the criteria that were fixed at the start.")
        lines.append(
            _line(plan, "assess", title=title, text=text, action=_("Begin the assessment"), due=plan.ends_on)
        )
    return lines


def _for_hr(desk: _Desk, plan: Plan) -> list[Waiting]:
    name = {"name": name_of(plan.person)}
    if plan.state == State.HR_REVIEW:
        title = _("Review the plan for %(name)s") % name
        text = _("Written by %(manager)s.") % {"manager": name_of(plan.manager)}
        return [_line(plan, "review", title=title, text=text, action=_("Review"), due=None)]
    if plan.pk in desk.answers:
        title = _("Disagreement with a plan: %(name)s") % name
        text = _("Answer in writing within 5 working days: keep, change or withdraw.")
        answer = desk.answers[plan.pk]
        if reply_decision(answer):
            text = _("You promised a change; publish the new version.")
            action = _("Change the plan")
            return [
                _line(plan, "promised-change", title=title, text=text, action=action, due=answer.reply_due)
            ]
        due = answer.reply_due
        return [_line(plan, "reply", title=title, text=text, action=_("Answer"), due=due)]
    open_answer = plan.state == State.PUBLISHED or plan.pause_kind == PauseKind.CHANGED
    overdue = plan.answer_by is not None and plan.answer_by < desk.today
    if open_answer and (plan.declined_at or overdue):
        title = _("Plan not signed: %(name)s") % name
        text = _("Record how it was handed over and who witnessed it.")
        return [_line(plan, "refusal", title=title, text=text, action=_("Record it"), due=plan.answer_by)]
    if plan.state == State.ASSESSMENT:
        title = _("Close the plan for %(name)s") % name
        text = _("Read the results, hear the employee, write the grounds.")
        return [_line(plan, "close", title=title, text=text, action=_("Open the assessment"), due=None)]
    return []


def _support(desk: _Desk, row: Support) -> Waiting:
    """A promise: its owner reads the own item, without a word of a plan; others read that it is late."""
    name = {"name": name_of(row.plan.person)}
    if row.owner_id == desk.by.person_id:
        days = (desk.today - row.due_on).days if row.due_on else 0
        text = _("For %(name)s.") % name
        if days > 0:
            text = _("For %(name)s. The support you promised is late.") % name
        return Waiting(
            key=f"support-{row.uid}",
            icon="hand-helping",
            title=row.text,
            text=text,
            url=reverse("plans:own:support", args=[row.uid]),
            action=_("Done, or add a note"),
            form_url=reverse("plans:own:support", args=[row.uid]),
            due=row.due_on,
            person=name["name"],
        )
    text = _("Promised by %(owner)s; the plan may be extended by the printed rule.")
    return Waiting(
        key=f"support-late-{row.uid}",
        icon="clock-alert",
        title=_("Support for %(name)s is late: %(text)s") % {**name, "text": row.text},
        text=text % {"owner": name_of(row.owner)},
        url=reverse("plans:plan", args=[row.plan.uid]),
        action=_("Open the plan"),
        due=row.due_on,
        person=name["name"],
    )


def _trainings(by: Actor, today: date) -> list[Waiting]:
    return [_training(row) for row in _open_trainings(by, today).order_by("due_on", "id")]


def _open_trainings(by: Actor, today: date) -> QuerySet[Training]:
    return training_for(by).filter(trainer_id=by.person_id, result="", due_on__lte=today + SOON)


def _training(row: Training) -> Waiting:
    return Waiting(
        key=f"training-{row.uid}",
        icon="graduation-cap",
        title=_("Training “%(course)s” for %(name)s")
        % {"course": row.course, "name": name_of(row.plan.person)},
        text=_("Record attendance and the test's result."),
        url=reverse("plans:own:training", args=[row.uid]),
        action=_("Record it"),
        due=row.due_on,
        person=name_of(row.plan.person),
    )


def _markings(by: Actor) -> list[Waiting]:
    """An assessor's criteria; the page says nothing of a plan."""
    rows = list(marking_for(by))
    if not rows:
        return []
    done = set(Mark.objects.filter(assessor__in=rows).values_list("assessor_id", flat=True))
    return [
        Waiting(
            key=f"marking-{row.uid}",
            icon="list-checks",
            title=_("Assess the work of %(name)s") % {"name": name_of(row.plan.person)},
            text=_("One result for each criterion, with its grounds."),
            url=reverse("plans:own:marking", args=[row.uid]),
            action=_("Assess"),
            due=None,
            person=name_of(row.plan.person),
        )
        for row in rows
        if row.pk not in done
    ]
