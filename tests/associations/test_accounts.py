"""Bank accounts of the association: who adds and ends them, who is told, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from associations.enums import Role, Status
from associations.models import Association, BankAccount
from portal import clock
from portal.outbox import rendering
from portal.outbox.models import Message
from tests.associations.profiles import HERE, editor
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.associations import IBAN, AssociationFactory, account, member

pytestmark = pytest.mark.django_db

ADD = f"{HERE}tilit/uusi/"
OTHER = "FI4950009420028730"


@pytest.fixture
def association() -> Association:
    made: Association = AssociationFactory.create()
    return made


@pytest.fixture
def client(association: Association) -> Client:
    return editor(association, email="sihteeri@kuoro.example")


def told(association: Association) -> dict[str, str]:
    rows = Message.objects.filter(kind="associations.account_changed").order_by("pk")
    return {row.address: row.discriminator for row in rows}


def test_an_added_account_awaits_verification_and_everybody_who_minds_money_is_told(
    association: Association, client: Client
):
    treasurer = member(association, Role.TREASURER)
    member(association, Role.CONTACT)
    member(AssociationFactory.create(), Role.CHAIR)
    assert client.post(ADD, {"iban": "fi49 5000 9420 0287 30"}).status_code == 302
    made = BankAccount.objects.get()
    assert (made.iban, made.holder, made.verified_on, made.starts_on) == (
        OTHER,
        association.name_fi,
        None,
        clock.today(),
    )
    assert "awaits verification" in Page(client.get(f"{HERE}tilit/")).text
    assert told(association) == {"sihteeri@kuoro.example": "added", treasurer.email: "added"}
    letter = rendering.letter(Message.objects.filter(kind="associations.account_changed").earliest("pk"))
    # A mail is no place for a whole account number.
    assert "FI… 8730" in letter.text
    assert "5000 9420" not in letter.text + letter.html
    assert OTHER not in letter.text + letter.html


@pytest.mark.parametrize(
    ("iban", "starts_on", "field", "sentence"),
    [
        ("FI49 5000 9420 0287 31", "", "iban", "check digits don't fit"),
        ("FI49 5000", "", "iban", "has FI and 16 digits"),
        ("123", "", "iban", "begins with the letters of the country"),
        (OTHER, "1.1.9999", "starts_on", "The year must be between"),
        (OTHER, "31.2.2027", "starts_on", "There is no such day"),
        (OTHER, "1.1.2020", None, "from today or from a day within a year"),
        (IBAN, "", None, "The association has this account already."),
    ],
)
def test_what_cant_be_is_refused_and_stays_in_the_form(
    association: Association, client: Client, iban: str, starts_on: str, field: str | None, sentence: str
):
    account(association)
    page = client.post(ADD, {"iban": iban, "starts_on": starts_on})
    form = page.context["form"]
    faults = form.errors[field] if field else form.non_field_errors()
    assert sentence in faults[0]
    assert (form["iban"].value().replace(" ", ""), form["starts_on"].value()) == (iban.replace(" ", ""), starts_on)
    assert (BankAccount.objects.count(), told(association)) == (1, {})


def test_a_dissolved_association_adds_none(association: Association, client: Client):
    Association.objects.filter(pk=association.pk).update(status=Status.DISSOLVED)
    assert "In the register this association is dissolved" in Page(client.post(ADD, {"iban": OTHER})).text
    assert not BankAccount.objects.exists()


def test_an_account_is_ended_after_a_confirmation_and_never_changed(association: Association, client: Client):
    only = account(association)
    BankAccount.objects.filter(pk=only.pk).update(verified_on=clock.today())
    path = f"{HERE}tilit/{only.pk}/lopeta/"
    assert "This is the only verified account." in Page(client.get(path)).text
    only.refresh_from_db()
    assert (only.ended_on, only.iban) == (None, IBAN)
    client.post(path, {"iban": OTHER, "verified_on": "2020-01-01"})
    ended = BankAccount.objects.get()
    assert (ended.ended_on, ended.iban) == (clock.today(), IBAN)
    assert not BankAccount.objects.in_use().exists()
    assert told(association) == {"sihteeri@kuoro.example": "ended"}
    letter = rendering.letter(Message.objects.get(kind="associations.account_changed"))
    assert letter.subject
    again = client.post(path)
    assert "has been ended already" in Page(again).text


def test_an_account_that_was_to_begin_later_never_begins(association: Association, client: Client):
    day = clock.today() + timedelta(days=30)
    client.post(ADD, {"iban": OTHER, "starts_on": day.isoformat()})
    made = BankAccount.objects.get()
    client.post(f"{HERE}tilit/{made.pk}/lopeta/")
    made.refresh_from_db()
    assert made.ended_on == day
    assert not BankAccount.objects.in_use(day).exists()


@pytest.mark.parametrize("role", [Role.TREASURER, Role.CONTACT, Role.MEMBER])
def test_who_isnt_a_main_user_changes_no_account(association: Association, role: Role):
    one = account(association)
    client = client_for(member(association, role), association)
    for path in (f"{HERE}tilit/", ADD, f"{HERE}tilit/{one.pk}/lopeta/"):
        assert client.get(path).status_code == 403
        assert client.post(path, {"iban": OTHER}).status_code == 403
    assert IBAN[-4:] not in Page(client.get(HERE)).text


def test_another_associations_account_isnt_there(association: Association, client: Client):
    foreign = account(AssociationFactory.create())
    assert client.post(f"{HERE}tilit/{foreign.pk}/lopeta/").status_code == 404
    foreign.refresh_from_db()
    assert foreign.ended_on is None


def test_what_was_typed_before_the_session_ended_is_back(association: Association, client: Client):
    client.logout()
    client.post(ADD, {"iban": OTHER, "starts_on": "1.2.2027"})
    kept = client.session["typed_texts"]
    again = editor(association)
    session = again.session
    session["typed_texts"] = kept
    session.save()
    form = again.get(ADD).context["form"]
    assert (form["iban"].value().replace(" ", ""), form["starts_on"].value()) == (OTHER, "1.2.2027")
