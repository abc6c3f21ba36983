"""Numbers that an official may change, each from a day on: notice periods, limits, lengths of validity.

An app declares its rules in ``rules_dated.py``; services ask :func:`portal.dated.queries.value` and never hold the
number themselves. A change is a new row, so that what was decided under the old one can still be explained.
"""
