"""What a test looks for on a page: overflow, missing icons, untranslated text, accessibility."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import polib

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "jingjin"
HAN = re.compile(r"[\u3400-\u9fff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")
# Texts that a form proposes; once a plan or a company has taken one over it is theirs, in their language.
PROPOSED = ("If the target is not reached, the company meets", "Every Monday the company looks at")
NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")  # the people on the page of components
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,;]+[A-Za-z][A-Za-z']+){2,}")
# A browser names itself so; the page of one's sessions shows it as it is.
# The note of a source in the demo is written in both languages.
ALLOWED = ("KHTML, like Gecko", "The interface answers")
OWN_NAME = "中文"  # a language is offered in its own words
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
    const foreign = document.documentElement.lang === "en" ? "[lang|=zh]" : "[lang=en]";
    if (!holder.closest(`script, style, code, pre, textarea, [hidden], ${foreign}`)) found.push(walker.currentNode.data);
  }
  return found;
}"""
ACCESS = """async (rules) => {
  const told = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
  return told.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
}"""


@lru_cache(maxsize=1)
def _chinese_phrases() -> re.Pattern[str]:
    """Everything the product says in Chinese, by its catalogues; a placeholder may stand for anything."""
    said = {
        text.strip()
        for file in sorted(PACKAGE.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"))
        for entry in polib.pofile(str(file))
        if not (entry.msgid.startswith(PROPOSED) or NAME.fullmatch(entry.msgid))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if len(HAN.findall(PLACEHOLDER.sub("", text))) > 1
    }
    return re.compile(
        "|".join("[^。；]+?".join(map(re.escape, PLACEHOLDER.split(text))) for text in sorted(said))
    )


def leaks(page: Page) -> list[str]:
    """Texts of an English page that are the product's own Chinese; names and what people wrote are theirs."""
    phrases = _chinese_phrases()
    return [
        text.strip()
        for text in page.evaluate(TEXTS)
        if HAN.search(text) and text.strip() != OWN_NAME and phrases.fullmatch(text.strip())
    ]


def faults(page: Page, *, chinese: bool) -> list[str]:
    """Everything that is wrong with the page that is open, in short sentences."""
    found = overflow(page) + [f"no icon {name}" for name in page.evaluate(ICONS)]
    if chinese:
        found += [
            f"not translated: {match[0]}"
            for text in page.evaluate(TEXTS)
            if (match := ENGLISH.search(text)) is not None and match[0] not in ALLOWED
        ]
    else:
        found += [f"Chinese on an English page: {text}" for text in leaks(page)]
    return found + inaccessible(page)


def overflow(page: Page) -> list[str]:
    """By how much the page is wider than its window."""
    over = page.evaluate(OVERFLOW)
    return [f"wider than the window by {over} px"] if over > 0 else []


def inaccessible(page: Page) -> list[str]:
    """What axe finds, which a visitor's browser brings to every page."""
    return [f"axe: {violation}" for violation in page.evaluate(ACCESS, RULES)]
