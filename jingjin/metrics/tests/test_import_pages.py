"""Numbers through the pages of intake: shown as a difference, chosen forms, faulty rows kept for repair."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jingjin.metrics.models import Batch, PersonPeriod, QuarantinedRow
from jingjin.metrics.tests.build import metric
from jingjin.metrics.tests.test_files import DEALS, LONG

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast


def upload(client: Client, text: str, name: str = "业绩.csv") -> str:
    """The address of the uploaded file's page."""
    sent = {"file": SimpleUploadedFile(name, text.encode())}
    response = client.post(reverse("intake:upload", args=["samples"]), sent)
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def apply(client: Client, address: str) -> str:
    """The address that importing led to."""
    response = client.post(f"{address}apply/")
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def values() -> list[tuple[str, date, Decimal | None]]:
    rows = PersonPeriod.objects.order_by("person__number", "period_start")
    return list(rows.values_list("person__number", "period_start", "value"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_long_table_shows_its_difference_and_keeps_what_is_wrong(cast: Cast, language: str) -> None:
    metric(period="month")
    client = cast.client(cast.mo, language)

    address = upload(client, LONG)
    page = client.get(address).content.decode()
    assert (Batch.objects.count(), "林知夏 · 销售额 · 2026-10-01" in page, "七百" in page) == (0, True, True)
    batch = Batch.objects.get(uid=apply(client, address).split("/")[-2])

    assert (batch.received, batch.stored, batch.quarantined, batch.source) == (3, 2, 1, "业绩.csv")
    assert QuarantinedRow.objects.get().row_no == 5
    again = client.get(upload(client, LONG)).content.decode()
    assert 'name="once"' in again
    assert values() == [
        ("00201", date(2026, 10, 1), Decimal(1200)),
        ("00201", date(2026, 11, 1), Decimal(600)),
    ]


def test_records_are_chosen_by_column_and_known_again(cast: Cast) -> None:
    metric(period="month")
    client = cast.client(cast.bai)
    address = upload(client, DEALS)
    client.post(address, {"choice-form": "records"})
    chosen = {
        "choice-form": "records",
        "choice-metric": "sales",
        "choice-date": "closed",
        "choice-person": "agent",
        "choice-measure": "sum",
        "choice-value": "value",
        "choice-filter": "stage",
    }
    client.post(address, chosen)
    assert "Won</option>" in client.get(address).content.decode()

    client.post(address, {**chosen, "choice-equals": "Won"})
    apply(client, address)

    assert values() == [("00201", date(2026, 9, 1), Decimal(150)), ("00202", date(2026, 10, 1), Decimal(70))]
    known = client.get(upload(client, DEALS.replace(",50", ",60"))).content.decode()
    assert "林知夏 · 销售额 · 2026-09-01" in known
    assert "<del>150</del>" in known


def test_a_wide_table_takes_the_indicator_that_was_chosen(cast: Cast) -> None:
    metric(period="month")
    client = cast.client(cast.mo)
    address = upload(client, "工号,2026年9月,2026年10月\n00201,1,2\n")
    client.post(address, {"column-1": "person", "choice-form": "wide", "choice-metric": "sales"})

    apply(client, address)

    assert values() == [("00201", date(2026, 9, 1), Decimal(1)), ("00201", date(2026, 10, 1), Decimal(2))]


def test_months_without_a_year_are_asked(cast: Cast) -> None:
    metric(period="month")
    client = cast.client(cast.mo)
    address = upload(client, "工号,9月,10月\n00201,1,2\n", name="x.csv")
    wide = {"column-1": "person", "choice-form": "wide", "choice-metric": "sales"}

    client.post(address, wide)
    assert 'name="answer-year:columns"' in client.get(address).content.decode()
    client.post(address, {**wide, "answer-year:columns": "2026"})
    apply(client, address)

    assert values() == [("00201", date(2026, 9, 1), Decimal(1)), ("00201", date(2026, 10, 1), Decimal(2))]


@pytest.mark.parametrize("name", ["lin", "zhao", "he", "gao", "qian"])
def test_others_import_no_numbers(cast: Cast, name: str) -> None:
    assert cast.client(getattr(cast, name)).get(reverse("intake:upload", args=["samples"])).status_code == 404
