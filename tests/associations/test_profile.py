"""The public profile: what it tells, what it never tells, where it leads when the association is no longer there."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from associations.enums import LegalForm, Status
from associations.models import ActivityTime, Association, LiaisonAssignment, Sector
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.accounts import UserFactory, employee
from tests.factories.associations import AssociationFactory, told, weekly

pytestmark = pytest.mark.django_db

PATH = "/en/yhdistykset/rannan-sointu/"


def text(path: str = PATH) -> str:
    response = Client().get(path)
    assert response.status_code == 200
    return Page(response).text


def linked(path: str = PATH) -> dict[str, Any]:
    """The page's data for search engines."""
    html = Client().get(path).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found: dict[str, Any] = json.loads(block)
    return found


def test_the_profile_tells_all_that_is_public():
    told()
    seen = text()
    for expected in [
        *["Rannan Sointu ry", "Laulamme yhdessä tiistaisin.", "Laulamme rannalla.", "Tule harjoituksiin."],
        *["Tuesday 18:00–20:00 Harjoitukset, Annis", "Annankatu 5, 28100", "New members are welcome."],
        *["Step-free access", "Ovi aukeaa napista.", "E-mail – Sihteeri info@rannansointu.example"],
        *["Telephone 0200 00001", "Web site https://rannansointu.example/", "Sector Culture, Youth"],
        *["Districts City centre", "For whom Young people", "Languages of the activity Finnish, Swedish"],
        *["Members 48", "registered association", "Register number 900.123", "Business ID 9000000-1"],
        *["Registered 4 March 1926, Pori", "The association checked these facts on 1 September 2026."],
    ]:
        # A label and its value stand apart by style, not by a blank.
        assert expected.replace(" ", "") in seen.replace(" ", ""), expected


def test_it_speaks_the_readers_language():
    told()
    assert "Strandens Klang rf" in text("/sv/yhdistykset/rannan-sointu/")
    assert "Tisdag" in text("/sv/yhdistykset/rannan-sointu/")


PUBLIC = [
    *["/en/yhdistykset/rannan-sointu/", "/yhdistykset/rannan-sointu/ajat.ics", "/api/v1/associations"],
    *["/api/v1/associations/rannan-sointu", "/avoin-data/yhdistykset.csv", "/fi/yhdistykset/uudet.atom"],
    *["/fi/upotus/yhdistykset/", "/sitemap-yhdistykset-1.xml"],
]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("who", ["visitor", "administrator"])
def test_what_is_private_stands_nowhere(path: str, who: str):
    told()
    client = Client() if who == "visitor" else client_for(employee(StaffRole.ADMINISTRATOR), city=True)
    content = b"".join(client.get(path))
    assert b"rannan-sointu" in content
    assert b"salainen" not in content.lower()


def test_its_links_follow_on_to_others_without_credit_and_to_the_directory():
    told()
    page = Page(Client().get(PATH))
    assert b'<a href="https://rannansointu.example/" rel="nofollow noopener">' in Client().get(PATH).content
    for address in ["?toimiala=kulttuuri", "?toimiala=nuoriso", "?alue=keskusta"]:
        assert f"/en/yhdistykset/{address}" in page.addresses
    assert "/yhdistykset/rannan-sointu/ajat.ics?kieli=en" in page.addresses


def test_an_unregistered_group_is_marked_as_one():
    AssociationFactory.create(slug="porukka", legal_form=LegalForm.UNREGISTERED)
    assert "An unregistered group" in text("/en/yhdistykset/porukka/")
    told()
    assert "An unregistered group" not in text()


def test_times_of_a_season_that_is_over_are_gone_and_those_to_come_say_when():
    with time_machine.travel(datetime(2026, 10, 14, 9, tzinfo=UTC), tick=False):
        association = AssociationFactory.create(slug="porukka")
        weekly(association, title_fi="Mennyt", season_from=date(2026, 1, 1), season_until=date(2026, 10, 13))
        weekly(association, title_fi="Viimeinen", season_until=date(2026, 10, 20))
        weekly(association, title_fi="Tuleva", weekday=5, every=2, season_from=date(2026, 11, 2))
        seen = text("/en/yhdistykset/porukka/")
    assert "Mennyt" not in seen
    assert "Viimeinen until 20 October 2026" in seen
    assert "Tuleva every 2 weeks, next on 6 November 2026 from 2 November 2026 on" in seen


