"""What the desk's screens show, gathered from the areas' public queries for one reader."""

from jingjin.desk.queries.looked import looks_at
from jingjin.desk.queries.person import Card, card, person_overview
from jingjin.desk.queries.person_tabs import person_data, person_goals, person_plans
from jingjin.desk.queries.recent import KINDS, around
from jingjin.desk.queries.rest import rest_of_today
from jingjin.desk.queries.team import TeamPage, team_page
from jingjin.desk.queries.today import today_page
from jingjin.desk.queries.waiting import Counts, forget_count, known_count, waiting, waiting_count

__all__ = [
    "KINDS",
    "Card",
    "Counts",
    "TeamPage",
    "around",
    "card",
    "forget_count",
    "known_count",
    "looks_at",
    "person_data",
    "person_goals",
    "person_overview",
    "person_plans",
    "rest_of_today",
    "team_page",
    "today_page",
    "waiting",
    "waiting_count",
]
