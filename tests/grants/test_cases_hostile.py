"""What people write stays text: in pages, in mails, in the record (cases.md 27, 28)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from associations.enums import Role
from associations.models import Association, Tie
from grants.models import Application
from grants.services import deciding, drafting, reviewing
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.decisions.models import Decision
from portal.journal.models import Event
from portal.outbox import rendering
from portal.outbox.models import Message
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, account, acting_for, member

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
PLACEHOLDERS = "{x.__init__} {{ settings.SECRET_KEY }} {% debug %} %(actor)s"
NAME = f"Kerho {SCRIPT} {PLACEHOLDERS} ry"
PURPOSE = f"Nuotit {SCRIPT} {PLACEHOLDERS}"
REASON = f"Syy {SCRIPT} {PLACEHOLDERS}"


@pytest.fixture
def officer() -> User:
    """An officer with a hostile name."""
    return employee(StaffRole.GRANT_OFFICER, first_name=SCRIPT, last_name="Virkailija")


@pytest.fixture
def matter(officer: User) -> Application:
    """A decided application in which everybody has written mark-up wherever they could."""
    association = AssociationFactory.create(name_fi=NAME, slug="kerho", summary_fi=PURPOSE, description_fi=REASON)
    account(association)
    treasurer = member(association, Role.TREASURER, first_name=SCRIPT, last_name="Hoitaja")
    call = grants.call(title_fi="Haku", title_sv="", title_en="")
    call.questions.update(label_fi=f"Kysymys {SCRIPT}", help_fi=f"Ohje {SCRIPT}")
    call.criteria.update(label_fi=f"Peruste {SCRIPT}", guide_fi=f"Opas {SCRIPT}")
    application = grants.draft(call, association, treasurer)
    with acting(acting_for(treasurer, association)):
        drafting.save_answers(
            application=application,
            values={"purpose": PURPOSE, "plan": f"{PURPOSE}\n{REASON}"},
            versions={"purpose": 1, "plan": 1},
        )
    return application


def submit(application: Application) -> None:
    client = client_for(application.started_by, application.association)
    assert client.post(f"/fi/hakemukset/{application.pk}/tarkista/").status_code == 302


def score(application: Application, officer: User) -> None:
    with acting(as_employee(officer)):
        if application.state == "submitted":
            reviewing.take_into_review(application=application)
        criteria = list(application.call.criteria.all())
        reviewing.give_review(application=application, scores=dict.fromkeys(criteria, (5, REASON)))
    application.refresh_from_db()


def propose(application: Application, officer: User) -> None:
    with acting(as_employee(officer)):
        reviewing.propose(application=application, amount_cents=50_000, reasons=REASON, public_purpose=PURPOSE)
    application.refresh_from_db()


def decide(application: Application) -> None:
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        deciding.decide(application=application, reasons=REASON)


def inert(client: Client, path: str, *said: str) -> None:
    """The page is served; what people wrote is text on it, and nothing of it is an element."""
    response = client.get(path)
    assert (path, response.status_code) == (path, 200)
    page = Page(response)
    assert (path, page.inline_scripts, page.handlers) == (path, 0, [])
    assert (path, [address for address in page.addresses if address in ("x", SCRIPT)]) == (path, [])
    assert (path, [text for text in said if text not in page.text]) == (path, [])


def test_mark_up_in_names_answers_and_reasons_is_inert_on_every_page(matter: Application, officer: User):
    applicant = client_for(matter.started_by, matter.association)
    city, auditor = client_for(officer), client_for(employee(StaffRole.AUDITOR))
    own, desk = f"/fi/hakemukset/{matter.pk}/", f"/fi/kaupunki/avustukset/{matter.pk}/"
    name, purpose, reason = NAME, PURPOSE, REASON
    inert(applicant, f"{own}muokkaa/", name, f"Kysymys {SCRIPT}", f"Ohje {SCRIPT}")
    inert(applicant, f"{own}tarkista/", name, purpose)
    inert(applicant, "/fi/omat/kenen-puolesta/", name)
    inert(applicant, f"/fi/avustukset/{matter.call_id}/", f"Peruste {SCRIPT}", f"Opas {SCRIPT}")
    submit(matter)
    matter.refresh_from_db()
    inert(applicant, own, name, purpose, f"{SCRIPT} Hoitaja")
    inert(city, "/fi/kaupunki/avustukset/", name)
    inert(city, "/fi/omat/", name)
    score(matter, employee(StaffRole.GRANT_OFFICER))
    inert(city, f"{desk}pisteet/", name, purpose, f"Peruste {SCRIPT}", f"Opas {SCRIPT}")
    score(matter, officer)
    inert(city, f"{desk}esitys/", name, purpose)
    propose(matter, officer)
    inert(city, f"{desk}esitys/palauta/", name)
    inert(client_for(employee(StaffRole.DECISION_MAKER)), f"{desk}paatos/", name, purpose, reason)
    decide(matter)
    inert(city, desk, name, purpose, reason, f"{SCRIPT} Virkailija")
    inert(applicant, own, reason)
    inert(applicant, "/fi/viestit/")
    inert(auditor, "/fi/kaupunki/loki/", f"{SCRIPT} Virkailija", f"{SCRIPT} Hoitaja ({NAME})")
    Tie.objects.create(user=officer, association=matter.association)
    inert(city, "/fi/kaupunki/sidonnaisuudet/", name)
    for page in ("", "yhdistykset/", "yhdistykset/kerho/", "avustukset/myonnetyt/"):
        inert(Client(), f"/fi/{page}", name)
    inert(Client(), "/fi/avustukset/myonnetyt/", purpose)
    inert(Client(), "/fi/yhdistykset/kerho/", purpose, reason)
    # Nothing was taken out on the way: it is stored as it was written.
    assert matter.association.name_fi == NAME


def test_mark_up_in_a_conflict_is_inert(matter: Application):
    path = f"/en/hakemukset/{matter.pk}/muokkaa/"
    client = client_for(matter.started_by, matter.association)
    shown = {field.html_name: field.value() for field in client.get(path).context["form"]}
    response = client.post(path, {**shown, "plan": f"Minun {SCRIPT}", "plan-version": "1"})
    page = Page(response)
    assert list(response.context["form"].errors) == ["plan"]
    assert (page.inline_scripts, page.handlers) == (0, [])
    assert f"{SCRIPT} Hoitaja changed this answer" in page.text
    assert f"Minun {SCRIPT}" in page.text


def test_placeholders_stay_literal_in_mail(matter: Application, officer: User):
    submit(matter)
    matter.refresh_from_db()
    score(matter, employee(StaffRole.GRANT_OFFICER))
    score(matter, officer)
    propose(matter, officer)
    decide(matter)
    assert Message.objects.count() == 2
    for message in Message.objects.all():
        letter = rendering.letter(message)
        assert PLACEHOLDERS in letter.text
        assert (SCRIPT in letter.text, "<script" in letter.html, "<img src=x" in letter.html) == (True, False, False)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85"])
def test_a_line_break_in_a_name_makes_no_mail_header(end: str):
    name = f"Kerho ry{end}Bcc: kaikki@evil.example{end}{end}Teksti"
    association = AssociationFactory.create(name_fi=name, name_sv=name)
    application = grants.submitted(association=association)
    Application.objects.filter(pk=application.pk).update(case_number=f"PORI/1{end}Bcc: x@evil.example")
    [message] = Message.objects.all()
    message.context["case_number"] = f"PORI/1{end}Bcc: x@evil.example"
    mail = rendering.mail(message).message()
    assert sorted(set(mail.keys())) == [
        *["Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "MIME-Version"],
        *["Message-ID", "Reply-To", "Subject", "To"],
    ]
    assert [mail["To"], str(mail["Subject"]).count("\n")] == [application.started_by.email, 0]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\u2028"])
def test_a_line_break_in_a_name_makes_no_second_line_in_the_record(end: str):
    association = AssociationFactory.create(name_fi=f"Kerho ry{end}Päätös: myönnetty")
    application = grants.submitted(association=association)
    page = Page(client_for(employee(StaffRole.AUDITOR)).get("/en/kaupunki/loki/"))
    assert page.elements.count("time") == Event.objects.count()
    sentence = f"{application.submitted_by} (Kerho ry Päätös: myönnetty) submitted the application"
    assert page.text.count(sentence) == 1


def post_from(host: str, application: Application, **headers: str) -> Any:
    client = client_for(application.started_by, application.association)
    return client.post(f"/en/hakemukset/{application.pk}/tarkista/", headers={"host": host, **headers})


def test_a_forged_host_submits_nothing():
    application = grants.draft()
    assert post_from("evil.example", application).status_code == 400
    assert Application.objects.get().state == "draft"


@pytest.mark.parametrize("headers", [{}, {"x-forwarded-host": "evil.example"}, {"forwarded": "host=evil.example"}])
def test_links_in_mail_lead_to_the_portals_own_address_whatever_the_request_says(headers: dict[str, str]):
    application = grants.draft()
    response = post_from("localhost", application, **headers)
    assert response.headers["Location"] == f"/en/hakemukset/{application.pk}/"
    mail = rendering.mail(Message.objects.get())
    assert f"https://portal.test/fi/hakemukset/{application.pk}/" in mail.body
    assert [word in str(mail.message()) for word in ("evil.example", "localhost")] == [False, False]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *[("public_purpose", "Nuotit\u202eätoun"), ("public_purpose", "Nuotit\x00")],
        *[("reasons", "Syy\u2066."), ("reasons", "Syy\x1b[2J"), ("reasons", "Syy\u2028.")],
    ],
)
def test_text_that_reads_as_another_is_refused_in_a_proposal(field: str, text: str):
    application = grants.in_review()
    for _ in range(2):
        grants.score(application, employee(StaffRole.GRANT_OFFICER))
    client = client_for(employee(StaffRole.GRANT_OFFICER))
    sent = {"amount": "500", "public_purpose": "Nuotit", "reasons": "Syy.", field: text}
    page = client.post(f"/en/kaupunki/avustukset/{application.pk}/esitys/", sent)
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    application.refresh_from_db()
    assert application.state == "in_review"


@pytest.mark.parametrize("text", ["Syy\u202e", "Syy\x00", "Syy\u200f"])
@pytest.mark.parametrize("page", ["pisteet/", "paatos/", "esitys/palauta/", "peru/"])
def test_text_that_reads_as_another_is_refused_in_every_reason(page: str, text: str):
    makers: dict[str, Callable[[], Application]] = {
        "pisteet/": grants.in_review,
        "paatos/": grants.proposed,
        "esitys/palauta/": grants.proposed,
    }
    application = makers.get(page, grants.submitted)()
    association: Association = application.association
    own = page == "peru/"
    client = client_for(application.started_by, association) if own else client_for(employee(*StaffRole))
    path = f"/en/{'hakemukset' if own else 'kaupunki/avustukset'}/{application.pk}/{page}"
    names = list(client.get(path).context["form"].fields)
    sent = {name: "1" if name.startswith("points") else "on" if name == "confirmed" else text for name in names}
    form = client.post(path, sent).context["form"]
    assert sorted(form.errors) == sorted(name for name, value in sent.items() if value == text)
    assert Decision.objects.count() == 0
    state = application.state
    application.refresh_from_db()
    assert application.state == state
