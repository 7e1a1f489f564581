"""Addresses of the accounts area."""

from django.urls import path

from jingjin.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/as/<uuid:uid>/", views.sign_in_as, name="sign_in_as"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("password/", views.new_password, name="new_password"),
    path("password/forgot/", views.forgot, name="forgot"),
    path("password/reset/<uuid:uid>/<str:token>/", views.reset, name="reset"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<int:session_id>/end/", views.end_session, name="end_session"),
    path("keys/", views.keys, name="keys"),
    path("keys/<uuid:uid>/withdraw/", views.withdraw_key, name="withdraw_key"),
]
