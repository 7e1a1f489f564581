"""The indicators of the demo company and the systems that feed them."""

from __future__ import annotations

from dataclasses import dataclass

from jingjin.metrics.public import Aggregation, Direction, Kind, Period
from jingjin.workflows.demo.words import Family

SELLING = (Family.SALES,)
CUSTOMERS = (Family.SALES, Family.SUCCESS, Family.SERVICE)


@dataclass(frozen=True)
class FeedPlan:
    """A source system. `lag` is how many days its data end before today; `hour`, `minute` when it sends."""

    key: str
    name: str
    name_en: str
    system: str
    rhythm_days: int
    hour: int
    minute: int
    lag: int = 1
    system_en: str = ""


FEEDS = (
    FeedPlan("crm", "纷享销客", "FXiaoke", "CRM", 1, 6, 10),
    FeedPlan("erp", "金蝶云星空", "Kingdee Cloud", "ERP", 1, 4, 12, lag=2),
    FeedPlan("survey", "客户满意度问卷", "Customer survey", "问卷", 7, 17, 30, system_en="Survey"),
    FeedPlan("helpdesk", "客服系统", "Helpdesk", "客服系统", 1, 6, 5, system_en="Helpdesk"),
    FeedPlan("projects", "Jira", "Jira", "项目系统", 1, 6, 16, system_en="Project system"),
    FeedPlan("mes", "制造执行系统", "Manufacturing execution", "MES", 1, 5, 50),
    FeedPlan("attendance", "飞书考勤", "Feishu attendance", "考勤", 1, 5, 30, system_en="Attendance"),
    FeedPlan("finance", "财务系统", "Finance system", "财务系统", 7, 18, 0, system_en="Finance system"),
)
BROKEN = "erp"


@dataclass(frozen=True)
class IndicatorPlan:
    """An indicator and how its numbers come about.

    `level` is a usual value (amounts: of a working day), `target` what is asked for; `spread` how far people
    differ, `noise` how far a period does (both relative). `base` is the usual count behind a ratio in a full
    period. `market` is how strongly a fall of the market reaches it, `reach` how
    strongly what happens to a person.
    """

    key: str
    name: str
    name_en: str
    kind: str
    aggregation: str
    feed: str
    families: tuple[Family, ...]
    level: float
    target: float | None
    spread: float
    noise: float
    formula: str
    formula_en: str
    unit: str = ""
    unit_en: str = ""
    currency: str = ""
    period: str = Period.WEEK
    direction: str = Direction.HIGHER
    lowest: float | None = None
    highest: float | None = None
    base: int = 0
    market: float = 0.0
    reach: float = 1.0

    @property
    def rhythm(self) -> Period:
        """The periods in which its numbers are thought up: days are split off weeks."""
        return Period(self.period).kept

    @property
    def is_sum(self) -> bool:
        """Whether its periods add up."""
        return self.aggregation == Aggregation.SUM


def _rate(
    key: str,
    names: tuple[str, str],
    feed: str,
    families: tuple[Family, ...],
    *,
    formula: tuple[str, str],
    **numbers: object,
) -> IndicatorPlan:
    """A share in percent, weighted by the count behind it."""
    usual = {"kind": Kind.RATE, "aggregation": Aggregation.RATIO, "lowest": 0, "highest": 100, "noise": 0.06}
    return IndicatorPlan(
        key=key,
        name=names[0],
        name_en=names[1],
        feed=feed,
        families=families,
        formula=formula[0],
        formula_en=formula[1],
        unit="%",
        unit_en="%",
        **(usual | numbers),  # type: ignore[arg-type]  # fields of the class
    )


def _amount(
    key: str,
    names: tuple[str, str],
    feed: str,
    *,
    level: float,
    spread: float,
    noise: float,
    formula: tuple[str, str],
    market: float,
    period: str = Period.WEEK,
) -> IndicatorPlan:
    """An amount of money."""
    return IndicatorPlan(
        key,
        *names,
        Kind.AMOUNT,
        Aggregation.SUM,
        feed,
        SELLING,
        level,
        level,
        spread,
        noise,
        *formula,
        unit="元",
        unit_en="CNY",
        currency="CNY",
        market=market,
        period=period,
    )


