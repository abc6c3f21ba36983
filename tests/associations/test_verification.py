"""The city's queue: documents, accounts and names in doubt, one look each (cases.md 22, 23, 27, 31, 32)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404

from associations import rules
from associations.enums import Area, DocumentKind, DocumentState, Role
from associations.models import Association, BankAccount, Document, Handover, Tie
from associations.queries import verification as queue
from associations.services import verification
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.dated.models import DatedValue
from portal.journal.models import Event
from portal.outbox import rendering
from portal.outbox.models import Message
from portal.workflow import Refused, Stale
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, account, claim, document, member

pytestmark = pytest.mark.django_db

QUEUE = "/en/kaupunki/tarkistettavat/"


@pytest.fixture
def association() -> Association:
    """An association with a chair."""
    found: Association = AssociationFactory.create(name_fi="Rannan Kuoro ry")
    return found


@pytest.fixture
def chair(association: Association) -> User:
    """Its main user."""
    return member(association, Role.CHAIR)


@pytest.fixture
def liaison() -> User:
    """An employee who edits the register."""
    return employee(StaffRole.LIAISON)


def as_(user: User) -> Any:
    return acting(as_employee(user))


def texts_to(user: User) -> list[str]:
    return [rendering.letter(row).text for row in Message.objects.filter(address=user.email).order_by("pk")]


def everything(association: Association, chair: User) -> dict[str, Any]:
    """One of each kind that waits, of one association."""
    return {
        "claims": claim(UserFactory.create(), association),
        "documents": document(association, chair),
        "accounts": account(association),
        "handovers": Handover.objects.create(
            association=association, made_by=chair, meeting_on=clock.today(), effective_on=clock.today()
        ),
    }


# The queue


def kinds(client: Any, query: str = "") -> list[str]:
    return [line.kind for line, _following in client.get(f"{QUEUE}{query}").context["lines"]]


def test_the_queue_has_everything_that_waits_oldest_first(association: Association, chair: User, liaison: User):
    found = everything(association, chair)
    Association.objects.filter(pk=association.pk).update(
        name_doubt="U+200B", added_at=clock.now() - timedelta(days=700)
    )
    Document.objects.update(added_at=clock.now() - timedelta(days=500))
    client = client_for(liaison, city=True)
    page = client.get(QUEUE)
    assert {kind: count for kind, _label, count in page.context["kinds"]} == dict.fromkeys([*found, "names"], 1)
    assert page.context["total"] == 5
    # The account is used since 400 days; see the factory.
    assert kinds(client)[:3] == ["names", "documents", "accounts"]
    for kind in [*found, "names"]:
        assert kinds(client, f"?laji={kind}") == [kind]
    assert len(kinds(client, "?laji=%27;--")) == 5


def test_an_officer_with_a_tie_sees_nothing_of_it(association: Association, chair: User):
    found = everything(association, chair)
    Association.objects.filter(pk=association.pk).update(name_doubt="U+200B")
    tied = employee(StaffRole.LIAISON)
    Tie.objects.create(user=tied, association=association)
    client = client_for(tied, city=True)
    page = client.get(QUEUE)
    assert (page.context["total"], page.context["lines"]) == (0, [])
    assert association.name not in page.content.decode()
    places = {"asiakirjat": found["documents"], "tilit": found["accounts"], "nimet": association}
    for place, row in places.items():
        for action in ("verify", "clear", "reject", "correct"):
            sent = {"action": action, "reason": "Syy.", "name_fi": "Muu"}
            assert client.post(f"{QUEUE}{place}/{row.pk}/", sent).status_code == 404
        assert client.get(f"{QUEUE}{place}/{row.pk}/").status_code == 404
    with as_(tied):
        for act in (
            lambda: verification.verify_document(document=found["documents"]),
            lambda: verification.verify_account(account=found["accounts"]),
            lambda: verification.clear_name(association=association),
        ):
            with pytest.raises((Http404, PermissionDenied)):
                act()


def test_a_tie_to_another_association_hides_only_that(association: Association, chair: User, liaison: User):
    everything(association, chair)
    Tie.objects.create(user=liaison, association=AssociationFactory.create())
    Tie.objects.create(user=liaison, body="Satama Oy")
    assert len(kinds(client_for(liaison, city=True))) == 4


def test_a_handover_leaves_the_queue_after_the_days_of_the_rule(association: Association, chair: User, liaison: User):
    everything(association, chair)
    Handover.objects.update(made_at=clock.now() - timedelta(days=61))
    client = client_for(liaison, city=True)
    assert kinds(client, "?laji=handovers") == []
    DatedValue.objects.create(
        name="associations.handover_shown_days", value=90, valid_from=clock.today(), reason="Kesäloma"
    )
    assert kinds(client, "?laji=handovers") == ["handovers"]


def test_a_line_that_somebody_handles_between_the_two_looks_is_left_out(association: Association, chair: User):
    row = document(association, chair)
    gone = [("documents", row.pk, clock.now()), ("documents", row.pk + 1, clock.now())]
    assert [line.row for line in queue.lines(gone)] == [row]


def test_after_verifying_the_officer_is_at_the_next_line(association: Association, chair: User, liaison: User):
    first, second = document(association, chair), document(association, chair, DocumentKind.MINUTES)
    client = client_for(liaison, city=True)
    page = client.get(f"{QUEUE}?laji=documents").content.decode()
    assert page.index(f'id="documents-{first.pk}"') < page.index(f'id="documents-{second.pk}"')
    assert f'name="following" value="documents-{second.pk}"' in page
    sent = {"action": "verify", "version": 1, "back": "laji=documents&page=1", "following": f"documents-{second.pk}"}
    done = client.post(f"{QUEUE}asiakirjat/{first.pk}/", sent)
    assert done.headers["Location"] == f"{QUEUE}?laji=documents&page=1#documents-{second.pk}"
    hostile = {**sent, "back": "//evil.example?x=1&laji=\r\nX: y", "following": "//evil-1\r\n"}
    done = client.post(f"{QUEUE}asiakirjat/{second.pk}/", hostile)
    assert done.headers["Location"] == f"{QUEUE}?laji=%0D%0AX%3A+y#queue"


# Documents


@pytest.mark.parametrize(
    ("year", "months", "last"),
    [
        (2025, 18, date(2027, 6, 30)),
        (2027, 2, date(2028, 2, 29)),
        (None, 12, date(2027, 8, 31)),
        (None, 6, date(2027, 2, 28)),
        (2025, 0, None),
        (None, 0, None),
    ],
)
def test_how_long_a_document_counts(year: int | None, months: int, last: date | None):
    assert rules.valid_until(year, date(2026, 8, 31), months) == last


def test_verifying_a_document_lets_it_count_until_the_day_of_the_rule(
    association: Association, chair: User, liaison: User
):
    with time_machine.travel("2026-11-24T10:00:00Z", tick=False):
        row = document(association, member(association, Role.SECRETARY), DocumentKind.ACCOUNTS, year=2025)
        client_for(liaison, city=True).post(f"{QUEUE}asiakirjat/{row.pk}/", {"action": "verify", "version": "1"})
        row.refresh_from_db()
        assert (row.state, row.checked_by, row.checked_on) == ("verified", liaison, date(2026, 11, 24))
        assert row.valid_until == date(2027, 6, 30)
        assert list(Document.objects.valid()) == [row]
    assert "30.6.2027" in texts_to(chair)[0]
    assert [event.verb for event in Event.objects.about(row)] == ["associations.document_verified"]


def test_rules_of_an_association_do_not_expire(association: Association, chair: User, liaison: User):
    row = document(association, chair)
    with as_(liaison):
        verification.verify_document(document=row)
    row.refresh_from_db()
    assert (row.state, row.valid_until) == ("verified", None)


def test_a_document_that_would_be_too_old_is_not_verified(association: Association, chair: User, liaison: User):
    row = document(association, chair, DocumentKind.ACCOUNTS, year=clock.today().year - 5)
    page = client_for(liaison, city=True).post(f"{QUEUE}asiakirjat/{row.pk}/", {"action": "verify", "version": "1"})
    assert "too old" in Page(page).text
    row.refresh_from_db()
    assert row.state == DocumentState.AWAITING


def test_rejecting_a_document_needs_a_reason_which_the_association_gets(
    association: Association, chair: User, liaison: User
):
    row = document(association, chair)
    client = client_for(liaison, city=True)
    page = client.post(f"{QUEUE}asiakirjat/{row.pk}/", {"action": "reject", "reason": "  ", "version": "1"})
    assert list(page.context["form"].errors) == ["reason"]
    stale = client.post(f"{QUEUE}asiakirjat/{row.pk}/", {"action": "reject", "reason": "Syy.", "version": "9"})
    assert stale.context["form"]["reason"].value() == "Syy."
    client.post(f"{QUEUE}asiakirjat/{row.pk}/", {"action": "reject", "reason": "Sivu <i>puuttuu</i>.", "version": "1"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("rejected", "Sivu <i>puuttuu</i>.")
    assert "Sivu <i>puuttuu</i>." in texts_to(chair)[0]


def test_what_was_verified_can_be_rejected_later_and_stops_counting(
    association: Association, chair: User, liaison: User
):
    row = document(association, chair)
    with as_(liaison):
        verification.verify_document(document=row)
        verification.reject_document(document=row, reason="Väärä tiedosto.")
        with pytest.raises(Stale):
            verification.verify_document(document=row, version=1)
    assert not Document.objects.valid().exists()
    assert len(texts_to(chair)) == 2


def test_nobody_verifies_what_they_handed_in(association: Association, liaison: User):
    row = document(association, liaison)
    with as_(liaison), pytest.raises(PermissionDenied):
        verification.verify_document(document=row)
    assert kinds(client_for(liaison, city=True)) == []


# Bank accounts


def test_an_account_is_verified_once_and_its_main_users_hear_of_it(
    association: Association, chair: User, liaison: User
):
    treasurer = member(association, Role.TREASURER)
    row = account(association)
    client = client_for(liaison, city=True)
    client.post(f"{QUEUE}tilit/{row.pk}/", {"action": "verify"})
    row.refresh_from_db()
    assert (row.verified_on, row.verified_by, row.ended_on) == (clock.today(), liaison, None)
    [text] = texts_to(chair)
    assert "FI… 0785" in text
    assert row.iban not in text
    assert texts_to(treasurer) == []
    again = client.post(f"{QUEUE}tilit/{row.pk}/", {"action": "verify"})
    assert "Somebody else has looked" in Page(again).text
    with as_(liaison), pytest.raises(Refused):
        verification.refuse_account(account=row, reason="Myöhässä.")


@pytest.mark.parametrize("days", [-9, 0, 9])
def test_a_refused_account_ends_and_is_used_from_no_day_on(
    days: int, association: Association, chair: User, liaison: User
):
    row = account(association)
    BankAccount.objects.update(starts_on=clock.today() + timedelta(days=days))
    client = client_for(liaison, city=True)
    without = client.post(f"{QUEUE}tilit/{row.pk}/", {"action": "reject", "reason": ""})
    assert list(without.context["form"].errors) == ["reason"]
    client.post(f"{QUEUE}tilit/{row.pk}/", {"action": "reject", "reason": "Tili on toisen."})
    assert not BankAccount.objects.in_use().exists()
    assert not BankAccount.objects.in_use(clock.today() + timedelta(days=30)).exists()
    assert "Tili on toisen." in texts_to(chair)[0]
    assert [event.reason for event in Event.objects.about(row)][-1] == "Tili on toisen."


# Names in doubt


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Rannan Kuoro ry – Å&Š’s 2", "Rannan Kuoro ry – Å&Š’s 2"),
        ("Kuo\u200bro", "Kuo[U+200B]ro"),
        ("\u0420orin", "[U+0420]orin"),
        ("a\u202eb", "a[U+202E]b"),
        ("A\u0301", "A[U+0301]"),
        ("\U0001d400", "[U+1D400]"),
    ],
)
def test_a_name_laid_bare_shows_every_character(name: str, bare: str):
    assert rules.laid_bare(name) == bare


@pytest.fixture
def doubtful(association: Association, chair: User) -> Association:
    """An association that the directory doesn't show yet."""
    Association.objects.filter(pk=association.pk).update(name_fi="Rannan Kuo\u200bro ry", name_doubt="U+200B")
    association.refresh_from_db()
    return association


