"""Django and the database for a command that needs them."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    # argparse has no public name for what add_subparsers returns
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


@contextmanager
def django(role: str) -> Iterator[None]:
    """The database running (started if need be) and Django set up as `web`, `worker` or `owner`."""
    from jingjin.core.postgres.ensure import ensure_database

    with ensure_database() as urls:
        for name, url in urls.environment().items():
            os.environ.setdefault(name, url)
        os.environ["JINGJIN_ROLE"] = role
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingjin.site.settings")
        from django import setup

        setup()
        yield
