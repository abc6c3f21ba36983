"""The city's page about one association, and putting its register data right (cases.md 14, 22, 23, 34)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation

from associations.enums import DocumentKind, LegalForm, Role, Status
from associations.models import (
    Association,
    BankAccount,
    Claim,
    ContactWay,
    Document,
    Handover,
    Invitation,
    LiaisonAssignment,
    Merge,
    Tie,
)
from associations.services import register
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.files.models import StoredFile
from portal.journal.models import Event
from portal.workflow import Refused, Stale
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, account, member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def association() -> Association:
    """One with a bit of everything."""
    made = AssociationFactory.create(name_fi="Kylän Kuoro ry", slug="kylan-kuoro", register_number="123.456")
    chair = member(made, Role.CHAIR, first_name="Kerttu", last_name="Kuoronjohtaja")
    account(made)
    ContactWay.objects.create(association=made, kind="email", value="salainen@kuoro.example", public=False)
    document = Document.objects.create(association=made, kind=DocumentKind.RULES, added_by=chair)
    attach(document, "saannot.pdf")
    asker = UserFactory.create(last_name="Pyytäjä")
    Claim.objects.create(user=asker, association=made, role=Role.SECRETARY)
    later = clock.now() + timedelta(days=3)
    Invitation.objects.create(
        association=made, email="kutsuttu@kuoro.example", role=Role.MEMBER, invited_by=chair, expires_at=later
    )
    Handover.objects.create(association=made, effective_on=clock.today(), meeting_on=clock.today(), made_by=chair)
    LiaisonAssignment.objects.create(user=employee(StaffRole.LIAISON, last_name="Yhteyshenkilö"), association=made)
    return made


def attach(document: Document, name: str) -> None:
    """A file's row; what lies in it is no matter here."""
    StoredFile.objects.create(
        name=name,
        kind="document",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        parent_type=document._meta.label_lower,
        parent_id=str(document.pk),
        created_at=clock.now(),
    )


def page_of(association: Association, user: User) -> Any:
    return client_for(user, city=True).get(f"/en/kaupunki/yhdistykset/{association.pk}/")


def keys(page: Any) -> list[str]:
    return [section.key for section in page.context["sections"]]


BARRED = ["Pyytäjä", "saannot.pdf", "FI21", "Handovers"]


def test_the_page_gathers_what_the_parts_tell(association: Association):
    grants.decided(association=association)
    page = page_of(association, employee(StaffRole.LIAISON_COORDINATOR))
    assert keys(page) == [
        *("facts", "people", "waiting", "contact", "accounts", "documents", "liaisons", "grants", "support", "history"),
    ]
    text = Page(page).text
    shown = ["123.456", "Kuoronjohtaja", "kutsuttu@kuoro.example", "salainen@kuoro.example", "Yhteyshenkilö", *BARRED]
    assert [word for word in shown if word not in text] == []
    application = page.context["sections"][7].context["applications"][0]
    assert (application.case_number in text, "Granted" in text) == (True, True)


@pytest.mark.parametrize(
    ("role", "without"),
    [
        (StaffRole.LIAISON, {"grants"}),
        (StaffRole.COMMUNICATIONS, {"grants", "support"}),
        (StaffRole.GRANT_OFFICER, set()),
        (StaffRole.AUDITOR, set()),
        (StaffRole.ADMINISTRATOR, {"grants", "support"}),
    ],
)
def test_each_role_sees_the_parts_that_its_rights_open(role: StaffRole, without: set[str], association: Association):
    every = {
        "facts",
        "people",
        "waiting",
        "contact",
        "accounts",
        "documents",
        "liaisons",
        "grants",
        "support",
        "history",
    }
    assert set(keys(page_of(association, employee(role)))) == every - without


