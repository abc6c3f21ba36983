"""Look-alike, unseen or turning characters in names: an officer looks before the public sees them (cases.md 32)."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from associations import rules
from associations.models import Association, Sector
from associations.services import register, verification
from portal.accounts.enums import StaffRole
from portal.actor import acting
from portal.journal.models import Event
from portal.workflow import Refused
from tests.associations.profiles import HERE, editor, fields
from tests.associations.reading import Page
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member


@pytest.mark.parametrize(
    "name",
    [
        *("Porin Mieskuoro ry", "Äiti & lapsi -kerho", "Björneborgs Sångförening rf", "4H-yhdistys", "Šakki ry", ""),
        *("Пори-клуб", "Клуб русской культуры", "جمعية الصداقة", "日本のともだち ry", "Dvořák-seura", "L’amitié ry"),
        *("Hiking Пори ry", "Ελληνική Λέσχη", "1917–2017 ry", "Møllers venner", "Kulttuuri № 1"),
    ],
)
def test_honest_names_in_any_language_arent_doubted(name: str):
    assert rules.doubt(name) == ""


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("Kuоrо ry", "LATIN + CYRILLIC: Kuоrо"),
        ("Κuoro ry", "GREEK + LATIN: Κuoro"),
        ("Kuo\u200bro ry", "U+200B"),
        ("Kuo\u00adro ry", "U+00AD"),
        ("Kuoro\u202eyr", "U+202E"),
        ("Kuoro\u2066 ry\u2069", "U+2066 U+2069"),
        ("Kuoro\ufe0f ry", "U+FE0F"),
        ("Ku\u3164oro", "U+3164"),
        ("K𝐮oro ry", "LATIN + MATHEMATICAL: K𝐮oro"),
        ("Kｕoro ry", "LATIN + FULLWIDTH: Kｕoro"),
    ],
)
def test_doubtful_names_are_told_in_signs(name: str, doubt: str):
    assert rules.doubt(name) == doubt


@pytest.mark.parametrize(
    "twin", ["Кoрo ry", "КОРО ry", "K0po ry", "Ｋｏｐｏ ry", "𝐊opo ry", "Ko\u200bpo ry", "κορο ry"]
)
def test_what_looks_the_same_has_the_same_skeleton(twin: str):
    assert rules.skeleton(twin) == rules.plain("Kopo ry")


@given(st.text(max_size=160))
def test_any_text_has_a_doubt_of_a_storable_length_and_a_stable_skeleton(name: str):
    assert len(rules.doubt(name)) <= 200
    assert rules.skeleton(rules.skeleton(name)) == rules.skeleton(name)


@pytest.mark.django_db
def test_an_added_association_with_a_doubtful_name_isnt_public():
    made = register.add_association(name_fi="Kuоrо ry", sector=Sector.objects.get(slug="muu"))
    assert made.name_doubt == "LATIN + CYRILLIC: Kuоrо"
    assert Client().get(made.get_absolute_url()).status_code == 404
    assert made.name_fi not in Page(Client().get("/fi/yhdistykset/")).text
    plain = register.add_association(name_fi="Kuoro ry", sector=made.sector)
    assert (plain.name_doubt, Client().get(plain.get_absolute_url()).status_code) == ("", 200)


@pytest.mark.django_db
def test_a_name_that_only_looks_like_anothers_is_doubted_and_an_equal_one_is_not():
    AssociationFactory.create(name_fi="Koulun Kaverit ry")
    sector = Sector.objects.get(slug="muu")
    assert register.add_association(name_fi="K0ulun Kaverit ry", sector=sector).name_doubt == "≈ Koulun Kaverit ry"
    assert register.add_association(name_fi="Koulun kaverit ry", sector=sector).name_doubt == ""
    assert register.add_association(name_fi="K0irat ry", sector=sector).name_doubt == ""


@pytest.mark.django_db
def test_an_edited_name_takes_the_association_out_until_it_is_put_right():
    association: Association = AssociationFactory.create()
    client = editor(association)
    path = f"{HERE}tekstit/"
    client.post(path, {**fields(client, path), "name_en": "Ch\u200boir", "summary_en": "We sing."})
    association.refresh_from_db()
    assert (association.name_doubt, association.name_en) == ("U+200B", "Ch\u200boir")
    assert Client().get(association.get_absolute_url()).status_code == 404
    assert "Until the city has looked at it" in Page(client.get(HERE)).text
    # Another edit doesn't let it slip through.
    client.post(path, {**fields(client, path), "summary_en": "We sing a lot."})
    association.refresh_from_db()
    assert association.name_doubt == "U+200B"
    client.post(path, {**fields(client, path), "name_en": "Choir"})
    association.refresh_from_db()
    assert association.name_doubt == ""
    assert Client().get(association.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_only_an_officer_without_a_tie_clears_a_name_and_it_stays_cleared():
    association: Association = AssociationFactory.create(name_fi="Kuоrо ry", name_doubt="LATIN + CYRILLIC: Kuоrо")
    officer, tied = employee(StaffRole.LIAISON), employee(StaffRole.LIAISON)
    association.memberships.create(user=tied, role="member", areas=[])
    for who in (tied, employee(StaffRole.AUDITOR)):
        with acting(as_employee(who)), pytest.raises(PermissionDenied):
            verification.clear_name(association=association)
    with acting(acting_for(member(association), association)), pytest.raises(PermissionDenied):
        verification.clear_name(association=association)
    with acting(as_employee(officer)):
        assert verification.clear_name(association=association).name_doubt == ""
        with pytest.raises(Refused):
            verification.clear_name(association=association)
    assert Client().get(association.get_absolute_url()).status_code == 200
    event = Event.objects.about(association).get(verb="associations.name_cleared")
    assert (event.actor_id, event.details) == (officer.pk, {"doubt": "LATIN + CYRILLIC: Kuоrо"})

    client = editor(association)
    path = f"{HERE}tekstit/"
    client.post(path, {**fields(client, path), "name_en": "Choir"})
    association.refresh_from_db()
    assert (association.name_en, association.name_doubt) == ("Choir", "")
