"""The demo company."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jingjin.site.commands.setup import bring_up_to_date, django

if TYPE_CHECKING:
    import argparse

    from jingjin.site.commands.setup import Commands
    from jingjin.workflows.demo.settings import Settings

STEPS = {
    "company": "公司、日历与部门 · company, calendar and units",
    "accounts": "演示账号 · accounts of the cast",
    "people": "人员 · people",
    "roles": "角色与汇报线 · roles and reporting lines",
    "indicators": "指标与数据来源 · indicators and their sources",
    "numbers": "数据 · figures",
    "goals": "目标 · goals",
    "plans": "改进计划 · improvement plans",
    "signals": "信号 · signals",
    "voices": "更新与看法 · check-ins and updates",
}


def add(commands: Commands) -> None:
    """demo."""
    demo = commands.add_parser(
        "demo",
        help="load the demo company, or write its files; jingjin demo --people 240 --weeks 52 --seed 7",
    )
    demo.add_argument("--people", type=int, default=240, help="how many work there (default 240)")
    demo.add_argument("--weeks", type=int, default=52, help="how many weeks of figures (default 52)")
    demo.add_argument("--seed", type=int, default=7, help="the same seed gives the same company")
    demo.add_argument("--today", type=date.fromisoformat, help="the day it is seen on (default: today)")
    demo.add_argument(
        "--files", type=Path, metavar="DIR", help="only write its roster and figures as files into DIR"
    )
    demo.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    with django("worker") as urls:
        bring_up_to_date(urls)
        from jingjin.core import company
        from jingjin.core.errors import Denied
        from jingjin.workflows.demo.settings import Settings, SettingsError

        today = options.today or company.current().today()
        try:
            _load(Settings(today, people=options.people, weeks=options.weeks, seed=options.seed))
        except (Denied, SettingsError) as refusal:
            print(refusal, file=sys.stderr)
            return 1
    return 0


def _load(settings: Settings) -> None:
    from jingjin.workflows import demo_loading

    began = time.monotonic()
    demo_loading.load(settings, tell=_tell)
    print(
        f"演示公司已就绪，用时{time.monotonic() - began:.0f}秒 · the demo company is ready ({settings.people} people)"
    )


def _tell(step: str, done: int, total: int) -> None:
    print(f"{100 * done // total:3d}%  {STEPS.get(step, step)}", flush=True)
