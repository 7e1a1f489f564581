"""Addresses of goals."""

from django.urls import path

from jingjin.goals.views import periods, reading, steps, updating, writing

app_name = "goals"
urlpatterns = [
    path("goals/", reading.mine, name="mine"),
    path("goals/map/", reading.strategy, name="map"),
    path("goals/team/", reading.team, name="team"),
    path("goals/team/confirm/", steps.confirm_many, name="confirm_many"),
    path("goals/accept/", steps.accept, name="accept"),
    path("goals/update/", updating.update, name="update"),
    path("goals/new/", writing.new, name="new"),
    path("goals/people/", writing.people, name="people"),
    path("goals/periods/", periods.periods, name="periods"),
    path("goals/periods/<uuid:uid>/", periods.period, name="period"),
    path("goals/<uuid:uid>/", reading.goal, name="goal"),
    path("goals/<uuid:uid>/why/", reading.why, name="why"),
    path("goals/<uuid:uid>/history/", reading.history, name="history"),
    path("goals/<uuid:uid>/edit/", writing.edit, name="edit"),
    path("goals/<uuid:uid>/weights/", writing.weights, name="weights"),
    path("goals/<uuid:uid>/check-in/", updating.check_in, name="check_in"),
    path("goals/<uuid:uid>/propose/", steps.propose, name="propose"),
    path("goals/<uuid:uid>/confirm/", steps.confirm_one, name="confirm"),
    path("goals/<uuid:uid>/send-back/", steps.send_back, name="decline"),
    path("goals/<uuid:uid>/close/", steps.close, name="close"),
    path("goals/<uuid:uid>/withdraw/", steps.withdraw, name="withdraw"),
    path("goals/<uuid:uid>/milestones/<uuid:part>/", steps.milestone, name="milestone"),
]
