"""A check's result for people, and the command `jingjin evidence verify`."""

import sys
from pathlib import Path

from jingjin.core.proof.keys import KeyFileError, PublicKey, read_public_pem
from jingjin.plans.evidence.explanation import grouped
from jingjin.plans.evidence.findings import Finding, PartKind, Problem, Report, Trust
from jingjin.plans.evidence.manifest import Manifest
from jingjin.plans.evidence.phrases import (
    LANGUAGE_NAMES,
    PARTS,
    PROBLEMS,
    REASONS,
    REPACKED,
    REPORT,
    ROLES,
    TRUST,
)
from jingjin.plans.evidence.verify import verify_file
from jingjin.plans.evidence.words import VIEW_NAME, Language, ViewRole

PASSED, FAILED, NOT_CHECKED = 0, 1, 2


def main_verify(path: str, key_path: str | None, language: Language) -> int:
    """Check one file and print the result; 0: passed, 1: failed, 2: file or key could not be read."""
    try:
        key = _read_key(key_path)
    except (OSError, KeyFileError) as error:
        return _refuse("no_key", key_path or "", error, language)
    try:
        report = verify_file(Path(path), trusted_key=key)
    except OSError as error:
        return _refuse("no_file", path, error, language)
    sys.stdout.write(render(report, path, language))
    return PASSED if report.ok else FAILED


def _read_key(path: str | None) -> PublicKey | None:
    return read_public_pem(Path(path).read_bytes()) if path else None


def _refuse(phrase: str, path: str, error: Exception, language: Language) -> int:
    known = REASONS.get(type(error))
    reason = known[language] if known else error
    sys.stderr.write(REPORT[phrase][language].format(path=path, reason=reason) + "\n")
    return NOT_CHECKED


def render(report: Report, path: str, language: Language) -> str:
    """Write a report as plain text: the result, each finding, the key relied on, what the file holds."""
    lines = [REPORT["title"][language].format(path=path), ""]
    if report.ok:
        lines.append(REPORT["whole"][language])
    else:
        lines.append(REPORT["broken"][language])
        lines += [f"  - {describe(finding, language)}" for finding in report.findings]
    lines += ["", REPORT["key"][language], *_key_lines(report, language)]
    if report.manifest:
        lines += ["", REPORT["content"][language], *_content_lines(report.manifest, language)]
    return "".join(_printable(line) + "\n" for line in lines)


def _printable(text: str) -> str:
    """Replace control characters: what a forged file says must not steer the reader's terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def describe(finding: Finding, language: Language) -> str:
    """Say in one line which part is wrong and how."""
    problem = PROBLEMS[finding.problem][language]
    if (finding.part, finding.problem) == (PartKind.CONTAINER, Problem.DAMAGED):
        problem = REPACKED[language]
    colon = {"zh": "：", "en": ": "}[language]
    return part_name(finding, language) + colon + problem


def part_name(finding: Finding, language: Language) -> str:
    """Name the part that a finding is about."""
    values = {"seq": str(finding.seq), "name": finding.name}
    if view := VIEW_NAME.fullmatch(finding.name):
        values["role"] = ROLES[ViewRole(view["role"])][language]
        values["language"] = LANGUAGE_NAMES[view["language"]][language]
    return PARTS[finding.part][language].format(**values)


def _key_lines(report: Report, language: Language) -> list[str]:
    lines = [f"  {TRUST[report.trust][language]}"]
    if report.key_id:
        lines.append(f"  {grouped(report.key_id)}")
    if report.trust is Trust.GIVEN and report.signer_id not in ("", report.key_id):
        lines += [f"  {REPORT['signer'][language]}", f"  {grouped(report.signer_id)}"]
    return lines


def _content_lines(manifest: Manifest, language: Language) -> list[str]:
    values = (
        ("document", {"title": manifest.title, "number": manifest.number}),
        ("company", {"company": manifest.company}),
        ("employee", {"names": " ".join(manifest.names), "number": manifest.employee_number}),
        ("created", {"moment": manifest.created_at}),
        ("steps", {"count": str(len(manifest.steps))}),
    )
    return [f"  {REPORT[phrase][language].format(**texts)}" for phrase, texts in values]
