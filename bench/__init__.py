"""Measurements of the portal on a machine of its own: ``python -m bench [NAME]`` or ``make bench BENCH=name``.

A page's cost is told as a multiple of **the floor**: a bare Django view under the same gunicorn set-up, which asks
for one row by its key and returns as many bytes. Both are measured in turns, so the multiple holds on any machine.
Each measure is printed as one line of JSON, a table follows, and a bound that is exceeded makes the exit code 1.
"""
