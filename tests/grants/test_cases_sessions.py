"""Rights that end under an open session, and a session that ends under a form (cases.md 24, 26)."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from django.contrib.sessions.models import Session
from django.test import Client

from associations.enums import Role
from associations.models import Membership
from associations.services import people
from grants.models import Application
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from tests.accounts.people import PASSWORD, person, sign_in
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import employee
from tests.factories.associations import AssociationFactory, member

pytestmark = pytest.mark.django_db

PLAN = "Pitkä teksti,\njota kirjoitettiin tunti."


def yesterday() -> dict[str, Any]:
    """Dates of what ended yesterday."""
    today = clock.today()
    return {"starts_on": today - timedelta(days=9), "ends_on": today - timedelta(days=1)}


def statuses(client: Client, *paths: str) -> list[int]:
    return [client.get(path).status_code for path in paths]


def test_an_ex_chair_is_denied_on_the_next_request():
    application = grants.submitted()
    chair = member(application.association, Role.CHAIR)
    client = client_for(chair, application.association)
    paths = [f"/en/hakemukset/{application.pk}/", f"/en/hakemukset/{application.pk}/peru/"]
    assert statuses(client, *paths) == [200, 200]
    Membership.objects.filter(user=chair).update(**yesterday())
    assert statuses(client, *paths) == [404, 404]
    assert client.post(paths[1], {"reason": "Kosto."}).status_code == 404
    assert Application.objects.get().state == "submitted"
    assert client.get("/en/omat/").context["others"] == []


def test_a_role_holds_to_the_end_of_its_last_day():
    application = grants.submitted()
    chair = member(application.association, Role.CHAIR)
    Membership.objects.filter(user=chair).update(ends_on=clock.today())
    client = client_for(chair, application.association)
    assert client.get(f"/en/hakemukset/{application.pk}/").status_code == 200


def test_a_right_that_is_taken_away_is_gone_on_the_next_request():
    application = grants.draft()
    client = client_for(application.started_by, application.association)
    path = f"/en/hakemukset/{application.pk}/muokkaa/"
    assert client.get(path).status_code == 200
    Membership.objects.filter(user=application.started_by).update(areas=["venues"])
    assert client.get(path).status_code == 403


def test_a_demoted_officer_is_denied_on_the_next_request():
    application = grants.submitted()
    officer = employee(StaffRole.GRANT_OFFICER)
    client = client_for(officer)
    path = f"/en/kaupunki/avustukset/{application.pk}/"
    assert statuses(client, path, "/en/kaupunki/avustukset/") == [200, 200]
    StaffAssignment.objects.filter(user=officer).update(**yesterday())
    assert statuses(client, path, "/en/kaupunki/avustukset/") == [403, 403]
    assert client.post(f"{path}kasittelyyn/").status_code == 403
    assert Application.objects.get().state == "submitted"


def test_an_officer_who_becomes_auditor_reads_and_changes_nothing():
    application = grants.submitted()
    officer = employee(StaffRole.GRANT_OFFICER)
    client = client_for(officer)
    StaffAssignment.objects.filter(user=officer).update(role=StaffRole.AUDITOR)
    path = f"/en/kaupunki/avustukset/{application.pk}/"
    assert client.get(path).status_code == 200
    assert client.post(f"{path}kasittelyyn/").status_code == 403


def test_a_person_who_may_no_longer_sign_in_is_out_on_the_next_request():
    application = grants.submitted()
    client = client_for(application.started_by, application.association)
    path = f"/en/hakemukset/{application.pk}/"
    assert client.get(path).status_code == 200
    User.objects.filter(pk=application.started_by_id).update(is_active=False)
    assert client.get(path).headers["Location"] == f"/en/tili/login/?next={path}"


def test_acting_for_an_association_that_one_has_left_falls_back_to_another():
    application = grants.submitted()
    person_, left = application.started_by, application.association
    stays = AssociationFactory.create(name_fi="Toinen ry")
    people.add_member(association=stays, user=person_, role=Role.TREASURER)
    client = client_for(person_, left)
    assert client.get("/en/omat/").context["portal"].acting.party.key == left.pk
    Membership.objects.filter(user=person_, association=left).update(**yesterday())
    page = client.get("/en/omat/")
    assert (page.context["portal"].acting.party.key, page.context["others"]) == (stays.pk, [])
    assert client.get(f"/en/hakemukset/{application.pk}/").status_code == 404
    call = grants.call()
    client.post(f"/en/avustukset/{call.pk}/hae/")
    assert Application.objects.get(call=call).association == stays


def test_an_officer_who_loses_the_seat_acts_for_the_city_again():
    association = AssociationFactory.create()
    officer = employee(StaffRole.GRANT_OFFICER)
    people.add_member(association=association, user=officer, role=Role.CHAIR)
    client = client_for(officer, association)
    assert client.get("/en/kaupunki/avustukset/").status_code == 403
    Membership.objects.filter(user=officer).update(**yesterday())
    assert client.get("/en/kaupunki/avustukset/").status_code == 200


class Browser:
    """A person's browser: it sends the page's own safety token, as a real one must."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client(enforce_csrf_checks=True)
        self.login = "/en/tili/login/?next=/en/omat/"

    def token(self, page: str) -> str:
        """The safety token on the page."""
        shown = self.client.get(page)
        assert shown.status_code == 200
        return str(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown.content.decode())[-1])

    def post(self, page: str, fields: dict[str, Any]) -> Any:
        """Send the form that the page shows."""
        return self.client.post(page, {**fields, "csrfmiddlewaretoken": self.token(page)})

    def sign_in(self) -> Any:
        """Sign in through the form; leads on to where the person was."""
        hidden = {"csrfmiddlewaretoken": self.token(self.login), "next": self.login.partition("next=")[2]}
        return self.client.post("/en/tili/login/", {"login": self.user.email, "password": PASSWORD, **hidden})

    def post_after_the_session(self, page: str, **fields: str) -> str:
        """Open the form, lose the session, send the form; where it leads."""
        token = self.token(page)
        Session.objects.all().delete()
        self.login = self.client.post(page, {**fields, "csrfmiddlewaretoken": token}).headers["Location"]
        return self.login


