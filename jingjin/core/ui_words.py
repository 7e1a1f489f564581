"""The words, icons and tints of the states that components show. A template names the state, never the look."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Status(StrEnum):
    """What a pill can say about a goal, a person, a feed or a task."""

    OK = "ok"
    WATCH = "watch"
    HELP = "help"
    THIN = "thin"
    LATE = "late"
    NO_DATA = "no_data"
    SETTLING = "settling"
    LEAVE = "leave"
    WAITING = "waiting"
    PAUSED = "paused"
    EXTENDED = "extended"
    SIGNED = "signed"


class Source(StrEnum):
    """How fresh a figure is, and where it comes from."""

    FRESH = "fresh"
    OLD = "old"
    DOWN = "down"
    TYPED = "typed"
    CHECKING = "checking"
    CORRECTED = "corrected"


class Readers(StrEnum):
    """Who can read a private text."""

    NAMED = "named"
    GROUP = "group"
    SEALED = "sealed"
    LOCKED = "locked"
    LOG = "log"


class Measure(StrEnum):
    """What reaching the target means."""

    REACH = "reach"
    ABOVE = "above"
    BELOW = "below"


class StoneState(StrEnum):
    DONE = "done"
    NOW = "now"
    TODO = "todo"


@dataclass(frozen=True)
class Look:
    word: str | Promise
    icon: str
    tint: str = ""


STATUS_LOOKS: dict[Status, Look] = {
    Status.OK: Look(pgettext_lazy("status", "On track"), icon="circle-check", tint="ok"),
    Status.WATCH: Look(pgettext_lazy("status", "Watch"), icon="eye", tint="watch"),
    Status.HELP: Look(pgettext_lazy("status", "Needs help"), icon="life-buoy", tint="help"),
    Status.THIN: Look(pgettext_lazy("status", "Not enough data"), icon="circle-dashed"),
    Status.LATE: Look(pgettext_lazy("status", "Data late"), icon="clock-alert"),
    Status.NO_DATA: Look(pgettext_lazy("status", "No data"), icon="unplug"),
    Status.SETTLING: Look(pgettext_lazy("status", "Settling in"), icon="sprout"),
    Status.LEAVE: Look(pgettext_lazy("status", "On leave"), icon="circle-pause"),
    Status.WAITING: Look(pgettext_lazy("status", "Waiting for you"), icon="circle-dot", tint="brand"),
    Status.PAUSED: Look(pgettext_lazy("status", "Paused"), icon="circle-pause"),
    Status.EXTENDED: Look(pgettext_lazy("status", "Extended"), icon="calendar-plus"),
    Status.SIGNED: Look(pgettext_lazy("status", "Signed"), icon="check", tint="ok"),
}

# A fresh or old figure carries a dot, drawn by the component; the rest carry an icon.
SOURCE_LOOKS: dict[Source, Look] = {
    Source.FRESH: Look(pgettext_lazy("source", "Up to date"), icon=""),
    Source.OLD: Look(pgettext_lazy("source", "Older"), icon=""),
    Source.DOWN: Look(pgettext_lazy("source", "Feed down"), icon="unplug"),
    Source.TYPED: Look(pgettext_lazy("source", "Typed by a person"), icon="pencil-line"),
    Source.CHECKING: Look(pgettext_lazy("source", "Being checked"), icon="message-circle-question-mark"),
    Source.CORRECTED: Look(pgettext_lazy("source", "Corrected"), icon="history"),
}

READERS_LOOKS: dict[Readers, Look] = {
    Readers.NAMED: Look(pgettext_lazy("readers", "Who can read this"), icon="eye"),
    Readers.GROUP: Look(pgettext_lazy("readers", "Shown as a group only"), icon="users-round"),
    Readers.SEALED: Look(pgettext_lazy("readers", "Sealed"), icon="archive"),
    Readers.LOCKED: Look(pgettext_lazy("readers", "Encrypted"), icon="lock"),
    Readers.LOG: Look(pgettext_lazy("readers", "Access log"), icon="history"),
}
