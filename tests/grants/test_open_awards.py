"""The register of awards as open data: CSV, and packages of the 360Giving data standard."""

from __future__ import annotations

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client, TestCase
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from associations.enums import LegalForm
from associations.models import District, Sector
from associations.services import facets
from grants import rules
from grants.models import Award
from grants.queries import open_awards
from grants.rules import giving
from grants.views import open_data
from portal.ops import tools
from portal.ui import pagecache
from portal.ui.budget import Budget
from portal.ui.downloads import A_MINUTE
from tests.associations.reading import Page
from tests.factories import grants
from tests.factories.associations import AssociationFactory

CSV, GIVING = "/avoin-data/avustukset.csv", "/avoin-data/avustukset.json"


@pytest.fixture(autouse=True)
def _fresh_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "csv_downloads", Budget(A_MINUTE))
    monkeypatch.setattr(open_data, "giving_downloads", Budget(A_MINUTE))


def award(purpose: str = "Kuoron nuotit", cents: int = 50_000, **fields: Any) -> Award:
    """An award to an association with these facts, decided on 1 March 2026."""
    places = fields.pop("districts", ())
    association = AssociationFactory.create(**fields)
    association.districts.set(places)
    facets.refresh([association.pk])
    made = grants.decided(grants.call(appropriation_cents=60_000_000), cents, association).award
    made.purpose, made.decided_on = purpose, date(2026, 3, 1)
    made.save()
    return made


def rows() -> list[dict[str, str]]:
    response = Client().get(CSV)
    assert (response.status_code, response.streaming) == (200, True)
    return list(csv.DictReader(b"".join(response).decode().splitlines(keepends=True)))


def package() -> dict[str, Any]:
    response = Client().get(GIVING)
    assert (response.status_code, response.streaming) == (200, True)
    assert response.headers["Content-Type"] == "application/json"
    # Sums as they are written, not as a double reads them.
    found: dict[str, Any] = json.loads(b"".join(response), parse_float=Decimal)
    return found


def told() -> Award:
    """An award with all that the files tell."""
    district = District.objects.order_by("pk")[0]
    return award(
        cents=40_050,
        name_fi="Rannan Sointu ry",
        slug="rannan-sointu",
        sector=Sector.objects.get(slug="kulttuuri"),
        register_number="900.123",
        business_id="9000000-1",
        districts=[district],
    )


@pytest.mark.django_db
def test_the_file_has_a_row_for_each_award():
    made = told()
    district = District.objects.order_by("pk")[0]
    assert rows() == [
        {
            "id": str(made.pk),
            "url": f"https://portal.test/fi/avustukset/myonnetyt/{made.pk}/",
            "association_id": "rannan-sointu",
            "association": "Rannan Sointu ry",
            "register_number": "900.123",
            "business_id": "9000000-1",
            "sector": "kulttuuri",
            "districts": district.slug,
            "category": "light",
            "call_id": str(made.call_id),
            "call": "Toimintatonni",
            "purpose": "Kuoron nuotit",
            "amount_applied_for": "500.00",
            "amount_awarded": "400.50",
            "currency": "EUR",
            "decided_on": "2026-03-01",
            "authority": "Porin kaupunki, sivistystoimiala",
            "case_number": made.application.case_number,
            "amount_in_force": "400.50",
            **dict.fromkeys(("declined_on", "changed_on", "change", "amount_recovered", "recovered_on"), ""),
            **dict.fromkeys(("amount_written_off", "written_off_on", "use_summary"), ""),
        }
    ]


