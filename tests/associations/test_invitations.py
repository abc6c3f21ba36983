"""Invitations open for the confirmed address only, once, and not for ever (cases.md 12, 13, 19, 23 to 25)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import transaction
from django.test import Client

from associations.enums import Area, Role, Status
from associations.models import Association, Invitation, Membership
from associations.services import invitations
from portal import clock, policy
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import acting, system
from portal.dated.models import DatedValue
from portal.journal.models import Event
from portal.outbox import rendering, sending
from portal.outbox.models import Message
from portal.workflow import Refused
from tests.accounts.people import PASSWORD, person, sign_in
from tests.clients import client_for
from tests.factories.accounts import UserFactory
from tests.factories.associations import AssociationFactory, acting_for, invitation, member
from tests.grants.racing import at_once

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SEND = "/en/omat/yhdistys/ihmiset/kutsu/"


@pytest.fixture
def association() -> Association:
    made: Association = AssociationFactory.create(name_fi="Kylän Laulu ry")
    return made


@pytest.fixture
def chair(association: Association) -> User:
    return member(association, Role.CHAIR, first_name="Aino", last_name="Aalto")


@pytest.fixture
def newcomer() -> User:
    return person(email="uusi@people.example")


def offered(chair: User, association: Association, email: str = "uusi@people.example", **fields: Any) -> Invitation:
    return invitation(association, by=chair, email=email, **fields)


def by(chair: User, association: Association, act: Any, row: Invitation) -> Invitation:
    with acting(acting_for(chair, association)):
        changed: Invitation = act(invitation=row)
    return changed


def page_of(row: Invitation) -> str:
    return f"/en/kutsut/{row.pk}/"


def test_a_main_user_invites_and_the_rights_follow_from_the_role(association: Association, chair: User):
    client = client_for(chair, association)
    answer = client.post(SEND, {"email": "Uusi@People.Example", "role": "treasurer", "ends_on": "", "language": "sv"})
    assert answer.headers["Location"] == "/en/omat/yhdistys/ihmiset/"
    row = Invitation.objects.get()
    assert (row.email, row.areas, row.language) == ("uusi@people.example", ["grants", "messages", "signing"], "sv")
    assert row.expires_at - row.invited_at == 14 * DAY
    letter = rendering.letter(Message.objects.get(kind="associations.invitation"))
    assert ["Aino Aalto" in letter.text, f"/sv/kutsut/{row.pk}/" in letter.text] == [True, True]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_mail_is_in_the_chosen_language_unless_the_person_has_one(
    language: str, association: Association, chair: User
):
    offered(chair, association, language=language)
    person(email="tuttu@people.example", language="en")
    offered(chair, association, email="tuttu@people.example", language=language)
    assert list(Message.objects.order_by("pk").values_list("language", flat=True)) == [language, "en"]


def test_invitations_are_open_for_the_days_of_the_dated_rule(association: Association, chair: User):
    DatedValue.objects.create(
        name="associations.invitation_days", value=3, valid_from=clock.today(), reason="Kokeilu.", set_by=chair
    )
    row = offered(chair, association)
    assert row.expires_at - row.invited_at == 3 * DAY


def test_who_has_the_confirmed_address_accepts_and_acts_for_the_association(
    association: Association, chair: User, newcomer: User
):
    row = offered(chair, association, areas=[Area.GRANTS], ends_on=clock.today() + 100 * DAY)
    client = client_for(newcomer)
    assert client.get(page_of(row)).status_code == 200
    answer = client.post(page_of(row))
    assert answer.headers["Location"] == "/en/omat/"
    held = newcomer.memberships.get()
    assert (held.role, held.areas, held.starts_on) == ("treasurer", ["grants"], clock.today())
    assert held.ends_on == clock.today() + 100 * DAY
    row.refresh_from_db()
    assert row.membership == held
    assert client.get("/en/omat/").context["portal"].acting.party.key == association.pk


def test_an_unconfirmed_address_opens_nothing(association: Association, chair: User):
    row = offered(chair, association)
    unconfirmed = person(verified=False, email="uusi@people.example")
    client = client_for(unconfirmed)
    assert [client.get(page_of(row)).status_code, client.post(page_of(row)).status_code] == [404, 404]
    assert client.get("/en/omat/").context["yours"] == []
    assert not policy.allows("associations.accept_invitation", row, actor_of(unconfirmed))
    assert not unconfirmed.memberships.exists()


def test_to_another_person_and_to_the_associations_own_people_it_is_not_there(association: Association, chair: User):
    row = offered(chair, association)
    for user, party in ((person(), None), (chair, association), (member(association, Role.MEMBER), association)):
        client = client_for(user, party)
        assert [client.get(page_of(row)).status_code, client.post(page_of(row)).status_code] == [404, 404]
    assert client_for(person()).get("/en/kutsut/0/").status_code == 404


def test_accepting_again_gives_the_same_role(association: Association, chair: User, newcomer: User):
    row = offered(chair, association)
    client = client_for(newcomer)
    answers = [client.post(page_of(row)) for _ in range(3)]
    assert [one.status_code for one in answers] == [302] * 3
    assert newcomer.memberships.count() == 1
    assert Event.objects.filter(verb="associations.invitation_accepted").count() == 1
    assert "You accepted this invitation" in client.get(page_of(row)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_click_at_once_make_one_role():
    with transaction.atomic():
        association = AssociationFactory.create()
        row = offered(member(association, Role.CHAIR), association)
        newcomer = person(email=row.email)
    clients = [client_for(newcomer) for _ in range(2)]
    answers = at_once(
        "associations_membership", *[lambda client=client: client.post(page_of(row)) for client in clients]
    )
    assert [one.status_code for one in answers] == [302, 302]
    assert newcomer.memberships.count() == 1


def test_a_revoked_invitation_says_so_and_gives_nothing(association: Association, chair: User, newcomer: User):
    row = by(chair, association, invitations.revoke, offered(chair, association))
    client = client_for(newcomer)
    assert "has been taken back" in client.get(page_of(row)).content.decode()
    answer = client.post(page_of(row))
    assert (answer.status_code, "has been taken back" in answer.content.decode()) == (422, True)
    assert not newcomer.memberships.exists()
    assert client.get("/en/omat/").context["yours"] == []


def test_an_old_invitation_says_so_until_it_is_sent_again(association: Association, chair: User, newcomer: User):
    with time_machine.travel(clock.now() - 15 * DAY):
        row = offered(chair, association)
    client = client_for(newcomer)
    answer = client.post(page_of(row))
    assert (answer.status_code, "is too old" in answer.content.decode()) == (422, True)
    by(chair, association, invitations.resend, row)
    assert client.post(page_of(row)).status_code == 302
    assert Message.objects.filter(kind="associations.invitation").count() == 2


def test_a_password_reset_does_not_revive_an_old_invitation(association: Association, chair: User, newcomer: User):
    with time_machine.travel(clock.now() - 15 * DAY):
        row = offered(chair, association)
    client = Client()
    client.post("/en/tili/password/reset/", {"email": newcomer.email})
    [link] = re.findall(r"/fi/tili/password/reset/key/\S+", str(mail.outbox[-1].body))
    form = client.get(link).headers["Location"]
    assert client.post(form, {"password1": "aivan toinen sana 2027"}).status_code == 302
    sent = {"login": newcomer.email, "password": "aivan toinen sana 2027", "next": page_of(row)}
    assert client.post("/en/tili/login/", sent).headers["Location"] == page_of(row)
    assert client.post(page_of(row)).status_code == 422
    assert not newcomer.memberships.exists()


def test_an_invitation_to_a_later_day_gives_nothing_before_it(association: Association, chair: User, newcomer: User):
    with transaction.atomic(), acting(acting_for(chair, association)):
        row = invitations.offer(
            association=association, email=newcomer.email, role=Role.CHAIR, starts_on=clock.today() + 30 * DAY
        )
    assert row.expires_at > clock.now() + 43 * DAY
    client = client_for(newcomer)
    assert client.post(page_of(row)).status_code == 302
    assert client.get("/en/omat/yhdistys/ihmiset/").headers["Location"].startswith("/en/omat/kenen-puolesta/")
    assert newcomer.memberships.get().starts_on == clock.today() + 30 * DAY


def test_a_term_that_is_over_and_a_dissolved_association_give_nothing(
    association: Association, chair: User, newcomer: User
):
    row = offered(chair, association, ends_on=clock.today() + DAY)
    client = client_for(newcomer)
    with time_machine.travel(clock.now() + 3 * DAY):
        assert client_for(newcomer).post(page_of(row)).status_code == 422
    Association.objects.filter(pk=association.pk).update(status=Status.DISSOLVED)
    assert client.post(page_of(row)).status_code == 422
    assert not newcomer.memberships.exists()


def test_what_is_sent_with_the_acceptance_changes_nothing(association: Association, chair: User, newcomer: User):
    elsewhere = AssociationFactory.create()
    row = offered(chair, association)
    client_for(newcomer).post(page_of(row), {"role": "chair", "areas": ["people"], "association": elsewhere.pk})
    held = newcomer.memberships.get()
    assert (held.association, held.role, held.areas) == (association, "treasurer", ["grants", "messages", "signing"])


def test_an_address_has_one_open_invitation(association: Association, chair: User):
    offered(chair, association)
    with pytest.raises(Refused):
        offered(chair, association, email="UUSI@people.example", role=Role.CHAIR)
    with pytest.raises(Refused):
        offered(chair, association, email=chair.email, role=Role.CHAIR)
    assert Invitation.objects.count() == 1


def test_an_invitation_is_mailed_once_a_day_and_an_association_sends_so_many(association: Association, chair: User):
    DatedValue.objects.create(
        name="associations.invitations_a_day", value=2, valid_from=clock.today(), reason="Kokeilu.", set_by=chair
    )
    first = offered(chair, association)
    with pytest.raises(Refused):
        by(chair, association, invitations.resend, first)
    by(chair, association, invitations.revoke, first)
    offered(chair, association)
    client = client_for(chair, association)
    page = client.post(SEND, {"email": "kolmas@people.example", "role": "member", "language": "fi"})
    assert (page.status_code, page.context["form"].non_field_errors()) == (
        200,
        ["The association has sent 2 invitations today, and can't send more before tomorrow."],
    )
    assert page.context["form"]["email"].value() == "kolmas@people.example"
    assert Message.objects.filter(kind="associations.invitation").count() == 2
    with time_machine.travel(clock.now() + DAY):
        offered(chair, association, email="kolmas@people.example")


def test_an_accepted_invitation_is_neither_sent_nor_taken_back(association: Association, chair: User, newcomer: User):
    row = offered(chair, association)
    client_for(newcomer).post(page_of(row))
    for act in (invitations.resend, invitations.revoke):
        with pytest.raises(Refused):
            by(chair, association, act, row)
    assert newcomer.memberships.get().ends_on is None


def test_another_associations_main_user_does_nothing_with_it(association: Association, chair: User):
    row = offered(chair, association)
    elsewhere = AssociationFactory.create()
    client = client_for(member(elsewhere, Role.CHAIR), elsewhere)
    for act in ("uudelleen", "peru"):
        assert client.post(f"/fi/omat/yhdistys/kutsut/{row.pk}/{act}/").status_code == 404
    assert Invitation.objects.open().get() == row


def test_a_visitor_signs_in_and_comes_back(association: Association, chair: User, newcomer: User):
    row = offered(chair, association)
    client = Client()
    login = client.get(page_of(row)).headers["Location"]
    assert login == f"/en/tili/login/?next={page_of(row)}"
    assert sign_in(newcomer, client, next=page_of(row)).headers["Location"] == page_of(row)


def sign_up(client: Client, address: str, email: str) -> str:
    """Make an account from a page that leads on to sign-up; the link of the mail that confirms the address."""
    shown = client.get(address).content.decode()
    [up] = re.findall(r'href="(/en/tili/signup/[^"]*)"', shown)
    hidden = re.findall(r'name="next" value="([^"]+)"', client.get(up).content.decode())
    typed = {"first_name": "Uusi", "last_name": "Ihminen", "email": email, "password1": PASSWORD, "next": hidden[0]}
    client.post("/en/tili/signup/", typed)
    [link] = re.findall(r"/en/tili/confirm-email/\S+", str(mail.outbox[-1].body))
    return str(link)


def test_a_visitor_makes_an_account_confirms_the_address_and_comes_back(association: Association, chair: User):
    row = offered(chair, association)
    client = Client()
    link = sign_up(client, client.get(page_of(row)).headers["Location"], row.email)
    login = client.post(link).headers["Location"]
    assert login == f"/en/tili/login/?{urlencode({'next': page_of(row)})}"
    sent = {"login": row.email, "password": PASSWORD, "next": page_of(row)}
    assert client.post("/en/tili/login/", sent).headers["Location"] == page_of(row)
    assert client.post(page_of(row)).status_code == 302
    assert Membership.objects.get(user__email=row.email).association == association


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_confirming_an_address_never_leads_elsewhere(target: str):
    client = Client()
    typed = {"first_name": "Uusi", "last_name": "Ihminen", "email": "uusi@people.example", "password1": PASSWORD}
    client.post("/en/tili/signup/", {**typed, "next": target})
    [link] = re.findall(r"/en/tili/confirm-email/\S+", str(mail.outbox[-1].body))
    assert client.post(link).headers["Location"] == "/en/tili/login/"


def test_who_confirms_the_address_in_another_browser_finds_the_invitation_on_the_desk(
    association: Association, chair: User
):
    row = offered(chair, association)
    client = Client()
    link = sign_up(client, client.get(page_of(row)).headers["Location"], row.email)
    other = Client()
    assert page_of(row) not in other.post(link).headers["Location"]
    assert EmailAddress.objects.get(email=row.email).verified
    other.post("/en/tili/login/", {"login": row.email, "password": PASSWORD})
    assert [matter.url for matter in other.get("/en/omat/").context["yours"]] == [page_of(row)]


def test_inviting_answers_alike_whether_the_address_has_an_account(association: Association, chair: User):
    known = person(email="tuttu@people.example", last_name="Tuttavainen")
    client = client_for(chair, association)
    for email in ("tuttu@people.example", "outox@people.example"):
        sent = {"email": email, "role": "member", "language": "fi"}
        page = client.post(SEND, sent, follow=True).content.decode()
        assert f"The invitation to {email} is on its way." in page
        assert "Tuttavainen" not in page
    assert not known.memberships.exists()


def test_the_invitation_reaches_a_mailbox(association: Association, chair: User):
    offered(chair, association, language="en")
    with acting(system("outbox.send")):
        sending.send_due()
    [letter] = [one for one in mail.outbox if one.to == ["uusi@people.example"]]
    assert letter.subject == "Invitation to act for Kylän Laulu ry"


def test_a_name_with_mark_up_and_line_breaks_stays_text(association: Association):
    Association.objects.filter(pk=association.pk).update(name_fi="<b>Laulu</b>\r\nBcc: x@evil.example")
    association.refresh_from_db()
    mallory = member(association, Role.CHAIR, first_name="<script>", last_name="{x.__init__}")
    offered(mallory, association, language="en")
    letter = rendering.letter(Message.objects.get())
    assert "\n" not in letter.subject
    assert "<script>" not in letter.html
    assert "{x.__init__}" in letter.text


@pytest.mark.parametrize(
    "email", ["", "ei osoite", "a@b\r\nBcc: c@d.example", "x" * 300 + "@people.example", "\x00@a.fi"]
)
def test_a_wrong_address_is_refused_with_a_sentence(email: str, association: Association, chair: User):
    page = client_for(chair, association).post(SEND, {"email": email, "role": "member", "language": "fi"})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["email"])
    assert not Invitation.objects.exists()


def test_an_invitation_taken_with_a_second_address_is_the_same_persons(association: Association, chair: User):
    user = UserFactory.create()
    EmailAddress.objects.create(user=user, email="Toinen@People.example", verified=True)
    row = offered(chair, association, email="toinen@people.example")
    assert client_for(user).post(page_of(row)).status_code == 302
