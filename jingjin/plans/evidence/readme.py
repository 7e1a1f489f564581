"""README texts inside the container."""

from jingjin.plans.evidence.explanation import LEADS, TITLES, topics
from jingjin.plans.evidence.words import Language, ViewRole, document_name, pdf_name


def readme(language: Language, key_id: str) -> str:
    """Give the explanation as plain text, with commands indented."""
    role = ViewRole.EMPLOYEE
    explained = topics(language, key_id, document=document_name(role, language), pdf=pdf_name(role, language))
    lines = [TITLES[language], "", LEADS[language]]
    for number, topic in enumerate(explained, start=1):
        lines += ["", f"{number}. {topic.heading}", topic.text, *(f"    {line}" for line in topic.commands)]
    return "\n".join(lines) + "\n"
