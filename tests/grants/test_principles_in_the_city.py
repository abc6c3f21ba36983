"""The pages on which the grant principles are written and published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from grants.enums import PrinciplesState
from grants.models import Aim, Principles
from grants.services import principles as services
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from tests.clients import client_for
from tests.factories.accounts import as_employee, employee
from tests.grants.principled import CITY, DAY, PUBLIC, built, published, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer() -> Iterator[User]:
    """Acting as a grant officer."""
    who = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(who)):
        yield who


@pytest.fixture
def client(officer: User) -> Client:
    """The officer's browser."""
    return client_for(officer, city=True)


def test_a_version_is_written_and_published_page_by_page(client: Client):
    assert "uusi/" in client.get(CITY).content.decode()
    client.post(f"{CITY}uusi/", {"title_fi": "Periaatteet", "valid_from": "1.1.2026"})
    made = Principles.objects.get()
    assert len(client.get(built(made)).context["missing"]) == 3
    assert len(client.get(built(made, "julkaise/")).context["missing"]) == 3

    page = client.get(built(made, "tiedot/"))
    sent = {**page.context["form"].initial, "text_fi": "Koska.", "text_sv": "För att.", "adopted_by": "Valtuusto 1 §"}
    assert client.post(built(made, "tiedot/"), {**sent, "valid_from": "2.1.2026", "version": 1}).status_code == 302
    made.refresh_from_db()
    assert (made.text_fi, made.text_sv, made.adopted_by) == ("Koska.", "För att.", "Valtuusto 1 §")
    assert made.valid_from == date(2026, 1, 2)

    new = built(made, "painopisteet/uusi/")
    assert client.get(new).status_code == 200
    for label, kind in (("Osallisuus", "emphasis"), ("Luonto", "emphasis"), ("Turha", "goal")):
        assert client.post(new, {"label_fi": label, "label_sv": "Sv", "kind": kind}).status_code == 302
    wanted, unwanted = made.aims.get(key="luonto"), made.aims.get(key="turha")
    edit = f"{CITY}painopisteet/{wanted.pk}/"
    assert client.get(edit).context["form"].initial == {**AIM, "label_fi": "Luonto", "label_sv": "Sv"}
    client.post(edit, {"label_fi": "Metsä", "kind": "goal"})
    client.post(f"{CITY}painopisteet/{unwanted.pk}/poista/")
    assert list(made.aims.values_list("key", "label_fi", "kind")) == [
        ("osallisuus", "Osallisuus", "emphasis"),
        ("luonto", "Metsä", "goal"),
    ]

    made.refresh_from_db()
    page = client.get(built(made, "julkaise/"))
    assert (page.context["missing"], page.context["principles"].state) == ([], PrinciplesState.DRAFT)
    page = client.post(built(made, "julkaise/"), {"version": made.version}, follow=True)
    made.refresh_from_db()
    assert (made.state, page.context["missing"]) == (PrinciplesState.PUBLISHED, [])
    assert "Metsä" in Client().get(PUBLIC).content.decode()


AIM = {"label_fi": "", "label_sv": "", "label_en": "", "kind": "emphasis"}


def test_a_new_version_begins_a_year_later(client: Client):
    source = published(date(2028, 2, 29))
    page = client.get(built(source, "kopioi/"))
    assert page.context["form"].initial == {"valid_from": date(2029, 2, 28)}
    page = client.post(built(source, "kopioi/"), {"valid_from": "30.2.2029"})
    assert set(page.context["form"].errors) == {"valid_from"}
    client.post(built(source, "kopioi/"), {"valid_from": "1.3.2029"})
    made = Principles.objects.exclude(pk=source.pk).get()
    assert (made.state, made.valid_from, made.aims.count()) == (PrinciplesState.DRAFT, date(2029, 3, 1), 2)


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(client: Client):
    made = written()
    page = client.post(f"{CITY}uusi/", {"title_fi": "", "valid_from": "pian"})
    assert set(page.context["form"].errors) == {"title_fi", "valid_from"}
    sent = {
        "title_fi": "",
        "text_fi": "x" * 40_001,
        "text_en": "Because.",
        "adopted_by": "\u202e",
        "valid_from": "1.1.",
    }
    form = client.post(built(made, "tiedot/"), sent).context["form"]
    assert set(form.errors) == {"title_fi", "text_fi", "adopted_by", "valid_from"}
    assert form["text_en"].value() == "Because."
    form = client.post(built(made, "painopisteet/uusi/"), {**AIM, "kind": "other"}).context["form"]
    assert set(form.errors) == {"label_fi", "kind"}
    assert made.aims.count() == 2


