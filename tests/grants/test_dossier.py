"""The whole matter as a file: what is in it, that it proves itself, and who gets it (cases.md 20, 21, 22, 24, 27)."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from associations.enums import Role
from associations.models import Tie
from associations.services import people
from grants import rules, tasks
from grants.models import Application, Dossier, Review, UseReport
from grants.services import (
    completing,
    messaging,
)
from grants.services.dossier import archive, making
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting
from portal.decisions.models import Decision
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs import runner
from portal.jobs.models import Job
from portal.journal.models import Event
from portal.outbox.models import Message as Mail
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for
from tests.files.made import PDF
from tests.grants.whole import SCRIPT, whole_matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    """An officer who reads grants."""
    return employee(StaffRole.GRANT_OFFICER)


def page_of(application: Application) -> str:
    return f"/fi/kaupunki/avustukset/{application.pk}/asiakirjat/"


def ask(application: Application, user: User) -> Dossier:
    return grants.dossier(application, user)


def make(dossier: Dossier) -> Dossier:
    assert dossier.job is not None
    runner.run(dossier.job.pk)
    return Dossier.objects.select_related("job").get(pk=dossier.pk)


def packed(dossier: Dossier) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(files.read(StoredFile.objects.of(dossier).get())))


def taken(application: Application, user: User) -> zipfile.ZipFile:
    """The dossier, asked for and made."""
    return packed(make(ask(application, user)))


def section(book: zipfile.ZipFile, folder: str) -> list[dict[str, Any]]:
    index = json.loads(book.read("index.json"))
    return next((one["items"] for one in index["sections"] if one["folder"] == folder), [])


@pytest.fixture
def matter(in_english: None) -> Application:
    return whole_matter()


def test_the_dossier_holds_what_the_database_holds(matter: Application, officer: User):
    book = taken(matter, officer)
    names = set(book.namelist())
    for submission in matter.submissions.all():
        assert book.read(f"hakemus/{submission.number}/sisalto.json").decode() == submission.content
        receipt = f"{matter.case_number.replace('/', '-')}-{submission.number}.pdf"
        stored = StoredFile.objects.of(matter).get(name=receipt)
        assert hashlib.sha256(book.read(f"hakemus/{submission.number}/kuitti.pdf")).hexdigest() == stored.sha256
    assert [one["facts"]["text"] for one in section(book, "viestit")] == [f"Hei {SCRIPT}", "Kiitos viestistä."]
    assert [one["facts"]["text"] for one in section(book, "muistiinpanot")] == ["Soitin rahastonhoitajalle."]
    [request] = section(book, "taydennykset")
    assert (request["facts"]["item_1"], request["facts"]["answer_1"]) == ("Liitä säännöt.", "Tässä ne ovat.")
    assert "hakemus/2/liitteet/01-saannot.pdf" in names
    [score] = section(book, "arviot")
    assert score["facts"]["total"] == str(matter.reviews.get().total)
    [proposal] = section(book, "esitys")
    assert (proposal["facts"]["proposed_cents"], proposal["facts"]["reasons"]) == (50_000, "Vastaa perusteita.")
    decision = Decision.objects.about(matter).get()
    assert json.loads(book.read("paatokset/1/paatos.json"))["outcome"] == decision.outcome
    assert hashlib.sha256(book.read("paatokset/1/paatos.pdf")).hexdigest() == decision.sha256
    [asked] = section(book, "oikaisut")
    assert asked["facts"]["grounds"] == "Jäsenmäärämme oli väärin."
    award, instalment = section(book, "maksut")
    assert (award["facts"]["amount_cents"], instalment["facts"]["amount_cents"]) == (50_000, 50_000)
    report, handed_in, returned = section(book, "selvitykset")
    frozen = UseReport.objects.get().submissions.get()
    assert book.read("selvitykset/final-1/sisalto.json").decode() == frozen.content
    assert "selvitykset/final-1/liitteet/01-kuitti.pdf" in names
    assert (report["facts"]["state"], returned["facts"]["items"]) == ("returned", ["Kuitti puuttuu."])
    assert handed_in["facts"]["sha256"] == frozen.sha256
    assert book.read("haku/lomake.json").decode() == matter.form_version.content  # type: ignore[union-attr]
    verbs = [one["facts"]["verb"] for one in section(book, "tapahtumat")]
    assert {"grants.application_submitted", "grants.application_granted", "grants.award_accepted"} <= set(verbs)
    assert {"grants.note_written", "grants.report_handed_in", "decisions.sealed"} <= set(verbs)


def test_the_sums_are_those_of_every_file(matter: Application, officer: User):
    book = taken(matter, officer)
    lines = book.read(archive.SUMS).decode().splitlines()
    told = {line[66:]: line[:64] for line in lines}
    assert set(told) == set(book.namelist()) - {archive.SUMS}
    assert told == {name: hashlib.sha256(book.read(name)).hexdigest() for name in told}
    assert all(re.fullmatch(r"[0-9a-f]{64}  [^\s\\]+", line) for line in lines)
    dossier = Dossier.objects.get()
    assert dossier.number == len(book.namelist())


def test_names_are_safe_portable_and_once(matter: Application, officer: User):
    book = taken(matter, officer)
    names = book.namelist()
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"([a-z0-9-]+/)*[A-Za-z0-9-]+(\.[a-z0-9]+)?", name) for name in names)
    attached = [name for name in names if name.startswith("hakemus/1/liitteet/")]
    assert attached == [
        "hakemus/1/liitteet/01-passwd.pdf",
        "hakemus/1/liitteet/02-Saannot-i-lisat.pdf",
        "hakemus/1/liitteet/03-CON.pdf",
    ]


def test_the_index_stands_alone_and_what_people_wrote_is_inert(matter: Application, officer: User):
    book = taken(matter, officer)
    page = book.read("index.html").decode()
    assert not re.search(r"<script|<link|<img|\son[a-z]+=|https?://", page)
    assert "Hei &lt;script&gt;" in page
    links = set(re.findall(r'href="([^"#]+)"', page))
    assert links <= set(book.namelist())
    documents = {name for name in book.namelist() if name.endswith(".pdf")}
    assert documents <= links


def test_of_account_numbers_only_the_last_four_are_told(matter: Application, officer: User):
    book = taken(matter, officer)
    iban = matter.association.bank_accounts.get().iban
    payer = grants.payer().iban
    spaced = " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
    paid = book.read("maksut/maksut.json").decode()
    assert iban[-4:] in paid
    assert iban not in paid
    # What was handed in stands as it came, with its hash; nowhere else is the number whole.
    for name in book.namelist():
        content = book.read(name).decode("utf-8", "ignore")
        assert payer not in content
        if not re.search(r"hakemus/1/(sisalto|kuitti)", name):
            assert iban not in content
            assert spaced not in content.replace("\u00a0", " ")


def test_two_makings_of_an_unchanged_matter_differ_in_the_making_alone(matter: Application, officer: User):
    first, second = taken(matter, officer), taken(matter, officer)
    assert first.namelist() == second.namelist()
    differing = [name for name in first.namelist() if first.read(name) != second.read(name)]
    assert differing == [archive.MAKING, archive.SUMS]
    lines = [set(book.read(archive.SUMS).decode().splitlines()) for book in (first, second)]
    assert [line.split("  ")[1] for line in lines[0] - lines[1]] == [archive.MAKING]
    made = json.loads(first.read(archive.MAKING))
    assert made["made_by"] == str(officer)
    same = [(one.filename, one.date_time, one.external_attr, one.compress_type) for one in first.infolist()]
    again = [(one.filename, one.date_time, one.external_attr, one.compress_type) for one in second.infolist()]
    assert [row for row in same if row[0] != archive.MAKING] == [row for row in again if row[0] != archive.MAKING]
    dated = first.getinfo("hakemus/1/sisalto.json").date_time
    # A ZIP counts in steps of two seconds.
    received = clock.local(matter.submissions.get(number=1).received_at)
    assert dated[:5] == received.timetuple()[:5]


def test_making_is_journalled_with_who_and_its_owner_is_told(officer: User, in_english: None):
    application = grants.submitted()
    dossier = make(ask(application, officer))
    about = Event.objects.about(application).filter(verb__startswith="grants.dossier")
    assert list(about.values_list("verb", "actor_id")) == [
        ("grants.dossier_asked", officer.pk),
        ("grants.dossier_made", officer.pk),
    ]
    mail = Mail.objects.get(kind="grants.dossier_ready")
    assert (mail.recipient, mail.path) == (officer, page_of(application).replace("/fi/", "/en/"))
    assert dossier.expires_on == clock.today() + timedelta(days=7)


def test_what_one_may_not_see_is_not_in_it(in_english: None):
    application = grants.in_review()
    mine, other = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    grants.score(application, other, 5)
    # Blind until the round is complete.
    assert section(taken(application, mine), "arviot") == []
    assert len(section(taken(application, other), "arviot")) == 1
    grants.score(application, mine, 4)
    assert len(section(taken(application, mine), "arviot")) == 2


def test_scores_of_both_rounds_are_there(officer: User, in_english: None):
    application = grants.scored(grants.call())
    Review.objects.filter(application=application).update(round=1)
    Application.objects.filter(pk=application.pk).update(round=2)
    grants.score(Application.objects.get(pk=application.pk), officer, 4)
    rounds = [one["facts"]["round"] for one in section(taken(application, officer), "arviot")]
    assert rounds == [1, 1, 2]


def test_an_answer_that_is_not_sent_is_the_associations_own(officer: User, in_english: None):
    request = grants.asked()
    application = request.application
    with acting(acting_for(application.started_by, application.association)):
        item = completing.attach(item=request.items.get(), content=ContentFile(PDF, "luonnos.pdf"))
        completing.save_items(request=request, texts={item.pk: "Keskeneräinen."}, versions={})
    book = taken(application, officer)
    everything = "".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist())
    assert "Liitä säännöt." in everything
    assert "Keskeneräinen." not in everything
    assert not [name for name in book.namelist() if "luonnos" in name]


def test_a_file_that_was_tampered_with_or_lost_makes_no_dossier(matter: Application, officer: User):
    stored = StoredFile.objects.of(matter).filter(name__contains="passwd").get()
    default_storage.delete(stored.path)
    lost = make(ask(matter, officer))
    default_storage.save(stored.path, ContentFile(PDF + b"%"))
    tampered = make(ask(matter, officer))
    assert [one.state for one in (lost, tampered)] == ["failed", "failed"]
    assert lost.job is not None
    assert "isn't as it was stored" in lost.job.last_error
    assert not StoredFile.objects.filter(kind="dossier").exists()


def test_a_tied_officer_and_others_get_nothing(officer: User):
    application = grants.submitted()
    tied = employee(StaffRole.GRANT_OFFICER)
    Tie.objects.create(user=tied, association=application.association)
    assert client_for(tied, city=True).get(page_of(application)).status_code == 404
    assert client_for(tied, city=True).post(page_of(application)).status_code == 404
    treasurer = client_for(application.started_by, acting_for=application.association)
    assert treasurer.get(page_of(application)).status_code == 403
    assert Dossier.objects.count() == 0


def test_a_draft_has_no_dossier(officer: User):
    assert client_for(officer, city=True).get(page_of(grants.draft())).status_code == 404


def test_only_its_owner_fetches_it_and_only_while_they_may_read_the_matter(officer: User):
    application = grants.submitted()
    address = StoredFile.objects.of(make(ask(application, officer))).get().get_absolute_url()
    client = client_for(officer, city=True)
    assert client.get(address).status_code == 200
    assert client_for(employee(StaffRole.GRANT_OFFICER), city=True).get(address).status_code == 404
    assert client_for(application.started_by, acting_for=application.association).get(address).status_code == 404
    assert Client().get(address).status_code == 404
    own = AssociationFactory.create()
    people.add_member(association=own, user=officer, role=Role.CHAIR)
    assert client_for(officer, acting_for=own).get(address).status_code == 404
    tie = Tie.objects.create(user=officer, association=application.association)
    assert client.get(address).status_code == 404
    tie.delete()
    StaffAssignment.objects.filter(user=officer).update(ends_on=clock.today() - timedelta(days=1))
    assert client.get(address).status_code == 404


def test_what_one_may_is_asked_again_when_it_is_made(officer: User, in_english: None):
    application = grants.submitted()
    dossier = ask(application, officer)
    Tie.objects.create(user=officer, association=application.association)
    made = make(dossier)
    assert made.job is not None
    assert (made.state, made.job.last_error) == ("failed", "You may not read this matter any more.")
    assert not StoredFile.objects.filter(kind="dossier").exists()


def test_a_second_run_makes_nothing_new(officer: User):
    made = make(ask(grants.submitted(), officer))
    assert made.job is not None
    making.make(runner.Run(made.job, uuid4()), made.pk)
    assert StoredFile.objects.filter(kind="dossier").count() == 1
    assert Mail.objects.filter(kind="grants.dossier_ready").count() == 1


def test_a_run_that_is_killed_at_the_end_shows_no_file_and_the_next_one_makes_it(
    officer: User, monkeypatch: pytest.MonkeyPatch
):
    application = grants.submitted()
    dossier = ask(application, officer)

    def killed(*_given: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        # The last thing of the making: the file is written, its row is there, nothing is committed.
        broken.setattr(making, "owe", killed)
        assert dossier.job is not None
        with pytest.raises(KeyboardInterrupt):
            runner.run(dossier.job.pk)
    assert not StoredFile.objects.filter(kind="dossier").exists()
    assert client_for(officer, city=True).get(page_of(application)).content.count(b"/tiedostot/") == 0
    assert make(Dossier.objects.get(pk=dossier.pk)).state == "ready"
    assert StoredFile.objects.filter(kind="dossier").count() == 1


def test_after_its_last_day_it_opens_no_more_and_the_sweep_removes_it(
    officer: User, django_capture_on_commit_callbacks: Any
):
    dossier = make(ask(grants.submitted(), officer))
    file = StoredFile.objects.of(dossier).get()
    Dossier.objects.update(expires_on=clock.today())
    tasks.daily_dossiers()
    runner.run(Job.objects.latest("pk").pk)
    client = client_for(officer, city=True)
    assert client.get(file.get_absolute_url()).status_code == 200
    Dossier.objects.update(expires_on=clock.today() - timedelta(days=1))
    assert client.get(file.get_absolute_url()).status_code == 404
    tasks.daily_dossiers()
    with django_capture_on_commit_callbacks(execute=True):
        runner.run(Job.objects.latest("pk").pk)
    assert (Dossier.objects.count(), default_storage.exists(file.path)) == (0, False)


def test_the_page_counts_asks_and_lets_go(officer: User):
    application = grants.submitted()
    client = client_for(officer, city=True)
    counted = {one.heading: one.number for one in client.get(page_of(application)).context["contents"]}
    assert sorted(counted.values())[-1] > 0
    assert client.post(page_of(application)).status_code == 302
    dossier = Dossier.objects.get()
    assert (dossier.language, dossier.user) == ("fi", officer)
    assert b"data-hx-trigger" in client.get(page_of(application)).content
    file = StoredFile.objects.of(make(dossier)).get()
    assert file.get_absolute_url().encode() in client.get(page_of(application)).content
    gone = f"/fi/kaupunki/asiakirjat/{dossier.pk}/poista/"
    assert client_for(employee(StaffRole.GRANT_OFFICER), city=True).post(gone).status_code == 404
    assert client.post(gone).status_code == 302
    assert (Dossier.objects.count(), StoredFile.objects.filter(kind="dossier").count()) == (0, 0)


def test_nobody_asks_without_end(officer: User, in_english: None):
    application = grants.submitted()
    ask(application, officer)
    with pytest.raises(Refused, match="already"):
        ask(application, officer)
    for _number in range(making.MOST_WAITING - 1):
        ask(grants.submitted(), officer)
    with pytest.raises(Refused, match="Several"):
        ask(grants.submitted(), officer)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_dossier_and_three(rows: int, officer: User, django_assert_num_queries: Any):
    application = grants.submitted()
    for _number in range(rows):
        make(ask(application, officer))
    client = client_for(officer, city=True)
    client.get(page_of(application))
    # 4 of every page; the matter, the dossiers and their files, and eighteen counts.
    with django_assert_num_queries(25):
        page = client.get(page_of(application))
    assert page.content.count(b"/tiedostot/") == rows


def test_the_number_of_messages_costs_no_queries(officer: User, in_english: None):
    application = grants.in_review()

    def cost() -> int:
        dossier = ask(application, officer)
        assert dossier.job is not None
        with CaptureQueriesContext(connection) as found:
            runner.run(dossier.job.pk)
        return len(found)

    with acting(as_employee(officer)):
        messaging.send(application=application, text="Yksi.")
    one = cost()
    with acting(as_employee(officer)):
        for number in range(30):
            messaging.send(application=application, text=f"Viesti {number}.")
    # Progress is written when time has gone by, so a query or two more is nothing.
    assert cost() <= one + 2


@given(st.text(max_size=300))
def test_a_portable_name_is_no_path_and_never_empty(name: str):
    safe = rules.portable(name)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*(\.[a-z0-9]{1,5})?", safe)
    assert len(safe) <= 66
    assert rules.portable(safe) == safe


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Säännöt 2024.PDF", "Saannot-2024.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\evil.pdf", "evil.pdf"),
        ("отчёт.pdf", "tiedosto.pdf"),
        (".htaccess", "htaccess"),
        ("a\nb\x00.pdf", "a-b.pdf"),
        ("", "tiedosto"),
    ],
)
def test_names_that_people_give_become_portable(name: str, safe: str):
    assert rules.portable(name) == safe


def test_of_an_account_number_the_end_is_told():
    assert rules.masked("FI2112345600000785") == "FI … 0785"
    assert rules.masked("") == ""
