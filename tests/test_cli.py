"""The command line: what it lists, and what the pure commands never import."""

from __future__ import annotations

import subprocess
import sys

import pytest

from jingjin.site.cli import build_parser


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jingjin.site.cli", *words], capture_output=True, text=True, check=False
    )


def test_help_lists_every_command_with_an_example() -> None:
    shown = build_parser().format_help()
    commands = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]

    assert [name for name in commands or () if f"jingjin {name}" not in shown] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [("detect", "/nowhere", "--out", "/tmp/x.csv"), ("evidence", "verify", "/nowhere")]
)
def test_pure_commands_never_import_django(words: tuple[str, ...]) -> None:
    code = f"import sys; from jingjin.site.cli import main; main({list(words)!r}); sys.exit('django' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
