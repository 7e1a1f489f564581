"""What a file of numbers may hold, and by which names people call it."""

from __future__ import annotations

from jingjin.intake.reading import Field, Kind, Target

SAMPLES_TARGET = Target(
    "samples",
    (
        Field(
            "person",
            Kind.PERSON_NUMBER,
            {
                "zh": ("工号", "员工编号", "员工工号", "人员编号", "姓名", "员工姓名", "员工"),
                "en": ("employee number", "employee id", "employee", "staff id", "name"),
            },
        ),
        Field(
            "metric",
            Kind.TEXT,
            {
                "zh": ("指标", "指标名称", "考核指标", "指标编码"),
                "en": ("metric", "indicator", "kpi", "measure"),
            },
        ),
        Field(
            "period",
            Kind.PERIOD,
            {
                "zh": (
                    "期间",
                    "日期",
                    "月份",
                    "年月",
                    "周",
                    "季度",
                    "统计日期",
                    "统计月份",
                    "考核月份",
                    "期间开始",
                ),
                "en": ("period", "date", "day", "week", "month", "quarter", "period start"),
            },
        ),
        Field(
            "value",
            Kind.NUMBER,
            {
                "zh": ("实际值", "实际", "完成值", "完成", "数值", "值", "实际完成"),
                "en": ("value", "actual", "result"),
            },
        ),
        Field(
            "target",
            Kind.NUMBER,
            {"zh": ("目标值", "目标", "计划值", "计划", "任务"), "en": ("target", "goal", "plan", "quota")},
        ),
        Field(
            "weight", Kind.NUMBER, {"zh": ("基数", "分母", "样本数"), "en": ("base", "denominator", "weight")}
        ),
        Field("unit", Kind.TEXT, {"zh": ("单元", "单元编码", "部门编码"), "en": ("unit", "unit code")}),
        Field(
            "external_key",
            Kind.TEXT,
            {"zh": ("记录号", "单号", "记录编号"), "en": ("record id", "external key", "ticket id")},
        ),
    ),
)
