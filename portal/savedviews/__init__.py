"""Filters of a city list kept under a name: one's own, and those that a colleague shares.

A view is a list's address with its query, nothing more: whoever opens it sees what they may see. A list page offers
them with two lines: ``queries.views_of("grants:queue", request)`` in the view, the part ``savedviews/_views.html`` in
the template.
"""
