"""What can be wrong with the input files, said in both languages."""

from typing import Literal

Lang = Literal["zh", "en"]

_MESSAGES: dict[str, dict[Lang, str]] = {
    "missing_file": {"zh": "缺少文件 {file}。", "en": "The file {file} is missing."},
    "missing_columns": {
        "zh": "{file} 缺少列：{columns}。",
        "en": "{file} has no column: {columns}.",
    },
    "unreadable_file": {
        "zh": "{file} 读不出来：{detail}。请存成 UTF-8 的 CSV。",
        "en": "{file} cannot be read: {detail}. Save it as CSV in UTF-8.",
    },
    "bad_date": {
        "zh": "{file} 的 {column} 列有读不懂的日期：{value}。请写成 2025-11-24。",
        "en": "{file} has a date in {column} that cannot be read: {value}. Write it like 2025-11-24.",
    },
    "bad_number": {
        "zh": "{file} 的 {column} 列有读不懂的数：{value}。",
        "en": "{file} has a number in {column} that cannot be read: {value}.",
    },
    "bad_word": {
        "zh": "{file} 的 {column} 列只能是 {allowed}，现在有：{value}。",
        "en": "{file}: {column} must be one of {allowed}; found {value}.",
    },
    "duplicate_key": {
        "zh": "{file} 的 {column} 列有重复：{value}。",
        "en": "{file}: {column} holds {value} twice.",
    },
}


class DetectionInputError(Exception):
    """An input file cannot be used.

    `code` names the fault, `details` fills its sentence; `message(lang)` is what a person reads.
    """

    def __init__(self, code: str, **details: str) -> None:
        """Keep the code and the details; the English sentence is the exception's text."""
        self.code = code
        self.details = details
        super().__init__(self.message("en"))

    def message(self, lang: Lang) -> str:
        """One sentence in the reader's language that says what to mend."""
        return _MESSAGES[self.code][lang].format(**self.details)