def test_a_kept_profile_changes_with_the_day():
    association = told()
    user = employee(StaffRole.LIAISON)
    StaffAssignment.objects.filter(user=user).update(title="yhdistysyhteyshenkilö", starts_on=date(2026, 1, 1))
    LiaisonAssignment.objects.create(user=user, association=association, starts_on=date(2026, 10, 15))
    # 14 October, 23.59.50 in Helsinki.
    with time_machine.travel(datetime(2026, 10, 14, 20, 59, 50, tzinfo=UTC), tick=False) as clock:
        # Twice: the first request of a process only gets to know the topics.
        assert user.email not in text() + text()
        clock.shift(20)
        seen = text()
    assert f"{user}, yhdistysyhteyshenkilö {user.email}" in seen


def test_the_substitute_is_named_with_whom_he_stands_in_for():
    association = told()
    user, substitute = UserFactory.create(), UserFactory.create()
    LiaisonAssignment.objects.create(
        user=user,
        association=association,
        starts_on=date(2020, 1, 1),
        substitute=substitute,
        away_from=date(2020, 1, 1),
    )
    seen = text()
    assert f"{substitute} {substitute.email} stands in for {user}" in seen
    assert user.email not in seen


@pytest.mark.parametrize("who", ["visitor", "staff"])
def test_an_absorbed_association_leads_to_the_one_that_was_kept(who: str):
    kept = told()
    middle = AssociationFactory.create(slug="valissa", status=Status.MERGED, merged_into=kept)
    AssociationFactory.create(slug="entinen", status=Status.MERGED, merged_into=middle)
    client = Client() if who == "visitor" else client_for(employee(StaffRole.ADMINISTRATOR), city=True)
    for old, new in [
        *[("/sv/yhdistykset/entinen/", "/sv/yhdistykset/rannan-sointu/")],
        *[("/sv/yhdistykset/valissa/", "/sv/yhdistykset/rannan-sointu/")],
        *[("/yhdistykset/entinen/ajat.ics?kieli=sv", "/yhdistykset/rannan-sointu/ajat.ics?kieli=sv")],
        *[("/yhdistykset/entinen/logo.png", "/yhdistykset/rannan-sointu/logo.png")],
    ]:
        response = client.get(old)
        assert (response.status_code, response.headers["Location"]) == (301, new)


def test_it_does_not_lead_to_one_that_the_public_may_not_see():
    kept = AssociationFactory.create(status=Status.DISSOLVED)
    AssociationFactory.create(slug="entinen", status=Status.MERGED, merged_into=kept)
    assert Client().get("/fi/yhdistykset/entinen/").status_code == 404


@pytest.mark.parametrize("hidden", [{"status": Status.DISSOLVED}, {"name_doubt": "looks like another name"}])
def test_what_the_directory_does_not_show_stands_nowhere(hidden: dict[str, str]):
    told(**hidden)
    for path in [PATH, *PUBLIC]:
        response = Client().get(path)
        assert response.status_code == 404 or b"rannan-sointu" not in b"".join(response), path
    assert Client().get("/yhdistykset/rannan-sointu/logo.png").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_a_profile_asks_the_same_however_much_it_tells(rows: int, django_assert_num_queries: Any):
    association = told()
    for number in range(1, rows):
        place = association.places.create(name=f"Sali {number}")
        weekly(association, place=place, weekday=number)
        association.contact_ways.create(kind="email", value=f"{number}@rannansointu.example", public=True)
        association.links.create(url=f"https://rannansointu.example/{number}")
        LiaisonAssignment.objects.create(user=UserFactory.create(), part="grants", sector=association.sector)
    reader = client_for(UserFactory.create())
    reader.get(PATH)
    # The reader's own 4; the association, places, times, contact ways, links, support.
    with django_assert_num_queries(4 + 6):
        page = Page(reader.get(PATH))
    assert page.text.count("Harjoitukset") == rows


def test_a_kept_profile_asks_nothing(django_assert_num_queries: Any):
    told()
    first = Client().get(PATH)
    with django_assert_num_queries(0):
        again = Client().get(PATH)
        known = Client().get(PATH, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.content, known.status_code) == (first.content, 304)


