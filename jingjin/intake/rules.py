"""Who may import what is said by the area of the records (`ImportKind.allowed`)."""

from __future__ import annotations

from jingjin.core.policy import actor_is

ROLE_RIGHTS = {"import.file": actor_is(lambda actor: actor.account_id is not None)}