def test_an_older_page_says_so_and_keeps_what_was_typed(client: Client):
    made = written()
    kept = made.aims.get(key="mielen-hyvinvointi")
    old = {"version": made.version, "valid_from": "1.1.2026"}
    services.edit_principles(principles=made, values={"title_fi": "Ensin"})
    for path, sent in (
        (built(made, "tiedot/"), {"title_fi": "Myöhemmin"}),
        (built(made, "painopisteet/uusi/"), {**AIM, "label_fi": "Myöhemmin"}),
        (f"{CITY}painopisteet/{kept.pk}/", {**AIM, "label_fi": "Myöhemmin"}),
    ):
        form = client.post(path, {**old, **sent}).context["form"]
        assert form.non_field_errors()
        assert "Myöhemmin" in {field.value() for field in form}
    answer = client.post(built(made, "julkaise/"), old)
    assert answer.headers["Location"] == built(made, "julkaise/")
    made.refresh_from_db()
    assert (made.title_fi, made.state) == ("Ensin", PrinciplesState.DRAFT)
    assert not Aim.objects.filter(label_fi="Myöhemmin").exists()


def test_forms_lead_away_from_published_principles_and_refuse_what_is_sent(client: Client):
    made = published()
    kept = made.aims.get(key="mielen-hyvinvointi")
    build = built(made)
    forms = {
        built(made, "tiedot/"): {"title_fi": "Toinen", "valid_from": "1.1.2026"},
        built(made, "painopisteet/uusi/"): {**AIM, "label_fi": "Toinen"},
        f"{CITY}painopisteet/{kept.pk}/": {**AIM, "label_fi": "Toinen"},
    }
    for path, sent in forms.items():
        assert client.get(path).headers["Location"] == build
        form = client.post(path, sent).context["form"]
        assert form.non_field_errors()
    for path in (f"{CITY}painopisteet/{kept.pk}/poista/", built(made, "julkaise/")):
        assert client.post(path).headers["Location"] == build
    assert client.get(built(made, "julkaise/")).headers["Location"] == build
    page = client.get(build).content.decode()
    assert not any(path in page for path in forms)
    made.refresh_from_db()
    assert (made.title_fi, made.aims.count(), made.aims.filter(label_fi="Toinen").count()) == ("Periaatteet", 2, 0)


def test_a_page_says_what_is_missing_when_publishing_is_refused(client: Client):
    made = services.add_principles(title_fi="Periaatteet", valid_from=DAY)
    page = client.post(built(made, "julkaise/"), follow=True)
    assert [str(message.level_tag) for message in page.context["messages"]] == ["error"]
    made.refresh_from_db()
    assert made.state == PrinciplesState.DRAFT


def test_taking_out_asks_first(client: Client):
    made = written()
    kept = made.aims.all()[0]
    page = client.get(f"{CITY}painopisteet/{kept.pk}/poista/")
    assert (page.status_code, kept.label_fi in page.content.decode()) == (200, True)
    assert made.aims.count() == 2


@pytest.mark.parametrize("role", [role for role in StaffRole if role != StaffRole.GRANT_OFFICER])
def test_another_role_is_refused(role: StaffRole, officer: User):
    made = written()
    kept = made.aims.all()[0]
    other = client_for(employee(role), city=True)
    names: dict[str, list[int]] = {
        **{"principles_table": [], "principles_add": []},
        **{f"principles_{page}": [made.pk] for page in ("build", "edit", "copy", "publish")},
        **{"aim_add": [made.pk], "aim_edit": [kept.pk]},
    }
    for name, arguments in names.items():
        path = reverse(f"grants:{name}", args=arguments)
        assert (name, other.get(path).status_code, other.post(path).status_code) == (name, 403, 403)
    assert other.post(reverse("grants:aim_remove", args=[kept.pk])).status_code == 403
    assert (made.aims.count(), Principles.objects.count()) == (2, 1)
