"""All addresses of the product."""

from django.urls import include, path

from jingjin.site import views
from jingjin.site.api import api

handler404 = "jingjin.site.views.not_found"
handler500 = "jingjin.site.views.server_error"

urlpatterns = [
    path("", include("jingjin.site.site_urls")),
    path("", include("jingjin.accounts.urls")),
    path("", include("jingjin.org.urls")),
    path("", include("jingjin.desk.urls")),
    path("", include("jingjin.notify.urls")),
    path("", include("jingjin.intake.urls")),
    path("", include("jingjin.metrics.urls")),
    path("", include("jingjin.insight.urls")),
    path("", include("jingjin.plans.urls")),
    path("", include("jingjin.goals.urls")),
    path("api/v1/", api.urls),
    path("healthz", views.health, name="health"),
]
