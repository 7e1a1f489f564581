"""What a test looks for on a page: overflow, missing icons, untranslated text, accessibility."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,;]+[A-Za-z][A-Za-z']+){2,}")
# A browser names itself so; the page of one's sessions shows it as it is.
ALLOWED = ("KHTML, like Gecko",)
OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"
ICONS = """async () => {
  const lost = [];
  const sheets = {};
  for (const use of document.querySelectorAll("use")) {
    const [sheet, id] = (use.getAttribute("href") || "").split("#");
    if (sheet && !sheets[sheet]) sheets[sheet] = new DOMParser().parseFromString(
      await (await fetch(sheet)).text(), "image/svg+xml");
    if (!(sheet ? sheets[sheet] : document).getElementById(id)) lost.push(id);
  }
  return [...new Set(lost)];
}"""
# What people wrote may be in any language; what the product says may not.
TEXTS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    if (!holder.closest("script, style, code, pre, [lang=en], [hidden]")) found.push(walker.currentNode.data);
  }
  return found;
}"""
ACCESS = """async (rules) => {
  const told = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return told.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
}"""


@lru_cache(maxsize=1)
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def faults(page: Page, *, chinese: bool) -> list[str]:
    """Everything that is wrong with the page that is open, in short sentences."""
    found = []
    if (over := page.evaluate(OVERFLOW)) > 0:
        found.append(f"wider than the window by {over} px")
    found += [f"no icon {name}" for name in page.evaluate(ICONS)]
    if chinese:
        found += [
            f"not translated: {match[0]}"
            for text in page.evaluate(TEXTS)
            if (match := ENGLISH.search(text)) is not None and match[0] not in ALLOWED
        ]
    # The policy forbids script tags; evaluation by the browser's own debugger is not bound by it.
    page.evaluate(_axe())
    return found + [f"axe: {violation}" for violation in page.evaluate(ACCESS, RULES)]
