"""The API of plans: everything that a page does, by the same actions and with the same permissions."""

from ninja import Router

from jingjin.plans.api import assessing, items, reading, running, writing

router = Router(tags=["plans"])
for part in (reading.router, writing.router, running.router, assessing.router, items.router):
    router.add_router("", part)
