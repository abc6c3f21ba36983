"""Internal notes on an application: written and read by the city only."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from grants.models import Application, Note
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.workflow import Refused

# A page shows them all; what is longer is no note.
MOST = 200


@transaction.atomic
def write_note(*, application: Application, text: str) -> Note:
    """Add a note to the matter. It is never changed or taken away, and the association never sees it.

    Raises :class:`Refused` for an empty note, Http404 or PermissionDenied from the policy.
    """
    fresh = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    policy.require("grants.write_note", fresh)
    if not text.strip():
        raise Refused(_("Write something first."))
    if fresh.notes.count() >= MOST:
        raise Refused(_("There are too many notes here already."))
    note = Note.objects.create(
        application=fresh, author_id=actors.current().person_id, text=text.strip(), written_at=clock.now()
    )
    # Without the text: the record of the act is read by more people than the matter.
    journal.record("grants.note_written", fresh)
    return note
