"""The grant principles: written as a draft, published for good, followed by a new version; who sees and writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.test import Client

from grants.demo_texts.principles import AIMS, PRINCIPLES
from grants.enums import AimKind, PrinciplesState
from grants.forms.principles import AimForm, PrinciplesForm
from grants.models import Aim, Principles
from grants.services import principles as services
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from portal.journal.models import Event
from portal.workflow import Refused, Stale
from tests.clients import client_for
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, acting_for, member
from tests.grants.principled import DAY, aim, built, published, written
from tests.grants.racing import at_once

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


def test_principles_are_written_and_published(officer: User):
    made = services.add_principles(title_fi="Periaatteet", valid_from=DAY)
    assert services.missing(made) == [
        "Write the text.",
        "Say who adopted them, and when.",
        "Add at least one emphasis.",
    ]
    with pytest.raises(Refused, match="3 things are missing"):
        services.publish_principles(principles=made)

    services.edit_principles(principles=made, values={"text_fi": "Koska.", "adopted_by": "Valtuusto"})
    goal = aim(made, "Elävä keskusta", AimKind.GOAL)
    with pytest.raises(Refused, match="One thing is missing: Add at least one emphasis"):
        services.publish_principles(principles=made)
    emphasis = aim(made, "Mielen hyvinvointi")
    assert [(one.key, one.order) for one in (goal, emphasis)] == [("elava-keskusta", 1), ("mielen-hyvinvointi", 2)]

    done = services.publish_principles(principles=made)
    assert (done.state, done.published_at is not None, services.missing(done)) == (PrinciplesState.PUBLISHED, True, [])
    verbs = Event.objects.about(made).order_by("pk").values_list("verb", "actor_id")
    assert list(verbs) == [
        (f"grants.principles_{verb}", officer.pk) for verb in ("added", "changed", "changed", "changed", "published")
    ]


WAYS: dict[str, Callable[[Principles, Aim], Any]] = {
    "title": lambda it, _aim: services.edit_principles(principles=it, values={"title_fi": "Toinen"}),
    "text": lambda it, _aim: services.edit_principles(principles=it, values={"text_sv": "För att."}),
    "day": lambda it, _aim: services.edit_principles(principles=it, values={"valid_from": date(2025, 1, 1)}),
    "nothing": lambda it, _aim: services.edit_principles(principles=it, values={}),
    "new aim": lambda it, _aim: aim(it, "Luonto"),
    "aim": lambda it, aim: services.save_aim(principles=it, aim=aim, values={"label_sv": "Natur"}),
    "no aim": lambda _it, aim: services.remove_aim(aim=aim),
}


@pytest.mark.parametrize("way", WAYS)
def test_published_principles_never_change(way: str, officer: User):
    made = written()
    kept = made.aims.get(key="mielen-hyvinvointi")

    def everything() -> list[Any]:
        aims = made.aims.values("pk", "key", "kind", "order", "label_fi", "label_sv", "label_en")
        return [Principles.objects.values().get(pk=made.pk), list(aims), Event.objects.about(made).count()]

    services.publish_principles(principles=made)
    before = everything()
    with pytest.raises(Refused, match="never change: begin a new version"):
        WAYS[way](made, kept)
    assert everything() == before


def test_they_are_published_once(officer: User):
    made = published()
    with pytest.raises(Refused, match="can't be done any more"):
        services.publish_principles(principles=made)


def test_an_older_version_of_a_draft_is_refused_and_stores_nothing(officer: User):
    made = written()
    kept = made.aims.get(key="mielen-hyvinvointi")
    old = made.version - 1
    ways: list[Callable[[], Any]] = [
        lambda: services.edit_principles(principles=made, values={"title_fi": "Toinen"}, version=old),
        lambda: services.save_aim(
            principles=made, aim=None, values={"label_fi": "Luonto", "kind": "goal"}, version=old
        ),
        lambda: services.save_aim(principles=made, aim=kept, values={"label_fi": "Toinen"}, version=old),
        lambda: services.remove_aim(aim=kept, version=old),
        lambda: services.publish_principles(principles=made, version=old),
    ]
    for way in ways:
        with pytest.raises(Stale):
            way()
    fresh = Principles.objects.get(pk=made.pk)
    assert (fresh.title_fi, fresh.state, fresh.version) == ("Periaatteet", PrinciplesState.DRAFT, made.version)
    assert list(fresh.aims.values_list("label_fi", flat=True)) == ["Mielen hyvinvointi", "Elävä keskusta"]


def test_an_aim_keeps_its_key_and_two_of_one_name_have_their_own(officer: User):
    made = written()
    first, second = aim(made, "Luonto"), aim(made, "Luonto!")
    assert (first.key, second.key, aim(made, "森林").key) == ("luonto", "luonto-2", "tavoite")
    services.save_aim(principles=made, aim=first, values={"label_fi": "Metsä", "kind": AimKind.GOAL})
    first.refresh_from_db()
    assert (first.key, first.label_fi, first.kind, first.order) == ("luonto", "Metsä", AimKind.GOAL, 3)
    # Longer than a key may be.
    assert aim(made, "Haavoittuvassa asemassa olevien ryhmien tukeminen").key == "haavoittuvassa-asemassa-olevie"


def test_an_aim_that_has_gone_or_is_anothers_isnt_written(officer: User):
    made, other = written(), published()
    gone = aim(made, "Luonto")
    services.remove_aim(aim=Aim.objects.get(pk=gone.pk))
    foreign = other.aims.get(key="mielen-hyvinvointi")
    for one in (gone, foreign):
        with pytest.raises(Stale):
            services.save_aim(principles=made, aim=one, values={"label_fi": "Toinen"})
    assert not Aim.objects.filter(label_fi="Toinen").exists()
    assert made.aims.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_add_an_aim_at_once_both_have_theirs():
    with transaction.atomic():
        clients = [client_for(employee(StaffRole.GRANT_OFFICER), city=True) for _ in range(2)]
        made = Principles.objects.create(title_fi="Periaatteet", valid_from=DAY)
    new = built(made, "painopisteet/uusi/")
    sent = {"label_fi": "Luonto", "kind": "emphasis"}
    answers = at_once("grants_aim", *[lambda client=client: client.post(new, sent) for client in clients])
    assert [answer.headers["Location"] for answer in answers] == [built(made)] * 2
    assert list(made.aims.values_list("key", "order")) == [("luonto", 1), ("luonto-2", 2)]


def test_there_are_at_most_so_many_aims(officer: User):
    made = services.add_principles(title_fi="Periaatteet", valid_from=DAY)
    Aim.objects.bulk_create(
        Aim(principles=made, key=f"a{number}", kind=AimKind.GOAL, label_fi="A") for number in range(services.MOST_AIMS)
    )
    with pytest.raises(Refused, match="at most 40"):
        aim(made, "Vielä yksi")


def test_a_copy_is_a_draft_with_the_same_texts_and_keys(officer: User):
    source = published()
    made = services.copy_principles(principles=source, valid_from=date(2027, 1, 1))
    assert (made.state, made.valid_from, made.adopted_by) == (PrinciplesState.DRAFT, date(2027, 1, 1), "")
    assert (made.title_fi, made.text_fi) == (source.title_fi, source.text_fi)
    columns = ("key", "kind", "order", "label_fi")
    assert list(made.aims.values_list(*columns)) == list(source.aims.values_list(*columns))
    event = Event.objects.about(made).get()
    assert (event.verb, event.details) == ("grants.principles_added", {"from": "Periaatteet"})
    # What is written into the copy doesn't touch the version that it came from.
    services.save_aim(principles=made, aim=made.aims.all()[0], values={"label_fi": "Hyvä mieli"})
    assert source.aims.filter(label_fi="Mielen hyvinvointi").exists()


@pytest.mark.parametrize("role", [StaffRole.AUDITOR, StaffRole.DECISION_MAKER, StaffRole.LIAISON, None])
def test_only_who_builds_calls_writes_principles(role: StaffRole | None, officer: User):
    draft, source = written(), published()
    if role is None:
        mine = AssociationFactory.create()
        who = acting_for(member(mine), mine)
    else:
        who = as_employee(employee(role))
    reads = role in {StaffRole.AUDITOR, StaffRole.DECISION_MAKER}
    kept = draft.aims.all()[0]
    with acting(who):
        for on_draft in (
            lambda: services.edit_principles(principles=draft, values={"title_fi": "Toinen"}),
            lambda: aim(draft, "Luonto"),
            lambda: services.save_aim(principles=draft, aim=kept, values={"label_fi": "Toinen"}),
            lambda: services.remove_aim(aim=kept),
            lambda: services.publish_principles(principles=draft),
            lambda: services.copy_principles(principles=draft, valid_from=DAY),
        ):
            with pytest.raises(PermissionDenied if reads else Http404):
                on_draft()
        for on_published in (
            lambda: services.copy_principles(principles=source, valid_from=DAY),
            lambda: services.edit_principles(principles=source, values={"title_fi": "Toinen"}),
            lambda: services.add_principles(title_fi="Omat", valid_from=DAY),
        ):
            with pytest.raises(PermissionDenied):
                on_published()
    assert set(Principles.objects.values_list("pk", "state")) == {(draft.pk, "draft"), (source.pk, "published")}


def test_the_principles_of_the_demo_can_be_published(officer: User):
    made = services.add_principles(title_fi=PRINCIPLES["title_fi"], valid_from=DAY)
    form = PrinciplesForm({**PRINCIPLES, "valid_from": "1.1.2026"})
    assert form.errors == {}
    services.edit_principles(principles=made, values=form.cleaned_data)
    for given in AIMS:
        one = AimForm(given)
        assert one.errors == {}
        assert services.save_aim(principles=made, aim=None, values=one.cleaned_data).key == given["key"]
    services.publish_principles(principles=made)
    kinds = [given["kind"] for given in AIMS]
    assert (kinds.count(AimKind.EMPHASIS), kinds.count(AimKind.GOAL)) == (8, 3)
