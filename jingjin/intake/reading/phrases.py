"""What reading found, as sentences in Chinese and English: what is wrong, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from jingjin.intake.reading.codes import (
    CellCode,
    EvidenceCode,
    FileCode,
    QuestionCode,
    ReasonCode,
    Sensitive,
    SkipReason,
)
from jingjin.intake.reading.sheet import letter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from jingjin.intake.reading.problems import Decision, FileProblem, Problem, Question
    from jingjin.intake.reading.propose import ColumnProposal

Language: TypeAlias = Literal["zh", "en"]

_FILE: dict[StrEnum, tuple[str, str]] = {
    FileCode.EMPTY: (
        "文件里没有内容。确认导出时选对了工作表，再上传一次。",
        "The file is empty. Check that the right sheet was exported, then upload it again.",
    ),
    FileCode.TOO_LARGE: (
        "文件超过{megabytes} MB。按月份或部门拆开，分几次上传。",
        "The file is over {megabytes} MB. Split it by month or unit and upload the parts.",
    ),
    FileCode.TOO_MANY_CELLS: (
        "表格太大：最多{columns}列、{cells}个单元格。删掉右侧和下方的空白区域，或者拆成几个文件。",
        (
            "The table is too big: at most {columns} columns and {cells} cells. Delete unused area on the right and "
            "below, or split the file."
        ),
    ),
    FileCode.BOMB: (
        "文件解压后大得不正常，没有打开。在Excel或WPS里另存一份再上传。",
        "The file unpacks to an abnormal size and was not opened. Save a copy in Excel or WPS and upload that.",
    ),
    FileCode.NOT_A_TABLE: (
        "这不是表格文件。请上传CSV、XLSX或XLS。",
        "This is not a table. Upload CSV, XLSX or XLS.",
    ),
    FileCode.WRONG_KIND: (
        "读不了{kind}文件。请另存为XLSX或CSV再上传。",
        "Files of the kind {kind} can't be read. Save it as XLSX or CSV and upload that.",
    ),
    FileCode.WEB_PAGE: (
        "这个文件其实是网页，只是用了表格的后缀。用Excel或WPS打开，另存为XLSX再上传。",
        "This file is a web page under a spreadsheet's name. Open it in Excel or WPS, save it as XLSX and upload that.",
    ),
    FileCode.WRONG_EXTENSION: (
        "文件后缀是{extension}，内容却不是工作簿。用Excel或WPS打开，另存为XLSX再上传。",
        (
            "The file is named {extension}, but it is no workbook. Open it in Excel or WPS, save it as XLSX and upload "
            "that."
        ),
    ),
    FileCode.ENCRYPTED: (
        "文件设了密码。去掉密码，另存一份再上传。",
        "The file is protected by a password. Remove it, save a copy and upload that.",
    ),
    FileCode.DAMAGED: (
        "文件已损坏，读不完整。从原系统重新导出，或在Excel、WPS里另存一份。",
        "The file is damaged and can't be read to its end. Export it again, or save a copy in Excel or WPS.",
    ),
    FileCode.ENCODING: (
        "认不出文字编码，第{row}行开始读不通。另存为“CSV UTF-8”或XLSX再上传。",
        "The text encoding is unknown; line {row} can't be read. Save the file as “CSV UTF-8” or XLSX and upload that.",
    ),
    FileCode.OPEN_QUOTE: (
        "有一个引号没有配对，后面的内容连成了一个单元格。补上引号，或另存为XLSX再上传。",
        "A quotation mark is never closed and swallows the rest of the file. Close it, or save the file as XLSX.",
    ),
    FileCode.NO_HEAD: (
        "在“{sheet}”里没有找到表头。确认有一行写着各列的名称，或指定表头是第几行。",
        "No head was found in “{sheet}”. Make sure that one row names the columns, or say which row it is.",
    ),
    FileCode.NO_SUCH_COLUMN: (
        "表里没有“{column}”这一列。检查列名，或重新对应。",
        "There is no column “{column}”. Check its name, or map it again.",
    ),
}

_CELL: dict[StrEnum, tuple[str, str]] = {
    CellCode.REQUIRED_EMPTY: ("这里不能空着，请补上。", "This can't be empty. Fill it in."),
    CellCode.COLUMN_MISSING: (
        "缺少“{field_zh}”这一列。加上它，或把已有的一列对应过来。",
        "The column “{field_en}” is missing. Add it, or map a column to it.",
    ),
    CellCode.BAD_NUMBER: (
        "“{text}”不是数值。改成数字，没有就留空。",
        "“{text}” is no number. Type a number, or leave it empty.",
    ),
    CellCode.BAD_PERCENT: (
        "“{text}”不是百分比。写成40%这样，没有就留空。",
        "“{text}” is no percentage. Write it like 40%, or leave it empty.",
    ),
    CellCode.BAD_DATE: (
        "“{text}”不是日期。写成2026-01-31这样。",
        "“{text}” is no date. Write it like 2026-01-31.",
    ),
    CellCode.DATE_AGAINST_ORDER: (
        "“{text}”和这一列的日月顺序对不上。写成2026-01-31这样。",
        "“{text}” does not fit this column's order of day and month. Write it like 2026-01-31.",
    ),
    CellCode.DATE_WITHOUT_DAY: (
        "“{text}”只有月份。补上几号，写成2026-01-31这样。",
        "“{text}” has no day. Write it like 2026-01-31.",
    ),
    CellCode.BAD_MONTH: (
        "“{text}”不是月份。写成2026-01这样。",
        "“{text}” is no month. Write it like 2026-01.",
    ),
    CellCode.BAD_PERIOD: (
        "“{text}”不是日期、周、月份或季度。写成2026-01-31、2026-W05、2026-01或2026Q1这样。",
        "“{text}” is no day, week, month or quarter. Write it like 2026-01-31, 2026-W05, 2026-01 or 2026Q1.",
    ),
    CellCode.MONTH_ZERO_LOST: (
        "“{text}”可能是1月，也可能是10月。把单元格改成文本，写成2026-01这样。",
        "“{text}” could be January or October. Make the cell text and write it like 2026-01.",
    ),
    CellCode.BAD_CHOICE: (
        "不认识“{text}”。可以填：{choices_zh}。",
        "“{text}” is not known. It can be: {choices_en}.",
    ),
    CellCode.BAD_YES_NO: (
        "“{text}”看不出是还是否。填“是”或“否”。",
        "“{text}” is neither yes nor no. Write yes or no.",
    ),
    CellCode.BAD_PERSON_NUMBER: (
        "“{text}”不像工号。核对后重填。",
        "“{text}” is no employee number. Check it and type it again.",
    ),
    CellCode.DIGITS_LOST: (
        "“{text}”的末几位已经被表格软件舍掉了。把这一列设成文本，重新填写。",
        "The last digits of “{text}” were lost in the spreadsheet. Make the column text and type them again.",
    ),
}

_SKIPPED: dict[StrEnum, tuple[str, str]] = {
    SkipReason.TITLE: ("表头上方的标题", "title above the head"),
    SkipReason.BLANK: ("空行", "blank row"),
    SkipReason.REPEATED_HEAD: ("重复的表头", "head repeated"),
    SkipReason.TOTAL: ("合计或平均行", "total or average"),
    SkipReason.NOTE: ("说明或签字行", "note or signature line"),
    SkipReason.SECTION: ("只有一个单元格，当作小标题", "one cell only, taken as a heading"),
}

_QUESTION: dict[StrEnum, tuple[str, str]] = {
    QuestionCode.DATE_ORDER: (
        "“{column}”里的日期，日和月哪个在前？从这一列看不出来。",
        "In “{column}”, does the day or the month come first? The column does not tell.",
    ),
    QuestionCode.DATE_ORDER_MIXED: (
        "“{column}”里混了不同的日期写法，哪一种是对的？其余的会列出来等你改。",
        "“{column}” mixes orders of day and month. Which one is right? The others will be listed for correction.",
    ),
    QuestionCode.DATES_SWAPPED: (
        "“{column}”里有的日期像是被表格软件认反了日和月，要换回来吗？",
        "In “{column}” the spreadsheet seems to have exchanged day and month of some dates. Exchange them back?",
    ),
    QuestionCode.PERCENT_SCALE: (
        "“{column}”里的数，1表示1%还是100%？",
        "In “{column}”, does 1 mean 1 % or 100 %?",
    ),
    QuestionCode.DECIMAL_MARK: (
        "“{column}”里的逗号，是小数点还是千位分隔？",
        "In “{column}”, does the comma mark decimals or thousands?",
    ),
    QuestionCode.YEAR: ("“{column}”只写了月份，是哪一年？", "“{column}” names months only. Of which year?"),
}

_REASON: dict[StrEnum, tuple[str, str]] = {
    ReasonCode.REMEMBERED: ("沿用上次的对应", "as mapped last time"),
    ReasonCode.NAME_SAME: ("列名“{name}”一致", "the name “{name}” is the same"),
    ReasonCode.NAME_CONTAINS: ("列名“{name}”相近", "the name “{name}” is similar"),
    ReasonCode.CONTENT_FITS: ("{percent}%的内容读得通", "{percent} % of the cells fit"),
    ReasonCode.CONTENT_DOES_NOT_FIT: ("只有{percent}%的内容读得通", "only {percent} % of the cells fit"),
    ReasonCode.CONTENT_ONLY: ("列名不认识，内容吻合", "the name is unknown, the cells fit"),
    ReasonCode.TAKEN: ("“{column}”更合适", "“{column}” fits better"),
    ReasonCode.UNKNOWN: ("不认识这一列", "this column is not known"),
    ReasonCode.REFUSED_NAME: ("从列名看是敏感信息，默认不导入", "sensitive by its name, left out by default"),
    ReasonCode.REFUSED_CONTENT: (
        "从内容看是敏感信息，默认不导入",
        "sensitive by its cells, left out by default",
    ),
}

_SENSITIVE: dict[StrEnum, tuple[str, str]] = {
    Sensitive.ID_CARD: ("证件号码", "identity number"),
    Sensitive.BANK: ("银行账户", "bank account"),
    Sensitive.FAMILY: ("家庭信息", "family"),
}

_EVIDENCE: dict[StrEnum, tuple[str, str]] = {
    EvidenceCode.VALUES: (
        "这一列里有的日期只有一种读法",
        "some dates of the column can be read in one way only",
    ),
    EvidenceCode.CHECK_COLUMN: (
        "和“{check}”一列对得上（{agree}/{total}行）",
        "agrees with the column “{check}” ({agree} of {total} rows)",
    ),
    EvidenceCode.SAME_EITHER_WAY: ("怎么读都是同一天", "the dates are the same either way"),
    EvidenceCode.ANSWER: ("按你的选择", "as you chose"),
}

_ALL = {**_FILE, **_CELL, **_SKIPPED, **_QUESTION, **_REASON, **_SENSITIVE, **_EVIDENCE}


def phrase(code: StrEnum, language: Language, params: Mapping[str, str | int] | None = None) -> str:
    """The words of any code of reading in a language; `params` fill it."""
    return _ALL[code][language == "en"].format(**(params or {}))


def file_sentence(problem: FileProblem, language: Language) -> str:
    """Why a file can't be read, and what to do."""
    return phrase(problem.code, language, problem.params)


