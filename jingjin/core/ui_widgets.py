"""Form widgets that need more than a plain control."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from collections.abc import Callable


class PersonPicker(forms.TextInput):
    """Search and choose one person. The form gets the person's key; `search_url` answers `?q=` with
    `{% picker_options faces %}`; `describe` turns a key into the text shown for it ("" when unknown)."""

    template_name = "components/picker_widget.html"

    def __init__(self, search_url: Callable[[], str], describe: Callable[[str], str], **options: Any) -> None:
        super().__init__(**options)
        self.search_url = search_url
        self.describe = describe

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        chosen = context["widget"]["value"] or ""
        context["widget"] |= {
            "search_url": self.search_url(),
            "chosen": self.describe(chosen) if chosen else "",
        }
        return context
