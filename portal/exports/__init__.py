"""Lists as XLSX files, made in the background for the person who asked and kept for some days.

An app declares in its ``exports.py`` which lists can be taken out, with which right, and how their columns and rows
are read. What the person may see is asked anew when the file is made, and again each time it is opened: somebody who
has lost the right in between gets nothing (cases.md 21, 24).
"""
