"""What this library says to people, in Chinese and English, without gettext, which would need Django."""

from jingjin.core.proof.keys import KeyFileError
from jingjin.plans.evidence.findings import PartKind, Problem, Trust
from jingjin.plans.evidence.words import Language, ViewRole

ROLES: dict[ViewRole, dict[Language, str]] = {
    ViewRole.EMPLOYEE: {"zh": "员工版", "en": "employee’s view"},
    ViewRole.MANAGER: {"zh": "经理版", "en": "manager’s view"},
    ViewRole.HR: {"zh": "HR版", "en": "HR’s view"},
}

LANGUAGE_NAMES: dict[str, dict[Language, str]] = {
    "zh": {"zh": "中文", "en": "Chinese"},
    "en": {"zh": "英文", "en": "English"},
}

PARTS: dict[PartKind, dict[Language, str]] = {
    PartKind.CONTAINER: {"zh": "ZIP容器", "en": "ZIP container"},
    PartKind.MANIFEST: {"zh": "清单", "en": "Manifest"},
    PartKind.SIGNATURE: {"zh": "签名", "en": "Signature"},
    PartKind.KEY: {"zh": "公钥", "en": "Public key"},
    PartKind.PDF: {"zh": "PDF（{role}，{language}）", "en": "PDF ({role}, {language})"},
    PartKind.DOCUMENT: {
        "zh": "PDF的文字内容（{role}，{language}）",
        "en": "Text of the PDF ({role}, {language})",
    },
    PartKind.CHAIN: {"zh": "事件链", "en": "Event chain"},
    PartKind.EVENT: {"zh": "事件链第{seq}条", "en": "Event {seq} of the chain"},
    PartKind.CONTENT: {"zh": "事件链第{seq}条的内容", "en": "Content of event {seq}"},
    PartKind.ANCHOR: {"zh": "锚点", "en": "Anchor"},
    PartKind.OTHER: {"zh": "文件{name}", "en": "File {name}"},
}

PROBLEMS: dict[Problem, dict[Language, str]] = {
    Problem.DAMAGED: {"zh": "与签发时不一致。", "en": "It is not as it was when signed."},
    Problem.MISSING: {"zh": "缺失。", "en": "It is missing."},
    Problem.UNEXPECTED: {"zh": "清单里没有这一部分。", "en": "The manifest does not list it."},
    Problem.UNREADABLE: {"zh": "读不出来，格式不对。", "en": "It cannot be read; its form is wrong."},
    Problem.NOT_SIGNED: {
        "zh": "签名与内容不符，或者不是用所依据的公钥对应的私钥签的。",
        "en": "The signature does not fit the content, or was not made with the key relied on.",
    },
    Problem.OTHER_KEY: {
        "zh": "文件是用另一把密钥签的，不是你给的这一把。",
        "en": "The file was signed with another key than the one you gave.",
    },
    Problem.CONTRADICTS: {"zh": "与其他部分矛盾。", "en": "It contradicts another part."},
    Problem.EDITED: {
        "zh": "被修改过，与自己的哈希值不符。",
        "en": "It was edited: it does not give its own hash.",
    },
    Problem.REMOVED: {
        "zh": "被删除，后面的还在。",
        "en": "It was removed, while later ones are still there.",
    },
    Problem.REORDERED: {"zh": "顺序被调换过。", "en": "It was moved to another place."},
    Problem.DUPLICATE: {"zh": "编号重复。", "en": "Its number occurs twice."},
    Problem.REHASHED: {
        "zh": "被改写并重算了哈希值，下一条仍指向原来的值。",
        "en": "It was rewritten with a new hash; the next event still points to the old one.",
    },
    Problem.FOREIGN: {"zh": "属于另一条记录。", "en": "It belongs to another record."},
    Problem.CUT: {
        "zh": "从这一条起被截去；签名锚点证明它存在过。",
        "en": "The chain was cut from here on; the signed anchor proves that this event existed.",
    },
    Problem.REBUILT: {
        "zh": "事件链被整体重建过，与签名锚点不符。",
        "en": "The chain was rebuilt; it does not fit the signed anchor.",
    },
}

