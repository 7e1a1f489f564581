"""One thread through the house on real input: from a roster file to a verified evidence file, in the browser.

Chinese, in a company of one's own; the employee answers on a phone. The plan's period runs from today for two
weeks; for its end web and worker are started anew on a later day.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys import steps
from tests.journeys.people import People, roster, samples

if TYPE_CHECKING:
    from tests.journeys.conftest import Door, Product

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _verify(product: Product, *words: str) -> subprocess.CompletedProcess[str]:
    """`jingjin evidence verify` where there is no database and no installation."""
    environ = {
        name: value for name, value in product.environ.items() if not name.startswith(("DATABASE", "JINGJIN"))
    }
    return subprocess.run(
        [sys.executable, "-m", "jingjin.site.cli", "evidence", "verify", *words],
        env=environ,
        cwd=Path("/"),
        capture_output=True,
        text=True,
        check=False,
    )


def _changed(data: bytes) -> bytes:
    """The same bytes with one bit turned, in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def test_from_a_roster_file_to_a_verified_evidence_file(empty: Product, door: Door, tmp_path: Path) -> None:
    admin = door.visitor(empty)
    steps.found_company(admin)
    file = tmp_path / "花名册.csv"
    file.write_text(roster(), encoding="gb18030")
    empty.run("import", str(file), "--as", "people")
    people = People(empty, door, steps.hand_out_codes(admin))
    steps.make_hr_partner(admin, "何静")
    zhao, he, lin = people.enter("赵启航"), people.enter("何静"), people.enter("林知夏", width=390)
    steps.define_indicator(admin, "报价转订单率")
    numbers = tmp_path / "转订单率.csv"
    numbers.write_text(samples("报价转订单率", steps.today()), encoding="utf-8")
    steps.import_samples(admin, numbers, rows=405)
    steps.open_period(admin, "本季度")
    steps.agree_on_goal(lin, zhao, "转订单率提到24%", "报价转订单率")
    steps.judge(admin)
    steps.note_a_talk(zhao, "林知夏")

    plan = steps.write_plan(zhao, "林知夏")
    assert "没有找到这一页" in lin.go(plan).content()
    steps.publish(he, plan)
    steps.disagree(lin, plan, steps.STATEMENT)
    steps.reply(he, plan, "交期另行跟进，计划的其他内容不变。")
    steps.start(zhao, plan)
    steps.check_in(zhao, plan, "看了三份报价，跟进都在三天内。")
    steps.check_in(lin, plan, "下周先确认交期。")
    steps.give_support(zhao, steps.first_link(zhao, "/", "help"))
    wu, sun = people.enter("吴敏"), people.enter("孙越")
    steps.teach(wu, steps.first_link(wu, "/", "teaching"))

    empty.stop()
    empty.start(days=15)

    steps.begin_assessment(zhao, plan)
    for assessor in (wu, sun):
        steps.mark(assessor, steps.first_link(assessor, "/", "marking"), "90", "六次跟进都有记录")
    steps.assess_and_close(he, plan)
    evidence = steps.make_evidence(lin, plan, tmp_path)
    key = steps.public_key(lin, tmp_path)
    stranger = people.enter("钱进")

    passed = _verify(empty, str(evidence), "--key", str(key))
    assert (passed.returncode, "结果：通过" in passed.stdout) == (0, True), passed.stdout + passed.stderr
    evidence.write_bytes(_changed(evidence.read_bytes()))
    assert _verify(empty, str(evidence), "--key", str(key)).returncode == 1
    assert stranger.page.goto(empty.url + plan).status == 404  # type: ignore[union-attr]  # it answers
    assert empty.run("audit", "verify").count("broken") == 0
    visitors = (admin, zhao, he, lin, wu, sun, stranger)
    assert [visitor.complaints for visitor in visitors] == [[]] * len(visitors)
