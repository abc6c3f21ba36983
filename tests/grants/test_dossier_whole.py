"""That the dossier tells all of a matter: each model that hangs on an application, each event, each sum."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.db import models

from associations.models import Support
from grants.enums import ErasedPart
from grants.models import (
    AllocationRow,
    Application,
    ChangeRequest,
    Erasure,
    Instalment,
    Recovery,
    RecoveryPayment,
    ReportAnswer,
    Sample,
    SampleMember,
)
from grants.services import collecting
from grants.services.dossier import themes
from grants.services.dossier.parts import Item, Matter
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.models import Decision
from portal.journal.models import Event
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.grants.test_dossier import section, taken
from tests.grants.whole import ended_matter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

# Which section tells of the rows of a model.
TOLD = {
    "grants.Submission": "hakemus",
    "grants.CompletionRequest": "taydennykset",
    "grants.CompletionItem": "taydennykset",
    "grants.Message": "viestit",
    "grants.Note": "muistiinpanot",
    "grants.Review": "arviot",
    "grants.Score": "arviot",
    "grants.AllocationRow": "jako",
    "grants.ListLine": "paatoslistat",
    "grants.Rectification": "oikaisut",
    "grants.ChangeRequest": "muutokset",
    "grants.Award": "maksut",
    "grants.Payout": "maksut",
    "grants.Instalment": "maksut",
    "grants.BatchLine": "maksut",
    "grants.UseReport": "selvitykset",
    "grants.ReportSubmission": "selvitykset",
    "grants.ReportReturn": "selvitykset",
    "grants.SampleMember": "otannat",
    "grants.Recovery": "perinnat",
    "grants.RecoveryInstalment": "perinnat",
    "grants.RecoveryPayment": "perinnat",
    "grants.Erasure": "havitetty",
}
# What isn't told, and why.
LEFT_OUT = {
    "grants.Answer": "the draft; what was handed in is told exactly as it came",
    "grants.ReportAnswer": "the draft of a report; what was handed in is told exactly as it came",
    "grants.Signature": "told with the submission that it signs (its first signature)",
    "grants.Dossier": "a copy of the matter, not a part of it",
    "grants.AidDeclaration": "the draft; what was declared stands in what was handed in",
    "grants.DeclaredAid": "the draft; what was declared stands in what was handed in",
}


@pytest.fixture
def officer() -> User:
    """An officer who reads grants."""
    return employee(StaffRole.GRANT_OFFICER)


def hanging_on(root: type[models.Model]) -> set[str]:
    """Every model with a way of foreign keys to the root, however long, hidden relations too."""
    found: set[type[models.Model]] = {root}
    waiting = [root]
    while waiting:
        for field in waiting.pop()._meta.get_fields(include_hidden=True):
            model = field.related_model if field.auto_created and not field.concrete else None
            if isinstance(model, type) and model not in found:
                found.add(model)
                waiting.append(model)
    return {model._meta.label for model in found - {root}}


def test_every_model_that_hangs_on_an_application_is_told_or_left_out_with_a_reason():
    assert hanging_on(Application) == TOLD.keys() | LEFT_OUT.keys()
    assert not TOLD.keys() & LEFT_OUT.keys()
    folders = {theme.folder for theme in themes.THEMES}
    assert set(TOLD.values()) <= folders
    assert len(folders) == len(themes.THEMES)


def _every_section_that_can_tell_something_does(book: zipfile.ZipFile, matter: Application) -> None:
    """A matter in which everything has happened fills every section but those of what excludes it."""
    filled = {one["folder"] for one in json.loads(book.read("index.json"))["sections"]}
    assert {theme.folder for theme in themes.THEMES} - filled == {"jako", "paatoslistat"}


def _change_requests_with_their_texts(book: zipfile.ZipFile, matter: Application) -> None:
    change, refusal = section(book, "muutokset")
    facts = change["facts"]
    assert (facts["kind"], facts["state"], facts["asked"]) == ("budget", "refused", "Vuokra nousi, matkat jäävät pois.")
    assert (facts["grounds"], facts["reasons"]) == ("Sali vaihtui.", "Matkat kuuluvat avustukseen.")
    made = ChangeRequest.objects.get().result
    assert made is not None
    assert refusal["facts"]["sha256"] == made.sha256
    assert made.sha256 in {file["sha256"] for file in refusal["files"]}


def _a_recovery_from_hearing_to_the_last_payment(book: zipfile.ZipFile, matter: Application) -> None:
    recovery, decided, payment = section(book, "perinnat")
    row = Recovery.objects.get()
    facts = recovery["facts"]
    assert (facts["answer"], facts["state"]) == ("Emme ole samaa mieltä.", "collected")
    assert (facts["asked_cents"], facts["recovered_cents"], facts["received_cents"]) == (30_000, 30_000, 30_000)
    assert [one["amount_cents"] for one in facts["instalments"]] == [15_000, 15_000]
    assert [file["name"] for file in recovery["files"]] == ["vastaus.pdf"]
    assert row.decision is not None
    assert (decided["facts"]["outcome"], decided["facts"]["sha256"]) == (row.decision.outcome, row.decision.sha256)
    sealed = next(file for file in decided["files"] if file["path"].endswith("paatos.pdf"))
    assert sealed["sha256"] == row.decision.sha256
    assert payment["facts"]["amount_cents"] == RecoveryPayment.objects.get().amount_cents == 30_000


def test_what_was_written_off_and_corrected(officer: User):
    found = grants.paid_back(grants.recovered(), 10_000)
    with acting(as_employee(officer)):
        collecting.correct_payment(recovery=found, cents=4_000, received_on=clock.today(), reason="Väärä viite.")
    found.refresh_from_db()
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        collecting.write_off(recovery=found, reason="Yhdistys on purettu.")
    book = taken(found.award.application, officer)
    recovery, _decided, paid, corrected = section(book, "perinnat")
    assert recovery["facts"]["write_off_reason"] == "Yhdistys on purettu."
    assert recovery["facts"]["written_off_cents"] == 30_000 - 6_000
    assert [paid["facts"]["amount_cents"], corrected["facts"]["amount_cents"]] == [10_000, -4_000]
    assert corrected["facts"]["reason"] == "Väärä viite."


def _a_sample_can_be_drawn_again_from_what_is_told(book: zipfile.ZipFile, matter: Application) -> None:
    [told] = section(book, "otannat")
    sample = Sample.objects.get()
    assert (told["facts"]["seed"], told["facts"]["size"], told["facts"]["awards"]) == (sample.seed, 1, 1)
    assert (told["facts"]["drawn"], told["facts"]["place"]) == (True, 1)
    assert told["facts"]["case_number"] == matter.case_number


def _the_counts_are_those_of_the_items(matter: Application, officer: User) -> None:
    with acting(as_employee(officer)):
        found = Matter(matter, "en")
        for theme in themes.THEMES:
            items: list[Item] = list(theme.items(found))
            # Of these the documents are items of their own.
            if theme.folder not in ("selvitykset", "perinnat", "muutokset"):
                assert theme.count(found) == len(items), theme.folder
            assert bool(theme.count(found)) == bool(items)
            if theme.table:
                assert len({tuple(fact.label for fact in item.facts) for item in items}) <= 1


def test_a_matter_in_which_everything_happened(officer: User):
    """One matter for all that is asked of it, since it takes long to make."""
    matter = ended_matter()
    Erasure.objects.create(application=matter, part=ErasedPart.NOTES, erased_at=clock.now(), numbers={"grants.note": 3})
    book = taken(matter, officer)
    assert json.loads(book.read("index.json"))["case_number"] == matter.case_number
    _every_section_that_can_tell_something_does(book, matter)
    _change_requests_with_their_texts(book, matter)
    _a_recovery_from_hearing_to_the_last_payment(book, matter)
    _a_sample_can_be_drawn_again_from_what_is_told(book, matter)
    _the_sums_of_the_ledger_are_those_of_the_matter(book, matter)
    _erasures_say_what_and_when(book, matter)
    _every_event_of_the_matter_is_there(book, matter)
    _the_counts_are_those_of_the_items(matter, officer)


def test_an_award_that_was_not_drawn_says_so(officer: User):
    found = grants.reported_call()
    first = grants.awaited(found).award.application
    grants.awaited(found)
    grants.sample(found)
    [announced] = section(taken(first, officer), "otannat")
    assert "drawn" not in announced["facts"]
    SampleMember.objects.filter(award__application=first).update(place=None)
    Sample.objects.update(state="drawn", drawn_at=clock.now() + timedelta(days=1), drawn_by=officer)
    [drawn] = section(taken(first, officer), "otannat")
    assert (drawn["facts"]["drawn"], drawn["facts"]["awards"]) == (False, 2)


def test_the_sharing_tells_the_model_and_the_numbers(officer: User):
    allocation = grants.shared()
    row = AllocationRow.objects.get(allocation=allocation)
    [told] = section(taken(row.application, officer), "jako")
    assert (told["facts"]["cents"], told["facts"]["rank"]) == (row.cents, row.rank)
    assert told["facts"]["terms"] == allocation.terms
    assert told["facts"]["appropriation_cents"] == allocation.appropriation_cents


def _the_sums_of_the_ledger_are_those_of_the_matter(book: zipfile.ZipFile, matter: Application) -> None:
    rows = [one["facts"]["value_cents"] for one in section(book, "tukikirjanpito")]
    assert sorted(rows) == [-30_000, 50_000]
    assert sum(rows) == sum(Support.objects.of(matter.association).values_list("value_cents", flat=True))


def _erasures_say_what_and_when(book: zipfile.ZipFile, matter: Application) -> None:
    [erased] = section(book, "havitetty")
    assert (erased["facts"]["part"], erased["facts"]["numbers"]) == ("notes", {"grants.note": 3})
    assert "internal notes: 3" in book.read("index.html").decode()


# Of these the portal keeps a history, but none of one matter.
NOT_OF_THE_MATTER = {"associations.association", "associations.bankaccount", "associations.membership", "grants.call"}


def _every_event_of_the_matter_is_there(book: zipfile.ZipFile, matter: Application) -> None:
    """The database holds this one matter, so whatever isn't of something else must be in its history."""
    told = [one["facts"]["verb"] for one in section(book, "tapahtumat")]
    events = Event.objects.exclude(object_type__in=NOT_OF_THE_MATTER).exclude(verb__startswith="grants.dossier_")
    assert sorted(told) == sorted(events.values_list("verb", flat=True))
    assert {"grants.batch_approved", "grants.sample_drawn", "grants.recovery_decided"} <= set(told)
    assert told.count("decisions.sealed") == Decision.objects.count() == 3
    assert Instalment.objects.count() == 1


def test_another_matter_is_not_in_it(officer: User):
    call = grants.call(**grants.terms())
    mine, other = grants.paid(call).award.application, grants.paid(call).award.application
    everything = taken(mine, officer)
    text = "".join(everything.read(name).decode("utf-8", "ignore") for name in everything.namelist())
    assert mine.case_number in text
    assert other.case_number not in text
    assert other.association.name not in text


def test_what_is_being_written_is_left_out(officer: User):
    report = grants.written(grants.awaited())
    assert ReportAnswer.objects.exists()
    book = taken(report.award.application, officer)
    told: list[dict[str, Any]] = section(book, "selvitykset")
    assert [one["facts"]["state"] for one in told] == ["draft"]