REPACKED: dict[Language, str] = {
    "zh": "不是原件：被改动过，或者解压后重新打包过。请核验收到的原始ZIP文件。",
    "en": "Not the original: it was changed, or unpacked and packed again. Check the ZIP file as received.",
}

TRUST: dict[Trust, dict[Language, str]] = {
    Trust.GIVEN: {"zh": "你给的公钥，指纹：", "en": "The public key that you gave, fingerprint:"},
    Trust.IN_FILE: {
        "zh": "文件自带的公钥，未经独立确认：它只证明文件签发后没有改动。"
        "要证明由公司签发，请向公司取得公钥，用--key再核验一次。指纹：",
        "en": "The key inside the file, not independently trusted: it proves only that the file is unchanged "
        "since it was signed. To prove that the company signed it, obtain the company’s public key and check "
        "again with --key. Fingerprint:",
    },
    Trust.NOBODY: {"zh": "没有可用的公钥。", "en": "No usable key."},
}

REPORT: dict[str, dict[Language, str]] = {
    "title": {"zh": "证据文件核验：{path}", "en": "Check of evidence file {path}"},
    "whole": {
        "zh": "结果：通过。文件的每一个字节都与签发时一致。",
        "en": "Result: passed. Every byte is as it was when the file was signed.",
    },
    "broken": {
        "zh": "结果：未通过。有问题的部分：",
        "en": "Result: failed. What is wrong:",
    },
    "key": {"zh": "依据的公钥", "en": "Key relied on"},
    "signer": {"zh": "文件自带的是另一把公钥，指纹：", "en": "The file holds another key, fingerprint:"},
    "content": {"zh": "文件内容", "en": "What the file holds"},
    "document": {"zh": "文件：{title}，编号{number}", "en": "Document: {title}, number {number}"},
    "company": {"zh": "公司：{company}", "en": "Company: {company}"},
    "employee": {"zh": "员工：{names}，工号{number}", "en": "Employee: {names}, number {number}"},
    "created": {"zh": "签发：{moment}（服务器时间，UTC）", "en": "Signed: {moment} (server time, UTC)"},
    "steps": {"zh": "步骤：{count}", "en": "Steps: {count}"},
    "no_file": {"zh": "读不了文件{path}：{reason}", "en": "Cannot read the file {path}: {reason}"},
    "no_key": {"zh": "读不了公钥{path}：{reason}", "en": "Cannot read the public key {path}: {reason}"},
}

REASONS: dict[type[Exception], dict[Language, str]] = {
    FileNotFoundError: {"zh": "没有这个文件。", "en": "There is no such file."},
    PermissionError: {"zh": "没有读取权限。", "en": "You may not read it."},
    IsADirectoryError: {"zh": "这是文件夹，不是文件。", "en": "It is a folder, not a file."},
    KeyFileError: {"zh": "不是PEM格式的Ed25519公钥。", "en": "It is no Ed25519 public key in PEM form."},
}

PRINT: dict[str, dict[Language, str]] = {
    "number": {"zh": "编号", "en": "No."},
    "record": {"zh": "记录标识", "en": "Record"},
    "issued": {"zh": "出具时间", "en": "Issued"},
    "page": {"zh": "第{page}页，共{pages}页", "en": "Page {page} of {pages}"},
    "hash": {"zh": "内容指纹 SHA-256", "en": "Content hash SHA-256"},
    "steps": {
        "zh": "每一步下方是该事件的哈希值，与证据文件的chain.jsonl中同一编号的事件一致。",
        "en": "Under each step stands the hash of its event, as in chain.jsonl of the evidence file.",
    },
    "lacking": {
        "zh": "〔U+…〕是印刷字体没有的字符，按Unicode编号写出；原文以证据文件为准。",
        "en": "〔U+…〕 stands for a character that the font lacks, by its Unicode number; the evidence file has it.",
    },
    "signature": {"zh": "签名", "en": "Signature"},
    "date": {"zh": "日期", "en": "Date"},
    "signatures": {"zh": "签字", "en": "Signatures"},
}
