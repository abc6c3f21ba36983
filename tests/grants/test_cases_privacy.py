"""Who never reads what: strangers nothing, applicants no scores, officers no score too early (cases.md 20-22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from associations.enums import Role
from associations.models import Membership
from grants.models import Application, Review
from grants.services import deciding, reviewing
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions import services as decisions
from portal.decisions.models import Decision
from portal.files import services as files
from portal.files.models import StoredFile
from portal.workflow import Refused
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.files.made import PDF

pytestmark = pytest.mark.django_db

# 7 of 10 with weight 3 and 3 of 5 with weight 1: 68.6 of 100.
POINTS = {"Vaikutus hyvinvointiin": 7, "Toteutettavuus": 3}
SCORE = "68.6"


def score(application: Application, officer: User, reason: str) -> None:
    with acting(as_employee(officer)):
        criteria = application.call.criteria.all()
        reviewing.give_review(application=application, scores={c: (POINTS[c.label_fi], reason) for c in criteria})


def propose(application: Application, officer: User, reasons: str) -> None:
    with acting(as_employee(officer)):
        reviewing.propose(application=application, amount_cents=50_000, reasons=reasons, public_purpose="Kuoron nuotit")


def take_back(application: Application, officer: User, reason: str) -> None:
    with acting(as_employee(officer)):
        reviewing.take_back(application=application, reason=reason)


def said(client: Client, *paths: str) -> str:
    """All that the pages say; each of them is served."""
    pages = [client.get(path, follow=True) for path in paths]
    assert [page.status_code for page in pages] == [200] * len(paths)
    return "\n".join(page.content.decode() for page in pages)


def applicants_pages(application: Application) -> list[str]:
    """Every page on which the applicant may meet the matter."""
    own = [f"/en/hakemukset/{application.pk}/{page}" for page in ("", "muokkaa/", "tarkista/", "peru/")]
    public = ["/en/", "/en/avustukset/", f"/en/avustukset/{application.call_id}/", "/en/avustukset/myonnetyt/"]
    return [*own, *public, "/en/omat/", "/en/viestit/", f"/en/yhdistykset/{application.association.slug}/"]


def test_an_applicant_never_reads_scores_reasons_or_proposals():
    application = grants.in_review()
    applicant = client_for(application.started_by, application.association)
    officers = [employee(StaffRole.GRANT_OFFICER, last_name=f"Pisteyttäjä{n}") for n in (1, 2)]
    secrets = [
        "SYY-YKSI",
        "SYY-KAKSI",
        "ESITYS-YKSI",
        "PALAUTUS",
        "ESITYS-KAKSI",
        SCORE,
        "Pisteyttäjä1",
        "Pisteyttäjä2",
    ]
    steps = [
        lambda: score(application, officers[0], "SYY-YKSI"),
        lambda: score(application, officers[1], "SYY-KAKSI"),
        lambda: propose(application, officers[0], "ESITYS-YKSI"),
        lambda: take_back(application, officers[1], "PALAUTUS"),
        lambda: propose(application, officers[1], "ESITYS-KAKSI"),
    ]
    for step in steps:
        step()
        page = said(applicant, *applicants_pages(application))
        assert [secret for secret in secrets if secret in page] == []

    application.refresh_from_db()
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        deciding.decide(application=application, reasons="PÄÄTÖKSEN-PERUSTELU")
    page = said(applicant, *applicants_pages(application))
    assert [secret for secret in [*secrets, "PÄÄTÖKSEN-PERUSTELU"] if secret in page] == ["PÄÄTÖKSEN-PERUSTELU"]


def test_the_applicants_history_holds_public_acts_only():
    application = grants.decided()
    applicant = client_for(application.started_by, application.association)
    events = applicant.get(f"/en/hakemukset/{application.pk}/").context["events"]
    assert [event.verb for event in events] == [
        "grants.application_started",
        "grants.application_submitted",
        "grants.review_started",
        "grants.application_granted",
    ]


def test_the_policy_shows_an_applicant_no_review_even_when_an_officer_applies():
    application = grants.proposed()
    officer = employee(StaffRole.GRANT_OFFICER)
    Membership.objects.create(association=application.association, user=officer, role=Role.CHAIR, areas=["grants"])
    for person in (application.started_by, officer):
        with acting(acting_for(person, application.association)):
            assert list(policy.visible(Review)) == []
            assert list(policy.visible(Application)) == [application]


def scores_shown(client: Client, application: Application) -> list[str]:
    """The reasons of the scores that the page shows."""
    page = client.get(f"/en/kaupunki/avustukset/{application.pk}/")
    return [score.reason for review in page.context["scores"].reviews for score in review.scores.all()]


def test_scores_are_blind_until_all_are_in():
    application = grants.in_review()
    first, second, third = (employee(StaffRole.GRANT_OFFICER) for _ in range(3))
    readers = {
        "first": client_for(first),
        "second": client_for(second),
        "third": client_for(third),
        "decider": client_for(employee(StaffRole.DECISION_MAKER)),
        "auditor": client_for(employee(StaffRole.AUDITOR)),
    }

    def shown() -> dict[str, list[str]]:
        return {name: scores_shown(client, application) for name, client in readers.items()}

    score(application, first, "SYY-YKSI")
    assert shown() == {"first": ["SYY-YKSI"] * 2, "second": [], "third": [], "decider": [], "auditor": []}
    page = said(
        readers["second"],
        f"/en/kaupunki/avustukset/{application.pk}/",
        f"/en/kaupunki/avustukset/{application.pk}/pisteet/",
        "/en/kaupunki/avustukset/",
        "/en/omat/",
    )
    assert [secret for secret in ("SYY-YKSI", SCORE, "Mean") if secret in page] == []
    journal = said(readers["auditor"], "/en/kaupunki/loki/")
    assert journal.count(f"{first} scored the application {application.case_number}") == 1
    assert [secret for secret in ("SYY-YKSI", SCORE) if secret in journal] == []

    score(application, second, "SYY-KAKSI")
    assert shown() == dict.fromkeys(readers, ["SYY-YKSI"] * 2 + ["SYY-KAKSI"] * 2)


def test_an_officer_scores_once():
    application = grants.in_review()
    officer = employee(StaffRole.GRANT_OFFICER)
    client = client_for(officer)
    path = f"/en/kaupunki/avustukset/{application.pk}/pisteet/"
    fields = {name: "5" if name.startswith("points") else "Syy." for name in client.get(path).context["form"].fields}
    assert [client.post(path, fields).status_code, client.post(path, fields).status_code] == [302, 302]
    with pytest.raises(Refused):
        score(application, officer, "Toisen kerran.")
    assert [review.reviewer for review in application.reviews.all()] == [officer]


@pytest.fixture
def receipt() -> StoredFile:
    """The receipt of a submitted application."""
    return files.store(PDF, name="receipt.pdf", kind="sealed", parent=grants.submitted())


def outsiders(application: Application) -> dict[str, Client]:
    """Everybody to whom the matter doesn't exist."""
    other = AssociationFactory.create()
    return {
        "another association": client_for(member(other), other),
        "a member without the area": client_for(member(application.association, Role.MEMBER), application.association),
        "nobody's": client_for(User.objects.create_user("yksin@people.example")),
        "an employee without the right": client_for(employee(StaffRole.VENUE_MANAGER)),
        "logged out": Client(),
    }


