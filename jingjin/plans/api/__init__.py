"""The API of plans: everything that a page does, by the same actions and with the same permissions."""

from jingjin.plans.api import assessing, items, reading, running, writing
from jingjin.plans.api.shared import router

__all__ = ["assessing", "items", "reading", "router", "running", "writing"]
