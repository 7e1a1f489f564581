"""Addresses of imports."""

from django.urls import path

from jingjin.intake import views

app_name = "intake"
urlpatterns = [
    path("import/<slug:kind>/", views.upload, name="upload"),
    path("import/file/<uuid:uid>/", views.file, name="file"),
    path("import/file/<uuid:uid>/apply/", views.apply, name="apply"),
]
