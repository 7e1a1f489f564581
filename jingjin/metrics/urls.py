"""Addresses of indicators, sources, batches and lineage."""

from django.urls import path

from jingjin.metrics import views

app_name = "metrics"
urlpatterns = [
    path("metrics/<uuid:metric>/from/<uuid:subject>/", views.lineage, name="lineage"),
]
