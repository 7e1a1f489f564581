"""The people of the story, with the relations, dates and numbers that the pages show."""

from __future__ import annotations

from dataclasses import dataclass

from jingjin.accounts.public import Role
from jingjin.workflows.demo.words import EAST, ENTERPRISE, HOSPITAL, UNIVERSITY, Family


@dataclass(frozen=True)
class Part:
    """Whom one can sign in as, and what that person shows."""

    zh: str
    en: str


@dataclass(frozen=True)
class CastMember:
    """Somebody of the story. `months` since they were hired; `manager` is a key; `since` months with that manager."""

    key: str
    number: str
    name: str
    unit: str
    title: str
    title_en: str
    grade: str
    months: int
    manager: str | None
    family: Family = Family.FUNCTIONS
    region: str = ""
    line: str = ""
    since: int | None = None
    part: Part | None = None
    roles: tuple[tuple[Role, str | None], ...] = ()


def _seller(key: str, number: str, name: str, months: int, line: str, **more: object) -> CastMember:
    return CastMember(
        key,
        number,
        name,
        "east_one",
        "客户经理",
        "Account Manager",
        "P4",
        months,
        "zhao",
        family=Family.SALES,
        region=EAST,
        line=line,
        **more,  # type: ignore[arg-type]  # fields of the class
    )


# In the order in which the sign-in page offers them; the rest follows.
CAST = (
    _seller("lin", "00201", "林知夏", 28, HOSPITAL, since=20, part=Part("员工", "Employee")),
    CastMember(
        "zhao",
        "00101",
        "赵启航",
        "east_one",
        "销售经理",
        "Sales Manager",
        "M2",
        62,
        "tang",
        family=Family.SALES,
        region=EAST,
        part=Part("直线经理", "Line manager"),
    ),
    CastMember(
        "he",
        "00301",
        "何静",
        "sales",
        "HRBP",
        "HR Business Partner",
        "P6",
        49,
        "bai",
        part=Part("HRBP", "HR partner"),
        roles=((Role.HR_PARTNER, "sales"),),
    ),
    CastMember(
        "gao",
        "00001",
        "高远",
        "top",
        "首席运营官",
        "Chief Operating Officer",
        "E2",
        118,
        "gu",
        family=Family.LEADERS,
        part=Part("高管", "Executive"),
        roles=((Role.EXECUTIVE, None),),
    ),
    CastMember(
        "bai",
        "00302",
        "白露",
        "hr",
        "人力资源总监",
        "HR Director",
        "M4",
        87,
        "gu",
        part=Part("HR管理员", "HR admin"),
        roles=((Role.HR_ADMIN, None),),
    ),
    CastMember(
        "meng",
        "00303",
        "孟川",
        "it",
        "信息系统管理员",
        "IT Administrator",
        "M2",
        54,
        "gu",
        part=Part("IT管理员", "IT admin"),
        roles=((Role.IT_ADMIN, None),),
    ),
    CastMember(
        "tan",
        "00304",
        "谭清",
        "audit",
        "内审经理",
        "Internal Audit Manager",
        "M2",
        76,
        "gu",
        part=Part("审计", "Auditor"),
        roles=((Role.AUDITOR, None),),
    ),
    _seller("lu", "00207", "陆一鸣", 58, ENTERPRISE, part=Part("导师", "Mentor")),
    CastMember(
        "sun",
        "00102",
        "孙立",
        "east_success",
        "客户成功经理",
        "Customer Success Manager",
        "M2",
        71,
        "tang",
        family=Family.SUCCESS,
        region=EAST,
        part=Part("评估人", "Assessor"),
    ),
    CastMember(
        "min",
        "00305",
        "周敏",
        "hr",
        "内训师",
        "Trainer",
        "P6",
        66,
        "bai",
        part=Part("内训师", "Trainer"),
    ),
    _seller(
        "zhou", "00202", "周子昂", 31, UNIVERSITY, part=Part("员工，市场下滑", "Employee, falling market")
    ),
    _seller("xu", "00204", "许知远", 37, UNIVERSITY, part=Part("员工，计划进行中", "Employee, plan running")),
    _seller("han", "01042", "韩雪", 0, HOSPITAL, part=Part("新员工", "New hire")),
    _seller("zheng", "00203", "郑文博", 44, UNIVERSITY),
    _seller("chen", "00205", "陈可", 40, HOSPITAL),
    _seller("shen", "00206", "沈嘉禾", 52, ENTERPRISE),
    _seller("luo", "00208", "罗伊", 35, HOSPITAL),
    CastMember(
        "qin",
        "00103",
        "秦朗",
        "east_two",
        "销售经理",
        "Sales Manager",
        "M2",
        69,
        "tang",
        family=Family.SALES,
        region=EAST,
    ),
    CastMember(
        "tang",
        "00011",
        "唐文静",
        "east",
        "大区总经理",
        "Regional Director",
        "M4",
        102,
        "gao",
        family=Family.LEADERS,
        region=EAST,
    ),
    CastMember(
        "min_he",
        "00012",
        "何敏",
        "service",
        "服务中心总经理",
        "Service Director",
        "M4",
        95,
        "gao",
        family=Family.LEADERS,
    ),
    CastMember(
        "cheng",
        "00013",
        "程以安",
        "research",
        "研发总监",
        "R&D Director",
        "M4",
        110,
        "gu",
        family=Family.LEADERS,
    ),
    CastMember(
        "ma",
        "00014",
        "马建国",
        "production",
        "制造总监",
        "Manufacturing Director",
        "M4",
        121,
        "gao",
        family=Family.LEADERS,
    ),
    CastMember("su", "00015", "苏婉", "finance", "财务总监", "Finance Director", "M4", 83, "gu"),
    CastMember(
        "ding",
        "00306",
        "丁一凡",
        "hr",
        "HRBP",
        "HR Business Partner",
        "P6",
        41,
        "bai",
        roles=((Role.HR_PARTNER, "research"), (Role.HR_PARTNER, "production"), (Role.HR_PARTNER, "service")),
    ),
    CastMember(
        "gu",
        "00002",
        "顾明远",
        "top",
        "总经理",
        "General Manager",
        "E1",
        130,
        None,
        family=Family.LEADERS,
        roles=((Role.EXECUTIVE, None),),
    ),
)
