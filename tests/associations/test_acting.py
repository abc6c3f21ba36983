"""Acting for somebody: two clicks, nobody else's name, and no way off the portal (cases.md 24, 29)."""

from __future__ import annotations

import pytest
from django.test import Client

from associations.acting import CITY
from associations.enums import Area, Role
from associations.models import Association, Membership, Tie
from associations.services import people
from grants.models import Application
from portal import policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from tests.accounts.people import person, sign_in
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = pytest.mark.django_db

SWITCH = "/en/omat/kenen-puolesta/"
ELSEWHERE = [
    *["//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "http:evil.example"],
    *["///evil.example", "/\t/evil.example", "\t//evil.example", "https:///evil.example", "//evil.example/fi/omat/"],
    *[
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "//user@evil.example",
        "//testserver@evil.example",
    ],
    *["evil.example", "/\r\nLocation: https://evil.example", "http://testserver/en/", "https://testserver/", "home"],
]


def both() -> tuple[User, list[Association]]:
    """A person in two associations."""
    who: User = UserFactory.create()
    associations = [AssociationFactory.create(name_fi=f"{letter} ry") for letter in "AB"]
    for association in associations:
        people.add_member(association=association, user=who, role=Role.TREASURER)
    return who, associations


@pytest.mark.parametrize("target", ELSEWHERE)
def test_switching_stays_here_whatever_comes_next(target: str):
    who, associations = both()
    client = client_for(who)
    answer = client.post(SWITCH, {"party": associations[1].pk, "next": target})
    by_address = client.post(f"{SWITCH}?next={target}", {"party": associations[1].pk})
    assert [answer.headers["Location"], by_address.headers["Location"]] == ["/en/omat/", "/en/omat/"]
    assert client.get(SWITCH, {"next": target}).context["next"] == ""


def test_switching_leads_back_to_the_page_from_which_one_came():
    who, associations = both()
    client = client_for(who)
    answer = client.post(SWITCH, {"party": associations[1].pk, "next": "/en/hakemukset/7/?a=b"})
    assert answer.headers["Location"] == "/en/hakemukset/7/?a=b"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_stays_here_whatever_comes_next(target: str):
    answer = sign_in(person(), next=target)
    assert answer.headers["Location"] == "/en/omat/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_who_is_signed_in_already_is_not_sent_elsewhere_by_the_sign_in_page(target: str):
    client = client_for(UserFactory.create())
    answer = client.get("/en/tili/login/", {"next": target})
    assert answer.headers["Location"] == "/en/omat/"


@pytest.mark.parametrize("party", ["", "0", "-1", "999999", CITY, "None", "99999999999999999999", "x", "\x00", "²"])
def test_nobody_acts_for_whom_they_may_not(party: str):
    who, associations = both()
    client = client_for(who, associations[1])
    page = client.post(SWITCH, {"party": party})
    assert page.status_code == 200
    assert "act for that association" in page.content.decode()
    assert client.get("/en/omat/").context["portal"].acting.party.key == associations[1].pk


def test_nobody_acts_for_anothers_association_by_its_key():
    foreign = AssociationFactory.create()
    member(foreign)
    who, associations = both()
    client = client_for(who, associations[0])
    client.post(SWITCH, {"party": foreign.pk})
    session = client.session
    session["acting_for"] = str(foreign.pk)
    session.save()
    assert client.get("/en/omat/").context["portal"].acting.party.key == associations[0].pk


def test_a_link_to_another_of_ones_associations_matters_asks_to_act_for_it():
    who, associations = both()
    application = grants.submitted(association=associations[1])
    client = client_for(who, associations[0])
    path = f"/en/hakemukset/{application.pk}/"
    answer = client.get(path)
    assert answer.headers["Location"] == f"{SWITCH}?next=%2Fen%2Fhakemukset%2F{application.pk}%2F"
    assert client.post(answer.headers["Location"], {"party": associations[1].pk}).headers["Location"] == path
    assert client.get(path).status_code == 200


def test_rights_are_those_of_the_association_acted_for():
    who, associations = both()
    Membership.objects.filter(association=associations[1]).update(areas=[Area.EVENTS])
    for association, areas in zip(
        associations, [{Area.GRANTS, Area.SIGNING, Area.MESSAGES}, {Area.EVENTS}], strict=True
    ):
        assert acting_for(who, association).areas == areas
    application = grants.submitted(association=associations[1])
    with acting(acting_for(who, associations[0])):
        assert list(policy.visible(Application)) == []
    with acting(acting_for(who, associations[1])):
        assert policy.allows("grants.view_application", application) is False


def test_two_roles_in_one_association_give_the_rights_of_both():
    who, associations = both()
    people.add_member(association=associations[0], user=who, role=Role.CONTACT)
    assert acting_for(who, associations[0]).areas == {
        *[Area.GRANTS, Area.SIGNING, Area.MESSAGES, Area.PROFILE, Area.VENUES, Area.EVENTS]
    }


def test_an_employee_who_acts_for_an_association_is_no_employee_then():
    officer = employee(StaffRole.GRANT_OFFICER)
    association = AssociationFactory.create()
    people.add_member(association=association, user=officer, role=Role.CHAIR)
    client = client_for(officer, city=True)
    assert client.get("/en/kaupunki/avustukset/").status_code == 200
    client.post(SWITCH, {"party": association.pk})
    assert client.get("/en/kaupunki/avustukset/").status_code == 403
    client.post(SWITCH, {"party": CITY})
    assert client.get("/en/kaupunki/avustukset/").status_code == 200


def test_nobody_ends_anothers_tie():
    officer, colleague = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.AUDITOR)
    tie = Tie.objects.create(user=officer, association=AssociationFactory.create())
    assert client_for(colleague).post(f"/en/kaupunki/sidonnaisuudet/{tie.pk}/lopeta/").status_code == 404
    with acting(as_employee(colleague)):
        assert policy.allows("associations.record_tie", tie) is False
    tie.refresh_from_db()
    assert tie.ends_on is None
    assert client_for(officer).post(f"/en/kaupunki/sidonnaisuudet/{tie.pk}/lopeta/").status_code == 302
    tie.refresh_from_db()
    assert tie.ends_on == tie.starts_on


@pytest.mark.parametrize("typed", ["", "\x00", "x\u202e", "x" * 161, "%", "' OR 1=1", "99999999999999999999", "ei ole"])
def test_a_tie_to_no_association_is_refused_with_a_sentence(typed: str):
    client = client_for(employee(StaffRole.LIAISON))
    # With numbers that no attack below has in it.
    AssociationFactory.create(register_number="345.678", business_id="")
    seat = {"association": typed, "organ": "board", "starts_on": "1.1.2026"}
    page = client.post("/en/kaupunki/sidonnaisuudet/", seat)
    # What holds no word fits many: one of them is to be chosen.
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["chosen" if typed == "%" else "association"])
    assert Tie.objects.count() == 0


def test_a_visitor_is_sent_to_sign_in_and_told_nothing():
    application = grants.submitted()
    answer = Client().get(f"/en/hakemukset/{application.pk}/")
    missing = Client().get("/en/hakemukset/0/")
    assert answer.headers["Location"] == f"/en/tili/login/?next=/en/hakemukset/{application.pk}/"
    assert missing.headers["Location"] == "/en/tili/login/?next=/en/hakemukset/0/"