def test_a_doubtful_name_is_shown_when_an_officer_has_looked(
    doubtful: Association, chair: User, liaison: User, django_capture_on_commit_callbacks: Any
):
    directory, client = "/en/yhdistykset/", client_for(liaison, city=True)
    assert doubtful.slug not in client_for(UserFactory.create()).get(directory).content.decode()
    assert "Rannan Kuo[U+200B]ro ry" in client.get(QUEUE).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(f"{QUEUE}nimet/{doubtful.pk}/", {"action": "clear"})
    assert done.status_code == 302
    assert doubtful.slug in client_for(UserFactory.create()).get(directory).content.decode()
    assert len(texts_to(chair)) == 1
    again = client.post(f"{QUEUE}nimet/{doubtful.pk}/", {"action": "clear"})
    assert "Somebody else has looked" in Page(again).text


def test_a_name_is_corrected_and_the_record_says_how_it_was(doubtful: Association, liaison: User):
    client = client_for(liaison, city=True)
    wrong = client.post(f"{QUEUE}nimet/{doubtful.pk}/", {"action": "correct", "name_fi": "a\u202eb"})
    assert list(wrong.context["form"].errors) == ["name_fi"]
    hostile = {"status": "dissolved", "slug": "x", "register_number": "1", "name_doubt": "x"}
    sent = {"action": "correct", "name_fi": "Rannan Kuoro ry", "name_sv": "Strandkören rf"}
    client.post(f"{QUEUE}nimet/{doubtful.pk}/", {**sent, **hostile})
    before = doubtful.version, doubtful.slug, doubtful.register_number, doubtful.status
    doubtful.refresh_from_db()
    assert (doubtful.name_fi, doubtful.name_sv, doubtful.name_doubt) == ("Rannan Kuoro ry", "Strandkören rf", "")
    after = doubtful.version - 1, doubtful.slug, doubtful.register_number, doubtful.status
    assert after == before
    event = Event.objects.about(doubtful).get()
    assert (event.verb, event.details) == ("associations.name_corrected", {"before": "Rannan Kuo[U+200B]ro ry"})


def test_members_and_other_roles_verify_nothing(association: Association, chair: User):
    row, bank = document(association, chair), account(association)
    for client in (client_for(chair, association), client_for(employee(StaffRole.GRANT_OFFICER), city=True)):
        for path in ("", f"asiakirjat/{row.pk}/", f"tilit/{bank.pk}/", f"nimet/{association.pk}/"):
            assert client.get(f"{QUEUE}{path}").status_code == 403
            assert client.post(f"{QUEUE}{path}", {"action": "verify"}).status_code == 403
    assert Area.PEOPLE in chair.memberships.get().areas


def test_the_queue_names_files_as_they_are_and_draws_nothing_of_them(association: Association, liaison: User):
    name = "<img src=x onerror=alert(1)>.pdf"
    pdf = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    claim(UserFactory.create(), association, minutes=SimpleUploadedFile(name, pdf))
    page = Page(client_for(liaison, city=True).get(QUEUE))
    assert (page.handlers, page.inline_scripts, "img" in page.elements) == ([], 0, False)
    assert any(address.startswith("/tiedostot/") for address in page.addresses)
