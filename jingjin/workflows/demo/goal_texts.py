"""What goals are called, in both languages, and the milestones of the story."""

from __future__ import annotations

REGION_EN = {
    "华东": "East China",
    "华北": "North China",
    "华南": "South China",
    "西部": "West China",
    "全国": "nationwide",
}
WAN, MILLION = 10_000, 1_000_000

FIRST_CHOICE = ("成为高校实验室首选", "First choice of university laboratories")
MARGIN = ("服务毛利率到42%", "Service margin of 42%")
LAUNCH = ("新品按期上市", "New products launched on time")
GROWTH = ("主要行业稳健增长", "Steady growth across industries")
RENEWAL = ("续约率稳在92%以上", "Renewals stay above 92%")
STABLE_EAST = ("华东新签与客户稳定", "New orders and stable customers, East China")
KEY_UNIVERSITIES = ("重点高校进入率", "Key universities won")
SERVICE = ("服务又快又好", "Service that is fast and good")
RESEARCH = ("按期交付，少返工", "Delivered on time, little rework")
PRODUCTION = ("按计划产出，一次做对", "Output as planned, right the first time")
REQUESTS = ("内部工单按期完成率", "Internal requests on time")

# Steps of the two new products; the first nine are done in the story.
LAUNCH_STEPS = (
    ("光谱仪S5：设计冻结", "Spectrometer S5: design frozen"),
    ("光谱仪S5：关键物料到齐", "Spectrometer S5: key parts in stock"),
    ("软件3.2：需求评审", "Software 3.2: requirements reviewed"),
    ("光谱仪S5：首台装配", "Spectrometer S5: first unit assembled"),
    ("软件3.2：核心功能完成", "Software 3.2: core features done"),
    ("光谱仪S5：可靠性试验", "Spectrometer S5: reliability test"),
    ("软件3.2：接口联调", "Software 3.2: interfaces joined"),
    ("光谱仪S5：计量认证送检", "Spectrometer S5: sent for metrology approval"),
    ("软件3.2：内测", "Software 3.2: internal test"),
    ("光谱仪S5：三家用户试用", "Spectrometer S5: trial at three customers"),
    ("软件3.2：安全测试", "Software 3.2: security test"),
    ("光谱仪S5：小批试产", "Spectrometer S5: pilot batch"),
    ("软件3.2：发布", "Software 3.2: released"),
    ("光谱仪S5：上市", "Spectrometer S5: on the market"),
)
LAUNCH_DONE = 9

ONBOARDING = (
    ("产品与应用考试", "Exam on products and applications"),
    ("跟访10家客户", "Ten customer visits with a colleague"),
    ("独立完成一份报价", "First quote written alone"),
    ("CRM记录完整一个月", "One month of complete CRM entries"),
    ("第二次岗位考核", "Second assessment of the post"),
)
ONBOARDING_DONE = 4
ONBOARDING_TITLE = ("入职任务", "Settling-in tasks")

PROCEDURE = ("把部门的常办事项写成说明", "Write down how frequent requests are handled")
PROCEDURE_STEPS = (
    ("列出前10项常办事项", "List the ten most frequent requests"),
    ("写出说明并试用", "Write and try the instructions"),
    ("上线并收集意见", "Publish them and collect comments"),
)
CLOSED_REASON = "周期结束，按实际完成情况结算。"
DECLINED = "目标比上季度高了三成，客户清单却少了2家，希望先谈一次再定。"


def orders(amount: float) -> tuple[str, str]:
    """新签订单7,200万."""
    return f"新签订单{amount / WAN:,.0f}万", f"New orders of ¥{amount / MILLION:.4g}m"


def cash(amount: float) -> tuple[str, str]:
    """回款5,600万."""
    return f"回款{amount / WAN:,.0f}万", f"Cash of ¥{amount / MILLION:.4g}m"


def to_value(name: tuple[str, str], target: float, unit: str = "") -> tuple[str, str]:
    """客户满意度到4.7, 报价转订单率到27%."""
    return f"{name[0]}到{target:g}{unit}", f"{name[1]} of {target:g}{unit}"


def stable(unit: str, unit_en: str) -> tuple[str, str]:
    """华北一部新签与客户稳定."""
    return f"{unit}新签与客户稳定", f"New orders and stable customers, {unit_en}"
