"""The product's command on a later day: only its clock moves, by `JOURNEY_DAYS` whole days.

A plan runs for weeks; a test must see its end. The product itself has no switch for its clock, and should have none.
"""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from jingjin.core import clock
from jingjin.site.cli import main

if TYPE_CHECKING:
    from datetime import datetime

DAYS = timedelta(days=int(os.environ["JOURNEY_DAYS"]))
real = clock.now


def later() -> datetime:
    """Now, that many days on."""
    return real() + DAYS


# At import: a web process that is spawned imports this module again.
clock.now = later

if __name__ == "__main__":
    sys.exit(main())
