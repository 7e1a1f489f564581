"""Who may do what with indicators, sources, batches and numbers."""

from __future__ import annotations

from jingjin.accounts.public import Role
from jingjin.core.policy import Rules, field_in
from jingjin.org.public import (
    holds_role,
    is_direct_manager,
    is_hr_of,
    is_hr_of_unit,
    is_line_manager,
    is_person,
    is_self,
    is_unit_manager,
    is_unit_member,
)

configures = holds_role(Role.HR_ADMIN, Role.IT_ADMIN)

METRIC_RULES = Rules(
    read="metric.read",
    table={
        "metric.read": is_person | configures,
        "metric.create": configures,
        "metric.edit": configures | is_self("owner_id"),
    },
)

FEED_RULES = Rules(
    read="feed.read",
    table={
        "feed.read": configures | is_self("owner_id"),
        "feed.create": configures,
        "feed.edit": configures | is_self("owner_id"),
    },
)

BATCH_RULES = Rules(
    read="batch.read",
    table={"batch.read": configures, "batch.import": configures, "batch.correct": configures},
)

# A value typed by a person never comes from the one it is about.
NUMBER_RULES = Rules(
    read="number.read",
    table={
        "number.read": is_self("person_id") | is_line_manager("person_id") | is_hr_of("person_id"),
        "number.type": ~is_self("person_id")
        & (is_hr_of("person_id") | (is_direct_manager("person_id") & field_in("metric__feed_id", None))),
    },
)

UNIT_NUMBER_RULES = Rules(
    read="unit_number.read",
    table={
        "unit_number.read": is_unit_member("unit_id")
        | is_unit_manager("unit_id")
        | is_hr_of_unit("unit_id")
        | holds_role(Role.EXECUTIVE, Role.HR_ADMIN),
        "unit_number.type": is_hr_of_unit("unit_id"),
    },
)
