"""How the company is built: its fixed units, and the places where teams are added as it gets bigger."""

from __future__ import annotations

from dataclasses import dataclass

from jingjin.workflows.demo.words import CUSTOMER_LINES, EAST, SOUTH, UNIVERSITY, Family, Title

TOP = "top"


@dataclass(frozen=True)
class UnitPlan:
    """A unit to be made; `key` is its code too."""

    key: str
    name: str
    name_en: str
    parent: str | None


@dataclass(frozen=True)
class Growth:
    """A unit that fills with people: `share` of the company, at least `fewest`, at most `most`.

    `teams` names its teams ({n} is a number); without it all work in the unit itself. `head` is the key of
    somebody of the story who leads it. `first` is the number of the first team added; with `always_teams` even few
    people sit in one.
    """

    unit: str
    family: Family
    share: float
    fewest: int = 0
    most: int | None = None
    teams: tuple[str, str] | None = None
    first: int = 1
    head: str | None = None
    region: str = ""
    lines: tuple[str, ...] = ("",)
    places: tuple[str, ...] = ("苏州",)
    entity: int = 0
    titles: tuple[str, str] | None = None
    leader: Title | None = None
    always_teams: bool = False


UNITS = (
    UnitPlan(TOP, "云杉仪器", "Yunshan Instruments", None),
    UnitPlan("sales", "销售中心", "Sales Center", TOP),
    UnitPlan("east", "华东大区", "East China", "sales"),
    UnitPlan("east_one", "华东一部", "East Team 1", "east"),
    UnitPlan("east_two", "华东二部", "East Team 2", "east"),
    UnitPlan("east_success", "华东客户成功部", "East Customer Success", "east"),
    UnitPlan("north", "华北大区", "North China", "sales"),
    UnitPlan("south", "华南大区", "South China", "sales"),
    UnitPlan("west", "西部大区", "West China", "sales"),
    UnitPlan("key_accounts", "大客户组", "Key Accounts", "sales"),
    UnitPlan("channel", "渠道组", "Channel Sales", "sales"),
    UnitPlan("service", "服务中心", "Service Center", TOP),
    UnitPlan("field_service", "现场服务部", "Field Service", "service"),
    UnitPlan("helpdesk", "客户支持部", "Customer Support", "service"),
    UnitPlan("research", "研发中心", "R&D Center", TOP),
    UnitPlan("optics", "光谱产品部", "Spectroscopy", "research"),
    UnitPlan("software", "软件部", "Software", "research"),
    UnitPlan("production", "制造中心", "Manufacturing Center", TOP),
    UnitPlan("assembly", "装配部", "Assembly", "production"),
    UnitPlan("quality", "质量部", "Quality", "production"),
    UnitPlan("hr", "人力资源部", "Human Resources", TOP),
    UnitPlan("finance", "财务部", "Finance", TOP),
    UnitPlan("it", "信息系统部", "Information Systems", TOP),
    UnitPlan("audit", "法务与内审部", "Legal and Internal Audit", TOP),
    UnitPlan("marketing", "市场部", "Marketing", "sales"),
)

SALES_LINES = (UNIVERSITY, *CUSTOMER_LINES)  # half of the business is with universities
SHANGHAI = 1
REGIONAL = Title("大区总经理", "Regional Director", "M4")

GROWTH = (
    Growth(
        "east_two",
        Family.SALES,
        0.04,
        fewest=5,
        most=9,
        head="qin",
        region=EAST,
        lines=(UNIVERSITY, UNIVERSITY, UNIVERSITY, *CUSTOMER_LINES[1:]),
        places=("上海",),
        entity=SHANGHAI,
    ),
    Growth("east_success", Family.SUCCESS, 0.025, most=9, head="sun", region=EAST, lines=CUSTOMER_LINES),
    Growth(
        "east",
        Family.SALES,
        0.045,
        head="tang",
        teams=("华东{n}部", "East Team {n}"),
        first=3,
        always_teams=True,
        region=EAST,
        lines=SALES_LINES,
        places=("南京", "杭州", "合肥", "上海"),
        entity=SHANGHAI,
    ),
    Growth(
        "north",
        Family.SALES,
        0.13,
        teams=("华北{n}部", "North Team {n}"),
        region="华北",
        lines=SALES_LINES,
        places=("北京", "天津", "济南"),
        leader=REGIONAL,
    ),
    Growth(
        "south",
        Family.SALES,
        0.10,
        teams=("华南{n}部", "South Team {n}"),
        region=SOUTH,
        lines=SALES_LINES,
        places=("广州", "深圳", "厦门"),
        leader=REGIONAL,
        entity=SHANGHAI,
    ),
    Growth(
        "west",
        Family.SALES,
        0.06,
        teams=("西部{n}部", "West Team {n}"),
        region="西部",
        lines=SALES_LINES,
        places=("成都", "西安", "重庆"),
        leader=REGIONAL,
    ),
    Growth("key_accounts", Family.SALES, 0.025, most=40, region="全国", lines=(CUSTOMER_LINES[2],)),
    Growth("channel", Family.SALES, 0.0125, most=40, region="全国", lines=(CUSTOMER_LINES[2],)),
    Growth(
        "field_service",
        Family.SERVICE,
        0.12,
        fewest=3,
        teams=("现场服务{n}组", "Field Service Team {n}"),
        lines=CUSTOMER_LINES,
        places=("苏州", "上海", "北京", "广州", "成都"),
    ),
    Growth(
        "helpdesk",
        Family.SERVICE,
        0.07,
        teams=("客户支持{n}组", "Customer Support Team {n}"),
        titles=("客户支持工程师", "Customer Support Engineer"),
    ),
    Growth(
        "optics",
        Family.RESEARCH,
        0.08,
        fewest=3,
        teams=("光谱产品{n}组", "Spectroscopy Team {n}"),
        lines=("光谱",),
    ),
    Growth(
        "software",
        Family.RESEARCH,
        0.06,
        teams=("软件{n}组", "Software Team {n}"),
        lines=("软件",),
        titles=("软件工程师", "Software Engineer"),
    ),
    Growth(
        "assembly",
        Family.PRODUCTION,
        0.08,
        fewest=3,
        teams=("装配{n}班", "Assembly Crew {n}"),
    ),
    Growth(
        "quality",
        Family.PRODUCTION,
        0.03,
        teams=("质检{n}班", "Inspection Crew {n}"),
        titles=("质检员", "Quality Inspector"),
    ),
    Growth(
        "hr",
        Family.FUNCTIONS,
        0.02,
        head="bai",
        teams=("人事服务{n}组", "People Services Team {n}"),
        titles=("人事专员", "HR Specialist"),
    ),
    Growth(
        "finance",
        Family.FUNCTIONS,
        0.02,
        head="su",
        teams=("财务{n}组", "Finance Team {n}"),
        titles=("会计", "Accountant"),
    ),
    Growth(
        "it",
        Family.FUNCTIONS,
        0.015,
        head="meng",
        teams=("信息系统{n}组", "Systems Team {n}"),
        titles=("系统工程师", "Systems Engineer"),
    ),
    Growth(
        "audit",
        Family.FUNCTIONS,
        0.005,
        head="tan",
        teams=("法务内审{n}组", "Legal and Audit Team {n}"),
        titles=("法务专员", "Legal Specialist"),
    ),
    Growth(
        "marketing",
        Family.FUNCTIONS,
        0.0125,
        teams=("市场{n}组", "Marketing Team {n}"),
        titles=("市场专员", "Marketing Specialist"),
    ),
)
