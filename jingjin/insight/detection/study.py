"""One panel taken apart: yardstick, presence, data quality, group and own part, in that order."""

from dataclasses import dataclass

import numpy as np

from jingjin.insight.detection.absence import Presence, judge_presence
from jingjin.insight.detection.doubling import find_doubling
from jingjin.insight.detection.evidence import Own, own_part
from jingjin.insight.detection.groups import Group, fit_groups
from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import Panel
from jingjin.insight.detection.quality import Quality, judge_quality
from jingjin.insight.detection.robust import Array, Flags
from jingjin.insight.detection.scale import base_targets, to_scale
from jingjin.insight.detection.tables import Tables

_NOW_WEEKS = 6.0
_NOW_PERIODS = 2


@dataclass(frozen=True)
class Study:
    """Everything estimated on one panel. `base` is the yardstick (S x T)."""

    panel: Panel
    base: Array
    presence: Presence
    quality: Quality
    group: Group
    own: Own

    @property
    def recent(self) -> Flags:
        """The periods that make up "now": the last six weeks, or the last two months."""
        return self.panel.ages <= max(_NOW_WEEKS, _NOW_PERIODS * self.panel.weeks_per_period + 1)

    @property
    def latest(self) -> Flags:
        """S x T: each series' last usable periods, as many as `recent` has; they may lie before a leave."""
        usable = ~np.isnan(self.own.z)
        left = np.cumsum(usable[:, ::-1], axis=1)[:, ::-1]
        return usable & (left <= int(self.recent.sum()))


def study_panel(panel: Panel, tables: Tables, limits: Limits) -> Study:
    """Estimate everything that one panel tells."""
    presence = judge_presence(panel, tables, limits)
    idle = (presence.away | presence.closed)[panel.subject]
    quality = judge_quality(panel, idle, limits)
    base = base_targets(panel, limits)
    usable = ~idle & ~quality.bad & ~presence.settling[panel.subject]
    group = fit_groups(panel, to_scale(panel, base), usable, limits)
    own = own_part(group, limits)
    known = {finding.series for finding in quality.findings}
    twice = [finding for finding in find_doubling(panel, group, own, limits) if finding.series not in known]
    whole = Quality(quality.bad, quality.findings + twice)
    return Study(panel, base, presence, whole, group, own)


def group_pull(study: Study, subjects: int, limits: Limits) -> Array:
    """Per subject the largest fall its group brings to one of its main metrics (log scale, <= 0)."""
    panel, group = study.panel, study.group
    weight = np.array([m.weight for m in panel.metrics])[panel.metric]
    largest = np.zeros(subjects)
    np.maximum.at(largest, panel.subject, weight)
    main = weight >= limits.main * largest[panel.subject]
    main &= study.own.peers >= limits.least_peers
    felt = np.where(main, group.shift[:, study.recent].mean(axis=1), 0.0)
    out = np.zeros(subjects)
    np.minimum.at(out, panel.subject, felt)
    return out
