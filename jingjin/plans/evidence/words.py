"""Names shared by the parts of an evidence file."""

import enum
import re
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
PUBLIC_KEY = "public_key.pem"
CHAIN = "chain.jsonl"
ANCHOR = "anchor.json"
VIEW_NAME = re.compile(r"views/(?P<role>employee|manager|hr)\.(?P<language>zh|en)\.(?P<kind>pdf|json)")
CONTENT_NAME = re.compile(r"content/([0-9]{1,9})\.json")


class ViewRole(enum.StrEnum):
    """Whose view of the record it is."""

    EMPLOYEE = "employee"
    MANAGER = "manager"
    HR = "hr"


def pdf_name(role: ViewRole, language: Language) -> str:
    return f"views/{role}.{language}.pdf"


def document_name(role: ViewRole, language: Language) -> str:
    return f"views/{role}.{language}.json"


def content_name(seq: int) -> str:
    return f"content/{seq}.json"


def readme_name(language: Language) -> str:
    return f"README.{language}.txt"
