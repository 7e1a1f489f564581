"""What other areas may use of goals."""

from jingjin.goals.access import (
    check_in_to_cite,
    get_goal,
    get_period,
    goals_for,
    periods_for,
    update_to_cite,
    updates_for,
)
from jingjin.goals.actions.bound import refresh_bound, refresh_due
from jingjin.goals.actions.checking_in import check_in, complete_milestone, update_week
from jingjin.goals.actions.confirming import Receipt, confirm, decline, propose
from jingjin.goals.actions.data import GoalData, MilestoneData, Owner
from jingjin.goals.actions.ending import close_goal, withdraw_goal
from jingjin.goals.actions.many import AgreedGoal, Said, take_over
from jingjin.goals.actions.periods import PeriodData, create_period, edit_period
from jingjin.goals.actions.weighing import set_weights
from jingjin.goals.actions.writing import create_goal, edit_goal
from jingjin.goals.models import CheckIn, Goal, Period, WeeklyUpdate
from jingjin.goals.queries.history import Step, history
from jingjin.goals.queries.lines import GoalLine, goals_of, is_yardstick, lines
from jingjin.goals.queries.quota import RaisedTarget, raised_target
from jingjin.goals.queries.team import TeamStatus, team_status, worst
from jingjin.goals.queries.tracks import Gain, Track, tracks_of
from jingjin.goals.queries.waiting import waiting_for
from jingjin.goals.queries.why import Why, WhyRow, why
from jingjin.goals.scoring.measures import Measure
from jingjin.goals.scoring.status import Confidence, Status
from jingjin.goals.words import Kind, Level, State

__all__ = [
    "AgreedGoal",
    "CheckIn",
    "Confidence",
    "Gain",
    "Goal",
    "GoalData",
    "GoalLine",
    "Kind",
    "Level",
    "Measure",
    "MilestoneData",
    "Owner",
    "Period",
    "PeriodData",
    "RaisedTarget",
    "Receipt",
    "Said",
    "State",
    "Status",
    "Step",
    "TeamStatus",
    "Track",
    "WeeklyUpdate",
    "Why",
    "WhyRow",
    "check_in",
    "check_in_to_cite",
    "close_goal",
    "complete_milestone",
    "confirm",
    "create_goal",
    "create_period",
    "decline",
    "edit_goal",
    "edit_period",
    "get_goal",
    "get_period",
    "goals_for",
    "goals_of",
    "history",
    "is_yardstick",
    "lines",
    "periods_for",
    "propose",
    "raised_target",
    "refresh_bound",
    "refresh_due",
    "set_weights",
    "take_over",
    "team_status",
    "tracks_of",
    "update_to_cite",
    "update_week",
    "updates_for",
    "waiting_for",
    "why",
    "withdraw_goal",
    "worst",
]
