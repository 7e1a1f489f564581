"""What can go wrong for a person, said in one sentence. Views and the API turn these into answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class JingjinError(Exception):
    """Base of everything a person is told; `message` is a whole sentence in the reader's language."""

    status = 400
    code = "invalid"

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class NotFound(JingjinError):  # noqa: N818 - reads as what it says: "raise NotFound"
    """The record does not exist for this reader; absent and forbidden look the same."""

    status = 404
    code = "not_found"

    def __init__(self) -> None:
        super().__init__(_("This page doesn't exist, or isn't open to you."))


class Denied(JingjinError):  # noqa: N818
    """The reader may see the record but not do this; the message says why."""

    status = 403
    code = "denied"


class Invalid(JingjinError):  # noqa: N818
    """The input breaks a rule. `fields` maps a field name to its sentence; "" is the whole form."""

    status = 422
    code = "invalid"

    def __init__(self, message: str = "", *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message or next(iter((fields or {"": ""}).values())))
        self.fields = dict(fields or {"": message})


class Conflict(JingjinError):  # noqa: N818
    """Somebody saved this record in between. `current` is the stored state, to be shown beside the input."""

    status = 409
    code = "conflict"

    def __init__(self, current: Any, **facts: Any) -> None:
        super().__init__(
            _("Somebody changed this in the meantime. Your text is still here; compare and save again.")
        )
        self.current = current
        self.facts = facts
