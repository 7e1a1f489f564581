"""Styles and scripts are fetched anew when they have changed."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["app.css", "app.js", "icons.svg"])
def test_an_address_carries_the_fingerprint_of_its_content(client: Client, name: str) -> None:
    page = client.get("/sign-in/", follow=True).content.decode()
    found = re.search(rf'"(/static/build/{re.escape(name)}\?v=(\w{{10}}))', page)
    assert found is not None

    served = client.get(found[1])

    assert sha256(b"".join(served)).hexdigest().startswith(found[2])
