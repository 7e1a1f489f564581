"""Context of the components page."""

from __future__ import annotations

from typing import Any


def components_context() -> dict[str, Any]:
    """Every component in every state."""
    return {}
