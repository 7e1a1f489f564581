"""What the plans of the demo company say. A plan is written by people, in formal Chinese, and stays as written."""

from __future__ import annotations

from dataclasses import dataclass

from jingjin.workflows.demo.words import Family


@dataclass(frozen=True)
class SecondMeasure:
    """A measure that people sample: what, where it was, where it shall be."""

    name: str
    source: str
    baseline: int
    target: int
    peers: int
    unit: str = "%"


@dataclass(frozen=True)
class PlanText:
    """The texts of a plan for people of one family. `metric` is the indicator that the first concern is about."""

    title: str
    metric: str
    concern: str
    examples: tuple[str, str]
    second: SecondMeasure
    second_concern: str
    second_example: str
    environment: str
    expected: str
    judged: str
    judged_count: int
    marking: str
    support: str
    mentoring: tuple[str, str]
    gap: str
    course: str
    test: str


TEXTS: dict[Family, PlanText] = {
    Family.SALES: PlanText(
        title="让报价有下文",
        metric="quote_rate",
        concern="报价转订单率低于达标值",
        examples=("客户问交期，第6个工作日才答复", "报价发出后没有约定下一次沟通"),
        second=SecondMeasure("跟进记录完整率", "CRM抽查", 62, 90, 91),
        second_concern="报价后的跟进记录不完整。",
        second_example="抽查10份报价，4份没有跟进记录",
        environment="市场：本区域本季度基本持平；负责客户15家，同岗中位数14家；近8周没有长假；区域无变动。",
        expected="报价转订单率，8周累计",
        judged="报价复盘，质量由两人评分",
        judged_count=6,
        marking="每次复盘按准备、提问、收尾三项评分，三项都达到记一次。",
        support="开通历史成交价权限",
        mentoring=("每周一次陪访，共8次", "每周三"),
        gap="报价后的跟进与收尾",
        course="从报价到签约",
        test="三个案例的书面测试",
    ),
    Family.SERVICE: PlanText(
        title="一次修好",
        metric="first_fix",
        concern="首次修复率低于达标值",
        examples=("同一台设备一周内上门三次", "备件带错型号，改约第二天"),
        second=SecondMeasure("诊断记录完整率", "客服系统抽查", 58, 90, 93),
        second_concern="上门前的远程诊断没有记录。",
        second_example="抽查10张工单，4张没有诊断记录",
        environment="负责区域的设备平均机龄6年，同岗中位数5年；备件到货正常；近8周没有长假；区域无变动。",
        expected="首次修复率，8周累计",
        judged="疑难工单复盘，质量由两人评分",
        judged_count=5,
        marking="每次复盘按现象、原因、处理三项评分，三项都达到记一次。",
        support="请资深工程师带3次上门",
        mentoring=("每周一次远程诊断陪练，共8次", "每周二"),
        gap="上门前的远程诊断",
        course="故障树诊断",
        test="两台样机的实操测试",
    ),
    Family.RESEARCH: PlanText(
        title="按约定日期交付",
        metric="on_time_delivery",
        concern="需求按期交付率低于达标值",
        examples=("接口联调晚了6天，测试顺延", "需求开工后两次改估算"),
        second=SecondMeasure("评审前材料提交率", "项目系统", 55, 90, 92),
        second_concern="评审前没有按时提交材料。",
        second_example="本月4次评审，2次当天才给材料",
        environment="本季度需求量与去年持平；同时参与2个项目，同岗中位数2个；近8周没有长假；分工无变动。",
        expected="需求按期交付率，8周累计",
        judged="需求拆分复盘，质量由两人评分",
        judged_count=5,
        marking="每次复盘按拆分、估算、风险三项评分，三项都达到记一次。",
        support="每周一起过一次排期，先砍掉不急的需求",
        mentoring=("每周一次估算陪练，共8次", "每周一"),
        gap="需求拆分与估算",
        course="把需求拆到三天以内",
        test="一份真实需求的拆分作业",
    ),
    Family.PRODUCTION: PlanText(
        title="一次装对",
        metric="first_pass",
        concern="一次合格率低于达标值",
        examples=("光路调整返工2台", "紧固力矩没有记录，复检退回"),
        second=SecondMeasure("首件检验记录完整率", "质检抽查", 60, 95, 96),
        second_concern="首件检验没有按作业指导书记录。",
        second_example="抽查5批首件，2批没有记录",
        environment="来料合格率正常；本班设备完好；近8周没有长假；班次无变动。",
        expected="一次合格率，8周累计",
        judged="装配复盘，质量由两人评分",
        judged_count=5,
        marking="每次复盘按工序、力矩、记录三项评分，三项都达到记一次。",
        support="补齐工位的力矩扳手并校准",
        mentoring=("每周一次跟班指导，共8次", "每周四"),
        gap="关键工序的操作与记录",
        course="关键工序操作",
        test="两道工序的实操测试",
    ),
}

# Sentences of weekly check-ins: the manager's, then the person's own.
CHECK_INS = (
    ("一起过了本周的清单，记录比上周完整。", "按清单一项一项做，时间够用。"),
    ("看了两个实例，下周重点是提前确认。", "有一次没来得及提前确认，已经补上。"),
    ("复盘做得实在，问题找得准。", "复盘后换了做法，效果好一些。"),
    ("进度比计划略慢，把每周的支持时间固定下来。", "希望每周的时间能固定在上午。"),
    ("本周数据在变好，继续保持现在的节奏。", "数据在变好，继续这样做。"),
    ("客户和同事的反馈都比上月好。", "请教了两位同事，少走了弯路。"),
    ("最后两周把没完成的两项补齐。", "剩下的两项已经排好日期。"),
)

DISAGREEMENT = "两次延误是等备件，不在本人职责之内。本人接受达标值，请把备件等待写入“环境”。"
KEPT = "核对了备件到货记录：两次中有一次确因备件，已从达标值中扣除；计划其余内容不变。"
SALES_DISAGREEMENT = "两家客户是本季度新接的，资料还在交接。本人接受达标值，请把交接时间写入“环境”。"
WANTED = "每周固定一小时一起过清单"
RETURNED = "第二项关注点的例子没有日期，请补上再提交。"
WITHDRAWN = "同区高校线6人同期都低于进度目标，差距主要来自市场。先当面沟通，本计划撤回。"
PAUSED = "所在区域正在调整，交接完成前先暂停，暂停的工作日按规则顺延。"
CHANGED = "员工提出的备件等待属实，写入环境，并调低第二项达标值。"
WITNESS = "工会代表 吴静"
DELIVERY = "当面送达并宣读，员工未签字；同日以邮件送达。"
RESULT = "{text}：{value}，达标值{target}，{word}"
HEARD = "。结果已当面说明，并听取员工意见。"
LATE_SUPPORT = "请售后派一位工程师陪他回访3家客户"  # the story's promise that is four working days late
COMMENT = "每次复盘都有记录，三项都达到的有{count}次。"
