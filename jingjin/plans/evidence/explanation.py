"""How anybody can check an evidence file: the last page of each PDF and the README in the container."""

from dataclasses import dataclass

from jingjin.plans.evidence.words import Language


@dataclass(frozen=True, slots=True)
class Topic:
    """One numbered paragraph with the commands that belong to it."""

    heading: str
    text: str
    commands: tuple[str, ...] = ()


TITLES: dict[Language, str] = {"zh": "如何核验", "en": "How to check"}

LEADS: dict[Language, str] = {
    "zh": "任何人都可以核验，不需要公司的系统，也不需要联网。",
    "en": "Anybody can check this, without the company’s system and without a network.",
}

_SIGNATURE_COMMAND = (
    "openssl pkeyutl -verify -pubin -inkey public_key.pem -rawin -in manifest.json -sigfile manifest.sig"
)

_TEXTS: dict[Language, tuple[tuple[str, str], ...]] = {
    "zh": (
        (
            "证据文件里有什么",
            (
                "证据文件是一个ZIP文件，内含清单manifest.json、"
                "对清单的签名manifest.sig（Ed25519）、公钥public_key.pem、"
                "各版本的PDF及其文字内容、本记录的全部事件chain.jsonl、"
                "覆盖这条事件链的签名锚点anchor.json，以及读者有权查看的、封存在事件里的内容（content文件夹）。"
                "清单列出每一部分的SHA-256值。"
            ),
        ),
        (
            "用精进核验",
            (
                "在任何一台装有精进的电脑上运行下面的命令，不需要数据库。只要有一个字节改动过，核验就不通过，"
                "并指出是哪一部分。核验的是ZIP原件，解压后重新打包的不算原件。"
            ),
        ),
        (
            "用通用工具核验",
            "解压后，用OpenSSL 3验证签名，再把各部分的SHA-256值与清单中所列的逐一比对。",
        ),
        (
            "纸质件与文件是否一致",
            ("每页页脚印有内容指纹。它等于证据文件中{document}的SHA-256值，该文件即本页所属文件的全部文字。"),
        ),
        (
            "公钥从哪里来",
            (
                "文件自带的公钥只能证明文件签发后没有改动。要证明文件确由公司签发，请另向公司取得公钥，"
                "并比对指纹："
            ),
        ),
        (
            "能证明什么，不能证明什么",
            (
                "核验通过，表明内容、先后顺序和所记时间自签发后没有改动。时间是公司服务器的时间，"
                "未经第三方时间戳服务确认。核验不判断所记内容是否属实。"
            ),
        ),
    ),
    "en": (
        (
            "What is in the evidence file",
            (
                "The evidence file is a ZIP file. It holds the manifest (manifest.json), the signature "
                "over the manifest (manifest.sig, Ed25519), the public key (public_key.pem), the PDFs "
                "and their text, all events of this record (chain.jsonl), a signed anchor over that "
                "chain (anchor.json), and those contents sealed in events that the reader may have "
                "(folder content). The manifest lists the SHA-256 of each part."
            ),
        ),
        (
            "Checking with Jingjin",
            (
                "Run this command on any computer that has Jingjin; it needs no database. If a single "
                "byte was changed, the check fails and names the part. Check the original ZIP file: one "
                "that was unpacked and packed again is no longer the original."
            ),
        ),
        (
            "Checking with common tools",
            (
                "Unpack the file, verify the signature with OpenSSL 3, and compare the SHA-256 of each "
                "part with the one in the manifest."
            ),
        ),
        (
            "Does the paper agree with the file?",
            (
                "The content hash in the footer of each page is the SHA-256 of {document} in the evidence"
                " file, which holds all the text of the document that this page belongs to."
            ),
        ),
        (
            "Whose key is it?",
            (
                "The key inside the file proves only that the file is unchanged since it was signed. To "
                "prove that the company signed it, obtain the public key from the company by another way "
                "and compare its fingerprint:"
            ),
        ),
        (
            "What is proved, and what is not",
            (
                "A passed check shows that contents, order and recorded times are unchanged since "
                "signing. Times are those of the company’s server; no outside time-stamp service "
                "confirmed them. The check does not judge whether what was recorded is true."
            ),
        ),
    ),
}

_FILE_NAMES: dict[Language, str] = {
    "zh": "证据文件.zip --key 公司公钥.pem",
    "en": "FILE.zip --key COMPANY-KEY.pem",
}


def grouped(fingerprint: str) -> str:
    """Write a fingerprint in groups of four, so that people can compare it."""
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4))


def topics(language: Language, key_id: str, *, document: str, pdf: str) -> tuple[Topic, ...]:
    """Give the explanation; document and pdf are names of parts in the container, shown as examples."""
    commands = (
        (),
        (f"jingjin evidence verify {_FILE_NAMES[language]}",),
        (_SIGNATURE_COMMAND, f"sha256sum {pdf}"),
        (),
        (grouped(key_id),),
        (),
    )
    texts = zip(_TEXTS[language], commands, strict=True)
    return tuple(Topic(heading, text.format(document=document), lines) for (heading, text), lines in texts)
