"""Loading the company, its units, calendar and people through the actions of org and accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.accounts.public import create_account, grant_role, offer_in_demo
from jingjin.core.models import Company
from jingjin.org import public as org
from jingjin.workflows.demo.cast import CAST

if TYPE_CHECKING:
    from jingjin.workflows.demo.people import PersonPlan
    from jingjin.workflows.demo.stage import Stage

ENTITIES = (
    ("苏州云杉仪器有限公司", "Suzhou Yunshan Instruments Co., Ltd."),
    ("云杉仪器（上海）销售服务有限公司", "Yunshan Instruments (Shanghai) Sales & Service Co., Ltd."),
)


def found(stage: Stage) -> None:
    """The company, its employers, its calendar and its units."""
    Company.objects.create(
        name="云杉仪器",
        name_en="Yunshan Instruments",
        is_demo=True,
        is_loading=True,
        signals_enabled=True,
    )
    for name, name_en in ENTITIES:
        stage.entities.append(org.create_entity(by=stage.by, name=name, name_en=name_en))
    org.set_calendar_days(
        by=stage.by,
        days=[
            org.DayData(
                special.day,
                org.DayKind.WORKDAY if special.is_working else org.DayKind.HOLIDAY,
                special.name,
                special.name_en,
            )
            for special in stage.settings.days.special
        ],
    )
    for unit in stage.staff.units:
        parent = stage.units[unit.parent] if unit.parent else None
        stage.units[unit.key] = org.create_unit(
            by=stage.by, name=unit.name, name_en=unit.name_en, parent=parent, code=unit.key
        )


def employ(stage: Stage, people: list[PersonPlan]) -> None:
    """Add these people with position, managers, leaves and, if they left, their last day."""
    rows = org.create_people(by=stage.by, people=[_new(stage, plan) for plan in people])
    for plan, person in zip(people, rows, strict=True):
        stage.people[plan.number] = person
        for leave in plan.leaves:
            org.record_leave(
                by=stage.by,
                person=person,
                kind=leave.kind,
                first_day=leave.first_day,
                last_day=leave.last_day,
            )
        if plan.left_on is not None:
            org.end_employment(by=stage.by, person=person, last_day=plan.left_on)


def _new(stage: Stage, plan: PersonPlan) -> org.NewPerson:
    managers = stage.staff.by_number
    return org.NewPerson(
        entity=stage.entities[plan.entity],
        number=plan.number,
        name=plan.name,
        position=org.Position(
            unit=stage.units[plan.unit],
            title=plan.title,
            title_en=plan.title_en,
            grade=plan.grade,
            place=plan.place,
            region=plan.region,
            line=plan.line,
        ),
        since=plan.hired_on,
        managed_by=tuple((managers[line.number].uid, line.since) for line in plan.managed_by),
        employment=_employment(stage, plan),
        fields={
            "uid": plan.uid,
            "mail": plan.mail,
            "hired_on": plan.hired_on,
            "probation_until": plan.probation_until,
            "contract_until": plan.contract_until,
            "account": stage.accounts.get(plan.key),
            "is_demo": True,
        },
    )


def _employment(stage: Stage, plan: PersonPlan) -> str:
    on_probation = plan.probation_until > stage.settings.today
    return org.Employment.PROBATION if on_probation else org.Employment.REGULAR


def open_cast_accounts(stage: Stage) -> None:
    """Accounts of the cast, in the order in which the sign-in page offers them; all others on demand."""
    for member in CAST:
        account = create_account(by=stage.by, display_name=member.name, number=member.number)
        stage.accounts[member.key] = account
        if member.part is not None:
            offer_in_demo(by=stage.by, account=account, part=member.part.zh, part_en=member.part.en)


def grant_roles(stage: Stage) -> None:
    """The roles of the cast, and the closures of today."""
    org.rebuild_closures(day=stage.settings.today)
    for member in CAST:
        for role, unit_key in member.roles:
            unit = stage.units[unit_key] if unit_key else None
            person = stage.cast(member.key)
            if person.account is None:
                continue
            grant_role(
                by=stage.by,
                account=person.account,
                role=role,
                since=stage.staff.by_key[member.key].hired_on,
                scope=unit.uid if unit else None,
                scope_text=unit.name if unit else "",
            )
