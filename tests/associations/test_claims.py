"""Asking to act for an association, and the city's answer (cases.md 13, 20, 22, 23, 24, 27, 30, 31, 34)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client

from associations.enums import DEFAULT_AREAS, Area, ClaimState, LegalForm, Role, Status
from associations.models import Association, Claim, Invitation, Membership, Sector, Tie
from associations.services import claims, people
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.files.models import StoredFile
from portal.journal.models import Event
from portal.outbox import bounces, rendering
from portal.outbox.models import Message
from portal.workflow import Refused, Stale
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, claim, member, new_claim
from tests.files import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def association() -> Association:
    """A choir with a chair."""
    found: Association = AssociationFactory.create(name_fi="Rannan Kuoro ry", slug="rannan-kuoro-ry")
    return found


@pytest.fixture
def liaison() -> User:
    """An employee who edits the register."""
    return employee(StaffRole.LIAISON)


@pytest.fixture
def person() -> User:
    """Somebody without any role."""
    made_: User = UserFactory.create(first_name="Sanna", last_name="Sihteeri")
    return made_


def pdf(name: str = "poytakirja.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made.PDF, "application/pdf")


def start(association: Association) -> str:
    return f"/en/yhdistykset/{association.slug}/hae-oikeutta/"


def fields(**more: Any) -> dict[str, Any]:
    """The form as a secretary fills it in."""
    return {"role": "secretary", "minutes": pdf(), "second_email": "toinen@people.example", **more}


def as_(user: User) -> Any:
    return acting(as_employee(user))


def mails_to(address: str) -> list[tuple[str, str]]:
    """Kind and text of each mail to the address, oldest first."""
    return [(row.kind, rendering.letter(row).text) for row in Message.objects.filter(address=address).order_by("pk")]


def kinds_to(address: str) -> list[str]:
    return [kind for kind, _text in mails_to(address)]


# Sending


def test_a_request_has_a_receipt_at_once_and_the_main_users_hear_of_it(association: Association, person: User):
    chair, treasurer = member(association, Role.CHAIR), member(association, Role.TREASURER)
    sent = client_for(person).post(start(association), fields(ends_on="31.12.2099", message="Valittiin eilen."))
    row = Claim.objects.get()
    assert sent.headers["Location"] == f"/en/omat/pyynnot/{row.pk}/"
    assert (row.user, row.association, row.role, row.state) == (person, association, "secretary", "submitted")
    assert (row.second_email, row.message) == ("toinen@people.example", "Valittiin eilen.")
    assert [file.name for file in StoredFile.objects.of(row)] == ["poytakirja.pdf"]
    assert kinds_to(person.email) == ["associations.claim_receipt"]
    assert kinds_to(chair.email) == ["associations.claim_noticed"]
    assert "Sanna Sihteeri" in mails_to(chair.email)[0][1]
    assert kinds_to(treasurer.email) == []
    assert [event.verb for event in Event.objects.about(row)] == ["associations.claim_sent"]


def test_sending_twice_gives_the_same_request(association: Association, person: User):
    client = client_for(person)
    first, second = client.post(start(association), fields()), client.post(start(association), fields())
    assert first.headers["Location"] == second.headers["Location"]
    assert (Claim.objects.count(), StoredFile.objects.count(), Message.objects.count()) == (1, 1, 1)
    assert client.get(start(association)).headers["Location"] == first.headers["Location"]


def test_the_database_keeps_one_open_request_when_two_are_sent_at_once(
    association: Association, person: User, monkeypatch: pytest.MonkeyPatch
):
    sent = claim(person, association)
    looks = iter([None, sent])
    monkeypatch.setattr(claims, "open_claim", lambda _of: next(looks))
    assert claim(person, association) == sent
    assert (Claim.objects.count(), StoredFile.objects.count()) == (1, 1)


def test_the_same_holds_for_an_association_that_is_not_in_the_register(person: User, monkeypatch: pytest.MonkeyPatch):
    sent = new_claim(person, "Uusi Kerho")
    assert new_claim(person, "UUSI kerho") == sent
    looks = iter([None, sent])
    monkeypatch.setattr(claims, "open_claim", lambda _of: next(looks))
    assert new_claim(person, "uusi kerho") == sent
    assert Claim.objects.count() == 1


def test_a_new_request_can_follow_a_withdrawn_one(association: Association, person: User):
    first = claim(person, association)
    client = client_for(person)
    assert client.get(f"/en/omat/pyynnot/{first.pk}/peru/").status_code == 200
    client.post(f"/en/omat/pyynnot/{first.pk}/peru/")
    first.refresh_from_db()
    assert first.state == ClaimState.WITHDRAWN
    assert claim(person, association).pk != first.pk


def test_minutes_are_needed_where_they_are_kept(association: Association, person: User):
    refused = client_for(person).post(start(association), fields(minutes=""))
    assert list(refused.context["form"].errors) == ["minutes"]
    with pytest.raises(Refused, match="minutes"):
        claim(person, association, minutes=None)
    group = AssociationFactory.create(legal_form=LegalForm.UNREGISTERED)
    assert client_for(person).post(start(group), fields(minutes="")).status_code == 302


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kuva.svg", made.SVG),
        ("sivu.pdf", made.HTML),
        ("kuva.eps", made.EPS),
        ("kuva.png", made.png(made.HTML)),
        ("teksti.docx", made.office(word__vbaProject_dot_bin=b"x")),
        ("tyhja.pdf", b""),
    ],
)
def test_hostile_minutes_are_refused_with_a_sentence_and_nothing_is_sent(
    name: str, content: bytes, association: Association, person: User
):
    page = client_for(person).post(
        start(association), fields(minutes=SimpleUploadedFile(name, content), message="Tämä jää.")
    )
    form = page.context["form"]
    assert (page.status_code, list(form.errors)) == (200, ["minutes"])
    assert (form["message"].value(), form["role"].value()) == ("Tämä jää.", "secretary")
    assert (Claim.objects.count(), StoredFile.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_a_refused_field_says_that_the_file_must_be_chosen_again(association: Association, person: User):
    page = client_for(person).post(start(association), fields(ends_on="1.1.2020", message="Tämä jää."))
    form = page.context["form"]
    assert set(form.errors) == {"ends_on", "minutes"}
    assert form["message"].value() == "Tämä jää."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("message", "\x00"), ("message", "a\u202eb"), ("message", "x" * 2001), ("message", "\ud800")),
        *(("ends_on", "1.1.10000"), ("ends_on", "31.2.2027"), ("ends_on", "\x00")),
        *(("second_email", "a@b\r\nBcc: x@y.example"), ("second_email", "x" * 1_000_000), ("role", "emperor")),
    ],
)
def test_what_can_not_be_stored_is_refused_and_never_a_fault(
    name: str, value: str, association: Association, person: User
):
    sent = value.encode("utf-8", "surrogatepass").decode("latin-1") if value == "\ud800" else value
    page = client_for(person).post(start(association), fields(**{name: sent}))
    assert (page.status_code, name in page.context["form"].errors) == (200, True)
    assert not Claim.objects.exists()


def test_fields_that_the_form_does_not_ask_for_change_nothing(association: Association, person: User):
    other: Association = AssociationFactory.create()
    hostile = {
        **{"state": "verified", "association": other.pk, "user": 1, "areas": "people", "handled_by": person.pk},
        **{"membership": 1, "role": "secretary", "version": 9},
    }
    client_for(person).post(start(association), fields(**hostile))
    row = Claim.objects.get()
    assert (row.association, row.user, row.state, row.membership, row.version) == (
        *(association, person, "submitted", None, 1),
    )
    plain_member = client_for(person).post(start(other), fields(role="member"))
    assert list(plain_member.context["form"].errors) == ["role", "minutes"]


def test_one_can_not_name_oneself_as_second_main_user(association: Association, person: User):
    page = client_for(person).post(start(association), fields(second_email=person.email.upper()))
    assert "second_email" in page.context["form"].errors


def test_who_has_the_role_has_nothing_to_ask_for(association: Association):
    secretary = member(association, Role.SECRETARY)
    with pytest.raises(Refused, match="already"):
        claim(secretary, association)


def test_nobody_floods_main_users_with_requests(association: Association, person: User, settings: Any):
    for _number in range(claims.MOST_A_DAY):
        with as_(person):
            claims.withdraw_claim(claim=claim(person, association))
    with pytest.raises(Refused, match="many requests"):
        claim(person, association)
    Claim.objects.update(submitted_at=clock.now() - timedelta(days=1, minutes=1))
    assert claim(person, association).state == "submitted"


# An association that isn't in the register


def new_fields(**more: Any) -> dict[str, Any]:
    return fields(
        **{
            "new_name": "Uusi Kerho ry",
            "new_form": "registered",
            "new_register_number": "123456",
            "new_sector": Sector.objects.get(slug="liikunta").pk,
            **more,
        }
    )


def test_a_request_can_bring_a_new_association(person: User):
    sent = client_for(person).post("/en/omat/pyynnot/uusi/", new_fields())
    row = Claim.objects.get()
    assert sent.headers["Location"] == row.get_absolute_url().replace("/fi/", "/en/")
    assert (row.association, row.new_name, row.new_register_number) == (None, "Uusi Kerho ry", "123.456")
    assert (row.new_form, row.new_sector.slug if row.new_sector else "") == ("registered", "liikunta")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"new_register_number": "12a4"}, "new_register_number"),
        ({"new_register_number": ""}, "new_register_number"),
        ({"new_form": "unregistered"}, "new_register_number"),
        ({"new_name": "a\u202eb"}, "new_name"),
        ({"new_sector": "9999999"}, "new_sector"),
        ({"new_form": "cartel"}, "new_form"),
        ({"minutes": ""}, "minutes"),
    ],
)
def test_what_is_wrong_with_a_new_association_stands_at_its_field(given: Any, wrong: str, person: User):
    page = client_for(person).post("/en/omat/pyynnot/uusi/", new_fields(message="Tämä jää.", **given))
    assert wrong in page.context["form"].errors
    assert page.context["form"]["message"].value() == "Tämä jää."
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ({}, "belongs to Vanha Kerho ry"),
        ({"status": Status.DISSOLVED}, "has been dissolved"),
        ({"name_doubt": "U+200B"}, "still being checked"),
    ],
)
def test_a_number_that_the_register_knows_is_refused_with_the_reason(stored: Any, said: str, person: User):
    AssociationFactory.create(name_fi="Vanha Kerho ry", register_number="123.456", **stored)
    page = client_for(person).post("/en/omat/pyynnot/uusi/", new_fields())
    assert said in Page(page).text
    assert page.context["form"]["new_name"].value() == "Uusi Kerho ry"
    assert not Claim.objects.exists()


def test_nobody_asks_for_a_dissolved_association(liaison: User, person: User):
    gone = AssociationFactory.create(status=Status.DISSOLVED)
    assert client_for(person).get(start(gone)).status_code == 404
    # Employees see it in the register; as people they get the reason.
    assert "dissolved" in Page(client_for(liaison, city=True).post(start(gone), fields())).text


# Reading one's own, and others'


def test_nobody_else_reads_a_request_or_its_minutes(association: Association, person: User):
    row = claim(person, association)
    file = StoredFile.objects.of(row).get()
    chair, stranger = member(association, Role.CHAIR), UserFactory.create()
    for client in (client_for(chair, association), client_for(stranger), Client()):
        assert client.get(file.get_absolute_url()).status_code == 404
    for client in (client_for(chair, association), client_for(stranger)):
        for path in ("", "peru/"):
            assert client.get(f"/en/omat/pyynnot/{row.pk}/{path}").status_code == 404
            assert client.post(f"/en/omat/pyynnot/{row.pk}/{path}", {"text": "x"}).status_code == 404
    assert client_for(person).get(file.get_absolute_url()).status_code == 200


def test_an_officer_with_a_tie_gets_neither_the_request_nor_its_minutes(association: Association, person: User):
    row = claim(person, association)
    tied = employee(StaffRole.LIAISON)
    Tie.objects.create(user=tied, association=association, relative=True)
    client = client_for(tied, city=True)
    assert client.get(f"/en/kaupunki/pyynnot/{row.pk}/").status_code == 404
    assert client.post(f"/en/kaupunki/pyynnot/{row.pk}/", {"action": "verify"}).status_code == 404
    assert client.get(StoredFile.objects.of(row).get().get_absolute_url()).status_code == 404
    assert client.get("/en/omat/").context["yours"] == []
    with as_(tied), pytest.raises(Http404):
        claims.verify_claim(claim=row)
    row.refresh_from_db()
    assert row.state == "submitted"


def test_a_tie_to_a_body_outside_of_the_register_shuts_nothing(association: Association, person: User, liaison: User):
    row = claim(person, association)
    Tie.objects.create(user=liaison, body="Satama Oy")
    assert client_for(liaison, city=True).get(f"/en/kaupunki/pyynnot/{row.pk}/").status_code == 200


def test_an_officer_never_handles_their_own_request_but_reads_it(association: Association, liaison: User):
    Tie.objects.create(user=liaison, association=association)
    row = claim(liaison, association)
    client = client_for(liaison, city=True)
    assert client.get(f"/en/omat/pyynnot/{row.pk}/").status_code == 200
    assert client.get(f"/en/kaupunki/pyynnot/{row.pk}/").status_code == 403
    assert client.post(f"/en/kaupunki/pyynnot/{row.pk}/", {"action": "verify"}).status_code == 403
    with as_(liaison), pytest.raises(PermissionDenied):
        claims.verify_claim(claim=row)
    assert not Membership.objects.exists()


def test_a_role_without_the_right_to_edit_handles_nothing(association: Association, person: User):
    row = claim(person, association)
    auditor = employee(StaffRole.AUDITOR)
    assert client_for(auditor, city=True).get(f"/en/kaupunki/pyynnot/{row.pk}/").status_code == 403
    for act in (
        lambda: claims.verify_claim(claim=row),
        lambda: claims.ask_more(claim=row, reason="Syy."),
        lambda: claims.reject_claim(claim=row, reason="Syy."),
    ):
        with as_(auditor), pytest.raises(PermissionDenied):
            act()


# The city's answer


def test_verifying_gives_the_role_and_tells_everyone(association: Association, person: User, liaison: User):
    chair = member(association, Role.CHAIR)
    row = claim(person, association, role=Role.TREASURER, second_email="Toinen@People.example")
    client = client_for(liaison, city=True)
    done = client.post(f"/en/kaupunki/pyynnot/{row.pk}/", {"action": "verify", "version": row.version})
    assert done.headers["Location"] == "/en/kaupunki/tarkistettavat/"
    row.refresh_from_db()
    given = Membership.objects.get(user=person)
    assert (row.state, row.membership, row.handled_by) == ("verified", given, liaison)
    assert (given.role, set(given.areas)) == ("treasurer", set(DEFAULT_AREAS[Role.TREASURER]))
    assert kinds_to(person.email) == ["associations.claim_receipt", "associations.claim_verified"]
    assert kinds_to(chair.email) == ["associations.claim_noticed"] * 2
    assert "voi tästä lähtien toimia yhdistyksen Rannan Kuoro ry puolesta" in mails_to(chair.email)[1][1]
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.invited_by) == ("toinen@people.example", person)
    assert Area.PEOPLE in invitation.areas
    assert invitation.expires_at - invitation.invited_at == timedelta(days=14)
    assert kinds_to("toinen@people.example") == ["associations.invitation"]
    # The desk is open on the next request.
    assert client_for(person).get("/en/omat/").context["portal"].acting.party.key == association.pk


def test_where_nobody_is_main_user_the_verified_person_becomes_one(
    association: Association, person: User, liaison: User
):
    with as_(liaison):
        claims.verify_claim(claim=claim(person, association, role=Role.TREASURER))
    assert set(Membership.objects.get().areas) == {*DEFAULT_AREAS[Role.TREASURER], Area.PEOPLE}


def test_a_second_main_user_who_is_one_already_is_not_invited(association: Association, person: User, liaison: User):
    chair = member(association, Role.CHAIR)
    with as_(liaison):
        claims.verify_claim(claim=claim(person, association, second_email=chair.email))
    assert not Invitation.objects.exists()


def test_verifying_a_new_association_adds_it_to_the_register(person: User, liaison: User):
    row = new_claim(person, "Uusi Kerho ry", "123.456")
    with as_(liaison):
        claims.verify_claim(claim=row)
    row.refresh_from_db()
    added = Association.objects.get(name_fi="Uusi Kerho ry")
    assert (row.association, added.register_number, added.legal_form) == (added, "123.456", "registered")
    assert (added.sector.slug, "s:kulttuuri" in added.facets) == ("kulttuuri", True)
    assert Membership.objects.get().association == added


def test_a_new_one_may_turn_out_to_be_in_the_register(association: Association, person: User, liaison: User):
    row = new_claim(person, "Rannan kuoro")
    client = client_for(liaison, city=True)
    path = f"/en/kaupunki/pyynnot/{row.pk}/"
    assert association in client.get(path).context["alike"]
    unknown = client.post(path, {"action": "verify", "known": "Ei ole"})
    assert list(unknown.context["form"].errors) == ["known"]
    client.post(path, {"action": "verify", "known": "rannan kuoro RY"})
    assert (Membership.objects.get().association, Association.objects.count()) == (association, 1)


def test_a_tie_shuts_also_where_the_request_turns_out_to_be_about_the_association(
    association: Association, person: User, liaison: User
):
    Tie.objects.create(user=liaison, association=association)
    row = new_claim(person, "Rannan kuoro")
    with as_(liaison), pytest.raises(PermissionDenied):
        claims.verify_claim(claim=row, known=association)
    assert not Membership.objects.exists()


def test_a_number_taken_in_between_is_refused_at_the_form(person: User, liaison: User):
    row = new_claim(person, "Uusi Kerho ry", "123.456")
    AssociationFactory.create(register_number="123.456")
    page = client_for(liaison, city=True).post(f"/en/kaupunki/pyynnot/{row.pk}/", {"action": "verify"})
    assert "register number is here already" in Page(page).text
    row.refresh_from_db()
    assert (row.state, Membership.objects.count()) == ("submitted", 0)


def test_asking_for_more_and_the_answer_go_round(association: Association, person: User, liaison: User):
    row = claim(person, association)
    city_page, own_page = f"/en/kaupunki/pyynnot/{row.pk}/", f"/en/omat/pyynnot/{row.pk}/"
    officer, claimant = client_for(liaison, city=True), client_for(person)
    without = officer.post(city_page, {"action": "ask_more", "reason": " "})
    assert list(without.context["form"].errors) == ["reason"]
    officer.post(city_page, {"action": "ask_more", "reason": "Pöytäkirjasta puuttuu <b>sivu</b> 2."})
    assert "puuttuu <b>sivu</b> 2" in mails_to(person.email)[1][1]
    assert [matter.url for matter in claimant.get("/en/omat/").context["yours"]] == [own_page]
    page = claimant.get(own_page)
    assert "puuttuu <b>sivu</b> 2" in Page(page).text
    answered = claimant.post(
        own_page,
        {"text": "Tässä.", "attached": [pdf("sivu2.pdf"), pdf("sivu3.pdf")], "version": page.context["claim"].version},
    )
    assert answered.status_code == 302
    row.refresh_from_db()
    assert (row.state, StoredFile.objects.of(row).count()) == ("submitted", 3)
    shown = officer.get(city_page)
    assert "Tässä." in Page(shown).text
    assert [event.verb.partition(".")[2] for event in shown.context["events"]] == [
        *("claim_sent", "claim_more_asked", "claim_answered"),
    ]
    # A second question is told too.
    officer.post(city_page, {"action": "ask_more", "reason": "Vielä allekirjoitus."})
    assert kinds_to(person.email).count("associations.claim_more_asked") == 2


def test_a_hostile_file_leaves_the_answer_and_its_other_files_unsent(
    association: Association, person: User, liaison: User
):
    row = claim(person, association)
    with as_(liaison):
        claims.ask_more(claim=row, reason="Lisää.")
    hostile = SimpleUploadedFile("a.pdf", made.HTML)
    page = client_for(person).post(f"/en/omat/pyynnot/{row.pk}/", {"text": "Tässä.", "attached": [pdf(), hostile]})
    assert list(page.context["form"].errors) == ["attached"]
    assert page.context["form"]["text"].value() == "Tässä."
    row.refresh_from_db()
    assert (row.state, StoredFile.objects.of(row).count()) == ("more_asked", 1)
    many = client_for(person).post(f"/en/omat/pyynnot/{row.pk}/", {"text": "Tässä.", "attached": [pdf()] * 6})
    assert list(many.context["form"].errors) == ["attached"]


def test_nothing_is_answered_that_was_not_asked(association: Association, person: User):
    row = claim(person, association)
    page = client_for(person).post(f"/en/omat/pyynnot/{row.pk}/", {"text": "Lisää.", "attached": pdf()})
    assert "can't be done any more" in Page(page).text
    assert StoredFile.objects.of(row).count() == 1


def test_a_rejection_carries_its_reason(association: Association, person: User, liaison: User):
    row = claim(person, association)
    with as_(liaison):
        claims.reject_claim(claim=row, reason="Pöytäkirja on toisen yhdistyksen.")
    assert "toisen yhdistyksen" in mails_to(person.email)[1][1]
    assert "toisen yhdistyksen" in Page(client_for(person).get(f"/en/omat/pyynnot/{row.pk}/")).text
    assert not Membership.objects.exists()
    with as_(liaison), pytest.raises(Refused):
        claims.verify_claim(claim=row)


def test_an_old_page_decides_nothing(association: Association, person: User, liaison: User):
    row = claim(person, association)
    with as_(liaison), pytest.raises(Stale):
        claims.verify_claim(claim=row, version=row.version + 1)
    page = client_for(liaison, city=True).post(
        f"/en/kaupunki/pyynnot/{row.pk}/", {"action": "reject", "reason": "Syy.", "version": "77"}
    )
    assert page.context["form"]["reason"].value() == "Syy."
    row.refresh_from_db()
    assert (row.state, Membership.objects.count()) == ("submitted", 0)


def test_verifying_twice_gives_one_role(association: Association, person: User, liaison: User):
    row = claim(person, association)
    with as_(liaison):
        claims.verify_claim(claim=row)
        with pytest.raises(Refused, match="can't be done any more"):
            claims.verify_claim(claim=row)
    assert Membership.objects.count() == 1


def test_a_role_or_a_term_that_changed_in_between_is_refused(association: Association, person: User, liaison: User):
    row = claim(person, association, ends_on=clock.today())
    people.add_member(association=association, user=person, role=Role.SECRETARY)
    with as_(liaison), pytest.raises(Refused, match="already"):
        claims.verify_claim(claim=row)
    Membership.objects.update(starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1))
    Claim.objects.update(ends_on=clock.today() - timedelta(days=1))
    with as_(liaison), pytest.raises(Refused, match="ended"):
        claims.verify_claim(claim=row)


def test_the_officer_sees_who_is_main_user_and_whose_mail_comes_back(
    association: Association, person: User, liaison: User
):
    chair = member(association, Role.CHAIR, last_name="Puheenjohtaja")
    bounces.note(chair.email, reason="550", permanent=True)
    other = claim(UserFactory.create(last_name="Toinenpyytäjä"), association)
    row = claim(person, association)
    shown = client_for(liaison, city=True).get(f"/en/kaupunki/pyynnot/{row.pk}/")
    text = Page(shown).text
    assert [user.bounces for user in shown.context["main_users"]] == [True]
    assert "Puheenjohtaja" in text
    assert "mail comes back" in text
    assert shown.context["others"] == [other]


def test_mark_up_in_names_is_inert_on_pages_and_in_mails(person: User, liaison: User):
    User.objects.filter(pk=person.pk).update(first_name="<script>alert(1)</script>")
    person.refresh_from_db()
    association = AssociationFactory.create(name_fi="<img src=x onerror=alert(1)> ry")
    chair = member(association, Role.CHAIR)
    row = claim(person, association, message="{{ x.__init__ }} <script>1</script>")
    officer = client_for(liaison, city=True)
    for page in (
        officer.get(f"/en/kaupunki/pyynnot/{row.pk}/"),
        officer.get("/en/kaupunki/tarkistettavat/"),
        client_for(person).get(f"/en/omat/pyynnot/{row.pk}/"),
        client_for(person).get("/en/omat/pyynnot/"),
    ):
        seen = Page(page)
        assert (seen.handlers, seen.inline_scripts) == ([], 0)
    letter = rendering.letter(Message.objects.get(address=chair.email))
    assert "<script" not in letter.html
    assert "\n" not in letter.subject


def test_the_profile_and_the_desk_lead_to_the_request(association: Association, person: User):
    client = client_for(person)
    assert start(association) in client.get(f"/en/yhdistykset/{association.slug}/").content.decode()
    assert "/en/omat/pyynnot/" in client.get("/en/omat/").content.decode()
    page = client.get("/en/omat/pyynnot/").content.decode()
    assert 'action="/en/yhdistykset/"' in page
    assert "/en/omat/pyynnot/uusi/" in page
