"""Events: never nameless, never changed, readable as sentences also after an erasure."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.utils.translation import override

from portal.actor import ANONYMOUS, Actor, acting, system
from portal.journal import registry, services
from portal.journal.models import Event, RowImage
from portal.journal.services import NoActor, record, redact, sentence
from tests.factories import grants
from tests.factories.associations import AssociationFactory, acting_for, member

pytestmark = pytest.mark.django_db

VERB = "grants.review_started"


def test_an_event_holds_who_did_what_for_whom_and_why():
    association = AssociationFactory.create(name_fi="Kuoro ry")
    person = member(association, first_name="Aino", last_name="Ässä")
    application = grants.draft(association=association, user=person)
    with acting(acting_for(person, association)):
        event = record(VERB, application, reason="Syy.", details={"cents": 5})
    stored = Event.objects.get(pk=event.pk)
    assert (stored.actor_kind, stored.actor_id, stored.actor_label) == ("user", person.pk, "Aino Ässä")
    assert (stored.acting_for_id, stored.acting_for_label) == (association.pk, "Kuoro ry")
    assert (stored.object_type, stored.object_id) == ("grants.application", str(application.pk))
    assert (stored.object_label, stored.reason, stored.details) == (str(application), "Syy.", {"cents": 5})
    assert Event.objects.about(application).latest("pk") == stored


def test_labels_stay_as_they_were_when_names_change():
    association = AssociationFactory.create(name_fi="Vanha ry")
    event = record("associations.association_added", association)
    association.name_fi = "Uusi ry"
    association.save()
    with override("en"):
        assert sentence(Event.objects.get(pk=event.pk)) == "The portal added the association Vanha ry"


def test_nobody_writes_an_event_namelessly():
    association = AssociationFactory.create()
    with acting(ANONYMOUS), pytest.raises(NoActor, match="associations"):
        record("associations.association_added", association)
    assert Event.objects.about(association).count() == 0


def test_an_undeclared_verb_is_a_fault():
    association = AssociationFactory.create()
    with pytest.raises(ImproperlyConfigured, match=r"associations\.association_aded"):
        record("associations.association_aded", association)


def test_a_verb_is_declared_once():
    with pytest.raises(ImproperlyConfigured, match="declared twice"):
        registry.verb(VERB, "…")


@pytest.mark.parametrize(
    "column",
    ["password", "password_hash", "secret", "totp_secret", "token", "api_token_2", "session_key", "access_code"],
)
def test_a_column_with_a_secret_is_never_recorded(column: str):
    declared = registry.tables()
    with pytest.raises(ImproperlyConfigured, match="must not be recorded"):
        registry.images("accounts.User", "email", column)
    assert registry.tables() == declared


def test_no_declared_column_holds_a_secret():
    columns = {column for names in registry.tables().values() for column in names}
    assert [column for column in columns if any(word in column for word in registry.NEVER)] == []


@pytest.mark.parametrize(
    ("actor", "read"),
    [
        (Actor("user", user_id=1, label="Aino"), "Aino took the application X into review"),
        (
            Actor("user", user_id=1, label="Aino", acting_for=2, acting_for_label="Kuoro ry"),
            "Aino (Kuoro ry) took the application X into review",
        ),
        (system("jobs.sweep"), "The portal took the application X into review"),
        (Actor("user", user_id=1, label="%(object)s {x} %s"), "%(object)s {x} %s took the application X into review"),
    ],
)
def test_an_event_reads_as_a_sentence(actor: Actor, read: str):
    with acting(actor):
        event = record(VERB, AssociationFactory.build(pk=1))
    event.object_label = "X"
    with override("en"):
        assert sentence(event) == read


def test_details_never_stand_in_for_the_actor_or_the_object():
    event = record(VERB, AssociationFactory.build(pk=1), details={"actor": "Muu", "object": "Muu"})
    event.object_label = "X"
    with override("en"):
        assert sentence(event) == "The portal took the application X into review"


def erased(event: Event) -> dict[str, Any]:
    return dict(
        Event.objects.filter(pk=event.pk)
        .values("actor_id", "actor_label", "object_label", "details", "reason", "verb", "object_id", "at")
        .get()
    )


def test_an_erasure_takes_the_personal_data_and_is_itself_recorded():
    association = AssociationFactory.create()
    person = member(association)
    application = grants.draft(association=association, user=person)
    with acting(acting_for(person, association)):
        event = record(VERB, application, reason="Aino on sairas.", details={"who": "Aino"})
        other = record(VERB, application, reason="Toinen.")
    before = erased(other)
    assert redact([event.pk], reason="Säilytysaika päättyi.") == 1
    assert erased(event) == {
        **{"actor_id": None, "actor_label": "", "object_label": "", "details": {}, "reason": ""},
        **{"verb": VERB, "object_id": str(application.pk), "at": event.at},
    }
    assert erased(other) == before
    assert RowImage.objects.filter(table="grants_application", actor__isnull=False).count() == 0
    done = Event.objects.latest("pk")
    assert (done.verb, done.actor_label, done.reason) == ("journal.redacted", "test", "Säilytysaika päättyi.")
    event.refresh_from_db()
    with override("en"):
        assert sentence(event) == "a person whose data has been erased took the application … into review"
        assert sentence(done) == "The portal erased personal data from 1 events by the retention plan"


def test_an_erased_sentence_is_read_also_where_its_details_are_gone():
    event = record("grants.review_started", AssociationFactory.build(pk=1))
    redact([event.pk], reason="Säilytysaika.")
    done = Event.objects.latest("pk")
    redact([done.pk], reason="Säilytysaika.")
    done.refresh_from_db()
    with override("en"):
        assert sentence(done).startswith("a person whose data has been erased erased personal data from … events")


def test_an_erasure_is_done_once():
    event = record(VERB, AssociationFactory.build(pk=1))
    assert (redact([event.pk], reason="Syy."), redact([event.pk], reason="Syy.")) == (1, 0)


@pytest.mark.parametrize(("actor", "reason"), [(ANONYMOUS, "Syy."), (system("test"), "")])
def test_an_erasure_needs_an_actor_and_a_reason(actor: Actor, reason: str):
    event = record(VERB, AssociationFactory.build(pk=1))
    before = erased(event)
    with acting(actor), pytest.raises(DatabaseError, match="needs an actor and a reason"), transaction.atomic():
        services.redact([event.pk], reason=reason)
    assert erased(event) == before


def test_nobody_but_our_roles_may_erase():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grantee FROM information_schema.routine_privileges WHERE routine_name = 'journal_redact'"
            " ORDER BY grantee"
        )
        assert [row[0] for row in cursor.fetchall()] == ["portal_app"]
