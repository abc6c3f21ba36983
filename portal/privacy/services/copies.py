"""A person's copy of all that the portal holds of them (GDPR, articles 15 and 20)."""

from __future__ import annotations

import json
import zipfile
from tempfile import SpooledTemporaryFile
from typing import IO

from django.db import transaction
from django.template.loader import render_to_string

from portal import actor as actors
from portal import clock, personal
from portal.accounts.models import User
from portal.journal import services as journal
from portal.translated import active
from portal.ui import mails

# A copy larger than this goes through the disk and not through memory.
IN_MEMORY = 4 * 1024 * 1024


@transaction.atomic
def take() -> IO[bytes]:
    """The acting person's copy as a ZIP: JSON for machines, a page for people, in the page's language; noted down.

    Made in the request: one person's rows are bounded (portal.personal.MOST a source), and a file of them never lies
    anywhere. Raises LookupError when nobody in person acts.
    """
    person = User.objects.get(pk=actors.current().person_id)
    made_at = clock.now()
    parts = list(personal.parts(person))
    journal.record("privacy.data_downloaded", person)
    content = {
        "made_at": made_at.isoformat(timespec="seconds"),
        "language": active(),
        "parts": [
            {
                "key": part.key,
                "label": part.label,
                "more": bool(part.left_out),
                "sections": [
                    {"title": one.title, "rows": [{"label": label, "value": value} for label, value in one.rows]}
                    for one in part.sections
                ],
            }
            for part in parts
        ],
    }
    page = render_to_string(
        "privacy/copy/index.html",
        {"parts": parts, "made_at": made_at, "person": person, "most": personal.MOST, **mails.words(active())},
    )
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", page)
        archive.writestr("data.json", json.dumps(content, ensure_ascii=False, indent=1))
    file.seek(0)
    return file
