"""The open interface: what it gives, what it refuses, and that it keeps its own description."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, assume, given, settings
from schemathesis import GenerationMode

from associations.models import Association, Sector
from associations.services import facets
from portal.accounts.enums import StaffRole
from portal.wsgi import application
from tests.clients import client_for
from tests.factories.accounts import UserFactory, employee
from tests.factories.associations import AssociationFactory, told, weekly

pytestmark = pytest.mark.django_db

LIST = "/api/v1/associations"

PLANNED = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def get(path: str, **headers: str) -> Any:
    response = Client().get(path, headers=headers)
    assert (path, response.status_code) == (path, 200)
    return response.json()


def ids(query: str = "") -> list[str]:
    return [row["id"] for row in get(f"{LIST}?{query}")["results"]]


def test_an_association_is_told_in_full_in_one_language():
    association = told()
    found = get(f"{LIST}/rannan-sointu?texts=sv")
    assert found == {
        "id": "rannan-sointu",
        "url": "https://portal.test/sv/yhdistykset/rannan-sointu/",
        "name": "Strandens Klang rf",
        "summary": "Laulamme yhdessä tiistaisin.",
        "description": "Laulamme rannalla.",
        "joining": "Tule harjoituksiin.",
        "legal_form": "registered",
        "register_number": "900.123",
        "business_id": "9000000-1",
        "registered_office": "Pori",
        "registered_on": "1926-03-04",
        "sector": "kulttuuri",
        "sectors": ["kulttuuri", "nuoriso"],
        "districts": ["keskusta"],
        "target_groups": ["nuoret"],
        "languages": ["fi", "sv"],
        "accessibility": ["step_free"],
        "accessibility_note": "Ovi aukeaa napista.",
        "size": 48,
        "welcomes_new": True,
        "logo": "https://portal.test/yhdistykset/rannan-sointu/logo.png",
        "places": [{"name": "Annis", "address": "Annankatu 5", "postal_code": "28100", "district": "keskusta"}],
        "times": [
            {
                "title": "Harjoitukset",
                "weekday": 2,
                "starts_at": "18:00",
                "ends_at": "20:00",
                "every_weeks": 1,
                "season_from": None,
                "season_until": None,
                "place": "Annis",
            }
        ],
        "calendar": "https://portal.test/yhdistykset/rannan-sointu/ajat.ics",
        "contact_ways": [
            {"kind": "email", "label": "Sihteeri", "value": "info@rannansointu.example"},
            {"kind": "phone", "label": "", "value": "+358 2 000 0001"},
        ],
        "links": [{"kind": "website", "url": "https://rannansointu.example/"}],
        "checked_on": "2026-09-01",
        "added_at": _stamp(association.added_at),
        "changed_at": _stamp(association.changed_at),
    }
    assert get(f"{LIST}?texts=sv")["results"] == [found]


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_without_a_language_texts_stand_in_all_three():
    told()
    found = get(f"{LIST}/rannan-sointu")
    assert found["name"] == {"fi": "Rannan Sointu ry", "sv": "Strandens Klang rf", "en": ""}
    assert found["url"]["en"] == "https://portal.test/en/yhdistykset/rannan-sointu/"
    assert found["times"][0]["title"] == {"fi": "Harjoitukset", "sv": "", "en": ""}


def test_lists_of_references_stand_in_their_order():
    rows = [{"id": row.slug, "name": row.name_sv} for row in Sector.objects.order_by("order", "slug")]
    assert get("/api/v1/sectors?texts=sv") == rows
    assert {"id": "keskusta", "name": {"fi": "Keskusta", "sv": "Centrum", "en": "City centre"}} in get(
        "/api/v1/districts"
    )
    assert {"id": "nuoret", "name": "Young people"} in get("/api/v1/target-groups?texts=en")


def test_the_root_leads_everywhere():
    for name, address in get("/api/v1/").items():
        if name != "licence":
            response = Client().get(address.removeprefix("https://portal.test"))
            assert (name, response.status_code) == (name, 200)


def test_each_filter_narrows_and_all_together_do():
    told()
    other = AssociationFactory.create(slug="muu", name_fi="Muu Seura ry", summary_fi="Pelaamme.")
    facets.refresh([other.pk])
    assert ids() == ["muu", "rannan-sointu"]
    for query in [
        *["q=laulamme", "q=strandens", "sector=nuoriso", "district=keskusta", "language=sv", "target_group=nuoret"],
        "q=sointu&sector=kulttuuri&district=keskusta&language=fi&target_group=nuoret",
    ]:
        assert (query, ids(query)) == (query, ["rannan-sointu"])
    assert ids("sector=kulttuuri") == ["muu", "rannan-sointu"]
    for query in ["q=tuntematon", "sector=ei-ole", "district=ei-ole", "language=ru", "sector=nuoriso&q=seura"]:
        assert (query, ids(query)) == (query, [])


def test_what_has_changed_since_a_moment():
    for number, hour in enumerate((9, 10, 11)):
        AssociationFactory.create(
            slug=f"seura-{number}", facets=["n:1", "s:kulttuuri"], changed_at=datetime(2026, 10, 14, hour, tzinfo=UTC)
        )
    for moment, expected in [
        *[("2026-10-14T10:00:00Z", ["seura-1", "seura-2"]), ("2026-10-14T10:00:01Z", ["seura-2"])],
        *[("2026-10-14T13:00:00%2B03:00", ["seura-1", "seura-2"]), ("9999-12-31T23:59:59Z", [])],
        *[
            ("2026-10-13T11:30:00-22:30", ["seura-1", "seura-2"]),
            ("0001-01-01T00:00:00Z", ["seura-0", "seura-1", "seura-2"]),
        ],
    ]:
        assert (moment, sorted(ids(f"changed_since={moment}"))) == (moment, expected)


def test_pages_hold_each_association_once_in_a_stable_order():
    AssociationFactory.create_batch(7, name_fi="Sama Nimi ry")
    seen = [ids(f"per_page=3&page={page}") for page in (1, 2, 3, 4)]
    assert [len(page) for page in seen] == [3, 3, 1, 0]
    assert len({one for page in seen for one in page}) == 7
    assert seen == [ids(f"per_page=3&page={page}") for page in (1, 2, 3, 4)]
    page = get(f"{LIST}?per_page=3&page=2")
    assert (page["count"], page["page"], page["pages"]) == (7, 2, 3)


@pytest.mark.parametrize(
    "query",
    [
        *["ordering=email", "order_by=-added_at", "sort=name", "email=a", "contact_ways__value=a", "public=false"],
        *["memberships__user__email__contains=x", "bank_accounts__iban__startswith=F", "status=dissolved", "Q=a"],
        *["page=0", "page=-1", "page=abc", "page=" + "9" * 400, "per_page=101", "per_page=0", "per_page=1e3"],
        *["texts=de", "language=xx", "sector=%00", "sector=A", "district=a b", "q=" + "a" * 81],
        *[
            "changed_since=yesterday",
            "changed_since=2026-10-14",
            "changed_since=2026-10-14T10:00:00",
            "changed_since=0",
            "texts=",
        ],
        *["changed_since=9999-12-31T23:59:59-01:00", "changed_since=0001-01-01T00:00:00%2B01:00"],
    ],
    ids=lambda query: query[:40],
)
def test_what_is_not_offered_is_refused(query: str):
    told()
    response = Client().get(f"{LIST}?{query}")
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][0] == "query"
    assert b"rannan" not in response.content


@pytest.mark.parametrize(
    "path", ["/api/v1/", "/api/v1/sectors", "/api/v1/districts", "/api/v1/target-groups", f"{LIST}/rannan-sointu"]
)
def test_no_address_takes_a_parameter_that_it_does_not_know(path: str):
    told()
    assert Client().get(f"{path}?include=contact_ways").status_code == 422


def test_it_only_reads():
    told()
    for method in ("post", "put", "patch", "delete"):
        for path in (LIST, f"{LIST}/rannan-sointu", "/api/v1/sectors"):
            assert getattr(Client(), method)(path).status_code == 405
    assert Association.objects.count() == 1


def test_it_gives_everyone_the_same_and_every_web_site_may_read_it():
    told()
    AssociationFactory.create(slug="poissa", status="dissolved")
    city = client_for(employee(StaffRole.ADMINISTRATOR), city=True)
    for path in (LIST, f"{LIST}/rannan-sointu", "/api/v1/sectors", "/api/v1/openapi.json", "/api/v1/"):
        visitor, officer = Client().get(path), city.get(path)
        assert (path, officer.content) == (path, visitor.content)
        assert visitor.headers["Access-Control-Allow-Origin"] == "*"
        assert visitor.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Credentials" not in visitor.headers
        assert (visitor.cookies, officer.headers["Cache-Control"]) == ({}, "no-store")
    assert city.get(f"{LIST}/poissa").status_code == Client().get(f"{LIST}/poissa").status_code == 404


@pytest.mark.parametrize("path", ["/fi/", "/fi/yhdistykset/", "/fi/avoin-data/", "/robots.txt", "/fi/tili/login/"])
def test_other_web_sites_read_nothing_else(path: str):
    response = Client().get(path, headers={"Origin": "https://other.example"})
    assert not [name for name in response.headers if name.lower().startswith("access-control-")]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_asks_the_same_for_one_and_for_three(rows: int, django_assert_num_queries: Any):
    for number in range(rows):
        weekly(_more(number))
    reader = client_for(UserFactory.create())
    reader.get(LIST)
    # The reader's own 4; the number of rows, the rows, places, times, contact ways, links.
    with django_assert_num_queries(4 + 6):
        found = reader.get(LIST).json()
    assert len(found["results"]) == rows


def _more(number: int) -> Association:
    association: Association = AssociationFactory.create(slug=f"muu-{number}")
    place = association.places.create(name="Sali")
    weekly(association, place=place)
    association.contact_ways.create(kind="email", value="a@seura.example", public=True)
    association.links.create(url="https://seura.example/")
    return association


def test_an_answer_is_kept_until_something_changes(django_assert_num_queries: Any):
    told()
    first = Client().get(LIST)
    with django_assert_num_queries(0):
        known = Client().get(LIST, headers={"If-None-Match": first.headers["ETag"], "Accept-Language": "sv"})
    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["Access-Control-Allow-Origin"] == "*"


def test_a_forged_host_makes_no_address():
    told()
    for path in (LIST, "/api/v1/", "/api/v1/openapi.json"):
        assert b"localhost" not in Client().get(path, headers={"Host": "localhost"}).content


def test_the_description_names_the_licence_and_nothing_private():
    found = get("/api/v1/openapi.json")
    assert found["info"]["license"]["name"] == "CC BY 4.0"
    assert all(set(operations) == {"get"} for operations in found["paths"].values())
    fields = set(found["components"]["schemas"]["Association"]["properties"])
    assert not fields & {"memberships", "bank_accounts", "documents", "checked_by", "version", "name_doubt", "logo_key"}


# The application closes its connections after each request, which a test's transaction wouldn't survive.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_it_answers_as_it_describes_itself(mode: GenerationMode):
    """As a client program reads the description: right questions get what is described, wrong ones are refused."""
    with transaction.atomic():
        told()
        facets.refresh([AssociationFactory.create(slug="muu").pk])
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    asked = []

    def ask(case: Any) -> None:
        # No address of Django's has a line end in it, so this one isn't the interface's.
        assume("\n" not in str(case.path_parameters))
        asked.append(case.operation.path)
        case.call_and_validate()

    found: Any
    for found in schema.get_all_operations():
        operation = found.ok()
        # Without a parameter there is nothing to get wrong.
        if mode is GenerationMode.POSITIVE or operation.query or operation.path_parameters:
            settings(PLANNED)(given(operation.as_strategy(generation_mode=mode))(ask))()
    assert len(asked) > 60