@pytest.mark.django_db
def test_no_cell_is_a_formula():
    award("=HYPERLINK(0)", name_fi="@SUM(A1)")
    award("\t=1", name_fi="-1+1|cmd")
    for row in rows():
        assert [value for value in row.values() if value.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.django_db
def test_a_grant_of_the_package_tells_what_the_standard_asks(settings: Any):
    settings.GIVING_PREFIX, settings.CITY_BUSINESS_ID = "360G-kaupunki", "0137323-9"
    made = told()
    district = District.objects.order_by("pk")[0]
    found = package()
    (grant,) = found.pop("grants")
    assert found == {
        "version": "1.4",
        "identifier": "360G-kaupunki-awards",
        "title": "Porin kaupunki: avustukset",
        "description": found["description"],
        "issued": "2026-03-01",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "downloadURL": f"https://portal.test{GIVING}",
        "accessURL": "https://portal.test/fi/avustukset/myonnetyt/",
        "publisher": {
            "identifier": "FI-PRO-0137323-9",
            "name": "Porin kaupunki",
            "website": "https://portal.test",
        },
    }
    assert grant == {
        "id": f"360G-kaupunki-{made.pk}",
        "title": "Toimintatonni: Rannan Sointu ry",
        "description": "Kuoron nuotit",
        "currency": "EUR",
        "amountAppliedFor": 500,
        "amountAwarded": Decimal("400.5"),
        "awardDate": "2026-03-01",
        "url": f"https://portal.test/fi/avustukset/myonnetyt/{made.pk}/",
        "recipientOrganization": [
            {
                "id": "FI-PRO-9000000-1",
                "name": "Rannan Sointu ry",
                "url": "https://portal.test/fi/yhdistykset/rannan-sointu/",
            }
        ],
        "fundingOrganization": [
            {"id": "FI-PRO-0137323-9", "name": "Porin kaupunki", "department": "Porin kaupunki, sivistystoimiala"}
        ],
        "grantProgramme": [
            {
                "code": str(made.call_id),
                "title": "Toimintatonni",
                "url": f"https://portal.test/fi/avustukset/{made.call_id}/",
            }
        ],
        "fromOpenCall": "Yes",
        "classifications": [
            {"vocabulary": "360G-kaupunki-categories", "code": "light", "title": "Kevytavustus"},
            {"vocabulary": "360G-kaupunki-sectors", "code": "kulttuuri", "title": "Kulttuuri"},
        ],
        "beneficiaryLocation": [{"id": district.slug, "name": district.name_fi, "countryCode": "FI"}],
        "dateModified": made.decision.decided_at.isoformat(timespec="seconds"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("path", [CSV, GIVING])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_files_are_the_same_in_whatever_language_they_are_asked(path: str, language: str):
    told()
    spoken = b"".join(Client().get(path, headers={"Accept-Language": language}))
    assert spoken == b"".join(Client().get(path))


PUBLISHER = giving.Publisher("360G-x", "Kaupunki", "0137323-9", "https://kaupunki.example")


def recipient(**fields: Any) -> giving.Recipient:
    facts = {"key": 7, "name": "Kerho", "register_number": "", "business_id": "", "url": "", "districts": ()}
    return giving.Recipient(**{**facts, "sector": ("muu", "Muu"), **fields})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"business_id": "2077474-0", "register_number": "123.456"}, "FI-PRO-2077474-0"),
        ({"register_number": "123.456"}, "360G-x-org-rn123456"),
        ({"register_number": "456"}, "360G-x-org-rn456"),
        ({}, "360G-x-org-7"),
    ],
)
def test_a_recipient_is_known_by_the_best_number_that_it_has(fields: dict[str, str], expected: str):
    assert giving.recipient_id(PUBLISHER, recipient(**fields)) == expected


@given(st.integers(0, 10**15))
def test_sums_are_exact_to_the_cent_in_both_files(cents: int):
    assert json.loads(json.dumps(giving.amount(cents)), parse_float=Decimal) == Decimal(cents) / 100
    assert Decimal(rules.euros(cents)) == Decimal(cents) / 100
    assert rules.euros(cents)[-3] == "."


@given(call=st.text(min_size=1, max_size=160), name=st.text(min_size=1, max_size=160))
def test_a_title_is_under_140_characters(call: str, name: str):
    facts = giving.Given(
        key=1,
        url="https://a.example/",
        purpose="x",
        requested_cents=None,
        amount_cents=1,
        decided_on=date(2026, 1, 1),
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        call_key=1,
        call=call,
        call_url="https://a.example/",
        kind=("light", "Kevyt"),
        authority="",
    )
    found = giving.grant(PUBLISHER, facts, recipient(name=name))
    assert 0 < len(found["title"]) < 140
    # What isn't known isn't said.
    assert {"amountAppliedFor", "beneficiaryLocation"}.isdisjoint(found)
    assert "department" not in found["fundingOrganization"][0]


@given(outcome=st.text(min_size=1), reasons=st.text())
def test_the_published_text_is_the_outcome_and_the_public_reasons(outcome: str, reasons: str):
    text = rules.published_text(outcome, reasons)
    assert text.startswith(outcome.strip())
    assert text.endswith(reasons.strip())
    assert len(text) <= len(outcome) + len(reasons) + 2


