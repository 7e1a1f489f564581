"""What other areas may use of notify."""

from jingjin.notify.actions import tell
from jingjin.notify.queries import unread_count
from jingjin.notify.words import Kind, register

__all__ = ["Kind", "register", "tell", "unread_count"]