def test_a_tie_keeps_what_it_bars_from_the_page(association: Association):
    application = grants.submitted(association=association)
    officer = employee(StaffRole.GRANT_OFFICER)
    Tie.objects.create(user=officer, association=association, organ="council")
    page = page_of(association, officer)
    text = Page(page).text
    assert [word for word in [*BARRED, application.case_number] if word in text] == []
    assert ("You have a tie to this association" in text, "123.456" in text) == (True, True)


def test_a_merged_one_leads_to_the_one_that_was_kept(association: Association):
    gone = AssociationFactory.create(name_fi="Vanha Kuoro ry", status=Status.MERGED, merged_into=association)
    reader = employee(StaffRole.LIAISON)
    Merge.objects.create(kept=association, absorbed=gone, made_by=reader)
    assert f"/en/kaupunki/yhdistykset/{association.pk}/" in page_of(gone, reader).content.decode()
    page = page_of(association, reader)
    assert ("absorbed" in keys(page), "Vanha Kuoro ry" in Page(page).text) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_row_of_each_and_three(
    rows: int, association: Association, django_assert_num_queries: Any
):
    for number in range(rows - 1):
        member(association)
        BankAccount.objects.create(association=association, iban=f"FI{number:016}", holder="Kylän Kuoro ry")
        asker = UserFactory.create()
        document = Document.objects.create(association=association, kind=DocumentKind.ACCOUNTS, added_by=asker)
        attach(document, "tilit.pdf")
        Claim.objects.create(user=asker, association=association, role=Role.SECRETARY)
        grants.submitted(association=association)
    grants.submitted(association=association)
    client = client_for(employee(StaffRole.GRANT_OFFICER), city=True)
    path = f"/fi/kaupunki/yhdistykset/{association.pk}/"
    client.get(path)
    # 4 of every page, the association; people, claims, invitations, handovers, ways, links,
    # accounts, documents and their files, liaisons, applications, the ledger by year and by row, merges, events.
    with django_assert_num_queries(20):
        assert client.get(path).status_code == 200


@pytest.fixture
def editor() -> User:
    """An employee who edits the register."""
    return employee(StaffRole.LIAISON)


def sent(association: Association, **changes: Any) -> dict[str, Any]:
    return {
        "name_fi": association.name_fi,
        "legal_form": association.legal_form,
        "signing": association.signing,
        "register_number": association.register_number,
        "business_id": association.business_id,
        "registered_office": association.registered_office,
        "registered_on": "",
        "status": association.status,
        "reason": "",
        "version": association.version,
        **changes,
    }


def edit(client: Client, association: Association, **changes: Any) -> Any:
    path = f"/en/kaupunki/yhdistykset/{association.pk}/rekisteritiedot/"
    return client.post(path, sent(association, **changes))


def test_register_data_are_put_right_and_the_record_says_what_was_before(association: Association, editor: User):
    client = client_for(editor, city=True)
    done = edit(
        client, association, name_fi="Kylän Sekakuoro ry", business_id="20774740", registered_on="3.5.1999", size="9"
    )
    assert done.status_code == 302
    association.refresh_from_db()
    assert (association.name_fi, association.business_id) == ("Kylän Sekakuoro ry", "2077474-0")
    # What isn't register data isn't taken from the form.
    assert (association.registered_on, association.size, association.version) == (date(1999, 5, 3), None, 2)
    event = Event.objects.about(association).latest("pk")
    assert (event.verb, event.actor_id) == ("associations.register_data_edited", editor.pk)
    assert event.details["changes"] == {
        "name_fi": ["Kylän Kuoro ry", "Kylän Sekakuoro ry"],
        "business_id": ["", "2077474-0"],
        "registered_on": ["", "1999-05-03"],
    }
    text = Page(page_of(association, editor)).text
    assert "Name: Kylän Kuoro ry → Kylän Sekakuoro ry" in text
    assert "Registered on: – → 3 May 1999" in text


