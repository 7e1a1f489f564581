"""The site's own pages: first start, language, theme, components."""

from django.urls import path

from jingjin.site import jobs_page, start, views

app_name = "site"
urlpatterns = [
    path("start/", start.start, name="start"),
    path("start/demo/", start.load_demo, name="load_demo"),
    path("start/leave-demo/", start.leave_demo, name="leave_demo"),
    path("settings/jobs/", jobs_page.jobs_page, name="jobs"),
    path("settings/jobs/events/<int:event_id>/retry/", jobs_page.retry_event, name="retry_event"),
    path("settings/jobs/<int:job_id>/retry/", jobs_page.retry_job, name="retry_job"),
    path("settings/", views.settings_index, name="settings"),
    path("language/", views.set_language, name="language"),
    path("theme/", views.set_theme, name="theme"),
    path("components/", views.components, name="components"),
]
