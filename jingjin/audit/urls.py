"""Addresses of the audit area."""

from django.urls import path

from jingjin.audit import views

app_name = "audit"
urlpatterns = [path("who-looked/", views.access_log, name="access_log")]
