"""Names in parts: family, given, pinyin and initials, guessed so that HR has to correct few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jingjin.org.models import Person, Unit

COMPOUND_FAMILIES = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "司徒",
)
# Family names read differently from the common sound of their character.
FAMILY_SOUNDS = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "盖": "ge",
    "朴": "piao",
    "翟": "zhai",
    "乐": "yue",
    "任": "ren",
    "华": "hua",
    "葛": "ge",
    "覃": "qin",
    "缪": "miao",
    "尹": "yin",
}


@dataclass(frozen=True)
class NameParts:
    """A name whole and in parts; pinyin as written in English pages ("Lin Zhixia")."""

    family: str
    given: str
    pinyin: str
    initials: str


def name_parts(name: str) -> NameParts:
    """Split a name and give its pinyin and initials; a guess that HR can correct."""
    if not any("一" <= char <= "鿿" for char in name):
        family, _sep, given = name.partition(",")
        given, family = (given.strip(), family.strip()) if given else (name, "")
        return NameParts(family, given, name, "".join(word[0] for word in name.split() if word).lower())
    from pypinyin import Style, lazy_pinyin  # reads its dictionaries for 0.4 s, a tenth of every start

    size = 2 if name[:2] in COMPOUND_FAMILIES else 1
    family, given = name[:size], name[size:]
    family_sound = FAMILY_SOUNDS.get(family) or "".join(lazy_pinyin(family))
    sounds = lazy_pinyin(given, style=Style.NORMAL)
    pinyin = f"{family_sound.capitalize()} {''.join(sounds).capitalize()}".strip()
    initials = "".join(
        [*(sound[0] for sound in lazy_pinyin(family)), *(sound[0] for sound in sounds if sound)]
    )
    if size == 1:
        initials = family_sound[0] + initials[1:]
    return NameParts(family, given, pinyin, initials.lower())


def search_text(person: Person, unit: Unit | None) -> str:
    """What the directory searches: name, pinyin with and without blanks, initials, number, unit."""
    sound = person.pinyin.lower()
    parts = [person.name.lower(), sound, sound.replace(" ", ""), person.initials, person.number.lower()]
    if unit is not None:
        parts += [unit.name.lower(), unit.name_en.lower()]
    return " ".join(part for part in parts if part)