@pytest.fixture
def application() -> Application:
    """A draft of a treasurer with a password."""
    association = AssociationFactory.create()
    treasurer = person()
    people.add_member(association=association, user=treasurer, role=Role.TREASURER)
    return grants.draft(association=association, user=treasurer)


@pytest.fixture
def browser(application: Application) -> Browser:
    """The treasurer's browser, signed in."""
    found = Browser(application.started_by)
    found.sign_in()
    return found


def edit(application: Application) -> str:
    return f"/en/hakemukset/{application.pk}/muokkaa/"


def plan(application: Application) -> Any:
    return application.answers.get(question__key="plan").value


def test_text_typed_after_the_session_ended_is_back_after_signing_in(application: Application, browser: Browser):
    page = edit(application)
    before = plan(application)
    login = browser.post_after_the_session(page, plan=PLAN, purpose="Uudet nuotit", save="")
    assert login == f"/en/tili/login/?next={page}"
    assert "the text that you wrote will be back" in browser.client.get(login).content.decode()

    assert browser.sign_in().headers["Location"] == page
    back = browser.client.get(page)
    form = back.context["form"]
    assert (form["plan"].value(), form["purpose"].value()) == (PLAN, "Uudet nuotit")
    assert back.content.decode().count("What you had typed is back in the fields") == 1
    # It is typed, not saved, and given back once.
    assert plan(application) == before
    assert browser.client.get(page).context["form"]["plan"].value() == before


def test_what_came_back_can_be_saved(application: Application, browser: Browser):
    page = edit(application)
    fields = {field.html_name: field.value() for field in browser.client.get(page).context["form"]}
    browser.post_after_the_session(page, **{**fields, "plan": PLAN, "save": ""})
    browser.sign_in()
    fields = {field.html_name: field.value() for field in browser.client.get(page).context["form"]}
    saved = browser.post(page, {**fields, "save": ""})
    assert saved.headers["Location"] == page
    assert plan(application) == PLAN