@pytest.mark.giving_schemas
@pytest.mark.django_db
def test_the_package_is_valid_by_the_standards_schemas():
    told()
    award(legal_form=LegalForm.UNREGISTERED, register_number="", business_id="", name_fi="Ryhmä <b>& muut")
    award("ä" * 300, name_fi="x" * 160, register_number="123.457")
    Award.objects.filter(purpose="Kuoron nuotit").update(amount_cents=1)
    folder = Path(str(tools.giving_schemas()))
    whole, grant = (json.loads((folder / f"360-giving-{name}schema.json").read_text()) for name in ("package-", ""))
    # The package names the schema of a grant by an address of its own, which is asked of nobody.
    named = whole["properties"]["grants"]["items"]["$ref"]
    registry: Any = Registry().with_resources(
        [(address, DRAFT202012.create_resource(grant)) for address in (named, grant["$id"])]
    )
    # "Date" is either a day or an instant, so that what an instant is must be looked at.
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("date-time", raises=(ValueError, AssertionError))(_day_is_none)
    formats.checks("uri")(lambda value: not isinstance(value, str) or value.startswith("https://"))
    validator = jsonschema.Draft202012Validator(whole, registry=registry, format_checker=formats)
    found = json.loads(b"".join(Client().get(GIVING)))
    assert [(list(error.path), error.message) for error in validator.iter_errors(found)] == []
    assert len(found["grants"]) == 3
    # The check is one: without what the standard asks there are faults.
    for gone in ("recipientOrganization", "awardDate", "currency"):
        broken = {**found, "grants": [{name: one for name, one in found["grants"][0].items() if name != gone}]}
        assert list(validator.iter_errors(broken)) != []


def _day_is_none(value: object) -> bool:
    """RFC 3339: an instant has a time with its offset; a day alone is none."""
    return not isinstance(value, str) or ("T" in value and datetime.fromisoformat(value).tzinfo is not None)


@pytest.mark.django_db
def test_there_is_no_package_before_the_first_award():
    """The standard asks for one grant at least; the CSV file has its head."""
    assert Client().get(GIVING).status_code == 404
    assert rows() == []


@pytest.mark.django_db
def test_the_files_sums_are_those_of_the_register():
    for cents in (1, 33_333, 49_999):
        award(cents=cents)
    in_csv = sum(Decimal(row["amount_in_force"]) for row in rows())
    in_package = sum(grant["amountAwarded"] for grant in package()["grants"])
    shown = Client().get("/fi/avustukset/myonnetyt/").context["cents"]
    assert in_csv * 100 == in_package * 100 == shown == 83_333


@pytest.mark.django_db
def test_a_file_is_read_in_as_many_queries_however_long(django_assert_num_queries: Any):
    for _number in range(3):
        award()
    # What became of awards in two, and the awards.
    with django_assert_num_queries(3):
        assert len(list(open_awards.csv_rows())) == 3
    list(open_awards.giving_lines() or ())
    # The same and the newest day; names of sectors and districts are kept.
    with django_assert_num_queries(4):
        list(open_awards.giving_lines() or ())


@pytest.mark.django_db
@pytest.mark.parametrize("path", [CSV, GIVING])
def test_who_has_a_file_is_told_so_before_anything_is_read(path: str, django_assert_num_queries: Any):
    told()
    first = Client().get(path)
    with django_assert_num_queries(0):
        known = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert known.status_code == 304
    with TestCase.captureOnCommitCallbacks(execute=True):
        pagecache.bump("awards")
    assert Client().get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "budget"), [(CSV, "csv_downloads"), (GIVING, "giving_downloads")])
def test_too_many_downloads_are_put_off(path: str, budget: str, monkeypatch: pytest.MonkeyPatch):
    told()
    monkeypatch.setattr(open_data, budget, Budget(1))
    assert [Client().get(path).status_code for _time in range(2)] == [200, 429]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [CSV, GIVING])
def test_every_web_site_may_read_the_files_and_none_gets_a_cookie(path: str):
    told()
    response = Client().get(path, headers={"Host": "localhost"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.cookies == {}
    assert b"//localhost" not in b"".join(response)


@pytest.mark.django_db
def test_the_register_and_the_page_on_open_data_name_the_files():
    told()
    for page in ("/sv/avustukset/myonnetyt/", "/sv/avoin-data/"):
        assert {CSV, GIVING} <= set(Page(Client().get(page)).addresses)
    html = Client().get("/sv/avustukset/myonnetyt/").content.decode()
    for kind, path in (("text/csv", CSV), ("application/json", GIVING)):
        assert f'<link rel="alternate" type="{kind}"' in html
        assert f'href="{path}">' in html
