"""What people of the demo company write themselves. It stays as written, in the language of the writer."""

from __future__ import annotations

from dataclasses import dataclass

from jingjin.workflows.demo.words import Family

SURE, AT_RISK, NEEDS_HELP = "sure", "at_risk", "needs_help"


@dataclass(frozen=True)
class Word:
    """How sure somebody is, and one sentence."""

    confidence: str
    note: str


# 重点高校: how many were won so many working days ago.
UNIVERSITIES = (
    (22, 9, Word(AT_RISK, "两所的设备处换了负责人，要重新介绍一遍。")),
    (17, 10, Word(AT_RISK, "苏州大学进了合格供应商名单。")),
    (12, 11, Word(AT_RISK, "江南大学的试用报告通过，合同在走流程。")),
    (7, 12, Word(AT_RISK, "多数学校的设备预算推迟到明年一季度，先把试用做完。")),
    (2, 13, Word(AT_RISK, "扬州大学签了框架协议，其余的还在等预算。")),
)

# On goals of units and company: key, who, how many working days ago.
ON_GOALS = (
    ("team/east_one/new_orders", "zhao", 7, Word(SURE, "几个大单都在合同审批里，月底前能签。")),
    ("team/east_one/new_orders", "zhao", 2, Word(SURE, "苏州医院二期签了，接下来看高校能不能赶在年内招标。")),
    ("team/east_one/quote_rate", "zhao", 2, Word(AT_RISK, "高校的报价多在等预算，先把医院和企业的跟上。")),
    ("margin", "min_he", 12, Word(AT_RISK, "外包人工涨价，备件折扣谈下来一半。")),
    ("margin", "min_he", 0, Word(NEEDS_HELP, "备件涨价还没谈下来，需要财务和采购一起重谈年度框架。")),
    ("east/renewal", "sun", 2, Word(SURE, "这个季度到期的客户都约好了续约会。")),
    ("launch", "cheng", 2, Word(SURE, "送检比计划早一天，试用的三家用户已经选好。")),
)

# Weekly updates of the team of the story: who, weeks ago (0 is this week).
WEEKLY = (
    ("lin", 5, Word(SURE, "报价集中发出去了，下周开始逐家跟。")),
    ("lin", 4, Word(SURE, "南通两家医院回了话，价格还要再谈一轮。")),
    ("lin", 3, Word(AT_RISK, "两个大单卡在交期，供应链那边还没给准日子。")),
    ("lin", 2, Word(AT_RISK, "无锡环测重新报了价，交期改成分两批。")),
    ("lin", 1, Word(SURE, "苏州医院二期签下来了，交期是和供应链一起确认的。")),
    ("zhou", 4, Word(SURE, "三所学校的招标文件都在准备。")),
    ("zhou", 3, Word(AT_RISK, "两所学校说预算要等明年，先保住试用。")),
    ("zhou", 2, Word(AT_RISK, "新接的两个客户还在交接，资料不全。")),
    ("zhou", 1, Word(AT_RISK, "拜访了3家，一家已经排到明年一月招标。")),
    ("zheng", 3, Word(AT_RISK, "学校的流程慢，先把跟进记录补齐。")),
    ("zheng", 2, Word(SURE, "报价当天就约下一次沟通，回复快了不少。")),
    ("zheng", 1, Word(SURE, "跟进清单每天过一遍，没有漏的。")),
    ("xu", 4, Word(AT_RISK, "按计划每天先清报价跟进，还不太顺手。")),
    ("xu", 3, Word(AT_RISK, "跟进快了，但有两家要等售后一起去。")),
    ("xu", 2, Word(SURE, "三个工作日内的跟进这周做到六成六。")),
    ("xu", 1, Word(SURE, "老师傅教的提问顺序很管用，客户愿意多说。")),
    ("chen", 2, Word(SURE, "常熟医院验收一次通过。")),
    ("chen", 1, Word(SURE, "两份合同在客户法务那里。")),
    ("chen", 0, Word(AT_RISK, "南通医院的验收排期还没定，可能要拖两周。")),
    ("shen", 1, Word(SURE, "企业客户续签都在按计划走。")),
    ("shen", 0, Word(SURE, "三家企业续签，下周补合同原件。")),
    ("lu", 1, Word(SURE, "组里做了一次报价复盘，大家愿意讲丢单。")),
    ("lu", 0, Word(SURE, "大单进度正常，周四陪练谈判。")),
    ("han", 1, Word(SURE, "跟访了两家医院，第一份报价在改。")),
)

# What others write, by family.
OTHERS: dict[Family, tuple[Word, ...]] = {
    Family.SALES: (
        Word(SURE, "本周的报价都跟完了，两家约了下周演示。"),
        Word(SURE, "合同条款谈定，等客户盖章。"),
        Word(AT_RISK, "客户预算审批慢了，预计要晚两周。"),
        Word(AT_RISK, "竞品降价，需要一份对比材料。"),
        Word(SURE, "老客户介绍了一家新的，已经约好拜访。"),
    ),
    Family.SUCCESS: (
        Word(SURE, "到期客户都联系过了，没有要走的。"),
        Word(AT_RISK, "一家客户嫌响应慢，已经约售后一起去。"),
    ),
    Family.SERVICE: (
        Word(SURE, "备件提前备齐，返修少了。"),
        Word(AT_RISK, "外地工单集中，路上时间长。"),
        Word(SURE, "远程先判断再上门，一次修好的多了。"),
        Word(NEEDS_HELP, "同一型号连续三台漏液，需要研发一起看。"),
    ),
    Family.RESEARCH: (
        Word(SURE, "联调通过，剩两个小问题。"),
        Word(AT_RISK, "接口文档晚到三天，测试往后挪。"),
        Word(SURE, "评审一次通过，按期转测。"),
    ),
    Family.PRODUCTION: (
        Word(SURE, "装配节拍稳定，没有缺料。"),
        Word(AT_RISK, "镜头来料批次不稳，加了一道检验。"),
    ),
    Family.FUNCTIONS: (
        Word(SURE, "月结按时完成，没有积压。"),
        Word(AT_RISK, "入职集中，工单比平时多一倍。"),
    ),
}
