"""Weekly times, places, contact ways and links: added, changed, copied, moved, removed and put back."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from associations.models import ActivityTime, Association, ContactWay, District, Link, MeetingPlace
from associations.services import contacts, times
from portal.workflow import Refused
from tests.associations.profiles import HERE, editor, fields
from tests.associations.reading import Page
from tests.factories.associations import AssociationFactory, weekly

pytestmark = pytest.mark.django_db

TIME = {"title_fi": "Harjoitus", "weekday": "2", "starts_at": "18.00", "ends_at": "19:30", "every": "1"}


@pytest.fixture
def association() -> Association:
    made: Association = AssociationFactory.create()
    return made


@pytest.fixture
def client(association: Association) -> Client:
    return editor(association)


def test_a_weekly_time_is_added_with_its_place_and_counts_in_the_directory(association: Association, client: Client):
    client.post(f"{HERE}paikat/uusi/", {"name": "Annis", "address": "Annankatu 6", "postal_code": "28100"})
    place = MeetingPlace.objects.get(association=association)
    sent = client.post(f"{HERE}ajat/uusi/", {**TIME, "place": place.pk, "season_until": "31.5.2030"})
    assert sent.status_code == 302
    made = ActivityTime.objects.get(association=association)
    assert (made.weekday, made.starts_at, made.ends_at, made.place) == (2, time(18), time(19, 30), place)
    association.refresh_from_db()
    assert "w:2" in association.facets
    assert association.version == 3


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"ends_at": "18.00"}, "ends_at", "The end must be after the beginning."),
        ({"ends_at": "01.00"}, "ends_at", "What goes on past midnight is written as two times."),
        ({"starts_at": "25.00"}, "starts_at", "There is no such time"),
        ({"starts_at": "kuudelta"}, "starts_at", "Write the time as hours and minutes"),
        ({"starts_at": ""}, "starts_at", "This is missing."),
        ({"weekday": "8"}, "weekday", "Choose one of the given alternatives."),
        ({"every": "9"}, "every", "Choose one of the given alternatives."),
        ({"every": "2"}, "season_from", "Give the first day of the season"),
        ({"season_from": "1.9.2027", "season_until": "1.8.2027"}, "season_until", "can't end before it begins"),
        ({"season_until": "1.1.9999"}, "season_until", "The year must be between"),
        ({"title_fi": ""}, "title_fi", "This is missing."),
    ],
)
def test_a_time_that_cant_be_is_refused_at_its_field(
    client: Client, association: Association, change: dict[str, str], field: str, sentence: str
):
    page = client.post(f"{HERE}ajat/uusi/", {**TIME, **change})
    assert page.status_code == 200
    assert sentence in page.context["form"].errors[field][0]
    assert page.context["form"]["title_sv"].value() in ("", None)
    assert not ActivityTime.objects.exists()


@pytest.mark.parametrize("written", ["18", "18.00", "18:00", "klo 18.00", "kl. 18.00", " 18.00 "])
def test_times_are_read_as_people_write_them(client: Client, written: str):
    assert client.post(f"{HERE}ajat/uusi/", {**TIME, "starts_at": written}).status_code == 302
    assert ActivityTime.objects.get().starts_at == time(18)


def test_every_other_week_is_counted_from_a_day(client: Client):
    client.post(f"{HERE}ajat/uusi/", {**TIME, "every": "2", "season_from": "7.9.2027"})
    made = ActivityTime.objects.get()
    assert (made.every, made.season_from) == (2, date(2027, 9, 7))
    assert "every 2 weeks" in Page(client.get(f"{HERE}ajat/")).text


def test_a_copy_begins_with_the_others_fields(association: Association, client: Client):
    first = weekly(association, every=2, season_from=date(2027, 9, 7))
    path = f"{HERE}ajat/uusi/?kopio={first.pk}"
    data = fields(client, path)
    assert client.post(f"{HERE}ajat/uusi/", {**data, "weekday": "4"}).status_code == 302
    made = ActivityTime.objects.exclude(pk=first.pk).get()
    assert (made.title_fi, made.weekday, made.every, made.season_from) == ("Harjoitukset", 4, 2, date(2027, 9, 7))
    assert client.get(f"{HERE}ajat/uusi/?kopio=x").status_code == 200


def test_removing_asks_first_and_can_be_undone_once(association: Association, client: Client):
    place = MeetingPlace.objects.create(association=association, name="Annis")
    first = weekly(association, place=place, title_sv="Körövning", season_from=date(2027, 9, 7), every=3)
    stored = ActivityTime.objects.values().get(pk=first.pk)
    address = f"{HERE}ajat/{first.pk}/poista/"
    assert "Harjoitukset" in Page(client.get(address)).text
    assert ActivityTime.objects.exists()
    client.post(address)
    assert not ActivityTime.objects.exists()
    assert "Removed: Harjoitukset" in Page(client.get(f"{HERE}ajat/")).text

    client.post(f"{HERE}ajat/palauta/")
    back = ActivityTime.objects.values().get()
    assert {**back, "id": 0} == {**stored, "id": 0}
    client.post(f"{HERE}ajat/palauta/")
    assert ActivityTime.objects.count() == 1
    assert "Removed:" not in Page(client.get(f"{HERE}ajat/")).text


def test_a_place_in_use_stays(association: Association, client: Client):
    place = MeetingPlace.objects.create(association=association, name="Annis")
    one = weekly(association, place=place)
    page = client.post(f"{HERE}paikat/{place.pk}/poista/")
    assert "Weekly times are at this place." in Page(page).text
    assert f"{HERE}paikat/{place.pk}/poista/" not in Page(client.get(f"{HERE}ajat/")).addresses
    one.delete()
    assert client.post(f"{HERE}paikat/{place.pk}/poista/").status_code == 302
    assert not MeetingPlace.objects.exists()


def test_two_editors_of_one_time_see_both_texts(association: Association, client: Client):
    one = weekly(association)
    other = editor(association)
    path = f"{HERE}ajat/{one.pk}/"
    mine, theirs = fields(client, path), fields(other, path)
    other.post(path, {**theirs, "starts_at": "17.00", "title_en": "Choir practice"})
    page = client.post(path, {**mine, "starts_at": "18.15", "title_sv": "Körövning"})
    assert "“17:00”" in Page(page).text
    assert page.context["form"]["starts_at"].value() == "18.15"
    client.post(path, {**mine, "starts_at": "18.15", "seen": page.context["form"]["seen"].value()})
    one.refresh_from_db()
    assert (one.starts_at, one.title_en) == (time(18, 15), "Choir practice")


def test_what_was_typed_into_a_time_that_is_gone_can_be_added_anew(association: Association, client: Client):
    one = weekly(association)
    path = f"{HERE}ajat/{one.pk}/"
    data = {**fields(client, path), "title_fi": "Yhteislaulu"}
    one.delete()
    page = client.post(path, data)
    assert "Somebody else removed this in between." in Page(page).text
    assert page.context["form"]["title_fi"].value() == "Yhteislaulu"
    assert client.post(page.context["action"], data).status_code == 302
    assert ActivityTime.objects.get().title_fi == "Yhteislaulu"
    assert client.get(path).status_code == 404


def test_rows_and_places_of_another_association_arent_there(association: Association, client: Client):
    other = AssociationFactory.create()
    place = MeetingPlace.objects.create(association=other, name="Muualla", district=District.objects.first())
    foreign = weekly(other, place=place)
    way = ContactWay.objects.create(association=other, kind="email", value="a@muu.example")
    link = Link.objects.create(association=other, url="https://muu.example/")
    for address in (f"ajat/{foreign.pk}", f"paikat/{place.pk}", f"yhteystiedot/{way.pk}", f"linkit/{link.pk}"):
        for end in ("/", "/poista/"):
            assert client.get(f"{HERE}{address}{end}").status_code == 404
            assert client.post(f"{HERE}{address}{end}", TIME).status_code == 404
    assert client.get(f"{HERE}ajat/uusi/?kopio={foreign.pk}").status_code == 404
    page = client.post(f"{HERE}ajat/uusi/", {**TIME, "place": place.pk})
    assert page.context["form"].errors == {"place": ["Choose one of the given alternatives."]}
    # The service keeps it too, for whoever comes by another way.
    with pytest.raises(Refused):
        times.add_time(association=association, values={"title_fi": "x", "place_id": place.pk})
    # A key of another kind can't be smuggled in beside the fields.
    client.post(f"{HERE}ajat/uusi/", {**TIME, "association": other.pk, "association_id": other.pk, "pk": foreign.pk})
    assert ActivityTime.objects.get(association=association).pk != foreign.pk


def way(**change: Any) -> dict[str, Any]:
    return {"kind": "email", "value": "info@Kuoro.Example", "label": "", "public": "True", **change}


@pytest.mark.parametrize(
    ("kind", "written", "stored"),
    [
        ("email", "Info@Kuoro.Example", "Info@kuoro.example"),
        ("phone", "040 123 4567", "+358401234567"),
        ("phone", "(02) 621 1100", "+35826211100"),
        ("phone", "+46 8 123 456 78", "+46812345678"),
        ("post", "Annankatu 6, 28100 Pori", "Annankatu 6, 28100 Pori"),
    ],
)
def test_contact_ways_are_stored_in_one_way(client: Client, kind: str, written: str, stored: str):
    assert client.post(f"{HERE}yhteystiedot/uusi/", way(kind=kind, value=written)).status_code == 302
    assert ContactWay.objects.get().value == stored


@pytest.mark.parametrize(
    ("kind", "written", "sentence"),
    [
        ("email", "info@", "Write the whole e-mail address"),
        ("email", "a@b.example, c@d.example", "Write the whole e-mail address"),
        ("email", "a@b.example\r\nBcc: c@d.example", "Write this on one line."),
        ("phone", "0800-KUORO", "in digits"),
        ("phone", "040 12", "There is no such telephone number"),
        ("phone", "040 1234567 ext 12", "in digits"),
        ("phone", "<b>", "in digits"),
    ],
)
def test_contact_ways_that_cant_be_are_refused(client: Client, kind: str, written: str, sentence: str):
    page = client.post(f"{HERE}yhteystiedot/uusi/", way(kind=kind, value=written))
    assert sentence in page.context["form"].errors["value"][0]
    assert not ContactWay.objects.exists()


def test_a_private_way_is_the_citys_alone_and_the_same_one_comes_once(association: Association, client: Client):
    client.post(f"{HERE}yhteystiedot/uusi/", way(kind="phone", value="040 123 4567", public="False"))
    assert "040" not in Page(Client().get(f"/en/yhdistykset/{association.slug}/")).text
    assert "only the city sees it" in Page(client.get(f"{HERE}yhteystiedot/")).text
    assert "040 1234567" in Page(client.get(f"{HERE}yhteystiedot/")).text
    page = client.post(f"{HERE}yhteystiedot/uusi/", way(kind="phone", value="+358401234567"))
    assert "This is here already." in Page(page).text
    assert ContactWay.objects.count() == 1


def test_the_order_is_the_associations(association: Association, client: Client):
    for number in range(3):
        client.post(f"{HERE}linkit/uusi/", {"kind": "website", "url": f"https://kuoro{number}.example"})
    last = Link.objects.get(url="https://kuoro2.example/")
    client.post(f"{HERE}linkit/{last.pk}/ylos/")
    client.post(f"{HERE}linkit/{last.pk}/ylos/")
    client.post(f"{HERE}linkit/{last.pk}/ylos/")
    assert [one.url[13:14] for one in association.links.all()] == ["2", "0", "1"]
    assert client.get(f"{HERE}linkit/{last.pk}/ylos/").status_code == 405


@pytest.mark.parametrize(
    "hostile",
    [
        *(
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "ftp://kuoro.example/",
            "file:///etc/passwd",
        ),
        *("http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.0.0.1/", "http://0177.0.0.1/"),
        *("http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[fe80::1%25eth0]/"),
        *(
            "http://10.0.0.1/",
            "http://１２７.０.０.１/",
            "http://127。0。0。1/",
            "http://localhost/",
            "http://localhost./",
        ),
        *("http://printer.local/", "http://intranet/", "https://portal.internal/", "http://router.lan:8080/"),
        *("https://user@kuoro.example/", "https://user:secret@kuoro.example/", "https://kuoro.example\\@evil.example/"),
        *("https://kuoro.example/\n", "https://ku oro.example/", "//evil", "/\\evil", "https://", "https:///x", "x"),
        *("https://kuоro.example/", "https://xn--kuro-55d.example/", "https://ku\u200boro.example/", "http://[bad/"),
        *(
            "https://-kuoro.example/",
            "https://kuoro..example/",
            "https://kuoro.example:99999/",
            "https://%31%32.example/",
        ),
    ],
)
def test_a_link_that_isnt_plainly_a_public_page_is_refused(client: Client, association: Association, hostile: str):
    page = client.post(f"{HERE}linkit/uusi/", {"kind": "website", "url": hostile})
    stored = list(Link.objects.values_list("url", flat=True))
    if hostile == "https://kuoro.example/\n":
        # A line end behind the text is a blank that a form field drops.
        assert stored == ["https://kuoro.example/"]
        return
    assert page.status_code == 200
    assert page.context["form"].errors["url"]
    assert stored == []
    with pytest.raises(Refused):
        contacts.add_link(association=association, values={"kind": "website", "url": hostile})


@pytest.mark.parametrize("host", ["[::1]", "[::ffff:7f00:1]", "127.1", "0x7f000001", "0177.0.0.1", "１２７.０.０.１"])
def test_a_number_in_any_disguise_is_told_for_one(client: Client, host: str):
    page = client.post(f"{HERE}linkit/uusi/", {"kind": "website", "url": f"http://{host}/"})
    assert "not its number (IP address)" in page.context["form"].errors["url"][0]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("www.kuoro.example", "https://www.kuoro.example/"),
        ("HTTP://Kuoro.Example:8080/Polku?a=1#b", "http://kuoro.example:8080/Polku?a=1#b"),
        ("https://äänikuoro.example/ää", "https://äänikuoro.example/ää"),
        # Another script stands in its plain form: it can't pass for Latin letters.
        ("https://хор.example/", "https://xn--n1aen.example/"),
        ("https://kuoro.example./", "https://kuoro.example/"),
    ],
)
def test_links_are_stored_as_everyone_can_read_them(client: Client, written: str, stored: str):
    client.post(f"{HERE}linkit/uusi/", {"kind": "website", "url": written})
    assert Link.objects.get().url == stored


def test_more_rows_than_any_association_has_are_refused(association: Association, client: Client):
    ActivityTime.objects.bulk_create(
        ActivityTime(association=association, title_fi="x", weekday=1, starts_at=time(1), ends_at=time(2))
        for _number in range(200)
    )
    assert "There are 200 of these already." in Page(client.post(f"{HERE}ajat/uusi/", TIME)).text
