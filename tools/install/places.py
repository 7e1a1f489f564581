"""The checkout and the folders the installer writes."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VAR = ROOT / "var"
STAMPS = VAR / "stamps"
LOG = VAR / "log" / "setup.log"


def program(name: str) -> Path:
    """A program of the virtual environment."""
    return VENV / "bin" / name
