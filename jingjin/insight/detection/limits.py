"""Every threshold of the method, with its reason. Times are weeks unless a name says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from jingjin.insight.detection.shapes import Path

PATH_ODDS: Final[Mapping[Path, float]] = MappingProxyType(
    {
        Path.STEADY: 1.0,
        Path.PAST_DIP: 0.1,
        Path.LOW: 0.08,
        Path.DECLINE: 0.06,
        Path.DROP: 0.06,
        Path.RECOVERY: 0.02,
        Path.TOP: 0.12,
    }
)


@dataclass(frozen=True)
class Limits:
    """Named limits; a run uses one instance for everything."""

    # --- targets
    target_step: float = 0.08
    """A relative target step above this is a decision, not growth: the yardstick keeps its old level."""
    # --- who is settled
    ramp_up: float = 13
    """After hiring, numbers are not compared: the usual three months of settling in."""
    settled_history: float = 6
    """Weeks after ramp-up needed before a person can be judged."""
    return_ramp: float = 8
    """After a leave of at least `long_leave`, this long does not count against anybody."""
    long_leave: float = 4
    # --- enough data
    least_coverage: float = 0.5
    """The last period counts when at least this share of the usual number of people report."""
    least_periods: int = 6
    """Usable periods a series must have to be judged at all."""
    thin_weeks: float = 26
    """With less than half a year of usable numbers, ..."""
    thin_periods: int = 13
    """... or fewer periods than this, ..."""
    thin_confidence: float = 0.8
    """... a personal verdict must be at least this sure, or it is "not enough data"."""
    least_peers: int = 3
    """Comparable people needed; with fewer there is no "compared with whom"."""
    least_workdays: float = 3
    """Weeks with fewer working days are too noisy to tell anything."""
    # --- comparable group
    group_prior: float = 8
    """A group of this many series is believed by half against its wider group."""
    large_group: int = 16
    """Above this size leaving one person out does not move a group's median."""
    week_prior: float = 10
    """The same for what one metric did in one week."""
    smooth_periods: int = 3
    """Odd width of the running median over a group's weekly effect."""
    outlier: float = 3.5
    """Weekly residuals are clipped at this many standard deviations: one big deal is not a trend."""
    exposure_prior: float = 30
    """Weight of the first guess of how strongly a metric follows its group, in squared deviations."""
    fallen: float = -0.27
    """A group has fallen when its volume is this far (log scale) below its usual: about a quarter."""
    exposed: float = 0.25
    """A role-metric speaks for its group when it follows it at least this strongly."""
    main: float = 0.5
    """A main metric has at least this share of the largest weight of the person."""
    # --- data faults
    fault_chance: float = 2e-4
    """A run of gaps or zeros is a fault when chance explains it more rarely than this."""
    unit_factor: float = 25
    """A value this many times its usual, or its inverse, is a unit error; x100 with noise is above it."""
    least_fault_periods: int = 2
    most_doubled_periods: int = 8
    """A doubled feed older than this would have been seen; later it looks like the new usual."""
    doubled_past: int = 26
    """Usable periods before a doubling that are needed and give the latest level."""
    doubled_evidence: float = 10.0
    """Log likelihood ratio that makes "counted twice" convincing, after its rarity."""
    # --- the person's own path
    amplitudes: tuple[float, ...] = (0.9, 1.4, 2.0, 2.7, 3.4)
    """Sizes of an effect worth noticing, in standard deviations of one week."""
    shown: float = 0.7
    """Chance that a case shows in a given metric of the person."""
    light: float = 0.3
    """A metric is light below this share of the weight of the person's main metric."""
    light_voice: float = 3.0
    """Log Bayes factor a light metric may add at most."""
    shared_ability: float = 0.5
    """Share of the ability's variance common to a person's metrics."""
    prior: Mapping[Path, float] = field(default_factory=lambda: PATH_ODDS)
    """Odds before looking: special paths are rare, and blaming wrongly is the worse error."""
    supported: float = 10.0
    """How much likelier a recovery is after recent, finished support, and ..."""
    unsupported: float = 0.1
    """... how much less where plans are recorded and this person had none."""
    support_window: tuple[float, float] = (8, 45)
    """Ages at which support must have begun to explain a recovery that is news."""


LIMITS: Final = Limits()
