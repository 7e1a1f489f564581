"""What an outsider runs must not need the application."""

import subprocess
import sys

OUTSIDERS_CODE = """
import sys
import jingjin.core.proof.anchor, jingjin.core.proof.chain, jingjin.core.proof.keys, jingjin.core.proof.merkle
print(*sorted(name for name in sys.modules if name.startswith(("django", "ninja", "jingjin"))))
"""


def test_the_proof_package_loads_nothing_but_itself() -> None:
    command = [sys.executable, "-c", OUTSIDERS_CODE]

    result = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = result.stdout.split()

    assert loaded == [
        "jingjin",
        "jingjin.core",
        "jingjin.core.proof",
        *(f"jingjin.core.proof.{name}" for name in ("anchor", "canonical", "chain", "keys", "merkle")),
    ]