def problem_sentence(problem: Problem, language: Language) -> str:
    """What is wrong at a row and column, and what to do: "第12行“入职日期”（C列）：…"."""
    text = phrase(problem.code, language, problem.params)
    place = _place(problem, language)
    return f"{place}{'：' if language == 'zh' else ': '}{text}" if place else text


def _place(problem: Problem, language: Language) -> str:
    if problem.row is None or problem.column is None:
        return ""
    column = letter(problem.column)
    if language == "zh":
        return f"第{problem.row}行“{problem.column_name}”（{column}列）"
    return f"Row {problem.row}, “{problem.column_name}” (column {column})"


def question_sentence(question: Question, language: Language) -> str:
    """What a person must say."""
    return phrase(question.code, language, {"column": question.column_name})


def decision_sentence(decision: Decision, language: Language) -> str:
    """On which evidence something was decided without asking."""
    params: dict[str, str | int] = {
        "check": decision.check_column,
        "agree": decision.agree,
        "total": decision.total,
    }
    return phrase(decision.evidence, language, params)


def reasons_sentence(proposal: ColumnProposal, language: Language) -> str:
    """Why a column was proposed so."""
    said = [phrase(reason.code, language, reason.params) for reason in proposal.reasons]
    if proposal.refused:
        said.insert(0, phrase(proposal.refused, language))
    return ("；" if language == "zh" else "; ").join(said)
