"""Private attachments and made documents: checked by content, kept under a key, given only by the parent's permission.

A file belongs to one object, its parent, and has no rights of its own: who may open it follows from a permission on
the parent that the parent's app declares in its ``files.py``. The name that a person gave is text to show and never
a path. Files are always downloads, never shown inside a page of ours, so that whatever passes the checks stays inert.
"""