def test_dissolving_needs_a_reason_and_takes_it_from_the_directory(
    association: Association, editor: User, django_capture_on_commit_callbacks: Any
):
    client = client_for(editor, city=True)
    assert (
        "leaves the directory" in Page(client.get(f"/en/kaupunki/yhdistykset/{association.pk}/rekisteritiedot/")).text
    )
    refused = edit(client, association, status="dissolved")
    assert (refused.status_code, b"Say why the status is changed." in refused.content) == (200, True)
    assert client.get("/en/yhdistykset/").context["page"].paginator.count == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert edit(client, association, status="dissolved", reason="PRH:n ilmoitus").status_code == 302
    assert client.get("/en/yhdistykset/").context["page"].paginator.count == 0
    event = Event.objects.about(association).latest("pk")
    assert (event.verb, event.reason) == ("associations.dissolved", "PRH:n ilmoitus")
    association.refresh_from_db()
    assert edit(client, association, status="active", reason="Virhe").status_code == 302
    assert Event.objects.about(association).latest("pk").verb == "associations.restored"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[
            ("register_number", "12A.456"),
            ("business_id", "2077474-1"),
            ("name_fi", ""),
            ("registered_on", "31.2.2020"),
        ],
        *[("status", "merged"), ("legal_form", "company"), ("name_fi", "Kuoro\u202e ry"), ("registered_office", "")],
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    field: str, value: str, association: Association, editor: User
):
    page = edit(client_for(editor, city=True), association, **{"reason": "Syy", field: value})
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert b'value="Syy"' in page.content
    association.refresh_from_db()
    assert association.version == 1


def test_a_number_that_another_one_has_is_refused_with_a_sentence(association: Association, editor: User):
    other = AssociationFactory.create(register_number="1.234", legal_form=LegalForm.REGISTERED)
    page = edit(client_for(editor, city=True), other, register_number="123456")
    assert b"An association with this register number is here already." in page.content
    unregistered = edit(client_for(editor, city=True), association, legal_form="unregistered")
    assert b"An unregistered group has no register number." in unregistered.content


def test_an_older_page_is_refused_and_shows_both(association: Association, editor: User):
    client = client_for(editor, city=True)
    assert edit(client, association, registered_office="Ulvila").status_code == 302
    late = edit(client, association, registered_office="Nakkila")
    assert late.status_code == 200
    assert late.context["theirs"] == [("Registered office", "Ulvila", "Nakkila")]
    # Saving the page that came back is a decision of the reader.
    again = sent(association, registered_office="Nakkila", version=late.context["form"]["version"].value())
    assert client.post(late.request["PATH_INFO"], again).status_code == 302
    association.refresh_from_db()
    assert (association.registered_office, association.version) == ("Nakkila", 3)


def test_a_tie_shuts_the_register_data_too(association: Association, editor: User):
    Tie.objects.create(user=editor, association=association, relative=True)
    client = client_for(editor, city=True)
    assert client.get(f"/en/kaupunki/yhdistykset/{association.pk}/rekisteritiedot/").status_code == 403
    assert edit(client, association, registered_office="Ulvila").status_code == 403
    assert b"rekisteritiedot" not in page_of(association, editor).content


def test_the_service_refuses_whoever_calls_it(association: Association, editor: User):
    gone = AssociationFactory.create(status=Status.MERGED, merged_into=association)
    with acting(as_employee(editor)):
        with pytest.raises(Refused):
            register.edit_register_data(association=gone, changes={"registered_office": "Ulvila"})
        with pytest.raises(Stale):
            register.edit_register_data(association=association, changes={"registered_office": "Ulvila"}, version=7)
        unchanged = register.edit_register_data(association=association, changes={"registered_office": "Pori"})
    assert unchanged.version == 1
    with acting(as_employee(UserFactory.create())), pytest.raises(PermissionDenied):
        register.edit_register_data(association=association, changes={"registered_office": "Ulvila"})
    association.refresh_from_db()
    assert association.registered_office == "Pori"
