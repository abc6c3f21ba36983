"""The whole matter of an application as a ZIP with a readable index, for auditor and archive.

A theme adds its section by a :class:`~grants.services.dossier.parts.Theme` of its own, named in ``themes.py``.
"""
