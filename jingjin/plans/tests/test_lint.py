"""The text lint: what it flags, what it lets pass, and the wording it offers."""

from __future__ import annotations

import pytest

from jingjin.plans.words.lexicon import WHY, Fault
from jingjin.plans.words.lint import blockers, lint, ranking, vague

FLAGGED = [
    ("未达标的，视为自愿离职。", Fault.RESIGNATION),
    ("如未达成，员工主动提出辞职。", Fault.RESIGNATION),
    ("If not met, the employee resigns voluntarily.", Fault.RESIGNATION),
    ("This is deemed a resignation.", Fault.RESIGNATION),
    ("员工自愿放弃经济补偿。", Fault.WAIVER),
    ("The employee waives all claims.", Fault.WAIVER),
    ("未达成的予以辞退。", Fault.DISMISSAL),
    ("未达成将被末尾淘汰处理", Fault.DISMISSAL),
    ("Otherwise the contract is terminated.", Fault.DISMISSAL),
    ("季度排名垫底", Fault.RANKING),
    ("考核末位", Fault.RANKING),
    ("排名倒数第二", Fault.RANKING),
    ("Bottom of the ranking in Q3", Fault.RANKING),
    ("He ranks last in the team", Fault.RANKING),
    ("工作更主动一些", Fault.VAGUE),
    ("增强责任心", Fault.VAGUE),
    ("提高沟通能力", Fault.VAGUE),
    ("Be more proactive", Fault.VAGUE),
    ("Improve your communication", Fault.VAGUE),
    ("员工态度消极", Fault.BLAME),
    ("能力差，不负责任", Fault.BLAME),
    ("Lazy and careless", Fault.BLAME),
    ("故意拖延报价", Fault.ACCUSATION),
    ("He lied about the quote", Fault.ACCUSATION),
]
FINE = [
    "报价转订单率连续5个月低于达标值24%。",
    "报价后3个工作日内跟进，达到85%",
    "提高报价跟进率到85%",
    "本计划不以末位为依据。",
    "到期未达成的，公司将与员工当面沟通，可延长一次、调整岗位或作其他合规安排，决定前听取员工意见。",
    "Follow up 85 % of quotes within 3 working days",
    "Missed 2 of 4 weekly meetings in October without notice",
    "The plan is not a ranking.",
    "The termination rate of contracts with customers is 3 %.",
]


@pytest.mark.parametrize(("text", "fault"), FLAGGED)
def test_a_wrong_wording_is_found_and_repaired(text: str, fault: Fault) -> None:
    found = next(one for one in lint(text) if one.fault is fault)

    assert text[found.start : found.end] == found.found
    assert found.better
    assert lint(found.better) == []


@pytest.mark.parametrize("text", FINE)
def test_facts_pass(text: str) -> None:
    assert lint(text) == []


def test_only_what_binds_or_threatens_blocks() -> None:
    texts = [text for text, _fault in FLAGGED]

    assert {one.fault for one in blockers(texts)} == {
        Fault.RESIGNATION,
        Fault.WAIVER,
        Fault.DISMISSAL,
        Fault.RANKING,
    }


def test_every_fault_is_explained_in_both_languages() -> None:
    assert set(WHY) == set(Fault)
    found = lint("态度消极")[0]
    assert (found.why("zh-hans")[:6], found.why("en")[:6]) == ("“态度消极”", "“态度消极”")


def test_goals_and_reasons_have_their_own_question() -> None:
    assert vague("工作更主动一些") is not None
    assert vague("报价后3个工作日内跟进，达到85%") is None
    assert ranking("排名垫底") is not None
