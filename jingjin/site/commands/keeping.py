"""Commands that look after an installation."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from jingjin.site.commands.setup import Commands


def add(commands: Commands) -> None:
    """doctor, backup, restore."""
    commands.add_parser("doctor", help="look for what is wrong; jingjin doctor").set_defaults(run=_doctor)
    backup = commands.add_parser("backup", help="write everything to one file; jingjin backup company.tar")
    backup.add_argument("file", type=Path)
    backup.add_argument(
        "--with-keys", action="store_true", help="with the signing keys: keep such a file locked away"
    )
    backup.set_defaults(run=_backup)
    restore = commands.add_parser(
        "restore", help="make this installation what a backup holds; jingjin restore company.tar"
    )
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--replace", action="store_true", help="even if there are data; they are backed up first"
    )
    restore.set_defaults(run=_restore)


def _doctor(_options: argparse.Namespace) -> int:
    import os

    from jingjin.site.preflight import doctor
    from jingjin.site.production import refusals

    findings = doctor(now=datetime.now(UTC).timestamp())
    for finding in findings:
        print(f"{'ok ' if finding.ok else 'NO '} {finding.name}: {finding.zh} · {finding.en}")
    refused = refusals(os.environ | {"JINGJIN_PRODUCTION": "1"})
    for refusal in refused:
        print(f"--  production would refuse: {refusal.sentence}")
    return 0 if all(finding.ok for finding in findings) else 1


def _backup(options: argparse.Namespace) -> int:
    from jingjin.site.backup import backup

    made = backup(options.file, now=datetime.now(UTC), with_keys=options.with_keys)
    keys = (
        "with keys"
        if made.with_keys
        else "without keys: keep var/keys elsewhere, or proof can't be signed further"
    )
    print(f"{made.file}: database and {made.files} files, {keys}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from jingjin.site.backup import restore

    done = restore(options.file, now=datetime.now(UTC), replace=options.replace)
    print(f"restored what was saved at {done.made_at}")
    return 0
