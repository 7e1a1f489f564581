"""Signing in: three kinds of name, first code, own password, reset by mail, slow-down, ended sessions."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.test import Client
from django.urls import reverse

from jingjin.accounts import public as accounts
from jingjin.accounts.models import Account
from jingjin.core import clock
from jingjin.core.actor import system

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest_django
    from aiosmtpd.smtp import SMTP, Envelope, Session

    from tests.cast import Cast

SIGN_IN = "/sign-in/"
LIN = "lin likes long walks"


class Mailbox:
    """Keeps what a real SMTP server received."""

    def __init__(self) -> None:
        self.letters: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.letters.append(envelope)
        return "250 OK"


@pytest.fixture
def mailbox(settings: pytest_django.Settings) -> Iterator[Mailbox]:
    box = Mailbox()
    server = Controller(box, hostname="127.0.0.1", port=18125)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 18125
    yield box
    server.stop()


def text_of(letter: Envelope) -> str:
    """What was received, as text."""
    content = letter.content
    return content.decode() if isinstance(content, bytes) else content or ""


def enter(client: Client, name: str, password: str) -> int:
    """Try to sign in; the status tells: 302 in, 422 refused, 429 paused."""
    return client.post(SIGN_IN, {"name": name, "password": password}).status_code


@pytest.mark.parametrize("name", ["00201", "13800000201", "lin@example.com", "LIN@example.com"])
def test_number_mobile_and_mail_sign_in(cast: Cast, name: str) -> None:
    Account.objects.filter(person=cast.lin).update(mobile="13800000201")

    assert enter(Client(), name, LIN) == 302


def test_same_number_in_two_entities_is_told_apart_by_the_password(cast: Cast) -> None:
    other = accounts.create_account(by=system("test"), display_name="同号", number="00201")
    other.set_password("another one's long password")
    other.save()
    client = Client()

    assert enter(client, "00201", "another one's long password") == 302
    assert client.session["_auth_user_id"] == str(other.pk)


def test_wrong_password_is_refused_without_saying_which_part(cast: Cast) -> None:
    wrong = Client().post(
        SIGN_IN, {"name": "00201", "password": "no"}, headers={"cookie": "jingjin_language=en"}
    )
    unknown = Client().post(
        SIGN_IN, {"name": "nobody", "password": "no"}, headers={"cookie": "jingjin_language=en"}
    )
    said = re.compile(r"The name and password don.*?new code\.")

    assert said.findall(wrong.content.decode()) == said.findall(unknown.content.decode()) != []


@pytest.mark.slow
def test_guessing_pauses_the_name_and_ends_by_itself(cast: Cast) -> None:
    client = Client()
    start = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    with time_machine.travel(start, tick=False) as clock_hand:
        tries = [enter(client, "00201", f"guess {n}") for n in range(6)]
        paused_even_for_the_right_one = enter(client, "00201", LIN)
        clock_hand.shift(timedelta(minutes=2))
        after_the_pause = enter(client, "00201", LIN)

    assert tries == [422, 422, 422, 422, 429, 429]
    assert paused_even_for_the_right_one == 429
    assert after_the_pause == 302


@pytest.mark.slow
def test_one_time_code_forces_an_own_password_first(cast: Cast) -> None:
    account = Account.objects.get(person=cast.lin)
    code = accounts.give_one_time_code(by=cast.actor(cast.bai), account=account, now=clock.now())
    client = Client()

    assert enter(client, "00201", code) == 302
    assert client.get(reverse("accounts:sessions")).headers["Location"] == reverse("accounts:new_password")
    chosen = {"password": "my own long sentence", "again": "my own long sentence"}
    assert client.post(reverse("accounts:new_password"), chosen).status_code == 302
    assert client.get(reverse("accounts:sessions")).status_code == 200
    assert enter(Client(), "00201", code) == 422


def test_one_time_code_ends_after_a_week(cast: Cast) -> None:
    account = Account.objects.get(person=cast.lin)
    code = accounts.give_one_time_code(
        by=cast.actor(cast.bai), account=account, now=clock.now() - timedelta(days=8)
    )

    assert enter(Client(), "00201", code) == 422


def test_code_tells_nothing_about_the_person(cast: Cast) -> None:
    account = Account.objects.get(person=cast.lin)
    codes = {
        accounts.give_one_time_code(by=cast.actor(cast.bai), account=account, now=clock.now())
        for _ in range(3)
    }

    assert len(codes) == 3
    assert all(re.fullmatch(r"([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}", code) for code in codes)


@pytest.mark.slow
def test_reset_by_mail_works_once_within_the_hour(cast: Cast, mailbox: Mailbox) -> None:
    Client().post(reverse("accounts:forgot"), {"name": "00201"})
    letter = mailbox.letters[0]
    found = re.search(r"http://testserver(/password/reset/\S+)", text_of(letter))
    assert found is not None
    chosen = {"password": "a fresh long sentence", "again": "a fresh long sentence"}

    assert letter.rcpt_tos == ["lin@example.com"]
    assert Client().post(found[1], chosen).status_code == 302
    assert enter(Client(), "00201", "a fresh long sentence") == 302
    assert Client().get(found[1]).status_code == 410


def test_reset_says_the_same_for_unknown_names(cast: Cast, mailbox: Mailbox) -> None:
    known = Client().post(reverse("accounts:forgot"), {"name": "00202"}).content
    unknown = Client().post(reverse("accounts:forgot"), {"name": "nobody"}).content
    plain = re.compile(rb'name="(csrfmiddlewaretoken|once)" value="[^"]+"|csrf[^>]+|X-CSRFToken[^>]+')

    assert plain.sub(b"", known) == plain.sub(b"", unknown)
    assert len(mailbox.letters) == 1


def test_ended_session_is_signed_out_at_once(cast: Cast) -> None:
    here, there = Client(), Client()
    enter(here, "00201", LIN)
    enter(there, "00201", LIN)
    session = Account.objects.get(person=cast.lin).sessions.get(session_key=there.session.session_key)

    here.post(reverse("accounts:end_session", args=[session.pk]))

    assert here.get(reverse("accounts:sessions")).status_code == 200
    assert there.get(reverse("accounts:sessions")).status_code == 302


def test_nobody_ends_the_session_of_another(cast: Cast) -> None:
    victim = Client()
    enter(victim, "00201", LIN)
    session = Account.objects.get(person=cast.lin).sessions.get()

    answer = cast.client(cast.qian).post(reverse("accounts:end_session", args=[session.pk]))

    assert answer.status_code == 404
    assert victim.get(reverse("accounts:sessions")).status_code == 200


def test_leaving_page_elsewhere_is_not_followed(cast: Cast) -> None:
    form = {"name": "00201", "password": LIN, "next": "https://elsewhere.example/"}

    assert Client().post(SIGN_IN, form).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("short", "short"),
        ("1234567890123", "1234567890123"),
        ("password123", "password123"),
        ("long enough 1", "2"),
    ],
)
def test_weak_and_different_passwords_are_refused(cast: Cast, password: str, again: str) -> None:
    client = cast.client(cast.lin)

    answer = client.post(reverse("accounts:new_password"), {"password": password, "again": again})

    assert answer.status_code == 422
    assert Account.objects.get(person=cast.lin).check_password(LIN)
