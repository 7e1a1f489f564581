"""The codes by which reading says what it met; `phrases` holds their sentences in Chinese and English."""

from __future__ import annotations

from enum import StrEnum


class FileCode(StrEnum):
    """Why a file can't be read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_CELLS = "too_many_cells"
    BOMB = "bomb"
    NOT_A_TABLE = "not_a_table"
    WRONG_KIND = "wrong_kind"
    WEB_PAGE = "web_page"
    WRONG_EXTENSION = "wrong_extension"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    ENCODING = "encoding"
    OPEN_QUOTE = "open_quote"
    NO_HEAD = "no_head"
    NO_SUCH_COLUMN = "no_such_column"


class CellCode(StrEnum):
    """What is wrong at one row and column."""

    REQUIRED_EMPTY = "required_empty"
    COLUMN_MISSING = "column_missing"
    BAD_NUMBER = "bad_number"
    BAD_PERCENT = "bad_percent"
    BAD_DATE = "bad_date"
    DATE_AGAINST_ORDER = "date_against_order"
    DATE_WITHOUT_DAY = "date_without_day"
    BAD_MONTH = "bad_month"
    BAD_PERIOD = "bad_period"
    MONTH_ZERO_LOST = "month_zero_lost"
    BAD_CHOICE = "bad_choice"
    BAD_YES_NO = "bad_yes_no"
    BAD_PERSON_NUMBER = "bad_person_number"
    DIGITS_LOST = "digits_lost"


class SkipReason(StrEnum):
    """Why a row of the file is no row of data."""

    TITLE = "title"
    BLANK = "blank"
    REPEATED_HEAD = "repeated_head"
    TOTAL = "total"
    NOTE = "note"
    SECTION = "section"


class QuestionCode(StrEnum):
    """What a person must say, because the file does not."""

    DATE_ORDER = "date_order"
    DATE_ORDER_MIXED = "date_order_mixed"  # some cells allow one order only, others another only
    DATES_SWAPPED = "dates_swapped"  # the spreadsheet has exchanged day and month of some dates
    PERCENT_SCALE = "percent_scale"
    DECIMAL_MARK = "decimal_mark"
    YEAR = "year"


class ReasonCode(StrEnum):
    """Why a column was proposed for a field, or not."""

    REMEMBERED = "remembered"
    NAME_SAME = "name_same"
    NAME_CONTAINS = "name_contains"
    CONTENT_FITS = "content_fits"
    CONTENT_DOES_NOT_FIT = "content_does_not_fit"
    CONTENT_ONLY = "content_only"
    TAKEN = "taken"
    UNKNOWN = "unknown"
    REFUSED_NAME = "refused_name"
    REFUSED_CONTENT = "refused_content"


class Sensitive(StrEnum):
    """Kinds of column that are refused unless a person maps them on purpose."""

    ID_CARD = "id_card"
    BANK = "bank"
    FAMILY = "family"


class EvidenceCode(StrEnum):
    """How an order of day, month and year, or a scale, was decided."""

    VALUES = "values"
    CHECK_COLUMN = "check_column"
    SAME_EITHER_WAY = "same_either_way"
    ANSWER = "answer"
