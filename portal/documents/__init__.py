"""The PDF room: letters made by typst from our templates, tagged for the archive and for assistive technology.

Not an app: it knows no database and no object of the portal, only plain data. Data reaches a template as JSON and is
set as text, so that markup in a name (``#panic()``, ``*bold*``) stays the letters that it is.
"""
