"""Addresses of the desk."""

from django.urls import path

from jingjin.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("team/", views.team, name="team"),
    path("people/<uuid:uid>/", views.person, name="person"),
]
