"""What the text lint looks for, in Chinese and English, and the wording it offers instead.

The rules behind it: a plan never contains a resignation agreed in advance, a waiver or a threat; "bottom of a
ranking" is no reason (it proves no incompetence, 劳动合同法 §40(2)); a goal must be measurable; a sentence tells
what happened, not what somebody is like.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass


class Fault(enum.StrEnum):
    """What is wrong with a wording."""

    RESIGNATION = "resignation"
    WAIVER = "waiver"
    DISMISSAL = "dismissal"
    RANKING = "ranking"
    VAGUE = "vague"
    BLAME = "blame"
    ACCUSATION = "accusation"


@dataclass(frozen=True, slots=True)
class Entry:
    """`pattern` finds the wording; `better` replaces it, in the pattern's language."""

    fault: Fault
    pattern: re.Pattern[str]
    better: str


def _entry(fault: Fault, pattern: str, better: str) -> Entry:
    return Entry(fault, re.compile(pattern, re.IGNORECASE), better)


_NEUTRAL_ZH = "到期未达成的，公司将与员工当面沟通，可延长一次、调整岗位或作其他合规安排，决定前听取员工意见"
_NEUTRAL_EN = (
    "If it is not reached, the company meets the employee and may extend once, change the role or make another "
    "lawful arrangement, after hearing the employee"
)
_YARDSTICK_ZH = "转订单率17%，达标值24%，同岗中位数27%"
_YARDSTICK_EN = "The quote-to-order rate is 17 %; the target is 24 %, the peers’ median 27 %"

ENTRIES: tuple[Entry, ...] = (
    _entry(
        Fault.RESIGNATION,
        r"(自愿|主动|自动|自行)(提出)?(离职|辞职|解除劳动(合同|关系))|(视为|视同|按)(自愿|自动|主动)?(离职|辞职)",
        _NEUTRAL_ZH,
    ),
    _entry(
        Fault.RESIGNATION,
        r"\b(resigns?|resignation|leaves?|quits?) (voluntarily|automatically)\b|\bvoluntar(y|ily) (resign\w*|leav\w*)"
        r"|\bdeemed (to have )?(resigned|a resignation)\b",
        _NEUTRAL_EN,
    ),
    _entry(
        Fault.WAIVER,
        r"(自愿)?放弃[^，。；]{0,10}(补偿|赔偿|权利|异议|仲裁|申诉)|不再追究|无异议并接受",
        "本条不写：员工的法定权利不因计划而改变",
    ),
    _entry(
        Fault.WAIVER,
        r"\bwaives? (any|all|the|his|her|their)?\s*(\w+ )?(right|claim|compensation|severance)s?\b",
        "Leave this out: the plan does not change the employee’s legal rights",
    ),
    _entry(
        Fault.DISMISSAL,
        r"(予以|直接|立即|立刻|将被|被)?(辞退|开除|劝退|淘汰|解雇|炒掉)|(予以|直接|立即)解除劳动(合同|关系)",
        _NEUTRAL_ZH,
    ),
    _entry(
        Fault.DISMISSAL,
        r"\b(dismiss(ed|al)?|fired|terminat(e[ds]?|ion)|sacked|let go)\b(?! rate)",
        _NEUTRAL_EN,
    ),
    _entry(
        Fault.RANKING,
        r"末位|垫底|倒数(第[一二三四五六七八九十\d]+)?|排名(第?最后|靠后|最低|末)|排在最后|最后[一两二三\d]名|后\d+%",
        _YARDSTICK_ZH,
    ),
    _entry(
        Fault.RANKING,
        r"\b(bottom|lowest|last)\b[^.;]{0,20}\brank\w*|\brank\w*\b[^.;]{0,20}\b(bottom|lowest|last)\b"
        r"|\bbottom (of the|\d+ ?%|ten|performer)|\bforced (ranking|distribution)\b|\bstack rank",
        _YARDSTICK_EN,
    ),
    _entry(
        Fault.VAGUE,
        r"(更|更加|再)(积极|主动|认真|努力|用心|负责|上心|细心)|(提高|增强|加强|改善|端正|提升)[^，。；\d]{0,6}"
        r"(积极性|主动性|责任心|责任感|态度|意识|沟通(能力)?|执行力|能力|效率)(?![^。；]*\d)|尽快改进|好好表现",
        "报价后3个工作日内跟进，达到85%",
    ),
    _entry(
        Fault.VAGUE,
        r"\b(be|become) (more )?(proactive|engaged|motivated|careful|responsible|positive|diligent)\b"
        r"|\b(improve|better|increase) (your |the |his |her )?(attitude|communication|motivation|ownership|mindset)\b"
        r"(?![^.;]*\d)|\b(try|work) harder\b|\bas soon as possible\b",
        "Follow up 85 % of quotes within 3 working days",
    ),
    _entry(
        Fault.BLAME,
        r"态度(消极|不端|恶劣|差)|不负责任|没有责任心|懒(惰|散)?|能力(太)?(差|低下|不行)|素质(差|低)|不思进取|拖后腿|无能|混日子",
        "10月的4次周会缺席2次，没有请假",
    ),
    _entry(
        Fault.BLAME,
        r"\b(lazy|incompetent|useless|careless|irresponsible|unprofessional)\b|\b(bad|poor|negative) attitude\b"
        r"|\bnot a team player\b|\bdead weight\b",
        "Missed 2 of 4 weekly meetings in October without notice",
    ),
    _entry(
        Fault.ACCUSATION,
        r"故意|恶意|欺骗|撒谎|造假|弄虚作假|偷懒|蓄意|屡教不改|严重违纪",
        "11月12日的记录与系统数据不一致，尚未核对原因",
    ),
    _entry(
        Fault.ACCUSATION,
        r"\b(deliberately|on purpose|maliciously|lied|lies|cheat(ed|s)?|faked|fraud(ulent)?|sabotag\w+|misconduct)\b",
        "The record of 12 November differs from the system’s data; the reason is not clear yet",
    ),
)

WHY: dict[Fault, dict[str, str]] = {
    Fault.RESIGNATION: {
        "zh": "“{found}”把离职写成了约定。请只写公司会怎样与员工沟通。",
        "en": "“{found}” agrees a resignation in advance. Say only how the company will meet the employee.",
    },
    Fault.WAIVER: {
        "zh": "“{found}”要求员工放弃权利，不能写进计划。",
        "en": "“{found}” makes the employee give up a right; it can’t stand in a plan.",
    },
    Fault.DISMISSAL: {
        "zh": "“{found}”是威胁。改进计划不预告解除劳动关系。",
        "en": "“{found}” is a threat. An improvement plan doesn’t announce a dismissal.",
    },
    Fault.RANKING: {
        "zh": "“{found}”是排名。排名不能作为制定计划的理由，请写事先确定的达标值或胜任线。",
        "en": "“{found}” is a ranking. It can’t be the reason for a plan; name the target or competence line "
        "that was fixed before.",
    },
    Fault.VAGUE: {
        "zh": "“{found}”没法衡量。",
        "en": "“{found}” can’t be measured.",
    },
    Fault.BLAME: {
        "zh": "“{found}”是对人的评价。请写哪一天发生了什么。",
        "en": "“{found}” judges the person. Write what happened, and on which day.",
    },
    Fault.ACCUSATION: {
        "zh": "“{found}”是指责。请写能核对的事实。",
        "en": "“{found}” accuses. Write a fact that can be checked.",
    },
}
