"""The one-sentence reasons, in Chinese and English: fact, then meaning, then the next step."""

from collections.abc import Mapping

from jingjin.insight.detection.errors import Lang
from jingjin.insight.detection.quality import Fault

_AGAINST_ZH = "与{size}位同岗的常态相比为{own}（90%区间{low}至{high}）"
_AGAINST_EN = "{own} against the usual of {size} people in the same role (90 % interval {low} to {high})"
_ENVIRONMENT_ZH = "大盘与区域的影响为{env}"
_ENVIRONMENT_EN = "market and area account for {env}"

REASONS: Mapping[str, Mapping[Lang, str]] = {
    "low_persistent": {
        "zh": f"{_AGAINST_ZH}，主要在{{metrics}}，从{{since}}起一直如此；{_ENVIRONMENT_ZH}，"
        "适合一起看看需要什么支持。",
        "en": f"{_AGAINST_EN}, mainly in {{metrics}}, since {{since}}; {_ENVIRONMENT_EN}: "
        "time to see together which support would help.",
    },
    "decline": {
        "zh": f"从{{since}}起在{{metrics}}上逐步走低，近期{_AGAINST_ZH}；{_ENVIRONMENT_ZH}，宜早些聊聊。",
        "en": f"Sliding in {{metrics}} since {{since}}, now {_AGAINST_EN}; {_ENVIRONMENT_EN}: "
        "worth an early talk.",
    },
    "drop": {
        "zh": f"{{since}}前后在{{metrics}}上突然走低，近期{_AGAINST_ZH}；{_ENVIRONMENT_ZH}，"
        "先了解那时发生了什么变化。",
        "en": f"A sudden change in {{metrics}} around {{since}}, now {_AGAINST_EN}; {_ENVIRONMENT_EN}: "
        "first ask what changed then.",
    },
    "recovery": {
        "zh": f"{{metrics}}已回到常态，近期{_AGAINST_ZH}；有效的支持可以保留下来。",
        "en": f"{{metrics}} came back to normal, now {_AGAINST_EN}; keep the support that worked.",
    },
    "market": {
        "zh": "{group}整体下行，对{metrics}的影响为{fall}；个人部分为{own}（90%区间{low}至{high}），"
        "先看环境，再谈个人安排。",
        "en": "{group} fell as a whole, {fall} in {metrics}; the person's own part is {own} "
        "(90 % interval {low} to {high}): look at the environment first.",
    },
    "data_fault": {
        "zh": "{metrics}{fault}，已有{periods}期，先更正数据再判断。",
        "en": "{metrics}: {fault} for {periods} periods; correct the data before judging.",
    },
    "top": {
        "zh": f"长期{_AGAINST_ZH}，主要在{{metrics}}；做法可以分享给同岗。",
        "en": f"Lastingly {_AGAINST_EN}, mainly in {{metrics}}; the way of working is worth sharing.",
    },
    "normal": {
        "zh": f"{_AGAINST_ZH}，在正常波动之内。",
        "en": f"{_AGAINST_EN}: within the ordinary range.",
    },
    "target_changed": {
        "zh": f"{_AGAINST_ZH}，在正常波动之内；目标调整的影响{{target}}没有算在个人身上。",
        "en": f"{_AGAINST_EN}: within the ordinary range; the changed target ({{target}}) is not counted "
        "as the person's.",
    },
    "new": {
        "zh": "入职{weeks}周，还在适应期，数据暂不用来比较。",
        "en": "{weeks} weeks since joining: settling in, the numbers are not compared yet.",
    },
    "away": {
        "zh": "最近一期没有出勤数据或正在休假，回来并过了适应期再看。",
        "en": "Away or on leave in the last period; numbers count again after the return has settled.",
    },
    "back": {
        "zh": "休假回来{weeks}周，还在恢复期，这段数据不计入判断。",
        "en": "{weeks} weeks back from leave: this time does not count yet.",
    },
    "quiet": {
        "zh": "近期没有可以比较的数据，此前{periods}期在正常波动之内。",
        "en": "No recent numbers to compare; the {periods} periods before were within the ordinary range.",
    },
    "not_enough_data": {
        "zh": "可用的数据有{periods}期，资料不足，不作结论。",
        "en": "{periods} usable periods: not enough data for a conclusion.",
    },
}

FAULTS: Mapping[Fault, Mapping[Lang, str]] = {
    Fault.STOPPED: {"zh": "停止更新", "en": "no values arrive"},
    Fault.ZEROED: {"zh": "连续为0", "en": "only zeros arrive"},
    Fault.TOO_LARGE: {"zh": "疑似单位放大", "en": "values are many times too large, likely a unit"},
    Fault.TOO_SMALL: {"zh": "疑似单位缩小", "en": "values are many times too small, likely a unit"},
    Fault.DOUBLED_ROWS: {"zh": "出现重复行", "en": "rows arrive twice"},
    Fault.DOUBLED_SUMS: {"zh": "疑似重复计入", "en": "amounts seem to be counted twice"},
}

WORDS: Mapping[str, Mapping[Lang, str]] = {
    "comma": {"zh": "、", "en": ", "},
    "all_metrics": {"zh": "综合数据", "en": "all metrics together"},
    "whole_group": {"zh": "所在群体", "en": "The whole group"},
    "group": {"zh": "{line}{region}", "en": "{line} {region}"},
}
