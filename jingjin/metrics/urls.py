"""Addresses of indicators, sources, batches and lineage."""

from django.urls import path

from jingjin.metrics.views import batches, feeds, indicators, numbers

app_name = "metrics"
urlpatterns = [
    path("metrics/", indicators.metrics, name="metrics"),
    path("metrics/new/", indicators.new_metric, name="new_metric"),
    path("metrics/feeds/", feeds.feeds, name="feeds"),
    path("metrics/feeds/new/", feeds.new_feed, name="new_feed"),
    path("metrics/feeds/<uuid:uid>/", feeds.change_feed, name="feed"),
    path("metrics/feeds/<uuid:uid>/state/", feeds.feed_state, name="feed_state"),
    path("metrics/batches/", batches.batches, name="batches"),
    path("metrics/batches/<uuid:uid>/", batches.batch, name="batch"),
    path("metrics/batches/<uuid:uid>/replay/", batches.replay_all, name="replay_all"),
    path("metrics/rows/<uuid:uid>/replay/", batches.replay_row, name="replay_row"),
    path("metrics/rows/<uuid:uid>/drop/", batches.drop_row, name="drop_row"),
    path("metrics/<uuid:uid>/", indicators.metric, name="metric"),
    path("metrics/<uuid:uid>/edit/", indicators.change_metric, name="edit_metric"),
    path("metrics/<uuid:metric>/from/<uuid:subject>/", numbers.lineage, name="lineage"),
    path("metrics/<uuid:metric>/from/<uuid:subject>/type/", numbers.type_value, name="type_value"),
]
