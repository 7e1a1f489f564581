"""A whole plan as it would be printed, in both languages, with every kind of block."""

from jingjin.core.proof.keys import key_id
from jingjin.plans.evidence.document import (
    Column,
    EvidenceDocument,
    Paragraph,
    Row,
    Rows,
    Section,
    SignatureLine,
    StepLine,
    Steps,
    Table,
)
from jingjin.plans.evidence.words import Language, ViewRole
from jingjin.plans.tests.evidence.build import COMPANY, ISSUED, KEY, NUMBER, RECORD, events

_STEPS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("起草", "赵启航"),
        ("HR审核通过", "何静"),
        ("发布", "何静"),
        ("签收，对部分内容有异议", "林知夏"),
        ("书面答复异议", "何静"),
        ("周进展", "林知夏"),
        ("周进展回应", "赵启航"),
    ),
    "en": (
        ("Drafted", "Zhao Qihang"),
        ("Approved by HR", "He Jing"),
        ("Published", "He Jing"),
        ("Received, disagrees with a part", "Lin Zhixia"),
        ("Objection answered in writing", "He Jing"),
        ("Weekly check-in", "Lin Zhixia"),
        ("Check-in answered", "Zhao Qihang"),
    ),
}


def _steps(language: Language) -> Steps:
    pairs = zip(events(), _STEPS[language], strict=True)
    return Steps(tuple(StepLine(event.seq, *text, event.at, event.hash) for event, text in pairs))


def chinese_plan() -> EvidenceDocument:
    return EvidenceDocument(
        language="zh",
        role=ViewRole.EMPLOYEE,
        title="绩效改进计划：把报价变成订单",
        summary="2026年11月30日至2027年1月22日，共8周",
        number=NUMBER,
        employer=COMPANY,
        record_uid=RECORD,
        issued_at=ISSUED,
        zone="Asia/Shanghai",
        facts=(
            Row("员工", "林知夏（Lin Zhixia），工号001024"),
            Row("岗位", "客户经理，华东一部"),
            Row("直接上级", "赵启航"),
        ),
        sections=(
            Section(
                "grounds",
                "计划依据",
                (
                    Paragraph(
                        "报价转订单率连续5个月低于达标值24%。第三季度为17%，10月至今为19%；同区同岗6人的中位数为27%。"
                    ),
                    Paragraph("例：10月14日苏州大学、10月22日苏州医院，报价后9天无跟进记录。", "note"),
                    Paragraph("报价后跟进慢。3个工作日内跟进的报价占41%，达标值85%，同岗中位数88%。"),
                    Paragraph("例：10月29日无锡环测，客户第8天来电询问；赵启航11月10日当面沟通。", "note"),
                ),
            ),
            Section(
                "environment",
                "环境",
                (
                    Rows(
                        (
                            Row("市场", "使本区转化率下降3个百分点，已从目标中扣除"),
                            Row("工作量", "负责客户17家，同岗中位数14家"),
                            Row("休假", "近8周休假2天"),
                        )
                    ),
                ),
            ),
            Section(
                "expectations",
                "期望与衡量",
                (
                    Table(
                        (
                            Column("衡量", 3),
                            Column("起点", numeric=True),
                            Column("达标值", numeric=True),
                            Column("同岗中位数", numeric=True),
                            Column("来源", 2),
                        ),
                        (
                            ("报价转订单率，8周累计", "17%", "24%以上", "27%", "CRM"),
                            ("报价后3个工作日内跟进", "41%", "85%以上", "88%", "CRM"),
                            ("谈判复盘，质量由两人评分", "0", "6次", "—", "孙立、周敏"),
                        ),
                    ),
                ),
            ),
            Section(
                "support",
                "公司承诺提供的支持",
                (
                    Table(
                        (Column("支持", 3), Column("提供人"), Column("期限")),
                        (
                            ("开通历史成交价权限", "赵启航", "11月27日"),
                            ("每周一次谈判陪练，共8次", "陆一鸣", "每周四"),
                            ("课程“从报价到签约”，6学时，含测试", "周敏", "12月4日"),
                        ),
                    ),
                    Paragraph("公司承诺的支持每逾期一日，本计划顺延一日，最多顺延20个工作日。", "note"),
                ),
            ),
            Section(
                "consequence",
                "到期未达成时",
                (
                    Paragraph(
                        "到期未达成的，公司将与员工当面沟通，可延长一次、调整岗位或作其他合规安排，决定前听取员工意见。"
                    ),
                ),
            ),
            Section(
                "answer",
                "本人的看法",
                (
                    Paragraph(
                        "10月两次丢单的原因是交期，不在本人职责之内。本人接受转订单率的达标值，请将交期问题写入“环境”。",
                        "quote",
                    ),
                ),
            ),
            Section("history", "过程记录", (_steps("zh"),)),
        ),
        signatures=(
            SignatureLine("员工", "林知夏", "本人已收到本计划。签收表示“已收到”，不表示“同意”。"),
            SignatureLine("直接上级", "赵启航", "本人确认已就本计划与员工当面沟通。"),
            SignatureLine("公司代表", "何静（人力资源）"),
        ),
        key_id=key_id(KEY.public_key()),
    )


def english_plan() -> EvidenceDocument:
    return EvidenceDocument(
        language="en",
        role=ViewRole.HR,
        title="Performance improvement plan: turning quotes into orders",
        summary="30 November 2026 to 22 January 2027, 8 weeks",
        number=NUMBER,
        employer=COMPANY,
        record_uid=RECORD,
        issued_at=ISSUED,
        zone="Asia/Shanghai",
        facts=(
            Row("Employee", "Lin Zhixia (林知夏), number 001024"),
            Row("Position", "Account manager, East China team 1"),
            Row("Line manager", "Zhao Qihang (赵启航)"),
        ),
        sections=(
            Section(
                "grounds",
                "Grounds",
                (
                    Paragraph(
                        "The rate of quotes that became orders has been under the target of 24 % for five months: "
                        "17 % in the third quarter, 19 % since October. The median of the six people in the same "
                        "role and region is 27 %."
                    ),
                    Paragraph(
                        "Example: Suzhou University (14 October) and Suzhou Hospital (22 October), no follow-up "
                        "recorded in the nine days after the quote.",
                        "note",
                    ),
                ),
            ),
            Section(
                "expectations",
                "Expectations and measures",
                (
                    Table(
                        (
                            Column("Measure", 5),
                            Column("Start", numeric=True),
                            Column("Target", numeric=True),
                            Column("Peers’ median", numeric=True),
                            Column("Source", 2),
                        ),
                        (
                            (
                                "Quotes that became orders, over 8 weeks",
                                "17 %",
                                "24 % or more",
                                "27 %",
                                "CRM",
                            ),
                            ("Follow-up within 3 working days", "41 %", "85 % or more", "88 %", "CRM"),
                            ("Negotiation reviews, rated by two", "0", "6", "—", "Sun Li, Zhou Min"),
                        ),
                    ),
                ),
            ),
            Section(
                "answer",
                "Employee’s own view",
                (
                    Paragraph(
                        "The two orders lost in October were lost over delivery dates, which are not in my hands. "
                        "I accept the target; please write the delivery problem under “Environment”.",
                        "quote",
                    ),
                ),
            ),
            Section("history", "Record of steps", (_steps("en"),)),
        ),
        signatures=(
            SignatureLine(
                "Employee", "Lin Zhixia", "I have received this plan. Signing means “received”, not “agreed”."
            ),
            SignatureLine("For the company", "He Jing, human resources"),
        ),
        key_id=key_id(KEY.public_key()),
    )
