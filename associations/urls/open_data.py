"""Open data, the feed of new associations, the embeddable list."""

from django.urls import path

from associations.views.public import embed, open_data

urlpatterns = [
    path("avoin-data/", open_data.open_data, name="open_data"),
    path("yhdistykset/uudet.atom", open_data.new_feed, name="new_feed"),
    path("upotus/yhdistykset/", embed.embedded_list, name="embedded_list"),
]
