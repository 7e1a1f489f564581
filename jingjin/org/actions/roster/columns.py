"""What a roster file may hold, and how files call it."""

from __future__ import annotations

from jingjin.intake.public import PLANNED, Field, Kind, Target
from jingjin.org.words import Employment

EMPLOYMENT_NAMES = {
    Employment.REGULAR: ("正式", "正式员工", "全职", "合同工", "regular", "full-time", "permanent", "active"),
    Employment.PROBATION: ("试用", "试用期", "试用员工", "probation"),
    Employment.INTERN: ("实习", "实习生", "intern", "internship"),
    Employment.DISPATCHED: ("劳务派遣", "派遣", "dispatched", "temp", "agency"),
    Employment.OUTSOURCED: ("外包", "劳务外包", "outsourced", "contractor"),
}


def _field(key: str, kind: Kind, zh: str, en: str, **more: object) -> Field:
    """A field from its names in files, separated by commas; the first is how we call it."""
    return Field(key, kind, {"zh": tuple(zh.split(",")), "en": tuple(en.split(","))}, **more)  # type: ignore[arg-type]


ROSTER = Target(
    "people",
    (
        _field(
            "number",
            Kind.PERSON_NUMBER,
            "工号,员工编号,员工号,人员编号,编号,职工号",
            "Employee number,employee id,emp id,empid,staff no,number",
            required=True,
        ),
        _field(
            "name",
            Kind.TEXT,
            "姓名,员工姓名,名字",
            "Name,employee name,employee_name,full name",
            required=True,
        ),
        _field(
            "entity",
            Kind.TEXT,
            "签约主体,合同主体,公司主体,用人单位,法人公司",
            "Contracting entity,legal entity,employer",
        ),
        _field(
            "employment",
            Kind.CHOICE,
            "用工类型,员工类型,用工形式,人员类别,员工性质",
            "Employment type,worker type,contract type",
            choices=EMPLOYMENT_NAMES,
        ),
        _field(
            "unit",
            Kind.TEXT,
            "部门,所属部门,部门名称,组织,一级部门,部门路径",
            "Unit,department,team,department path,dept",
        ),
        _field("title", Kind.TEXT, "岗位,职位,岗位名称,职务", "Position,job title,title,job"),
        _field("grade", Kind.TEXT, "职级,级别,职等", "Grade,level,job level"),
        _field("place", Kind.TEXT, "工作地,工作地点,办公地点,城市", "Place,location,city,work location"),
        _field("region", Kind.TEXT, "区域,大区,地区", "Region,area"),
        _field("line", Kind.TEXT, "业务线,产品线,条线", "Line,business line,product line"),
        _field(
            "manager_number",
            Kind.PERSON_NUMBER,
            "直接上级工号,上级工号,汇报对象工号,主管工号,经理工号",
            "Manager number,manager id,managerid,supervisor id,reports to id",
        ),
        _field(
            "manager_name",
            Kind.TEXT,
            "直接上级,上级,上级姓名,汇报对象,直属领导,主管,经理",
            "Manager,manager name,managername,supervisor,reports to",
        ),
        _field(
            "hired_on",
            Kind.DATE,
            "入职日期,入职,入职时间,到岗日期",
            "Hired on,hire date,date of hire,dateofhire,start date",
        ),
        _field(
            "probation_until",
            Kind.DATE,
            "转正日期,转正,试用期到,试用期结束",
            "Probation until,probation end,confirmation date",
            newest=PLANNED,
        ),
        _field(
            "contract_until",
            Kind.DATE,
            "合同到期,合同终止日期,合同结束日期,合同止",
            "Contract until,contract end",
            newest=PLANNED,
        ),
        _field(
            "left_on",
            Kind.DATE,
            "离职日期,离职,离职时间",
            "Left on,termination date,date of termination,dateoftermination,leave date",
        ),
        _field("mail", Kind.TEXT, "邮箱,工作邮箱,电子邮箱,邮件", "Mail,email,e-mail,work email"),
        _field("mobile", Kind.TEXT, "手机,手机号,手机号码,联系电话", "Mobile,mobile phone,phone,cell"),
    ),
)