def test_search_engines_read_what_the_page_shows():
    association = told()
    assert association.logo_key is not None
    found = linked()
    address = "https://portal.test/en/yhdistykset/rannan-sointu/"
    place = {
        "@type": "Place",
        "name": "Annis",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "Annankatu 5",
            "postalCode": "28100",
            "addressCountry": "FI",
        },
    }
    assert found == {
        "@context": "https://schema.org",
        "@type": ["NGO"],
        "@id": address,
        "url": address,
        "name": "Rannan Sointu ry",
        "description": "Laulamme yhdessä tiistaisin.",
        "logo": f"https://portal.test/yhdistykset/rannan-sointu/logo.png?v={association.logo_key.hex[:8]}",
        "sameAs": ["https://rannansointu.example/"],
        "foundingDate": "1926-03-04",
        "taxID": "9000000-1",
        "knowsLanguage": ["fi", "sv"],
        "areaServed": ["City centre"],
        "contactPoint": [
            {"@type": "ContactPoint", "name": "Sihteeri", "email": "info@rannansointu.example"},
            {"@type": "ContactPoint", "telephone": "+358 2 000 0001"},
        ],
        "location": [place],
        "event": [
            {
                "@type": "Event",
                "name": "Harjoitukset",
                "location": place,
                "organizer": {"@id": address},
                "eventSchedule": {
                    "@type": "Schedule",
                    "byDay": "https://schema.org/Tuesday",
                    "startTime": "18:00:00",
                    "endTime": "20:00:00",
                    "repeatFrequency": "P1W",
                    "scheduleTimezone": "Europe/Helsinki",
                },
            }
        ],
    }


def test_a_sports_club_is_one_and_an_unregistered_group_no_ngo():
    told(sector=Sector.objects.get(slug="liikunta"))
    assert linked()["@type"] == ["NGO", "SportsOrganization"]
    AssociationFactory.create(slug="porukka", legal_form=LegalForm.UNREGISTERED)
    assert linked("/en/yhdistykset/porukka/")["@type"] == ["Organization"]


def test_script_in_texts_is_inert_and_stays_text_for_search_engines():
    hostile = "</script><script>alert(1)</script><!-- & \u2028"
    association = told(summary_fi=hostile, description_fi=hostile, joining_fi=hostile)
    ActivityTime.objects.update(title_fi=hostile)
    association.links.create(url="https://x.example/?a=</script><script>alert(1)</script>")
    page = Page(Client().get(PATH))
    assert (page.inline_scripts, page.handlers) == (0, [])
    found = linked()
    assert (found["description"], found["event"][0]["name"]) == (hostile, hostile)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " https://x.example", "//x.example"])
def test_a_link_that_does_not_lead_to_a_page_is_refused(url: str):
    association = told()
    with pytest.raises(IntegrityError, match="link_to_a_page"), transaction.atomic():
        association.links.create(url=url)


def test_a_changed_fact_moves_the_moment_of_the_last_change():
    old = datetime(2026, 1, 1, tzinfo=UTC)
    association = AssociationFactory.create(facets=["n:1", "s:kulttuuri"], changed_at=old)

    def changed() -> bool:
        found: Association = Association.objects.get(pk=association.pk)
        return found.changed_at != old

    Association.objects.update(checked_by=UserFactory.create())
    assert not changed()
    Association.objects.update(summary_fi="Tanssimme.")
    assert changed()


def test_an_older_copy_does_not_bring_an_older_moment_back():
    association = AssociationFactory.create(changed_at=datetime(2026, 1, 1, tzinfo=UTC))
    Association.objects.update(version=2)
    moment = Association.objects.get(pk=association.pk).changed_at
    association.version = 2
    association.save()
    assert Association.objects.get(pk=association.pk).changed_at == moment != association.changed_at


def test_the_time_of_day_is_what_the_association_said():
    weekly(told(), weekday=7, starts_at=time(9, 5), ends_at=time(10))
    assert "klo" not in text("/fi/yhdistykset/rannan-sointu/")
    assert "9.05–10.00" in text("/fi/yhdistykset/rannan-sointu/")
