"""The `jingjin` command. What a command needs is imported when it runs, so that the start stays fast and the
pure commands (`detect`, `evidence verify`) never import Django."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from jingjin.core.postgres.place import default_home
from jingjin.core.postgres.trouble import Trouble, disk_trouble
from jingjin.site.commands import data, demo, keeping, proof, pure, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Command = Callable[[argparse.Namespace], int]

EXAMPLES = """examples:
  jingjin up                                          start database, web and worker
  jingjin demo --people 240 --weeks 52 --seed 7       load the demo company
  jingjin import roster.xlsx --as people --dry-run    see what a roster would change
  jingjin detect DIR --out verdicts.csv --lang en     judge exported numbers
  jingjin evidence verify plan.zip --key company.pem  check an evidence file offline
  jingjin audit verify                                check all chains
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 for done, 1 for a refusal, 2 for a wrong call."""
    options = build_parser().parse_args(argv)
    run: Command = options.run
    try:
        with disk_trouble(default_home()):
            return run(options)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1


def build_parser() -> argparse.ArgumentParser:
    """All commands with their examples."""
    parser = argparse.ArgumentParser(
        prog="jingjin",
        description="Jingjin 精进",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in (serving, demo, keeping, data, pure, proof):
        module.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
