"""Security mail (reset, lock-out): sent without preferences. Ordinary mail goes through `notify`."""

from __future__ import annotations

from django.core.mail import EmailMessage


def send(*, to: str, subject: str, text: str) -> None:
    """Send one plain-text mail through the configured server; raises OSError when it can't be reached."""
    EmailMessage(subject=subject, body=text, to=[to]).send()
