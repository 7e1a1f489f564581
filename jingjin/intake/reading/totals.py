"""Words that say a row or column is a total or an average of others."""

from __future__ import annotations

import re

from jingjin.intake.reading.text import narrow

ONLY_TOTAL = 2
_LONGEST = 40
# Nearly all cells are told apart by their ends, before any pattern is tried.
_LAST_SIGNS = frozenset("计数总和均值汇人名条个单元lLsSmMgGeEnN:： \u3000")
_FIRST_SIGNS = frozenset("tTsSｔＴ")
_TOTAL = re.compile(
    r"(?:总|本页|本月|全部|部门|年度|全年|季度)?(?:小计|合计|总计|共计|总和|总数|累计|汇总|平均|平均值|均值|平均数|人均)"
    r"|(?:合计|总计|共计|小计|共):?[\d,.]+(?:人|名|条|个|单|元|万元)"
    r"|(?:grand|sub)?-?totals?|sum|average|avg|mean",
    re.IGNORECASE,
)
_ENDS_IN_TOTAL = re.compile(
    r".{1,20}(?:小计|合计|总计|汇总)|.{1,30} (?:sub)?total|(?:sub)?total (?:of|for) .{1,30}", re.IGNORECASE
)


def total_mark(text: str) -> int:
    """2 for a text that only says total or average, 1 for one that ends in it (财务部合计), else 0."""
    if len(text) > _LONGEST or not (text[-1] in _LAST_SIGNS or text[0] in _FIRST_SIGNS):
        return 0
    text = narrow(text).rstrip(":")
    if _TOTAL.fullmatch(text.replace(" ", "")):
        return ONLY_TOTAL
    return int(bool(_ENDS_IN_TOTAL.fullmatch(text)))


def is_total(name: str) -> bool:
    """Whether a column's name says that it sums or averages the others."""
    return bool(name) and total_mark(name) == ONLY_TOTAL
