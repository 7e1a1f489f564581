from __future__ import annotations

import pytest

from jingjin.intake.reading import (
    Mapping,
    MappingProposal,
    ReasonCode,
    Sensitive,
    fingerprint,
    propose_mapping,
)
from jingjin.intake.reading.sensitive import is_bank_card, is_id_card
from jingjin.intake.tests.reading.made import ROSTER, csv_bytes, sheet_of

ID_CARD = "11010519491231002X"  # the example of GB 11643-1999
BANK_CARDS = ["6222021234567890128", "6228480402564890018", "4111111111111111"]


def fields(proposal: MappingProposal) -> dict[str, str | None]:
    return {one.column.title: one.field for one in proposal.columns}


def test_chinese_and_english_names_in_any_spelling() -> None:
    chinese = sheet_of(csv_bytes("员工 编号,姓　名,部门（全称）,入职日期,备注", "001,林,研发,2026-01-02,无"))
    english = sheet_of(
        csv_bytes("Emp_ID,Employee Name,DEPARTMENT,Date of Hire,Note", "001,Lin,R&D,2026-01-02,")
    )

    assert list(fields(propose_mapping(chinese, ROSTER)).values()) == [
        "number",
        "name",
        "unit",
        "hired",
        None,
    ]
    assert list(fields(propose_mapping(english, ROSTER)).values()) == [
        "number",
        "name",
        "unit",
        "hired",
        None,
    ]


def test_each_field_once_and_the_better_name_wins() -> None:
    sheet = sheet_of(csv_bytes("上级姓名,姓名,工号,上级工号", "赵,林,001,002"))

    proposal = propose_mapping(sheet, ROSTER)

    assert fields(proposal) == {"上级姓名": None, "姓名": "name", "工号": "number", "上级工号": "manager"}
    reasons = [(reason.code, dict(reason.params)) for reason in proposal.columns[0].reasons]
    assert reasons[-1] == (ReasonCode.TAKEN, {"column": "姓名"})


def test_a_name_whose_cells_do_not_fit_is_not_sure() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,入职日期", "001,林,面议", "002,赵,待定", "003,孙,2026-01-02"))

    hired = propose_mapping(sheet, ROSTER).columns[2]

    assert (hired.field, hired.sure) == (None, False)
    assert hired.samples == ("面议", "待定", "2026-01-02")


def test_an_unknown_name_is_known_by_its_choices() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,性质", "001,林,正式", "002,赵,试用", "003,孙,正式"))

    kind = propose_mapping(sheet, ROSTER).columns[2]

    assert (kind.field, kind.sure, kind.reasons[0].code) == ("type", False, ReasonCode.CONTENT_ONLY)


def test_unsure_columns_are_named() -> None:
    proposal = propose_mapping(sheet_of(csv_bytes("工号,姓名,所在部门名称", "001,林,研发")), ROSTER)

    assert [(one.column.title, one.field) for one in proposal.unsure] == [("所在部门名称", "unit")]


def test_required_fields_without_a_column_are_missing() -> None:
    assert propose_mapping(sheet_of(csv_bytes("姓名,部门", "林,研发")), ROSTER).missing == ("number",)


def test_unit_in_brackets() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,销售额（万元）", "001,林,5"))

    assert propose_mapping(sheet, ROSTER).columns[2].unit == "万元"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("身份证号码", Sensitive.ID_CARD),
        ("证件号", Sensitive.ID_CARD),
        ("Passport No.", Sensitive.ID_CARD),
        ("SSN", Sensitive.ID_CARD),
        ("开户行", Sensitive.BANK),
        ("工资卡号", Sensitive.BANK),
        ("Bank account", Sensitive.BANK),
        ("银行", Sensitive.BANK),
        ("ID No.", Sensitive.ID_CARD),
        ("家庭住址", Sensitive.FAMILY),
        ("紧急联系人电话", Sensitive.FAMILY),
        ("婚姻状况", Sensitive.FAMILY),
        ("MaritalDesc", Sensitive.FAMILY),
    ],
)
def test_sensitive_columns_are_refused_by_name_without_a_sample(name: str, kind: Sensitive) -> None:
    proposal = propose_mapping(sheet_of(csv_bytes(f"工号,姓名,{name}", "001,林,秘密")), ROSTER).columns[2]

    assert (proposal.refused, proposal.field, proposal.samples) == (kind, None, ())
    assert proposal.reasons[0].code == ReasonCode.REFUSED_NAME


