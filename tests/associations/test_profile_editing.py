"""The association edits its own profile: what is written, what two editors at once see, what can't be sent."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from associations.enums import ProfilePart, Role, Status
from associations.models import Association, Sector
from associations.rules import Shown
from associations.services import profile
from portal.actor import acting
from portal.journal.models import Event
from tests.associations.profiles import HERE, editor, fields
from tests.associations.reading import Page
from tests.clients import client_for
from tests.factories.associations import AssociationFactory, acting_for, member, weekly

pytestmark = pytest.mark.django_db


@pytest.fixture
def association() -> Association:
    made: Association = AssociationFactory.create(description_fi="Laulamme.", welcomes_new=False)
    return made


@pytest.fixture
def client(association: Association) -> Client:
    return editor(association)


def events(association: Association) -> list[Any]:
    found = Event.objects.about(association).filter(verb="associations.profile_edited")
    return [event.details for event in found]


def test_texts_in_three_languages_are_saved_seen_and_recorded(association: Association, client: Client):
    path = f"{HERE}tekstit/"
    data = {**fields(client, path), "summary_sv": "Vi sjunger.", "joining_fi": "Tule tiistaina."}
    response = client.post(path, data)
    assert (response.status_code, response.headers["Location"]) == (302, HERE)

    association.refresh_from_db()
    assert (association.summary_sv, association.joining_fi, association.version) == (
        "Vi sjunger.",
        "Tule tiistaina.",
        2,
    )
    assert association.description_fi == "Laulamme."
    assert events(association) == [{"part": "texts", "fields": ["joining_fi", "summary_sv"]}]
    assert "Vi sjunger." in Page(Client().get(f"/sv/yhdistykset/{association.slug}/")).text


def test_a_save_without_a_change_is_no_event(association: Association, client: Client):
    path = f"{HERE}tekstit/"
    client.post(path, fields(client, path))
    association.refresh_from_db()
    assert (association.version, events(association)) == (1, [])


def test_basic_facts_reach_the_directorys_counts(association: Association, client: Client):
    path = f"{HERE}perustiedot/"
    data = {
        **fields(client, path),
        **{"sector": "liikunta", "further_sectors": ["kulttuuri", "liikunta"], "districts": ["sampola"]},
        **{"target_groups": ["lapset"], "languages": ["fi", "sv"], "size": "45", "welcomes_new": "on"},
    }
    assert client.post(path, data).status_code == 302
    association.refresh_from_db()
    assert association.sector.slug == "liikunta"
    # The main sector isn't a further one too.
    assert list(association.further_sectors.values_list("slug", flat=True)) == ["kulttuuri"]
    assert set(association.facets) == {"s:liikunta", "s:kulttuuri", "d:sampola", "g:lapset", "l:fi", "l:sv", "n:1"}


def test_two_editors_of_different_themes_or_fields_never_collide(association: Association, client: Client):
    other = editor(association)
    texts = fields(client, f"{HERE}tekstit/")
    basics = fields(other, f"{HERE}perustiedot/")
    same = fields(other, f"{HERE}tekstit/")
    assert other.post(f"{HERE}perustiedot/", {**basics, "size": "45"}).status_code == 302
    assert other.post(f"{HERE}tekstit/", {**same, "summary_sv": "Vi sjunger."}).status_code == 302
    assert client.post(f"{HERE}tekstit/", {**texts, "summary_en": "We sing."}).status_code == 302
    association.refresh_from_db()
    # What the first left alone is the other's still, though the first page showed it empty.
    assert (association.size, association.summary_sv, association.summary_en) == (45, "Vi sjunger.", "We sing.")


def test_the_same_text_edited_by_two_is_refused_with_both_texts(association: Association, client: Client):
    other = editor(association, first_name="Toini", last_name="Testaaja")
    path = f"{HERE}tekstit/"
    mine = {**fields(client, path), "description_fi": "Soitamme.", "summary_en": "We play."}
    other.post(path, {**fields(other, path), "description_fi": "Tanssimme."})

    page = client.post(path, mine)
    said = Page(page).text
    assert page.status_code == 200
    assert "Toini Testaaja" in said
    assert "“Tanssimme.”" in said
    assert page.context["form"]["description_fi"].value() == "Soitamme."
    association.refresh_from_db()
    # All or nothing, and nothing typed is lost: it stands in the page.
    assert (association.description_fi, association.summary_en) == ("Tanssimme.", "")
    assert page.context["form"]["summary_en"].value() == "We play."

    again = {**mine, "seen": page.context["form"]["seen"].value()}
    assert client.post(path, again).status_code == 302
    association.refresh_from_db()
    assert (association.description_fi, association.summary_en) == ("Soitamme.", "We play.")


def test_a_page_that_says_nothing_of_what_it_showed_writes_over_nothing(association: Association, client: Client):
    data = fields(client, f"{HERE}tekstit/")
    for seen in ("", "x", "99999999999999", "0|description_fi:", "-1|a:b"):
        page = client.post(f"{HERE}tekstit/", {**data, "description_fi": "Muuta.", "seen": seen})
        assert page.status_code == 200
    association.refresh_from_db()
    assert association.description_fi == "Laulamme."


def test_fields_that_no_form_asks_for_change_nothing(association: Association, client: Client):
    other = AssociationFactory.create()
    hostile = {
        **{"name_fi": "Kaapattu ry", "status": "dissolved", "association": other.pk, "pk": other.pk, "id": other.pk},
        **{"checked_on": "2020-01-01", "name_doubt": "", "slug": "x", "version": "77", "logo_key": "x"},
        **{"register_number": "1", "business_id": "2077474-0", "merged_into": other.pk, "is_staff": "on"},
    }
    before = Association.objects.values().get(pk=association.pk)
    for page in ("tekstit/", "perustiedot/", "esteettomyys/"):
        assert client.post(f"{HERE}{page}", {**fields(client, f"{HERE}{page}"), **hostile}).status_code == 302
    assert Association.objects.values().get(pk=association.pk) == before


def test_a_member_without_the_area_reads_and_is_shown_no_way_to_edit(association: Association):
    weekly(association)
    client = client_for(member(association, Role.MEMBER), association)
    page = Page(client.get(HERE))
    assert "Harjoitukset" in page.text
    assert not [one for one in page.addresses if one.startswith(HERE) and one != HERE and "tilit" not in one]
    assert client.get(f"{HERE}tekstit/").status_code == 403


def test_a_dissolved_association_is_refused_with_the_reason_and_the_text_stays(
    association: Association, client: Client
):
    path = f"{HERE}tekstit/"
    data = {**fields(client, path), "summary_en": "We sing."}
    Association.objects.filter(pk=association.pk).update(status=Status.DISSOLVED)
    page = client.post(path, data)
    assert "In the register this association is dissolved" in Page(page).text
    assert page.context["form"]["summary_en"].value() == "We sing."
    association.refresh_from_db()
    assert association.summary_en == ""


def test_text_typed_before_the_session_ended_is_back_after_signing_in(association: Association, client: Client):
    path = f"{HERE}tekstit/"
    data = {**fields(client, path), "summary_en": "We sing."}
    client.logout()
    sent = client.post(path, data)
    assert sent.headers["Location"].startswith("/en/tili/login/")
    kept = client.session["typed_texts"]
    signed_in = editor(association)
    session = signed_in.session
    session["typed_texts"] = kept
    session.save()
    # Somebody else changed the same in between: the page that comes back still knows what it showed then.
    other = editor(association)
    other.post(path, {**fields(other, path), "summary_en": "They sing."})
    page = signed_in.get(path)
    assert page.context["form"]["summary_en"].value() == "We sing."
    assert "Your session had ended" in Page(page).text
    again = {**fields_of(page), "summary_en": "We sing."}
    assert "“They sing.”" in Page(signed_in.post(path, again)).text


def fields_of(page: Any) -> dict[str, Any]:
    return {field.html_name: field.value() or "" for field in page.context["form"]}


def test_script_in_texts_is_inert(association: Association, client: Client):
    path = f"{HERE}tekstit/"
    evil = "<script>alert(1)</script>{{ 7|add:7 }}"
    client.post(path, {**fields(client, path), "summary_fi": evil, "description_fi": evil, "name_en": evil[:25]})
    for address in (HERE, path, association.get_absolute_url()):
        page = Page(client.get(address))
        assert page.inline_scripts == 0
        assert "{{ 7|add:7 }}" in page.text or address == path


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("summary_fi", "x" * 241, "The text is too long"),
        ("description_fi", "x" * 1_000_000, "The text is too long"),
        ("summary_fi", "a\x00b", "control character"),
        ("description_fi", "a\ud800b", "broken character"),
        ("name_sv", "Kör\u202eyr", "changes the direction of writing"),
        ("name_sv", "Kör\nry", "Write this on one line."),
    ],
)
def test_what_cant_be_stored_is_refused_with_a_sentence(client: Client, field: str, value: str, sentence: str):
    path = f"{HERE}tekstit/"
    data = {**fields(client, path), field: value}
    if "\ud800" in value:
        # As a browser would have to send it.
        body = "&".join(f"{name}=" + ("a%ED%A0%80b" if name == field else "") for name in data)
        page = client.post(path, body, content_type="application/x-www-form-urlencoded")
        assert page.status_code == 200
        assert page.context["form"].errors[field]
        return
    page = client.post(path, data)
    assert page.status_code == 200
    assert sentence in page.context["form"].errors[field][0]


@pytest.mark.parametrize("size", ["0", "-1", "1e400", "9999999999", "sata", "4,5", "١٢٣٤٥٦٧٨"])
def test_a_size_that_cant_be_is_refused(client: Client, association: Association, size: str):
    path = f"{HERE}perustiedot/"
    page = client.post(path, {**fields(client, path), "size": size})
    assert page.status_code == 200
    assert page.context["form"].errors["size"]


def test_a_sector_that_isnt_there_is_refused(client: Client, association: Association):
    path = f"{HERE}perustiedot/"
    page = client.post(path, {**fields(client, path), "sector": "avaruus", "districts": ["kuu"]})
    assert set(page.context["form"].errors) == {"sector", "districts"}
    association.refresh_from_db()
    assert association.sector == Sector.objects.get(slug="kulttuuri")


def test_what_is_missing_is_told_kindly_and_leads_to_its_page(association: Association, client: Client):
    page = Page(client.get(HERE))
    assert "No weekly times yet: residents look for them." in page.text
    assert f"{HERE}ajat/" in page.addresses
    weekly(association)
    assert "No weekly times yet" not in Page(client.get(HERE)).text


def test_the_actor_in_another_association_edits_nothing_here(association: Association):
    other = AssociationFactory.create()
    stranger = member(other, Role.CHAIR)
    with acting(acting_for(stranger, other)), pytest.raises(PermissionDenied):
        profile.edit(
            association=association,
            part=ProfilePart.TEXTS,
            values={"summary_fi": "x"},
            shown=Shown(association.version),
        )
