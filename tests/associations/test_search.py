"""The directory's search under whatever is typed into it (cases.md 23, 27, 31)."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from associations.models import Association, Sector
from associations.queries.search import Word
from tests.associations.reading import Page
from tests.factories.associations import AssociationFactory

pytestmark = pytest.mark.django_db

DIRECTORY = "/en/yhdistykset/"


@pytest.fixture
def register() -> list[Association]:
    """Three associations, in the order of their names."""
    return [
        AssociationFactory.create(name_fi="Ähtärin Kuoro ry", summary_fi="Laulamme."),
        AssociationFactory.create(name_fi="Porin Shakki ry", summary_fi="Pelaamme."),
        AssociationFactory.create(name_fi="Kalastajat 100_% ry", summary_fi="Ongimme."),
    ]


def found(query: str) -> list[str]:
    page = Client().get(f"{DIRECTORY}?{query}")
    assert page.status_code == 200
    titles = re.findall(r'class="card-title"><a href="[^"]+">([^<]*)</a>', page.content.decode())
    assert len(titles) == page.context["page"].paginator.count
    return [unescape(title) for title in titles]


ALL = ["Kalastajat 100_% ry", "Porin Shakki ry", "Ähtärin Kuoro ry"]

HOSTILE = [
    *["\x00", "kuoro\x00", "\x7f", "\u202ekuoro", "\ud800".encode("utf-8", "surrogatepass"), b"\xff\xfe", b"\xc0\xaf"],
    *["%", "_", "'", "\\", "\\\\'", "''", "--", ";", "/*", "$$", "%s", "%(x)s", "{0.__class__}", "{{ 7*7 }}"],
    *[":*&|!()<->", "kuoro:*", "!kuoro", "kuoro <-> poro", "(", ")", "&", "|", "a & !b", "'a':*", "\\':*", "&&&"],
    *["' OR 1=1 --", "x'; DROP TABLE accounts_user; --", "1' UNION SELECT email FROM accounts_user --"],
    *["(a+)+$", "a" * 5000 + "!", ".*" * 2000, "[" * 3000, "(?:" * 1000, "a?" * 500 + "a" * 500],
    *[" ".join(f"sana{number}" for number in range(200)), "ä " * 200, "\u0130" * 100, "ß" * 100, "\U0001f600" * 80],
    *["a\u0308" * 100, "\u200b", "\ufeff", "-1", "1e400", "NaN", "null", "<script>alert(1)</script>"],
]


@pytest.mark.parametrize(
    ("needles", "telling"),
    [
        (("astronomia", "astronom", "astronomi"), ["astronom"]),
        (("seura", "seur", "seura", "förening"), ["seur", "förening"]),
        (("kuoro", "kuoro"), ["kuoro"]),
        ((), []),
    ],
)
def test_of_needles_that_stand_in_each_other_the_shortest_is_looked_for(needles: tuple[str, ...], telling: list[str]):
    assert Word("", needles, ()).telling == telling
    # Nothing is found less, and nothing more.
    for text in (*needles, "astrologia", "seuralainen", "kuorokausi"):
        assert any(one in text for one in needles) == any(one in text for one in telling)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:30]))
def test_no_search_fails_whatever_is_typed(text: str | bytes, register: list[Association]):
    for parameter in ("q", "sector", "page"):
        page = Client().get(f"{DIRECTORY}?{parameter}={quote(text)}")
        assert (parameter, page.status_code) == (parameter, 200)
        assert Page(page).inline_scripts == 0


def test_a_megabyte_in_the_search_is_answered(register: list[Association]):
    for text in ("a" * 1_000_000, "%25" * 330_000, "a+" * 500_000, "%C3%A4" * 160_000):
        assert Client().get(f"{DIRECTORY}?q={text}").status_code == 200


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        *[("kuoro", ["Ähtärin Kuoro ry"]), ("KUORO", ["Ähtärin Kuoro ry"]), ("kuorojen", ["Ähtärin Kuoro ry"])],
        *[("ähtäri", ["Ähtärin Kuoro ry"]), ("shaki", ["Porin Shakki ry"]), ("laulamme", ["Ähtärin Kuoro ry"])],
        *[("ry pori", ["Porin Shakki ry"]), ("100_", ["Kalastajat 100_% ry"]), ("tuntematon", [])],
        # Nothing that can be looked for is no search.
        *[("%", ALL), ("'", ALL), (":*|!", ALL), (" ", ALL)],
        # A wildcard is a character.
        *[("k_oro", []), ("por%shakki", ["Porin Shakki ry"])],
    ],
)
def test_a_search_finds_what_it_says(typed: str, names: list[str], register: list[Association]):
    assert found(f"q={quote(typed)}") == names


@pytest.mark.parametrize(
    "query",
    [
        *["ordering=email", "ordering=-email", "o=email", "sort=phone", "order_by=memberships__user__email"],
        *["email__startswith=a", "email=a@yhdistys.example", "memberships__user__email__contains=x"],
        *["association__email__startswith=a", "status=dissolved", "business_id=1", "bank_accounts__iban__startswith=F"],
        *["sector=garbage", "sector=%00", "sector=1", "page=-1", "page=abc", "page=0", "page=1e3", "page=%C2%B2"],
        *["page=" + "9" * 31, "page=" + "9" * 5000, "sector=", "x=1"],
    ],
    ids=lambda query: query[:40],
)
def test_the_directory_neither_filters_nor_orders_by_what_it_does_not_offer(query: str, register: list[Association]):
    assert found(query) == ALL
    # Neither beside words that are looked for.
    assert found(f"q=ry&{query}") == found("q=ry") != []


def test_a_sector_narrows_the_directory(register: list[Association]):
    other = Sector.objects.exclude(slug="kulttuuri").earliest("pk")
    sporty = AssociationFactory.create(name_fi="Urheilijat ry", sector=other)
    assert found(f"sector={other.slug}&ordering=email") == [sporty.name_fi]


def test_a_dissolved_association_is_not_found(register: list[Association]):
    Association.objects.filter(name_fi="Porin Shakki ry").update(status="dissolved")
    assert found("q=shakki") == []
    assert Client().get(f"{DIRECTORY}{register[1].slug}/").status_code == 404


@pytest.mark.parametrize("slug", ["%00", "..", "x" * 5000, "%ED%A0%80", "ei-ole", "1;2"])
def test_an_address_that_no_association_has_is_not_found(slug: str, register: list[Association]):
    assert Client().get(f"{DIRECTORY}{slug}/").status_code == 404


def test_what_was_typed_is_text_on_the_page(register: list[Association]):
    text = '"><script>alert(1)</script> {x.__init__}'
    page = Client().get(DIRECTORY, {"q": text})
    seen = Page(page)
    assert (seen.inline_scripts, seen.handlers) == (0, [])
    assert f"Associations: “{text}”" in seen.text


def test_a_query_that_runs_too_long_is_ended_by_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("15s",)
    with (
        pytest.raises(OperationalError, match="statement timeout"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET LOCAL statement_timeout = '50ms'; SELECT pg_sleep(30)")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("kuoro\x00", "The text has a control character that can't be stored."),
        ("kuoro\u202e", "The text has an invisible character that changes the direction of writing."),
        (b"kuoro\xff", "A part of the text couldn't be read."),
        (" ".join(f"sana{number}" for number in range(200)), "The text is too long: it has 1489 characters"),
    ],
)
def test_a_search_that_cannot_be_read_finds_nothing_and_says_why(
    typed: str | bytes, sentence: str, register: list[Association]
):
    page = Client().get(f"{DIRECTORY}?q={quote(typed)}")
    assert page.context["cards"] == []
    assert Page(page).text.count(sentence) == 1


def test_a_search_of_many_words_asks_what_one_of_five_asks(register: list[Association]):
    found("q=sana")
    asked = []
    # Others each time, since what is asked of words is kept.
    for count, word in ((5, "sana"), (25, "sama")):
        with CaptureQueriesContext(connection) as queries:
            Client().get(DIRECTORY, {"q": " ".join(f"{word}{number}" for number in range(count))})
        asked.append([query["sql"].replace(word, "") for query in queries if f"{word}0" in query["sql"]])
    assert asked[0] == asked[1] != []
