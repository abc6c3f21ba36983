"""Ties: seats of one's own or a relative, organ by organ, and what they shut (Hallintolaki §28; cases.md 22)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from associations.enums import DocumentKind, LegalForm, Organ, Role, Status
from associations.models import Association, BankAccount, Claim, Document, Handover, Membership, Sector, Tie
from associations.services import people, ties
from grants.models import Application, Review
from portal import clock, policy
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal.models import Event, RowImage
from portal.workflow import Refused
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, account, acting_for, member

pytestmark = pytest.mark.django_db

LIST = "/en/kaupunki/sidonnaisuudet/"
REGISTER = f"{LIST}kaikki/"


@pytest.fixture(autouse=True)
def _sentences_in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def officer() -> User:
    """An employee."""
    return employee(StaffRole.GRANT_OFFICER)


@pytest.fixture
def city(officer: User) -> Client:
    """The same in a browser."""
    return client_for(officer, city=True)


def seat(**changes: Any) -> dict[str, Any]:
    return {"organ": "board", "starts_on": "1.2.2026", **changes}


def test_a_seat_is_recorded_organ_by_organ(city: Client, officer: User):
    association = AssociationFactory.create(name_fi="Kylän Kuoro ry")
    for organ in ("board", "auditor"):
        assert city.post(LIST, seat(association="kylän kuoro RY", organ=organ)).status_code == 302
    again = city.post(LIST, seat(association="Kylän Kuoro ry", relative=""))
    assert b"This tie is recorded already." in again.content
    found = Tie.objects.order_by("pk").values_list("user", "association", "organ", "relative")
    assert list(found) == [(officer.pk, association.pk, "board", False), (officer.pk, association.pk, "auditor", False)]
    assert Event.objects.filter(verb="associations.tie_recorded").count() == 2


def test_where_several_fit_the_form_comes_back_with_them(city: Client):
    first = AssociationFactory.create(name_fi="Kylän Kuoro ry", register_number="1.111")
    AssociationFactory.create(name_fi="Kaupungin Kuoro ry")
    AssociationFactory.create(name_fi="Sulautettu Kuoro ry", status=Status.MERGED, merged_into=first)
    page = city.post(LIST, seat(association="kuoro", relative="on"))
    form = page.context["form"]
    assert (page.status_code, list(form.errors)) == (200, ["chosen"])
    assert sorted(label for _key, label in form.fields["chosen"].choices) == [
        "Kaupungin Kuoro ry",
        "Kylän Kuoro ry (1.111)",
    ]
    chosen = city.post(LIST, seat(association="kuoro", relative="on", chosen=str(first.pk)))
    assert chosen.status_code == 302
    assert Tie.objects.get().association == first


def test_one_that_is_called_differently_is_confirmed_first(city: Client):
    only = AssociationFactory.create(name_fi="Kylän Kuoro ry")
    assert list(city.post(LIST, seat(association="kuoro")).context["form"].errors) == ["chosen"]
    assert city.post(LIST, seat(association="kuoro", chosen=str(only.pk))).status_code == 302


def test_two_of_one_name_are_told_apart(city: Client):
    first, second = (AssociationFactory.create(name_fi="Kuoro ry", register_number=n) for n in ("1.111", "2.222"))
    page = city.post(LIST, seat(association="Kuoro ry"))
    assert [key for key, _label in page.context["form"].fields["chosen"].choices] == [str(first.pk), str(second.pk)]
    assert city.post(LIST, seat(association="2.222")).status_code == 302
    assert Tie.objects.get().association == second


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"association": "Ei mikään ry"}, "association"),
        ({"association": "x" * 161}, "association"),
        ({"association": "a\x00b"}, "association"),
        ({"association": "Kuoro ry", "chosen": "999999"}, "chosen"),
        ({}, "association"),
        ({"association": "Kuoro ry", "body": "Porin Osakeyhtiö"}, "association"),
        ({"association": "Kuoro ry", "organ": "choir"}, "organ"),
        ({"association": "Kuoro ry", "starts_on": "31.2.2026"}, "starts_on"),
        ({"association": "Kuoro ry", "ends_on": "31.1.2026"}, "ends_on"),
    ],
)
def test_what_is_wrong_stands_at_its_field(sent: dict[str, str], field: str, city: Client):
    AssociationFactory.create(name_fi="Kuoro ry")
    page = city.post(LIST, seat(**sent))
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert Tie.objects.count() == 0


def test_another_body_is_recorded_once_and_shuts_nothing(city: Client, officer: User):
    application = grants.submitted()
    assert city.post(LIST, seat(body="Porin Osakeyhtiö Oy", organ="manager")).status_code == 302
    assert b"recorded already" in city.post(LIST, seat(body="PORIN osakeyhtiö oy", organ="manager")).content
    assert (Tie.objects.get().body, Tie.objects.get().association) == ("Porin Osakeyhtiö Oy", None)
    assert city.get("/en/kaupunki/avustukset/").context["page"].paginator.count == 1
    assert city.get(f"/en/kaupunki/avustukset/{application.pk}/").status_code == 200


def test_ties_in_force_to_come_and_ended_stand_apart(city: Client, officer: User):
    today = clock.today()
    day = timedelta(days=1)
    for name, first, last in (
        ("Nyt ry", today, today),
        ("Tulee ry", today + day, None),
        ("Päättyi ry", today - 9 * day, today - day),
    ):
        Tie.objects.create(
            user=officer, association=AssociationFactory.create(name_fi=name), starts_on=first, ends_on=last
        )
    Tie.objects.create(user=employee(StaffRole.LIAISON), body="Toisen oma")
    mine = city.get(LIST).context["mine"]
    assert {when: [row.where for row in rows] for when, rows in mine.items()} == {
        "now": ["Nyt ry"],
        "coming": ["Tulee ry"],
        "ended": ["Päättyi ry"],
    }


def test_a_tie_is_put_right_and_the_row_images_keep_what_it_said(city: Client, officer: User):
    tie = Tie.objects.create(user=officer, association=AssociationFactory.create())
    page = city.post(f"{LIST}{tie.pk}/", {"organ": "council", "relative": "on", "starts_on": "1.1.2026"})
    assert page.headers["Location"] == LIST
    tie.refresh_from_db()
    assert (tie.organ, tie.relative, tie.ends_on) == (Organ.COUNCIL, True, None)
    image = RowImage.objects.filter(table="associations_tie", operation="UPDATE").latest("pk")
    assert image.before is not None
    assert (image.before["organ"], image.before["relative"]) == ("board", False)
    other = Tie.objects.create(user=employee(StaffRole.LIAISON), association=AssociationFactory.create())
    assert city.post(f"{LIST}{other.pk}/", seat()).status_code == 404
    with acting(as_employee(officer)), pytest.raises(Http404):
        ties.change_tie(other, organ="board", relative=False, starts_on=clock.today(), ends_on=None)


def test_the_service_refuses_what_names_nothing_or_ends_before_it_begins(officer: User):
    today = clock.today()
    with acting(as_employee(officer)):
        with pytest.raises(Refused):
            ties.record_tie()
        with pytest.raises(Refused):
            ties.record_tie(association=AssociationFactory.create(), body="Oy")
        with pytest.raises(Refused):
            ties.record_tie(body="Oy", starts_on=today, ends_on=today - timedelta(days=1))
    assert Tie.objects.count() == 0


def test_auditors_read_all_ties_and_others_do_not():
    first, second = employee(StaffRole.LIAISON), employee(StaffRole.GRANT_OFFICER)
    association = AssociationFactory.create(name_fi="Kylän Kuoro ry")
    today = clock.today()
    Tie.objects.create(user=first, association=association, relative=True)
    Tie.objects.create(user=second, body="Porin Osakeyhtiö Oy", starts_on="2020-01-01", ends_on="2020-12-31")
    Tie.objects.create(user=second, association=association, starts_on=today + timedelta(days=1))
    for role in (StaffRole.AUDITOR, StaffRole.ADMINISTRATOR):
        client = client_for(employee(role), city=True)
        assert [row.tie.user for row in client.get(REGISTER).context["rows"]] == [second, first, second]
        counts = {
            when: len(client.get(f"{REGISTER}?when={when}").context["rows"]) for when in ("now", "coming", "ended")
        }
        assert counts == {"now": 1, "coming": 1, "ended": 1}
    text = Page(client.get(REGISTER)).text
    assert [word in text for word in ("a close relative's", "Porin Osakeyhtiö Oy", "to come")] == [True] * 3
    assert client_for(first, city=True).get(REGISTER).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_cost_the_same_for_one_tie_and_three(rows: int, django_assert_num_queries: Any):
    auditor = employee(StaffRole.AUDITOR)
    for _number in range(rows):
        Tie.objects.create(user=auditor, association=AssociationFactory.create())
    client = client_for(auditor, city=True)
    for path, queries in ((LIST, 5), (REGISTER, 6)):
        client.get(path)
        with django_assert_num_queries(queries):
            page = client.get(path)
        assert page.content.count(b"Kyl\xc3\xa4n Laulu") >= rows


# What a tie to an association must hide, everywhere and from everybody.
BARRED: list[tuple[type[models.Model], str]] = [
    (Application, "association"),
    (Review, "application__association"),
    (Claim, "association"),
    (Document, "association"),
    (BankAccount, "association"),
    (Handover, "association"),
]
Bind = Callable[[User, Association], Any]


def _dated(first: int, last: int | None, **fields: Any) -> Bind:
    def bind(user: User, association: Association) -> None:
        today = clock.today()
        ends = None if last is None else today + timedelta(days=last)
        Tie.objects.create(
            user=user, association=association, starts_on=today + timedelta(days=first), ends_on=ends, **fields
        )

    return bind


def _role(first: int, last: int | None) -> Bind:
    def bind(user: User, association: Association) -> None:
        today = clock.today()
        ends = None if last is None else today + timedelta(days=last)
        starts = today + timedelta(days=first)
        Membership.objects.create(association=association, user=user, role=Role.MEMBER, starts_on=starts, ends_on=ends)

    return bind


SHUTS: dict[str, Bind] = {
    **{f"a seat in the {organ}": _dated(0, None, organ=organ) for organ in Organ},
    "a relative's seat": _dated(-30, None, relative=True),
    "a seat until today": _dated(-30, 0),
    "a role in the portal": _role(0, None),
    "a role until today": _role(-30, 0),
}
SHUTS_NOTHING: dict[str, Bind] = {
    "a seat that ended yesterday": _dated(-30, -1),
    "a seat from tomorrow": _dated(1, None),
    "a role that ended yesterday": _role(-30, -1),
    "a role from tomorrow": _role(1, None),
    "another body": lambda user, _association: Tie.objects.create(user=user, body="Porin Osakeyhtiö Oy"),
    "somebody else's seat": lambda _user, association: Tie.objects.create(
        user=employee(StaffRole.LIAISON), association=association
    ),
}


class _Undo(Exception):
    pass


def _everything(association: Association) -> None:
    """One of each that a tie bars."""
    person = member(association)
    account(association)
    grants.proposed(association=association)
    Claim.objects.create(user=UserFactory.create(), association=association, role=Role.CHAIR)
    Document.objects.create(association=association, kind=DocumentKind.RULES, added_by=person)
    today = clock.today()
    Handover.objects.create(association=association, effective_on=today, meeting_on=today, made_by=person)


def _seen(user: User) -> dict[str, set[int]]:
    who = as_employee(user)
    return {model.__name__: set(policy.visible(model, who).values_list("pk", flat=True)) for model, _path in BARRED}


def test_a_tie_hides_its_association_s_matters_and_nothing_else():
    tied, other = AssociationFactory.create(), AssociationFactory.create()
    _everything(tied)
    _everything(other)
    # A request for an association that isn't in the register yet belongs to nobody's tie.
    Claim.objects.create(
        user=UserFactory.create(),
        new_name="Uusi ry",
        new_form=LegalForm.REGISTERED,
        new_sector=Sector.objects.get(slug="muu"),
        role=Role.CHAIR,
    )
    of_tied = {
        model.__name__: set(model._base_manager.filter(**{path: tied}).values_list("pk", flat=True))
        for model, path in BARRED
    }
    assert all(of_tied.values())
    wrong = []
    for role in StaffRole:
        user = employee(role)
        before = _seen(user)
        for name, bind in {**SHUTS, **SHUTS_NOTHING}.items():
            try:
                with transaction.atomic():
                    bind(user, tied)
                    after = _seen(user)
                    raise _Undo
            except _Undo:
                pass
            hidden = {key: before[key] - after[key] for key in before}
            expected = {key: before[key] & of_tied[key] if name in SHUTS else set() for key in before}
            if hidden != expected or any(after[key] - before[key] for key in before):
                wrong.append((role.value, name, hidden))
    assert wrong == []
    assert {key for key, keys in _seen(employee(StaffRole.AUDITOR)).items() if keys} == set(of_tied)


@pytest.mark.parametrize("bind", SHUTS.values(), ids=SHUTS)
def test_a_tie_shuts_the_acts_as_well(bind: Bind):
    association, other = AssociationFactory.create(), AssociationFactory.create()
    _everything(association)
    _everything(other)
    user = employee(*StaffRole)
    acts: list[tuple[str, type[models.Model]]] = [
        ("associations.handle_claim", Claim),
        ("associations.view_claim", Claim),
        ("associations.verify_document", Document),
        ("associations.view_document", Document),
        ("associations.verify_account", BankAccount),
        ("associations.verify_association", Association),
        ("grants.view_application", Application),
        ("grants.decide_application", Application),
    ]

    def allowed(of: Association) -> dict[str, bool]:
        who = as_employee(user)
        return {
            name: policy.allows(
                name, of if model is Association else model._base_manager.filter(association=of).get(), who
            )
            for name, model in acts
        }

    assert all(allowed(association).values())
    bind(user, association)
    assert (set(allowed(association).values()), set(allowed(other).values())) == ({False}, {True})


def test_acting_for_the_own_association_nothing_is_barred(officer: User):
    association = AssociationFactory.create()
    bank = account(association)
    Membership.objects.create(association=association, user=officer, role=Role.CHAIR, areas=["people"])
    assert list(policy.visible(BankAccount, as_employee(officer))) == []
    assert list(policy.visible(BankAccount, acting_for(officer, association))) == [bank]


@pytest.mark.parametrize("tied", ["seat", "relative", "untied"])
def test_a_request_knows_the_ties_and_shuts_the_same_as_work_that_looks_them_up(tied: str, officer: User):
    shut, other = grants.submitted(), grants.submitted()
    if tied == "seat":
        people.add_member(association=shut.association, user=officer, role=Role.CONTACT)
    if tied == "relative":
        Tie.objects.create(user=officer, association=shut.association, relative=True)
    page = client_for(officer, city=True).get("/en/kaupunki/avustukset/")
    request: Any = page.wsgi_request
    expected = {other} if tied != "untied" else {shut, other}
    assert request.actor.tied_to == ({shut.association_id} if tied != "untied" else frozenset())
    with acting(request.actor):
        assert set(policy.visible(Application)) == expected
    with acting(as_employee(officer)) as unread:
        assert unread.tied_to is None
        assert set(policy.visible(Application)) == expected


def test_an_employee_without_ties_is_asked_about_them_once_a_page(city: Client):
    grants.submitted()
    with CaptureQueriesContext(connection) as asked:
        assert city.get("/en/kaupunki/avustukset/").status_code == 200
    assert sum("associations_tie" in one["sql"] for one in asked.captured_queries) == 1
