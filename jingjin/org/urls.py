"""Addresses of the org area."""

from django.urls import path

from jingjin.org.views import accounts, directory, roles

app_name = "org"
urlpatterns = [
    path("people/", directory.directory, name="directory"),
    path("units/<uuid:uid>/", directory.unit, name="unit"),
    path("settings/accounts/", accounts.accounts, name="accounts"),
    path("settings/roles/", roles.roles, name="roles"),
    path("settings/roles/<uuid:uid>/withdraw/", roles.withdraw, name="withdraw_role"),
]
