"""A person knows the own devices again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from jingjin.accounts.words import device_name

if TYPE_CHECKING:
    from tests.cast import Cast

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
WECOM = "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 wxwork/4.1.38 MicroMessenger/7.0.1"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (WINDOWS, "Chrome · Windows"),
        (f"{WINDOWS} Edg/141.0.0.0", "Edge · Windows"),
        (IPHONE, "Safari · iPhone"),
        (WECOM, "WeCom · Android"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", ""),
    ],
)
def test_program_and_system_are_named(agent: str, name: str) -> None:
    assert device_name(agent) == name


def test_the_page_names_the_devices(cast: Cast) -> None:
    client = cast.client(cast.lin)
    assert cast.lin.account is not None
    cast.lin.account.sessions.create(session_key="elsewhere", device=WECOM)

    assert "WeCom · Android" in client.get(reverse("accounts:sessions")).content.decode()
