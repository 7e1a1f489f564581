"""The two long-running processes: web and worker."""

from __future__ import annotations

# Seconds for requests in flight at a stop. Without an end, one whose event loop is gone waits for ever.
GRACE = 5


def serve(host: str, port: int) -> int:
    """Serve pages and API until a signal; returns the exit code."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "jingjin.site.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        log_access=False,
        workers_kill_timeout=GRACE,
    ).serve()
    return 0


def settle() -> None:
    """Load the pages and set what is loaded aside: it stays for good, and a full collection that looks through
    it again holds up one request in some hundred by more than 100 ms."""
    import gc
    from importlib import import_module

    from django.conf import settings

    import_module(settings.ROOT_URLCONF)
    gc.collect()
    gc.freeze()


def work() -> int:
    """Run background tasks until a signal; returns the exit code."""
    import asyncio

    from django.conf import settings
    from procrastinate.contrib.django import app

    from jingjin.workflows import demo_loading

    async def run() -> None:
        worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        async with worker_app.open_async():
            await worker_app.run_worker_async(concurrency=2, install_signal_handlers=True)

    if settings.LOAD_DEMO:
        demo_loading.ask_when_empty()
    asyncio.run(run())
    return 0
