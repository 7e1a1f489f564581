"""Prepare this checkout and run one of its commands: `python3 tools/bootstrap.py run|setup|test|lint|format|bench`.

Standard library only. This file must be readable for old Pythons, so that they can say that they are too old.
"""

import os
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
PROBE = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"


def newer_python() -> "str | None":
    """Path of a Python on PATH that is new enough, or None."""
    for minor in range(20, NEEDED[1] - 1, -1):
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            program = str(Path(folder) / f"python3.{minor}")
            if os.access(program, os.X_OK):
                probe = [program, "-c", PROBE]
                if subprocess.call(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
                    return program
    return None


def main() -> int:
    """Hand over to a Python that is new enough, else say what to do."""
    if sys.version_info >= NEEDED:
        from install.commands import main as run

        return run(sys.argv[1:])
    program = newer_python()
    if program:
        os.execv(program, [program, *sys.argv])
    found = ".".join(map(str, sys.version_info[:2]))
    sys.stderr.write(
        f"需要Python 3.11或更新，这里是 {found}。请安装新的Python，或指定它：make run PYTHON=/path/to/python3.11\n"
        f"Python 3.11 or newer is needed, this is {found}. Install one, or name it: "
        "make run PYTHON=/path/to/python3.11\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
