"""Django and the database for a command that needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from jingjin.core.postgres.urls import Urls

    # argparse has no public name for what add_subparsers returns
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001


@contextmanager
def django(role: str) -> Iterator[Urls]:
    """The database running (started if need be) and Django set up as `web`, `worker` or `owner`; gives its URLs."""
    from jingjin.core.postgres.ensure import ensure_database

    with ensure_database() as urls:
        for name, url in urls.environment().items():
            os.environ.setdefault(name, url)
        os.environ["JINGJIN_ROLE"] = role
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingjin.site.settings")
        from django import setup

        setup()
        yield urls


def bring_up_to_date(urls: Urls) -> None:
    """Migrate a database that is not at this release, as `jingjin up` would; in a process of the owner."""
    from jingjin.site import schema

    if schema.is_current(urls.owner):
        return
    environment = os.environ | urls.environment()
    command = [sys.executable, "-m", "jingjin.site.cli", "upgrade"]
    subprocess.run(command, env=environment, check=True)  # noqa: S603 - our own command
    schema.record(urls.owner)
