"""The floor: what Django itself costs. No middleware, one row by its key, as many bytes as the page to compare with.

A program of its own (settings, addresses, WSGI door) beside the portal, over the same database through the same
engine and connection settings, so that the difference is the portal's.
"""
