"""The `jingjin` command. Everything is imported when its command runs, so that the start stays fast and the
pure commands (`detect`, `evidence verify`) never import Django."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Command = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 for done, 1 for a refusal, 2 for a wrong call."""
    parser = build_parser()
    options = parser.parse_args(argv)
    run: Command | None = getattr(options, "run", None)
    if run is None:
        parser.print_help()
        return 2
    return run(options)


def build_parser() -> argparse.ArgumentParser:
    """All commands with their examples."""
    parser = argparse.ArgumentParser(
        prog="jingjin", description="Jingjin 精进", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for add in (_serving, _data, _proof):
        add(commands)
    parser.epilog = "examples:\n" + "\n".join(f"  {line}" for line in EXAMPLES)
    return parser


EXAMPLES = (
    "jingjin up                          start database, web and worker",
    "jingjin demo --people 240 --seed 7  load the demo company",
    "jingjin import roster.xlsx --dry-run",
    "jingjin detect DIR --out verdicts.csv --lang en",
    "jingjin evidence verify plan.zip --key company.pub",
    "jingjin audit verify",
    "jingjin backup company.tar",
)


def _serving(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    up = commands.add_parser("up", help="start database, web and worker; example: jingjin up --port 8000")
    up.add_argument("--host", default="127.0.0.1")
    up.add_argument("--port", type=int, default=8000)
    up.add_argument("--demo", action="store_true", help="load the demo company without asking")
    up.set_defaults(run=_up)
    serve = commands.add_parser("serve", help="the web process alone; example: jingjin serve --port 8000")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)
    commands.add_parser("worker", help="the background worker alone; example: jingjin worker").set_defaults(
        run=_worker
    )
    commands.add_parser("upgrade", help="migrate the database; example: jingjin upgrade").set_defaults(
        run=_upgrade
    )


def _data(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pass


def _proof(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    pass


@contextmanager
def _django(role: str) -> Iterator[None]:
    """The database running, Django set up with that role's connection."""
    from jingjin.core.postgres.ensure import ensure_database

    with ensure_database():
        os.environ["JINGJIN_ROLE"] = role
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingjin.site.settings")
        import django

        django.setup()
        yield


def _up(options: argparse.Namespace) -> int:
    from jingjin.site.runner import up

    return up(options.host, options.port, demo=options.demo)


def _serve(options: argparse.Namespace) -> int:
    from jingjin.site.serving import serve

    with _django("web"):
        return serve(options.host, options.port)


def _worker(_options: argparse.Namespace) -> int:
    with _django("worker"):
        from jingjin.site.serving import work

        return work()


def _upgrade(_options: argparse.Namespace) -> int:
    with _django("owner"):
        from jingjin.site.upgrade import upgrade

        upgrade()
    return 0


if __name__ == "__main__":
    sys.exit(main())