@pytest.mark.parametrize(
    "name",
    [
        "考勤卡号",
        "卡号",
        "社区",
        "银牌客户数",
        "银行渠道销售额",
        "家庭套餐",
        "客户开发",
        "Employee ID number",
        "Family name",
    ],
)
def test_harmless_names_are_not_refused(name: str) -> None:
    sheet = sheet_of(csv_bytes(f"编码,姓名,{name}", "x1,林,100", "x2,赵,200"))

    assert propose_mapping(sheet, ROSTER).columns[2].refused is None


def test_sensitive_columns_are_refused_by_content_whatever_their_name() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,备用", *(f"{ID_CARD},林,{card}" for card in BANK_CARDS)))

    number, _, spare = propose_mapping(sheet, ROSTER).columns

    assert (number.refused, number.field, spare.refused) == (Sensitive.ID_CARD, None, Sensitive.BANK)


def test_check_signs() -> None:
    assert is_id_card(ID_CARD)
    assert not is_id_card("110105194912310021")
    assert not is_id_card("11010519491331002X")
    assert is_bank_card("6228480402564890018")
    assert not is_bank_card("6228480402564890019")
    assert not is_bank_card("13800138000")


def test_a_mapping_is_saved_and_proposed_again_for_the_same_head() -> None:
    sheet = sheet_of(csv_bytes("编码,称呼,身份证", f"001,林,{ID_CARD}"))
    first = propose_mapping(sheet, ROSTER)
    saved = first.mapping({1: "number", 2: "name"}).to_json()

    again = propose_mapping(sheet, ROSTER, Mapping.from_json(saved))

    assert fields(again) == {"编码": "number", "称呼": "name", "身份证": None}
    assert (first.remembered, again.remembered) == (False, True)
    assert [one.reasons[0].code for one in again.columns] == [
        ReasonCode.REMEMBERED,
        ReasonCode.REMEMBERED,
        ReasonCode.REFUSED_NAME,
    ]


def test_columns_known_from_another_head_are_remembered_by_title() -> None:
    first = sheet_of(csv_bytes("编码,称呼", "001,林"))
    other = sheet_of(csv_bytes("称呼,部门,编码", "林,研发,001"))
    saved = propose_mapping(first, ROSTER).mapping({1: "number", 2: "name"})

    again = propose_mapping(other, ROSTER, saved)

    assert fields(again) == {"称呼": "name", "部门": "unit", "编码": "number"}
    assert again.remembered is False


def test_a_column_left_out_before_stays_left_out() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,部门", "001,林,研发"))
    saved = propose_mapping(sheet, ROSTER).mapping({3: None})

    assert fields(propose_mapping(sheet, ROSTER, saved))["部门"] is None


def test_a_change_takes_the_field_from_the_column_that_had_it() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,花名", "001,林,小夏"))

    mapping = propose_mapping(sheet, ROSTER).mapping({3: "name"})

    assert [choice.field for choice in mapping.columns] == ["number", None, "name"]


def test_columns_of_the_same_title_are_told_apart() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,备注,备注", "001,林,甲,乙"))
    saved = propose_mapping(sheet, ROSTER).mapping({4: "unit"})

    again = propose_mapping(sheet, ROSTER, saved)

    assert [one.field for one in again.columns] == ["number", "name", None, "unit"]


def test_the_fingerprint_is_of_titles_in_order_and_not_of_their_spelling() -> None:
    one = fingerprint(sheet_of(csv_bytes("标题,", "工号,姓 名", "1,林")))

    assert one == fingerprint(sheet_of(csv_bytes("工号,姓名", "2,赵")))
    assert one != fingerprint(sheet_of(csv_bytes("姓名,工号", "赵,2")))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"columns": 1}'])
def test_what_is_no_saved_mapping(text: str) -> None:
    with pytest.raises(ValueError):
        Mapping.from_json(text)
