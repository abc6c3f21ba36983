"""Each document that grants make holds for the archive and for assistive technology (cases.md 21).

What goes to the bank is held against its schema in test_batches.py, what is open data in test_open_awards.py.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest

from grants.enums import ChangeKind, Consent, CorrectionGround, RectificationOutcome
from grants.models import Application, Dossier
from grants.services import changing, correcting, deciding, paying, rectifying, reviewing
from grants.services.sittings import Sitting
from portal import clock
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import runner
from portal.jobs.models import Job
from tests.documents.reading import text_of
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import acting_for

pytestmark = pytest.mark.django_db

LANGUAGES = ("fi", "sv", "en")
# DDMMYY, the sign of the century, three digits, the control character (VNA 128/2010 §2; 690/2022).
PERSONAL_NUMBER = re.compile(r"(?<![0-9])[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-FHJ-NPR-Y]")


def handed_in(language: str) -> Application:
    """An application in the language."""
    return grants.submitted(language=language)


def granted(language: str, cents: int = 50_000) -> Application:
    """The application decided; 0 cents refuse it."""
    officers = [employee(StaffRole.GRANT_OFFICER) for _number in range(2)]
    application = grants.submitted(grants.call(**grants.terms()), language=language)
    with acting(as_employee(officers[0])):
        reviewing.take_into_review(application=application)
    for officer in officers:
        grants.score(application, officer)
    application.refresh_from_db()
    with acting(as_employee(officers[0])):
        application = reviewing.propose(
            application=application,
            amount_cents=cents,
            reasons="Hakemus vastaa perusteita & <b>ehtoja</b>.",
            public_purpose="Kuoron nuotit",
            public_reasons="Hakemus vastaa perusteita.",
        )
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        return deciding.decide(application=application, reasons="Hakemus vastaa perusteita & <b>ehtoja</b>.")


def refused(language: str) -> Application:
    """A decision that grants nothing."""
    return granted(language, 0)


def corrected(language: str) -> Application:
    """A decision and its correction."""
    application = granted(language)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        return correcting.correct(
            application=application,
            cents=40_000,
            reasons="Summa oli väärin.",
            public_purpose="Kuoron nuotit",
            ground=CorrectionGround.values[0],
            corrects="Summa oli kirjoitettu väärin.",
            consent=Consent.AGREED,
        )


def rectified(language: str) -> Application:
    """A decision, and the one on the request for its rectification."""
    application = granted(language)
    request = grants.rectification(application)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        rectifying.decide(
            rectification=request,
            outcome=RectificationOutcome.KEPT,
            reasons="Perusteet pysyvät.",
            sitting=Sitting("Sivistyslautakunta", "letter", clock.today(), "§ 45"),
        )
    return application


def changed(language: str) -> Application:
    """A decision, and the one on another purpose."""
    application = granted(language)
    asked = grants.change_request(application, ChangeKind.PURPOSE)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        changing.approve(
            change=asked,
            reasons="Muutos sopii ehtoihin.",
            public_purpose="Kuoron esiintymisasut",
            sitting=Sitting("Kulttuurijohtaja"),
        )
    return application


def recovered(language: str) -> Application:
    """A grant that was paid and is recovered."""
    application = granted(language)
    account = grants.verified_account(application.association)
    with acting(acting_for(application.started_by, application.association)):
        payout = paying.accept(payout=application.award.payout, account=account)
    grants.sent(grants.batch(payout))
    payout.refresh_from_db()
    found = grants.recovered(grants.answered(grants.recovery(payout)))
    assert found.decision_id is not None
    return application


KINDS: dict[Callable[[str], Application], int] = {
    handed_in: 1,
    granted: 2,
    refused: 2,
    corrected: 3,
    rectified: 3,
    changed: 3,
    recovered: 3,
}


def work() -> None:
    """Do the background work that waits, as a worker does."""
    for pk in list(Job.objects.unfinished().order_by("pk").values_list("pk", flat=True)):
        assert runner.run(pk) == "done"


def documents() -> Iterator[tuple[StoredFile, bytes]]:
    """Every document that the portal has made, with what is in it."""
    for stored in StoredFile.objects.filter(name__endswith=".pdf"):
        yield stored, files.read(stored)


def faults(content: bytes, language: str) -> list[str]:
    """What keeps the document from the archive, or from those who have it read aloud."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as document, document.open_metadata() as metadata:
        root: Any = document.Root
        for fault, fine in {
            "isn't tagged": {"/MarkInfo", "/StructTreeRoot"} <= set(root.keys()) and bool(root.MarkInfo.Marked),
            "has another language": str(root.get("/Lang", "")) == f"{language}-FI",
            "shows its file's name": "/ViewerPreferences" in root and bool(root.ViewerPreferences.DisplayDocTitle),
            "has no title": bool(str(metadata.get("dc:title", "")).strip()),
            "isn't PDF/A-2a": (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) == ("2", "A"),
            "isn't PDF/UA-1": metadata.get("pdfuaid:part") == "1",
            "is encrypted": not document.is_encrypted,
            "runs something": "/OpenAction" not in root and ("/Names" not in root or "/JavaScript" not in root.Names),
        }.items():
            if not fine:
                found.append(fault)
    if PERSONAL_NUMBER.search(text_of(content)):
        found.append("has a personal identity number")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(KINDS), ids=[kind.__name__ for kind in KINDS])
def test_a_document_is_for_the_archive_and_for_everybody(kind: Callable[[str], Application], language: str):
    kind(language)
    work()
    made = {stored: faults(content, language) for stored, content in documents()}
    assert not any(made.values()), made
    sealed = [stored for stored in made if stored.kind == "sealed"]
    assert len(sealed) == KINDS[kind]


def test_the_documents_of_a_dossier_are_those_that_were_sealed():
    application = rectified("fi")
    work()
    dossier = grants.dossier(application, employee(StaffRole.GRANT_OFFICER))
    work()
    book = zipfile.ZipFile(io.BytesIO(files.read(StoredFile.objects.of(Dossier.objects.get(pk=dossier.pk)).get())))
    found = [name for name in book.namelist() if name.endswith(".pdf")]
    assert len(found) == 3
    wrong = {name: faults(book.read(name), "fi") for name in found}
    assert not any(wrong.values()), wrong


def test_what_is_looked_for_would_be_found():
    numbers = ("131052-308T", "010203A123B", "311299-987X")
    others = ("1.12.2026", "PORI/1/02.05.01.04/2026", "FI2112345600000785")
    assert [bool(PERSONAL_NUMBER.search(one)) for one in (*numbers, *others)] == [True] * 3 + [False] * 3
    plain = pikepdf.new()
    plain.add_blank_page()
    plain.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary())
    held = io.BytesIO()
    plain.save(held)
    assert len(faults(held.getvalue(), "fi")) == 6
