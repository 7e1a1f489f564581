"""The fixed cast of every test, built through public actions.

Employee Lin 林知夏 in 华东一部 under manager Zhao 赵启航 (who reports to Gao); another manager Sun 孙立 with
report Qian 钱进 (the stranger) in 华南一部; HR partner He 何静 for 华东大区; HR admin Bai 白露; IT admin Mo 莫凡;
executive Gao 高远; auditor Tan 谭清. Today is Tuesday 24 November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.test import Client

from jingjin.accounts import public as accounts
from jingjin.core import actor as core_actor
from jingjin.core.models import Company
from jingjin.org import public as org

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.org.models import Entity, Person, Unit

TODAY = date(2026, 11, 24)
SINCE = date(2024, 7, 1)
SETUP = core_actor.system("test")
PEOPLE = {
    "gao": ("高远", "00001", "top", "首席运营官", "Chief Operating Officer"),
    "zhao": ("赵启航", "00101", "east_one", "销售经理", "Sales Manager"),
    "sun": ("孙立", "00102", "south_one", "销售经理", "Sales Manager"),
    "lin": ("林知夏", "00201", "east_one", "客户经理", "Account Manager"),
    "qian": ("钱进", "00202", "south_one", "客户经理", "Account Manager"),
    "he": ("何静", "00301", "hr", "HRBP", "HR Partner"),
    "bai": ("白露", "00302", "hr", "人力资源总监", "HR Director"),
    "mo": ("莫凡", "00303", "hr", "信息系统主管", "IT Lead"),
    "tan": ("谭清", "00304", "hr", "内审", "Auditor"),
}
MANAGERS = {
    "zhao": "gao",
    "sun": "gao",
    "lin": "zhao",
    "qian": "sun",
    "he": "bai",
    "bai": "gao",
    "mo": "gao",
    "tan": "gao",
}


@dataclass
class Cast:
    """Everybody, and the units they work in."""

    entity: Entity
    units: dict[str, Unit]
    lin: Person
    zhao: Person
    sun: Person
    he: Person
    gao: Person
    qian: Person
    bai: Person
    mo: Person
    tan: Person

    def actor(self, person: Person) -> Actor:
        """A fresh actor for this person, with the grants of TODAY."""
        assert person.account is not None
        return org.actor_for(person.account, accounts.active_grants(person.account.pk, TODAY))

    def client(self, person: Person, language: str = "zh-hans") -> Client:
        """A test browser signed in as this person."""
        assert person.account is not None
        person.account.language = language
        person.account.save(update_fields=["language"])
        client = Client()
        client.force_login(person.account, backend="jingjin.accounts.access.PasswordBackend")
        return client


def make_cast() -> Cast:
    """Build the company 云杉仪器 with its cast."""
    Company.objects.create(name="云杉仪器", name_en="Yunshan Instruments")
    entity = org.create_entity(
        by=SETUP, name="苏州云杉仪器有限公司", name_en="Suzhou Yunshan Instruments Co., Ltd."
    )
    units = _units()
    people = {
        key: _person(entity, key, name, number, units[unit], title, title_en)
        for key, (name, number, unit, title, title_en) in PEOPLE.items()
    }
    for report, manager in MANAGERS.items():
        org.set_manager(by=SETUP, person=people[report], manager=people[manager], since=SINCE)
    _grant(people["he"], accounts.Role.HR_PARTNER, units["east"])
    _grant(people["bai"], accounts.Role.HR_ADMIN, None)
    _grant(people["mo"], accounts.Role.IT_ADMIN, None)
    _grant(people["gao"], accounts.Role.EXECUTIVE, None)
    _grant(people["tan"], accounts.Role.AUDITOR, None)
    org.rebuild_closures(day=TODAY)
    for person in people.values():
        person.refresh_from_db()
    return Cast(entity=entity, units=units, **people)


def _units() -> dict[str, Unit]:
    top = org.create_unit(by=SETUP, name="云杉仪器", name_en="Yunshan Instruments", parent=None)
    east = org.create_unit(by=SETUP, name="华东大区", name_en="East China", parent=top)
    south = org.create_unit(by=SETUP, name="华南大区", name_en="South China", parent=top)
    return {
        "top": top,
        "east": east,
        "south": south,
        "east_one": org.create_unit(by=SETUP, name="华东一部", name_en="East Team 1", parent=east),
        "south_one": org.create_unit(by=SETUP, name="华南一部", name_en="South Team 1", parent=south),
        "hr": org.create_unit(by=SETUP, name="人力资源部", name_en="People", parent=top),
    }


def _person(
    entity: Entity, key: str, name: str, number: str, unit: Unit, title: str, title_en: str
) -> Person:
    account = accounts.create_account(by=SETUP, display_name=name, number=number, mail=f"{key}@example.com")
    account.set_password(f"{key} likes long walks")
    account.must_change_password = False
    account.save()
    return org.create_person(
        by=SETUP,
        entity=entity,
        number=number,
        name=name,
        position=org.Position(unit=unit, title=title, title_en=title_en, region=unit.name[:2], line="企业"),
        since=SINCE,
        hired_on=SINCE,
        account=account,
    )


def _grant(person: Person, role: accounts.Role, unit: Unit | None) -> None:
    assert person.account is not None
    accounts.grant_role(
        by=SETUP,
        account=person.account,
        role=role,
        since=SINCE,
        scope=unit.uid if unit else None,
        scope_text=unit.name if unit else "",
    )
