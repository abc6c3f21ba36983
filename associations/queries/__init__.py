"""Reads that pages, feeds and services share, one module a theme."""
