"""The site's own pages: first start, language, theme, components."""

from django.urls import path

from jingjin.site import views

app_name = "site"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("language/", views.set_language, name="language"),
    path("theme/", views.set_theme, name="theme"),
    path("components/", views.components, name="components"),
]
