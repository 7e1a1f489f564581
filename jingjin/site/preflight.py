"""What must hold before the product starts, and what `jingjin doctor` looks at. Each check is one function."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from jingjin.core.postgres.place import default_home
from jingjin.core.postgres.trouble import Finding, Trouble
from jingjin.core.postgres.urls import Urls

if TYPE_CHECKING:
    from collections.abc import Callable

ENOUGH_SPACE = 500 * 1024**2  # bytes; less and the database may stop in the middle of a day
STALE_BACKUP = 26 * 3600  # seconds: a nightly backup that is two hours late
PACKAGE = Path(__file__).resolve().parents[1]


def writable(home: Path) -> Finding:
    """The state folder can be made and written."""
    existing = _existing(home)
    if os.access(existing, os.W_OK | os.X_OK):
        return Finding.good("home", f"数据文件夹 {home} 可以写入。", f"The state folder {home} is writable.")
    return Finding.bad(
        "home",
        f"没有权限写入 {existing}。请用 chown 改为归你所有，或用 JINGJIN_HOME 指定别的文件夹。",
        f"No permission to write {existing}. Make it yours with chown, or name another folder in JINGJIN_HOME.",
    )


def space(home: Path) -> Finding:
    """The disk that holds the state has room."""
    existing = _existing(home)
    free = shutil.disk_usage(existing).free
    megabytes = free // 1024**2
    if free >= ENOUGH_SPACE:
        return Finding.good("disk", f"磁盘剩余 {megabytes} MB。", f"{megabytes} MB of disk are free.")
    return Finding.bad(
        "disk",
        f"磁盘快满了：{existing} 只剩 {megabytes} MB，至少需要500 MB。请腾出空间，再运行一次。",
        f"The disk is nearly full: {megabytes} MB left at {existing}, 500 MB are needed. Free some and run again.",
    )


def _existing(home: Path) -> Path:
    """The folder or the nearest one above it that is there; one that we may not look into counts as absent."""
    return next(folder for folder in (home, *home.parents) if os.access(folder, os.F_OK))


def port_free(host: str, port: int) -> Finding:
    """Nobody else listens there, and we may."""
    if port not in range(1, 65536):
        return Finding.bad(
            "port",
            f"端口 {port} 不存在，端口在1与65535之间。请换一个：make run PORT=8000",
            f"There is no port {port}, ports are 1 to 65535. Use another: make run PORT=8000",
        )
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        return _port_taken(host, port, error)
    return Finding.good("port", f"端口 {port} 空闲。", f"Port {port} is free.")


def _port_taken(host: str, port: int, error: OSError) -> Finding:
    if error.errno == errno.EADDRINUSE:
        return Finding.bad(
            "port",
            f"端口 {port} 已被别的程序占用。请停掉它，或换一个端口：make run PORT={port + 1}",
            f"Port {port} is taken by another program. Stop it, or use another: make run PORT={port + 1}",
        )
    if error.errno == errno.EACCES:
        return Finding.bad(
            "port",
            f"没有权限使用端口 {port}。请用1024以上的端口：make run PORT=8000",
            f"No permission to use port {port}. Use one above 1024: make run PORT=8000",
        )
    return Finding.bad(
        "port",
        f"不能在 {host} 上监听：{error.strerror}。请检查 HOST。",
        f"Can't listen on {host}: {error.strerror}. Check HOST.",
    )


def pages_built() -> Finding:
    """Styles, scripts and icons were built."""
    ok = (PACKAGE / "site" / "static" / "build" / "app.css").exists()
    return Finding(
        "pages",
        ok=ok,
        zh="页面样式已生成。" if ok else "页面样式还没有生成。请运行 make setup。",
        en="Styles and scripts are built." if ok else "Styles and scripts are not built. Run make setup.",
    )


def translations_compiled() -> Finding:
    """Each translation has its compiled twin."""
    sources = PACKAGE.rglob("locale/*/LC_MESSAGES/*.po")
    missing = [path for path in sources if not path.with_suffix(".mo").exists()]
    return Finding(
        "translations",
        ok=not missing,
        zh=f"有 {len(missing)} 个翻译文件没有编译。请运行 make setup。" if missing else "翻译已编译。",
        en=f"{len(missing)} translations are not compiled. Run make setup."
        if missing
        else "Translations are ready.",
    )


def keys_private(home: Path) -> Finding:
    """Nobody but their owner reads the keys."""
    folder = home / "keys"
    files = folder.rglob("*") if folder.exists() else ()
    open_to_others = [path for path in files if path.is_file() and path.stat().st_mode & 0o077]
    names = "、".join(path.name for path in open_to_others)
    return Finding(
        "keys",
        ok=not open_to_others,
        zh=f"别人能读密钥文件 {names}。请运行 chmod 600。" if names else "密钥文件只有你能读。",
        en=f"Others can read {names} in {folder}. Run chmod 600."
        if names
        else "Keys are readable by you only.",
    )


def backup_recent(home: Path, *, now: float) -> Finding:
    """The newest nightly backup is not older than a day. `now`: seconds since the epoch."""
    times = [path.stat().st_mtime for path in (home / "backups").glob("nightly-*.tar")]
    hours = int((now - max(times)) // 3600) if times else None
    if hours is None:
        return Finding.bad(
            "backup",
            "还没有备份。产品运行时每晚自动备份，也可以运行 jingjin backup FILE。",
            "There is no backup yet. One is made each night while the product runs, or by jingjin backup FILE.",
        )
    return Finding(
        "backup",
        ok=hours * 3600 < STALE_BACKUP,
        zh=f"最近一次备份在 {hours} 小时前。",
        en=f"The last backup is {hours} hours old.",
    )


def doctor(home: Path | None = None, *, now: float) -> list[Finding]:
    """All findings about this installation and its database. `now`: seconds since the epoch."""
    home = home or default_home()
    checks = [
        writable(home),
        space(home),
        pages_built(),
        translations_compiled(),
        keys_private(home),
        backup_recent(home, now=now),
    ]
    return checks + _database(home)


def _database(home: Path) -> list[Finding]:
    """Findings about the database; an embedded one that rests is started for the moment."""
    from jingjin.core.postgres.diagnosis import diagnose
    from jingjin.core.postgres.ensure import ensure_database
    from jingjin.core.postgres.server import EmbeddedServer

    if Urls.from_environment() is None and not EmbeddedServer(home).is_made():
        return [
            Finding.good(
                "database", "数据库会在第一次启动时建立。", "The database is made at the first start."
            )
        ]
    try:
        with ensure_database(home) as urls:
            return diagnose(urls)
    except Trouble as trouble:
        return [Finding.bad("database", trouble.zh, trouble.en)]


def before_start(home: Path, host: str, port: int) -> None:
    """Raise Trouble with one sentence for the first thing that would make the start fail."""
    checks: list[Callable[[], Finding]] = [
        lambda: writable(home),
        lambda: space(home),
        lambda: port_free(host, port),
    ]
    for check in checks:
        check().require()
