"""Calls and awards in the map of the site."""

from portal.ui import sitemap

sitemap.pages("avustukset", "grants:call_list", "grants:award_list", "grants:principles_list", "grants:sample_list")
