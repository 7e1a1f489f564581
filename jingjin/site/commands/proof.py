"""Commands about the audit chains."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jingjin.site.commands.setup import django

if TYPE_CHECKING:
    import argparse

    from jingjin.site.commands.setup import Commands


def add(commands: Commands) -> None:
    """audit verify."""
    audit = commands.add_parser(
        "audit", help="check all chains and anchors; jingjin audit verify"
    ).add_subparsers(required=True, metavar="verify")
    audit.add_parser("verify").set_defaults(run=_verify)


def _verify(_options: argparse.Namespace) -> int:
    with django("worker"):
        from jingjin.audit.public import read_anchor_file, verify_all
        from jingjin.core.proof.canonical import CanonicalError

        try:
            report = verify_all(read_anchor_file())
        except CanonicalError as error:
            print(f"anchor file: {error}", file=sys.stderr)
            return 1
    print(
        f"{report.chains} chains, {report.events} events, {report.anchors} anchors, {report.erased} contents erased by rule"
    )
    for fault in report.faults:
        print(f"broken: {fault}")
    return 1 if report.faults else 0
