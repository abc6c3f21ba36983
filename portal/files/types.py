"""The content types that the portal takes, and the endings that their names may have.

Only what can be checked by content stands here. Not here, on purpose: SVG and HTML (script), EPS and PostScript
(programs), Office files with macros. Archives only the portal itself makes.
"""

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
CSV = "text/csv"
XML = "application/xml"
ZIP = "application/zip"

# The first ending is the one that is added to a name which has none of them.
TYPES: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    PPTX: (".pptx",),
    ODT: (".odt",),
    ODS: (".ods",),
    ODP: (".odp",),
    CSV: (".csv", ".txt"),
    XML: (".xml",),
    ZIP: (".zip",),
}

# Plain text has no mark by which it is told, and XML may be a page with script (SVG, XHTML): only a kind that says so
# takes them, and XML or an archive only one that the portal makes itself.
DOCUMENTS = frozenset(TYPES) - {CSV, XML, ZIP}

# The content type of the main part inside an Office file, by the file's own type. The types with macros
# (…macroEnabled.main+xml) differ, so they match nothing here.
OOXML_MAIN: dict[str, bytes] = {
    DOCX: b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    XLSX: b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    PPTX: b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
OPEN_DOCUMENT = frozenset({ODT, ODS, ODP})
