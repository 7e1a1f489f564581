"""Addresses of plans. Own items of helpers and assessors have addresses without a word of a plan."""

from django.urls import include, path, register_converter

from jingjin.plans.queries.writing import STEPS
from jingjin.plans.views import (
    assess,
    change,
    evidence,
    items,
    lists,
    read,
    respond,
    review,
    run,
    sealed,
    write,
)

app_name = "plans"


class StepConverter:
    """A step of the wizard."""

    regex = "|".join(STEPS)

    def to_python(self, value: str) -> str:
        """The step."""
        return value

    def to_url(self, value: str) -> str:
        """The step."""
        return value


register_converter(StepConverter, "plan_step")

# A namespace of their own: the rail must not say "plans" to somebody who only helps.
own_items = [
    path("help/<uuid:uid>/", items.support, name="support"),
    path("help/<uuid:uid>/given/", items.support_given, name="support_given"),
    path("teaching/<uuid:uid>/", items.training_item, name="training"),
    path("teaching/<uuid:uid>/attendance/", items.attendance, name="attendance"),
    path("teaching/<uuid:uid>/test/", items.test, name="test"),
    path("marking/<uuid:uid>/", items.marking, name="marking"),
]
urlpatterns = [
    path("plans/", lists.plans, name="list"),
    path("plans/sealed/", lists.sealed, name="sealed"),
    path("plans/sealed/<uuid:uid>/", sealed.open_sealed, name="open_sealed"),
    path("plans/opened/<uuid:uid>/", sealed.opened, name="opened"),
    path("plans/people/", lists.people, name="people"),
    path("plans/for/<uuid:uid>/", write.open_plan, name="open"),
    path("plans/<uuid:uid>/", read.plan, name="plan"),
    path("plans/<uuid:uid>/checks/", read.checks, name="checks"),
    path("plans/<uuid:uid>/verify/", read.verify, name="verify"),
    path("plans/<uuid:uid>/versions/", read.versions, name="versions"),
    path("plans/<uuid:uid>/write/<plan_step:step>/", write.write, name="write"),
    path("plans/<uuid:uid>/precheck/", write.precheck, name="precheck"),
    path("plans/<uuid:uid>/submit/", write.submit, name="submit"),
    path("plans/<uuid:uid>/review/", review.review, name="review"),
    path("plans/<uuid:uid>/publish/", review.publish, name="publish"),
    path("plans/<uuid:uid>/return/", review.return_plan, name="return"),
    path("plans/<uuid:uid>/respond/", respond.respond, name="respond"),
    path("plans/<uuid:uid>/answer/", respond.answer, name="answer"),
    path("plans/<uuid:uid>/decline/", respond.decline, name="decline"),
    path("plans/<uuid:uid>/refusal/", respond.refusal, name="refusal"),
    path("plans/<uuid:uid>/reply/", respond.reply, name="reply"),
    path("plans/<uuid:uid>/start/", run.start, name="start"),
    path("plans/<uuid:uid>/pause/", run.pause, name="pause"),
    path("plans/<uuid:uid>/resume/", run.resume, name="resume"),
    path("plans/<uuid:uid>/extend/", run.extend, name="extend"),
    path("plans/<uuid:uid>/withdraw/", run.withdraw, name="withdraw"),
    path("plans/<uuid:uid>/change/", change.change, name="change"),
    path("plans/<uuid:uid>/assessment/", assess.assessment, name="assessment"),
    path("plans/<uuid:uid>/assessment/begin/", assess.begin, name="begin_assessment"),
    path("plans/<uuid:uid>/assessment/<uuid:criterion>/", assess.record, name="record_reading"),
    path("plans/<uuid:uid>/close/", assess.close, name="close"),
    path("plans/<uuid:uid>/evidence/", evidence.evidence, name="evidence"),
    path("plans/evidence/<uuid:uid>/", evidence.download, name="evidence_file"),
    path("plans/how-to-check/", evidence.how_to_check, name="how_to_check"),
    path("plans/public-key.pem", evidence.public_key, name="public_key"),
    path("check-ins/<uuid:uid>/", run.check_in, name="check_in"),
    path("", include((own_items, "own"))),
]