def test_a_receipt_is_not_there_for_others(receipt: StoredFile):
    application = Application.objects.get()
    owner = client_for(application.started_by, application.association)
    path = f"/tiedostot/{receipt.key}/"
    assert receipt.get_absolute_url() == path
    assert owner.get(path).status_code == 200
    got = {who: client.get(path).status_code for who, client in outsiders(application).items()}
    assert got == dict.fromkeys(got, 404)
    guessed = path.replace(str(receipt.key), "00000000-0000-4000-8000-000000000000")
    assert owner.get(guessed).status_code == 404


def test_a_receipts_link_is_dead_after_signing_out_and_after_the_role_has_ended(receipt: StoredFile):
    application = Application.objects.get()
    path = receipt.get_absolute_url()
    leaving, signing_out = (client_for(application.started_by, application.association) for _ in range(2))
    assert [leaving.get(path).status_code, signing_out.get(path).status_code] == [200, 200]
    signing_out.post("/en/tili/logout/")
    Membership.objects.filter(user=application.started_by).update(
        starts_on=clock.today() - timedelta(days=9), ends_on=clock.today() - timedelta(days=1)
    )
    assert [leaving.get(path).status_code, signing_out.get(path).status_code] == [404, 404]


def test_a_decisions_document_is_not_there_for_others():
    application = grants.decided()
    sealed = decisions.seal(Decision.objects.get().pk).sealed
    assert sealed is not None
    path = sealed.get_absolute_url()
    owner = client_for(application.started_by, application.association)
    officer = client_for(employee(StaffRole.GRANT_OFFICER))
    assert [owner.get(path).status_code, officer.get(path).status_code] == [200, 200]
    got = {who: client.get(path).status_code for who, client in outsiders(application).items()}
    assert got == dict.fromkeys(got, 404)


@pytest.mark.parametrize("page", ["", "muokkaa/", "tarkista/", "peru/"])
def test_pages_of_a_foreign_matter_are_not_there(page: str):
    submitted, draft = grants.submitted(), grants.draft()
    application = submitted if page in ("", "peru/") else draft
    stranger = outsiders(application)["another association"]
    path = f"/en/hakemukset/{application.pk}/{page}"
    assert [stranger.get(path).status_code, stranger.post(path, {"purpose": "x"}).status_code] == [404, 404]
    assert stranger.post(f"/en/hakemukset/{application.pk}/tallenna/", {"purpose": "x"}).status_code == 404
    application.refresh_from_db()
    assert application.state == ("submitted" if application == submitted else "draft")
    assert application.answers.get(question__key="purpose").value == "Kuoron nuotit"


def test_the_city_does_not_see_a_draft():
    application = grants.draft()
    client = client_for(employee(*StaffRole))
    path = f"/en/kaupunki/avustukset/{application.pk}/"
    pages: list[Any] = [client.get(path), client.get("/en/kaupunki/avustukset/"), client.get("/en/omat/")]
    assert [page.status_code for page in pages] == [404, 200, 200]
    assert (list(pages[1].context["page"].object_list), pages[2].context["yours"]) == ([], [])
