"""Commands that work without a database and never import Django."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from jingjin.site.commands.setup import Commands


def add(commands: Commands) -> None:
    """detect, evidence verify."""
    detect = commands.add_parser(
        "detect", help="judge a folder of exported numbers; jingjin detect DIR --out verdicts.csv --lang en"
    )
    detect.add_argument(
        "directory", type=Path, help="employees.csv, metrics.csv, samples.csv and what docs/formats.md names"
    )
    detect.add_argument("--out", type=Path, required=True)
    detect.add_argument("--lang", choices=("zh", "en"), default="zh")
    detect.set_defaults(run=_detect)
    evidence = commands.add_parser(
        "evidence", help="check an evidence file offline; jingjin evidence verify FILE --key company.pem"
    ).add_subparsers(required=True, metavar="verify")
    verify = evidence.add_parser("verify")
    verify.add_argument("file")
    verify.add_argument("--key", help="the company's public key, had from elsewhere than the file")
    verify.add_argument("--lang", choices=("zh", "en"), default="zh")
    verify.set_defaults(run=_verify_evidence)


def _detect(options: argparse.Namespace) -> int:
    import sys

    from jingjin.insight.detection.errors import DetectionInputError
    from jingjin.insight.detection.run import detect_dir

    try:
        detect_dir(options.directory, options.out, lang=options.lang)
    except DetectionInputError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _verify_evidence(options: argparse.Namespace) -> int:
    from jingjin.plans.evidence.report import main_verify

    return main_verify(options.file, options.key, options.lang)
