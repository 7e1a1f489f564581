"""Addresses of the desk."""

from django.urls import path

from jingjin.desk.views import looked, person, team, today

app_name = "desk"
urlpatterns = [
    path("", today.today, name="today"),
    path("today/rest/", today.rest, name="today_rest"),
    path("today/counts/", today.counts, name="counts"),
    path("team/", team.team, name="team"),
    path("who-looked/", looked.who_looked, name="who_looked"),
    path("people/search/", person.search, name="people_search"),
    path("people/<uuid:uid>/", person.person, name="person"),
    path("people/<uuid:uid>/around/", person.around, name="person_around"),
    path("people/<uuid:uid>/goals/", person.goals, name="person_goals"),
    path("people/<uuid:uid>/plans/", person.plans, name="person_plans"),
    path("people/<uuid:uid>/data/", person.data, name="person_data"),
]
