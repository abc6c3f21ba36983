"""Rules, accounts and minutes that the association gives to be verified once."""

from __future__ import annotations

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from associations.enums import DocumentKind, DocumentState
from associations.models import Association, Document
from associations.services import editing
from portal import actor as actors
from portal import clock
from portal.files import services as files
from portal.files.models import StoredFile
from portal.journal import services as journal
from portal.workflow import Refused, transition

# More than an association gives in many years.
MOST = 200


@transaction.atomic
def add_document(*, association: Association, kind: DocumentKind, year: int | None, content: File[bytes]) -> Document:
    """Give a document to the city to be verified; ``year`` is the one that it is about, None for rules.

    One of the same kind and year that isn't verified goes: the newer takes its place. A verified one counts until the
    newer one is verified.

    Raises :class:`~portal.files.services.FileRefused` for a file that the portal doesn't take, :class:`Refused` for a
    year that can't be or is missing, and as :func:`~associations.services.editing.lock` does.
    """
    fresh = editing.lock(association)
    this_year = clock.today().year
    if kind == DocumentKind.RULES:
        year = None
    elif year is None or not this_year - 20 <= year <= this_year + 1:
        raise Refused(_("Give the year that the document is about, for example %(year)d.") % {"year": this_year - 1})
    former = list(Document.objects.kept().filter(association=fresh, kind=kind, year=year))
    if Document.objects.kept().filter(association=fresh).count() >= MOST:
        raise Refused(_("There are %(number)d of these already. Remove some first.") % {"number": MOST})
    document = Document.objects.create(
        association=fresh, kind=kind, year=year, added_by_id=actors.current().person_id, added_at=clock.now()
    )
    files.store(content, name=content.name or "", kind="document", parent=document)
    journal.record("associations.document_added", document)
    for one in former:
        if one.state != DocumentState.VERIFIED:
            _take_out(one, reason=_("A newer one takes its place."))
    return document


def remove_document(*, document: Document, version: int | None = None) -> Document:
    """Take a document out of use.

    Its file goes too, unless the city has once verified it: what a decision stands on is kept by the retention plan.
    Raises as :func:`~portal.workflow.transition` does.
    """
    return _take_out(document, version=version)


@transaction.atomic
def _take_out(document: Document, *, reason: str = "", version: int | None = None) -> Document:
    looked_at = document.state == DocumentState.VERIFIED
    gone = transition(document, "remove", reason=reason, version=version)
    if not looked_at:
        for stored in StoredFile.objects.of(gone):
            files.remove(stored)
    return gone
