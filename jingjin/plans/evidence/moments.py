"""Moments as people read them, without the machine's locale."""

from datetime import datetime
from zoneinfo import ZoneInfo

from jingjin.plans.evidence.words import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def local_moment(at: str, zone: str, language: Language) -> str:
    """Write a moment of the chain in a zone, to the second, with the offset that holds then."""
    moment = datetime.fromisoformat(at).astimezone(ZoneInfo(zone))
    clock = f"{moment:%H:%M:%S} (UTC{moment.isoformat()[-6:]})"
    if language == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日 {clock}"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {clock}"
