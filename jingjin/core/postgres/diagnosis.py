"""Looks at a database that is in use: does it answer, is it new enough, are its roles apart, does search work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.postgres.connection import connect
from jingjin.core.postgres.roles import EXTENSIONS
from jingjin.core.postgres.trouble import Finding, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from jingjin.core.postgres.urls import Urls

OLDEST = 150000  # PostgreSQL 15 (DESIGN.md §3)


def diagnose(urls: Urls) -> list[Finding]:
    """Findings about the database behind `urls`; the first alone when it doesn't answer."""
    try:
        with connect(urls.web) as connection:
            return list(_questions(connection, urls))
    except Trouble as trouble:
        return [Finding.bad("database", trouble.zh, trouble.en)]


def _questions(connection: psycopg.Connection[tuple[object, ...]], urls: Urls) -> Iterator[Finding]:
    version = connection.info.server_version
    name = f"PostgreSQL {version // 10000}.{version % 10000}"
    if version >= OLDEST:
        yield Finding.good("database", f"数据库有回应（{name}）。", f"The database answers ({name}).")
    else:
        yield Finding.bad(
            "database", f"{name} 太旧，需要15或更新。", f"{name} is too old, 15 or newer is needed."
        )
    yield _extensions(connection)
    yield _roles(connection, urls)


def _extensions(connection: psycopg.Connection[tuple[object, ...]]) -> Finding:
    rows = connection.execute("SELECT extname FROM pg_extension").fetchall()
    missing = [name for name in EXTENSIONS if (name,) not in rows]
    if missing:
        names = ", ".join(missing)
        return Finding.bad(
            "search",
            f"数据库缺少扩展 {names}。请运行 jingjin setup-db。",
            f"The database lacks {names}. Run jingjin setup-db.",
        )
    row = connection.execute("SELECT cardinality(show_trgm('中文'))").fetchone()
    if row and row[0]:
        return Finding.good("search", "中文搜索可用。", "Search in Chinese works.")
    return Finding.bad(
        "search",
        "数据库的字符类型是C，搜不到中文。请用 jingjin setup-db 新建数据库，再恢复备份。",
        "The database's character type is C, so Chinese is not found. Make a new one with jingjin setup-db "
        "and restore a backup into it.",
    )


def _roles(connection: psycopg.Connection[tuple[object, ...]], urls: Urls) -> Finding:
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row and row[0]:
        return Finding.bad(
            "roles",
            "网页以超级用户连接数据库：存证、签名与访问记录都可被改写。请运行 jingjin setup-db。",
            "Pages connect as a superuser: evidence, signatures and access records could be rewritten. "
            "Run jingjin setup-db.",
        )
    if urls.web == urls.owner:
        return Finding.bad(
            "roles",
            "只有一个数据库角色：网页能改表结构，也能改写存证与访问记录。请运行 jingjin setup-db。",
            "There is only one database role: pages could change tables and rewrite evidence and access records. "
            "Run jingjin setup-db.",
        )
    return Finding.good(
        "roles", "网页、后台与升级各用自己的数据库角色。", "Web, worker and owner have a role each."
    )
