"""`python -m bench [pages|detect|first_page …]`: run the benches and print their figures."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Run what is named, everything without a name."""
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    wanted = words or ["pages", "first_page", "detect"]
    if "pages" in wanted:
        from bench.pages import measure

        measure()
    if "first_page" in wanted:
        from bench import first_page

        first_page.measure()
    data = os.environ.get("JINGJIN_REAL_DATA")
    if "detect" in wanted and data:
        samples = [str(Path(data) / name) for name in ("detect-sample", "detect-sample-1000")]
        return subprocess.run([sys.executable, "bench/detect.py", *samples], check=False).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
