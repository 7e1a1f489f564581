"""One record of the story of the design kit: Lin Zhixia's plan, as a dossier to pack, check and break."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jingjin.core.proof.anchor import next_line
from jingjin.core.proof.chain import FIRST_PREV, Event, Head, head_of, instant, seal, seal_content
from jingjin.core.proof.keys import PrivateKey, key_id
from jingjin.core.proof.merkle import inclusion_proof
from jingjin.plans.evidence.attachments import Anchored, Opening
from jingjin.plans.evidence.document import EvidenceDocument, Paragraph, Row, Section
from jingjin.plans.evidence.pack import Dossier, RenderedView, StepText
from jingjin.plans.evidence.words import Language, ViewRole

KEY = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
RECORD = "6b0b6a0e-98a5-4d8f-9d43-6f9d1c3c2f10"
COMPANY = "云杉仪器（苏州）有限公司"
NUMBER = "PIP-2026-0042"
SALT = bytes(range(16))
STATEMENT = {"statement": "10月两次丢单的原因是交期，不在本人职责之内。"}
START = datetime(2026, 11, 20, 6, 3, 22, tzinfo=UTC)
ISSUED = "2026-11-24T06:00:00.000000Z"

HISTORY = (
    ("plan.drafted", "zhao"),
    ("plan.approved", "he"),
    ("plan.published", "he"),
    ("plan.answered", "lin"),
    ("plan.objection_answered", "he"),
    ("plan.checked_in", "lin"),
    ("plan.checked_in", "zhao"),
)
ANSWERED = 4


def events(history: tuple[tuple[str, str], ...] = HISTORY, *, stream: str = RECORD) -> tuple[Event, ...]:
    """Chain these kinds and actors; the answer seals Lin's statement."""
    chain: list[Event] = []
    prev = FIRST_PREV
    for seq, (kind, actor) in enumerate(history, start=1):
        sealed = seal_content(STATEMENT, SALT) if kind == "plan.answered" else None
        at = instant(START + timedelta(hours=seq))
        chain.append(seal(Event(stream, seq, kind, actor, at, {"version": 1}, sealed, prev)))
        prev = chain[-1].hash
    return tuple(chain)


def anchored(chain: tuple[Event, ...], key: PrivateKey = KEY) -> Anchored:
    """Anchor the chain among four others."""
    head = head_of(chain)
    heads = [
        head,
        *(Head(f"{number}0000000-0000-4000-8000-000000000000", 3, "a" * 64) for number in range(4)),
    ]
    anchor = next_line(None, heads, heads, at=ISSUED, key=key).anchor
    return Anchored(anchor, head, inclusion_proof(heads, head))


def document(
    role: ViewRole = ViewRole.EMPLOYEE, language: Language = "zh", key: PrivateKey = KEY
) -> EvidenceDocument:
    """Give a document of two short sections."""
    return EvidenceDocument(
        language=language,
        role=role,
        title="绩效改进计划",
        number=NUMBER,
        employer=COMPANY,
        record_uid=RECORD,
        issued_at=ISSUED,
        zone="Asia/Shanghai",
        facts=(Row("姓名", "林知夏"), Row("工号", "001024")),
        sections=(
            Section("grounds", "计划依据", (Paragraph("报价转订单率连续5个月低于达标值24%。"),)),
            Section("answer", "本人的看法", (Paragraph(STATEMENT["statement"], "quote"),)),
        ),
        key_id=key_id(key.public_key()),
    )


def dossier(key: PrivateKey = KEY) -> Dossier:
    """Give a sound dossier; its PDFs are stand-ins of a few bytes, as packing does not look into them."""
    chain = events()
    allowed = frozenset({"grounds", "answer", "history"})
    return Dossier(
        title="绩效改进计划",
        record_uid=RECORD,
        number=NUMBER,
        company=COMPANY,
        employee_number="001024",
        names=("林知夏", "Lin Zhixia"),
        language="zh",
        created_at=ISSUED,
        steps=(StepText(3, "发布", "何静"), StepText(ANSWERED, "回应：有异议", "林知夏")),
        events=chain,
        anchored=anchored(chain, key),
        views=(
            RenderedView(document(key=key), b"%PDF-1.7 zh", allowed),
            RenderedView(document(ViewRole.MANAGER, "en", key), b"%PDF-1.7 en", allowed),
        ),
        openings=(Opening(ANSWERED, SALT, STATEMENT),),
    )


def small_dossier() -> Dossier:
    """Give a sound dossier with two events and one view, for tests that check it thousands of times."""
    full, chain = dossier(), events(HISTORY[:2])
    steps = (StepText(2, "HR审核", "何静"),)
    anchor = anchored(chain)
    return replace(full, events=chain, anchored=anchor, steps=steps, views=full.views[:1], openings=())
