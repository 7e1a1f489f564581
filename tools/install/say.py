"""What the installer says, in Chinese and English: one line per step, one sentence per trouble."""

from __future__ import annotations

import sys


class Stop(Exception):  # noqa: N818 - it is the end of the command, told to the person
    """The command can't go on. `zh` and `en` say what is wrong and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


def step(zh: str, en: str) -> None:
    """One line about what is being done now."""
    print(f"{zh} · {en}", flush=True)


def stop(reason: Stop) -> int:
    """Print the reason; the exit code."""
    print(reason, file=sys.stderr)
    return 1


def disk_full(where: str) -> Stop:
    """No space left."""
    return Stop(
        f"磁盘满了。请在 {where} 所在的磁盘上腾出至少2 GB，再运行一次。",
        f"The disk is full. Free at least 2 GB where {where} is, then run again.",
    )


def not_writable(where: str) -> Stop:
    """A folder of the checkout can't be written."""
    return Stop(
        f"没有权限写入 {where}。请把它改为归你所有（chown），或把程序放到你自己的文件夹里，再运行一次。",
        f"No permission to write {where}. Make it yours (chown), or put the checkout into a folder of yours.",
    )


def no_registry(kind: str, setting: str, log: str) -> Stop:
    """The package registry did not answer; `setting` is how to name a mirror."""
    return Stop(
        f"连不上{kind}软件源。请检查网络；公司有镜像时用 {setting} 指定，再运行一次。详情见 {log}。",
        f"The {kind} package registry can't be reached. Check the network, or name your mirror with {setting}, "
        f"then run again. Details: {log}.",
    )


def failed(what: str, reason: str, log: str) -> Stop:
    """A program of the installation failed for another reason."""
    return Stop(
        f"{what} 没有成功：{reason}。详情见 {log}。",
        f"{what} failed: {reason}. Details: {log}.",
    )
