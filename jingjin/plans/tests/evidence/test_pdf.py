"""The print: the same bytes for the same input, PDF/A with embedded fonts, all that it must say on paper."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from jingjin.core.proof.keys import key_id
from jingjin.plans.evidence.document import (
    Column,
    EvidenceDocument,
    Paragraph,
    Section,
    Table,
    document_hash,
)
from jingjin.plans.evidence.explanation import grouped
from jingjin.plans.evidence.moments import local_moment
from jingjin.plans.evidence.pack import build
from jingjin.plans.evidence.pdf import render
from jingjin.plans.evidence.printable import FontsMissingError
from jingjin.plans.evidence.verify import verify_bytes
from jingjin.plans.evidence.words import Language
from jingjin.plans.tests.evidence.build import COMPANY, KEY, NUMBER, dossier, events
from jingjin.plans.tests.evidence.fonts import font_folders
from jingjin.plans.tests.evidence.sample import chinese_plan, english_plan

PLANS = {"zh": chinese_plan(), "en": english_plan()}


def reader(document: EvidenceDocument) -> PdfReader:
    return PdfReader(BytesIO(render(document, fonts=font_folders())))


def pages_of(document: EvidenceDocument) -> list[str]:
    """Give the text of each page without spaces, which PDFs do not keep reliably."""
    return [re.sub(r"[\s\u200b]", "", page.extract_text()) for page in reader(document).pages]


def with_text(text: str) -> EvidenceDocument:
    """Give a one-page document whose only paragraph is this text."""
    section = Section("answer", "看法", (Paragraph(text, "quote"),))
    return replace(chinese_plan(), sections=(section,), signatures=(), key_id=None)


@pytest.mark.slow
@pytest.mark.parametrize("language", PLANS)
def test_the_same_document_gives_the_same_bytes(language: str) -> None:
    first = render(PLANS[language], fonts=font_folders())

    assert render(PLANS[language], fonts=font_folders()) == first


@pytest.mark.slow
@pytest.mark.parametrize("language", PLANS)
def test_each_page_carries_employer_number_page_and_hash(language: str) -> None:
    pages = pages_of(PLANS[language])

    for number, text in enumerate(pages, start=1):
        of = {"zh": f"第{number}页，共{len(pages)}页", "en": f"Page{number}of{len(pages)}"}[language]
        footer = text[text.rindex(COMPANY[:4]) :]
        assert [part for part in (of, NUMBER, document_hash(PLANS[language])) if part not in footer] == []
    assert len(pages) == 3


@pytest.mark.slow
def test_paper_says_all_that_the_document_says() -> None:
    text = "".join(pages_of(chinese_plan()))

    assert "林知夏（LinZhixia），工号001024" in text
    assert "请将交期问题写入“环境”。" in text
    assert "签收表示“已收到”，不表示“同意”。" in text
    assert all(event.hash in text for event in events())
    assert "2026年11月20日15:03:22(UTC+08:00)" in text


@pytest.mark.slow
@pytest.mark.parametrize(("language", "title"), [("zh", "如何核验"), ("en", "Howtocheck")])
def test_the_last_page_explains_the_check(language: Language, title: str) -> None:
    last = pages_of(PLANS[language])[-1]

    assert last.startswith(title)
    assert grouped(key_id(KEY.public_key())).replace(" ", "") in last


@pytest.mark.slow
def test_it_is_pdf_a_2b_with_every_font_embedded() -> None:
    pdf = reader(chinese_plan())
    metadata = pdf.xmp_metadata
    assert metadata is not None
    raw = metadata.stream.get_data().decode()

    fonts = [font for page in pdf.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]  # a dictionary in every PDF
    described = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]

    assert ("<pdfaid:part>2<" in raw, "<pdfaid:conformance>B<" in raw) == (True, True)
    assert [one for one in described if not {"/FontFile2", "/FontFile3"} & set(one)] == []
    assert {one["/FontName"].split("+")[1] for one in described} == {
        "NotoSansSC-Regular",
        "NotoSansSC-SemiBold",
    }
    assert str(pdf.metadata and pdf.metadata.creation_date) == "2026-11-24 06:00:00+00:00"


@pytest.mark.slow
def test_a_plain_print_has_no_page_about_checking() -> None:
    pages = pages_of(replace(chinese_plan(), key_id=None))

    assert len(pages) == 2
    assert "如何核验" not in "".join(pages)


@pytest.mark.slow
def test_markup_in_a_text_is_text() -> None:
    said = '#eval("1") *b* $x$ <a> @b // c \\ [d] #{1+1}'

    assert said.replace(" ", "") in pages_of(with_text(said))[0]


@pytest.mark.slow
def test_characters_without_a_glyph_are_printed_by_number() -> None:
    text = pages_of(with_text("谢谢😀👨\u200d👩\ufe0f！𠮷先生\u0007"))[0]

    assert "谢谢〔U+1F600U+1F468U+1F469〕！〔U+20BB7〕先生" in text
    assert "原文以证据文件为准" in text
    assert "原文以证据文件为准" not in pages_of(with_text("谢谢！"))[0]


@pytest.mark.slow
def test_an_endless_word_stays_on_the_page() -> None:
    text = reader(with_text("x" * 400)).pages[0].extract_text()

    lines = [line.count("x") for line in text.splitlines() if "xx" in line]

    assert (sum(lines), max(lines) <= 100) == (400, True)


@pytest.mark.slow
def test_the_heads_of_a_long_table_stand_on_each_page() -> None:
    body = tuple((f"第{number}行", "内容") for number in range(90))
    table = Table((Column("唯一的表头"), Column("备注")), body)
    long = replace(with_text(""), sections=(Section("list", "清单", (table,)),))

    pages = pages_of(long)

    assert [page.count("唯一的表头") for page in pages] == [1, 1, 1]
    assert "第89行" in pages[-1]


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_can_be_printed(text: str) -> None:
    assert render(with_text(text), fonts=font_folders()).startswith(b"%PDF-1.7")


def test_missing_fonts_are_named(tmp_path: Path) -> None:
    with pytest.raises(FontsMissingError, match=re.escape(str(tmp_path))):
        render(chinese_plan(), fonts=[tmp_path])


@pytest.mark.slow
def test_a_real_evidence_file_passes() -> None:
    full = dossier()
    views = tuple(replace(view, pdf=render(view.document, fonts=font_folders())) for view in full.views)

    archive = build(replace(full, views=views), KEY)

    assert verify_bytes(archive, trusted_key=KEY.public_key()).ok


@pytest.mark.parametrize(
    ("zone", "language", "said"),
    [
        ("Asia/Shanghai", "zh", "2026年11月21日 07:59:59 (UTC+08:00)"),
        ("Europe/Berlin", "en", "21 Nov 2026, 00:59:59 (UTC+01:00)"),
        ("America/New_York", "en", "20 Nov 2026, 18:59:59 (UTC-05:00)"),
    ],
)
def test_moments_are_told_in_the_company_s_zone(zone: str, language: Language, said: str) -> None:
    assert local_moment("2026-11-20T23:59:59.999999Z", zone, language) == said