def test_what_came_back_does_not_write_over_what_somebody_else_saved_meanwhile(
    application: Application, browser: Browser
):
    page = edit(application)
    fields = {field.html_name: field.value() for field in browser.client.get(page).context["form"]}
    browser.post_after_the_session(page, **{**fields, "plan": PLAN, "save": ""})
    chair = member(application.association, Role.CHAIR)
    client_for(chair, application.association).post(page, {**fields, "plan": "Puheenjohtajan teksti", "save": ""})
    browser.sign_in()
    fields = {field.html_name: field.value() for field in browser.client.get(page).context["form"]}
    assert fields["plan"] == PLAN
    refused = browser.post(page, {**fields, "save": ""})
    assert list(refused.context["form"].errors) == ["plan"]
    assert plan(application) == "Puheenjohtajan teksti"


def test_the_text_is_for_its_own_page_only(application: Application, browser: Browser):
    other = grants.draft(association=application.association, user=application.started_by)
    browser.post_after_the_session(edit(application), plan=PLAN, save="")
    browser.sign_in()
    assert browser.client.get(edit(other)).context["form"]["plan"].value() == plan(other)
    assert browser.client.get(edit(application)).context["form"]["plan"].value() == PLAN


def test_the_text_does_not_reach_another_person(application: Application, browser: Browser):
    """The next at the same computer signs in: the matter is another association's, and the text stays shut."""
    browser.post_after_the_session(edit(application), plan=PLAN, save="")
    browser.user = person()
    browser.sign_in()
    page = browser.client.get(edit(application))
    assert (page.status_code, PLAN.splitlines()[0] in page.content.decode()) == (404, False)


@pytest.mark.parametrize("name", ["oldpassword", "password", "password1", "password2", "code", "csrfmiddlewaretoken"])
def test_a_secret_is_never_put_aside(name: str, application: Application):
    client = Client()
    client.post(edit(application), {name: "hunter2-hunter2", "plan": PLAN})
    assert client.session["typed_texts"] == {edit(application): {"plan": [PLAN]}}


def test_a_late_autosave_does_not_push_out_the_form_and_no_flood_fills_the_session(application: Application):
    client = Client()
    page = edit(application)
    for number in range(3):
        client.post(page, {"plan": PLAN})
        client.post(f"/en/hakemukset/{application.pk}/tallenna/", {"purpose": f"Nuotit {number}"})
    assert client.session["typed_texts"][page] == {"plan": [PLAN]}
    for number in range(20):
        client.post(f"/en/hakemukset/{number}/muokkaa/", {"plan": "x" * 90_000})
    kept = client.session["typed_texts"]
    assert list(kept) == [f"/en/hakemukset/{number}/muokkaa/" for number in range(16, 20)]


def test_an_officers_reasons_are_back_too():
    application = grants.in_review()
    for _ in range(2):
        grants.score(application, employee(StaffRole.GRANT_OFFICER))
    officer = person()
    StaffAssignment.objects.create(user=officer, role=StaffRole.GRANT_OFFICER)
    secret = "JBSWY3DPEHPK3PXP"
    auth.TOTP.activate(officer, secret)
    page = f"/en/kaupunki/avustukset/{application.pk}/esitys/"
    client = Client()
    sent = {"amount": "499,00", "public_purpose": "Nuotit", "reasons": PLAN, "public_reasons": "Vastaa perusteita."}
    assert client.post(page, sent).headers["Location"] == f"/en/tili/login/?next={page}"
    sign_in(officer, client, next=page)
    code = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    assert client.post("/en/tili/2fa/authenticate/", {"code": code}).headers["Location"] == page
    form = client.get(page).context["form"]
    assert {field.html_name: field.value() for field in form} == sent
    application.refresh_from_db()
    assert (application.state, application.proposal_reasons) == ("in_review", "")


def test_a_decision_is_confirmed_anew_after_signing_in():
    application = grants.proposed()
    client = Client()
    page = f"/en/kaupunki/avustukset/{application.pk}/paatos/"
    client.post(page, {"reasons": PLAN, "confirmed": "on"})
    kept = client.session["typed_texts"]
    client = client_for(employee(StaffRole.DECISION_MAKER))
    session = client.session
    session["typed_texts"] = kept
    session.save()
    form = client.get(page).context["form"]
    assert (form["reasons"].value(), form["confirmed"].value()) == (PLAN, None)
