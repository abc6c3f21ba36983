"""Parts of pages that are equal for everyone."""

import pytest

from portal.ui import fragments, store, versions
from portal.ui.fragments import fragment


@pytest.fixture
def built() -> list[str]:
    """What was built, in order."""
    return []


@pytest.fixture(autouse=True)
def _fresh():
    fragments.forget()
    store.forget_client()
    versions.declare("sample")
    yield
    store.forget_client()


def make(built: list[str], language: str = "fi") -> str:
    """Ask for the fragment as a page would."""

    def build() -> str:
        built.append(language)
        return f"<b>{language} {len(built)}</b>"

    return fragment("sample", ("sample",), language, build)


def test_it_is_built_once_per_language(built):
    assert [make(built), make(built), make(built, "sv"), make(built)] == [
        "<b>fi 1</b>",
        "<b>fi 1</b>",
        "<b>sv 2</b>",
        "<b>fi 1</b>",
    ]


def test_another_process_finds_it_in_valkey(built):
    make(built)
    fragments.forget()
    assert make(built) == "<b>fi 1</b>"
    assert built == ["fi"]


@pytest.mark.django_db
def test_a_bump_builds_it_anew(built, django_capture_on_commit_callbacks):
    make(built)
    with django_capture_on_commit_callbacks(execute=True):
        versions.bump("sample")
    assert make(built) == "<b>fi 2</b>"


@pytest.mark.django_db
def test_a_bump_is_seen_within_the_same_request(built, django_capture_on_commit_callbacks):
    with versions.one_request():
        make(built)
        with django_capture_on_commit_callbacks(execute=True):
            versions.bump("sample")
        assert make(built) == "<b>fi 2</b>"


def test_it_is_built_each_time_when_valkey_is_away(built, settings):
    settings.REDIS_URL = "unix:///nonexistent/valkey.sock"
    store.forget_client()
    assert [make(built), make(built)] == ["<b>fi 1</b>", "<b>fi 2</b>"]


def test_the_processs_memory_is_bounded(built, monkeypatch):
    monkeypatch.setattr(fragments, "MOST", 3)
    for number in range(10):
        fragment(f"f{number}", ("sample",), "fi", lambda: "x")
    assert len(fragments._near) == 3


def test_what_valkey_holds_is_text_with_its_marks(built):
    make(built)
    [key] = store._client().keys("*fragment:*")
    kept = store._client().get(key)
    assert isinstance(kept, bytes)
    mark, _line_end, html = kept.decode().partition("\n")
    assert mark == versions.of(("sample",), versions.current() or {})
    assert html == "<b>fi 1</b>"
