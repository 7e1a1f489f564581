"""Addresses of signals and insight."""

from django.urls import path

from jingjin.insight.views import configure, overview, signals

app_name = "insight"
urlpatterns = [
    path("insight/", overview.overview, name="overview"),
    path("insight/notices/", overview.notices, name="notices"),
    path("insight/notices/<uuid:uid>/seen/", overview.see_notice, name="see_notice"),
    path("insight/about/", configure.about, name="about"),
    path("insight/signals/", signals.signals, name="signals"),
    path("insight/signals/<uuid:uid>/", signals.signal, name="signal"),
    path("insight/signals/<uuid:uid>/seen/", signals.see, name="see"),
    path("insight/signals/<uuid:uid>/answer/", signals.answer, name="answer"),
    path("insight/signals/<uuid:uid>/talk/", signals.talk, name="talk"),
    path("insight/signals/<uuid:uid>/later/", signals.remind, name="remind"),
    path("insight/signals/<uuid:uid>/contest/", signals.contest, name="contest"),
    path("insight/contests/<uuid:uid>/reply/", signals.reply, name="reply"),
    path("settings/signals/", configure.settings, name="settings"),
    path("settings/signals/run/", configure.run_now, name="run_now"),
    path("settings/signals/runs/<uuid:uid>/replay/", configure.replay, name="replay"),
]