INDICATORS = (
    _amount(
        "new_orders", ("新签订单", "New orders"), "crm", level=112_000, spread=0.12, noise=0.13, market=1.0,
        formula=("当周签约合同的含税金额之和，按签约日计入", "Sum of contracts signed in the week, with tax, by day of signing"),
    ),
    _rate(
        "quote_rate", ("报价转订单率", "Quote-to-order rate"), "crm", SELLING, level=26.5, target=25, spread=0.07,
        base=44, market=0.8,
        formula=("转为订单的报价数÷报价数，按报价日计入", "Quotes that became orders ÷ quotes, by day of the quote"),
    ),
    _rate(
        "follow_up", ("报价后3个工作日内跟进率", "Quotes followed up within 3 working days"), "crm", SELLING, level=88,
        target=85, spread=0.03,
        reach=0.4, base=44, noise=0.03,
        formula=("3个工作日内有跟进记录的报价数÷报价数", "Quotes with a follow-up entry within 3 working days ÷ quotes"),
    ),
    _amount(
        "cash_in", ("回款", "Cash collected"), "erp", level=84_000, spread=0.10, noise=0.15, market=0.8, period=Period.DAY,
        formula=("到账金额之和，按到账日计入", "Sum of payments received, by day of receipt"),
    ),
    IndicatorPlan(
        "visits", "客户拜访", "Customer visits", Kind.COUNT, Aggregation.SUM, "crm", (Family.SALES, Family.SUCCESS), 1.15, 1.0,
        0.12, 0.10, "有记录的上门或视频拜访次数", "Visits on site or by video with an entry", unit="次", unit_en="visits",
        period=Period.MONTH,
    ),
    IndicatorPlan(
        "satisfaction", "客户满意度", "Customer satisfaction", Kind.SCORE, Aggregation.MEAN, "survey", CUSTOMERS, 4.58, 4.5,
        0.015, 0.012, "当周问卷评分的平均数，1至5分", "Mean of the week's survey scores, 1 to 5", lowest=1, highest=5,
    ),
    IndicatorPlan(
        "teamwork", "跨组协作", "Cooperation across teams", Kind.SCORE, Aggregation.MEAN, "survey",
        (*CUSTOMERS, Family.RESEARCH), 4.18, 4.0, 0.025, 0.015, "每月由有合作的同事评分，1至5分",
        "Scored every month by colleagues worked with, 1 to 5", period=Period.MONTH, lowest=1, highest=5,
    ),
    _rate(
        "renewal", ("老客户续约率", "Renewal rate"), "crm", (Family.SUCCESS,), level=93, target=92, spread=0.012, base=30,
        noise=0.015, period=Period.MONTH,
        formula=("到期后续约的客户数÷到期客户数", "Customers who renewed ÷ customers whose contract ended"),
    ),
    _rate(
        "first_fix", ("首次修复率", "First-time fix rate"), "helpdesk", (Family.SERVICE,), level=83, target=80, spread=0.04,
        base=20, noise=0.04,
        formula=("一次上门或一次远程即解决的工单÷已结工单", "Tickets solved at the first visit or call ÷ tickets closed"),
    ),
    IndicatorPlan(
        "response_hours", "平均响应时长", "Mean response time", Kind.DURATION, Aggregation.MEAN, "helpdesk", (Family.SERVICE,),
        6.4, 8.0, 0.10, 0.08, "从报修到第一次联系客户的小时数，只计工作时间",
        "Working hours from the report to the first contact with the customer", unit="小时", unit_en="h",
        direction=Direction.LOWER, lowest=0, highest=200,
    ),
    _rate(
        "on_time_delivery", ("需求按期交付率", "Delivered on time"), "projects", (Family.RESEARCH,), level=87, target=85,
        spread=0.04, base=15, noise=0.05,
        formula=("按约定日期完成的需求数÷到期需求数", "Items finished by the agreed day ÷ items due"),
    ),
    _rate(
        "rework", ("返工率", "Rework rate"), "projects", (Family.RESEARCH,), level=9.5, target=12, spread=0.12, base=15,
        noise=0.08, direction=Direction.LOWER,
        formula=("完成后又被打开的需求数÷完成的需求数", "Items reopened after they were finished ÷ items finished"),
    ),
    _rate(
        "output", ("计划产量达成率", "Planned output reached"), "mes", (Family.PRODUCTION,), level=97.2, target=96, spread=0.010,
        base=60, noise=0.010,
        formula=("入库台数÷计划台数", "Units delivered to stock ÷ units planned"),
    ),
    _rate(
        "first_pass", ("一次合格率", "First-pass yield"), "mes", (Family.PRODUCTION,), level=97.6, target=97, spread=0.006,
        base=60, noise=0.006,
        formula=("一次检验合格台数÷检验台数", "Units passing the first inspection ÷ units inspected"),
    ),
    _rate(
        "ticket_sla", ("内部工单按期完成率", "Internal requests on time"), "helpdesk", (Family.FUNCTIONS,), level=93, target=90,
        spread=0.02, base=12, noise=0.03,
        formula=("在承诺时限内完成的内部工单÷内部工单", "Internal requests finished within the promised time ÷ requests"),
    ),
    _rate(
        "attendance", ("出勤率", "Attendance"), "attendance",
        (Family.SERVICE, Family.RESEARCH, Family.PRODUCTION, Family.FUNCTIONS, Family.SUCCESS, Family.SALES), level=99.2,
        target=None, spread=0.003, base=21, noise=0.004, period=Period.MONTH, reach=0,
        formula=(
            "实际出勤工作日÷应出勤工作日；弹性工时，外勤和调休算出勤，缺卡不算缺勤",
            (
                "Working days present ÷ working days due; flexible hours, field work and time off in lieu count as "
                "present, a missed clock-in is no absence"
            ),
        ),
    ),
)  # fmt: skip
