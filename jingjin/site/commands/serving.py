"""Commands that start and keep the installation."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from jingjin.site.commands.setup import django
from jingjin.site.production import refusals

if TYPE_CHECKING:
    import argparse

    from jingjin.site.commands.setup import Commands


def add(commands: Commands) -> None:
    """up, serve, worker, upgrade, setup-db."""
    up = commands.add_parser("up", help="start database, web and worker; jingjin up --port 8000")
    _address(up)
    up.add_argument("--demo", action="store_true", help="load the demo company without asking")
    up.set_defaults(run=_up)
    serve = commands.add_parser("serve", help="the web process alone; jingjin serve --port 8000")
    _address(serve)
    serve.set_defaults(run=_serve)
    commands.add_parser("worker", help="the background worker alone; jingjin worker").set_defaults(
        run=_worker
    )
    commands.add_parser("upgrade", help="bring the database to this version; jingjin upgrade").set_defaults(
        run=_upgrade
    )
    setup_db = commands.add_parser(
        "setup-db",
        help="make roles and database; jingjin setup-db --admin postgresql://postgres@host/postgres",
    )
    setup_db.add_argument("--admin", required=True, help="URL of a role that may create roles and databases")
    setup_db.add_argument("--database", default="jingjin")
    setup_db.set_defaults(run=_setup_db)


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def _refused() -> bool:
    """Say why a production start is refused; False when nothing speaks against it."""
    found = refusals(os.environ)
    for refusal in found:
        print(refusal.sentence, file=sys.stderr)
    return bool(found)


def _up(options: argparse.Namespace) -> int:
    if _refused():
        return 1
    from jingjin.site.runner import up

    return up(options.host, options.port, demo=options.demo)


def _serve(options: argparse.Namespace) -> int:
    if _refused():
        return 1
    from jingjin.site.serving import serve

    with django("web"):
        return serve(options.host, options.port)


def _worker(_options: argparse.Namespace) -> int:
    if _refused():
        return 1
    with django("worker"):
        from jingjin.site.serving import work

        return work()


def _upgrade(_options: argparse.Namespace) -> int:
    with django("owner"):
        from jingjin.site.upgrade import upgrade

        upgrade()
    return 0


def _setup_db(options: argparse.Namespace) -> int:
    from jingjin.core.postgres.roles import setup

    for name, url in setup(options.admin, options.database).environment().items():
        print(f"{name}={url}")
    return 0
