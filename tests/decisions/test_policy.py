"""Who sees a decision and opens its files (cases.md 20–22)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.urls import reverse

from portal import policy
from portal.accounts.models import User
from portal.actor import ANONYMOUS, Actor
from portal.decisions import registry, services
from portal.decisions.models import Decision
from portal.documents.typst_pdf import make_pdf
from portal.files import services as files
from tests.documents.test_typst_pdf import receipt
from tests.factories.decisions import decision, decision_and_subject, person, sealed

pytestmark = pytest.mark.django_db


def as_actor(user: User) -> Actor:
    return Actor("user", user_id=user.pk, label=str(user))


def test_follows_the_subject():
    made, subject = decision_and_subject()
    other = decision()
    who = as_actor(subject)
    assert policy.allows("decisions.view_decision", made, who)
    assert not policy.allows("decisions.view_decision", other, who)
    assert not policy.allows("decisions.view_decision", made, ANONYMOUS)
    assert list(policy.visible(Decision, who)) == [made]
    assert list(policy.visible(Decision, ANONYMOUS)) == []


def test_nobody_sees_what_nobody_declared(monkeypatch):
    made, subject = decision_and_subject()
    monkeypatch.delitem(registry._shown, "accounts.user")
    who = as_actor(subject)
    assert not policy.allows("decisions.view_decision", made, who)
    assert list(policy.visible(Decision, who)) == []


def test_a_bar_on_the_subject_shuts_the_decision(monkeypatch):
    made, subject = decision_and_subject()
    who = as_actor(subject)
    monkeypatch.setitem(policy._bars, User, [lambda actor: Q(pk=actor.user_id)])
    assert not policy.allows("decisions.view_decision", made, who)
    assert list(policy.visible(Decision, who)) == []


def test_a_subject_that_is_gone():
    made = decision()
    made.subject_id = "0"
    assert not policy.allows("decisions.view_decision", made, as_actor(person()))


def test_declared_once():
    registry.shown_by("accounts.User", "tests.view_person")
    with pytest.raises(ImproperlyConfigured):
        registry.shown_by("accounts.User", "tests.other")


class TestFiles:
    def get(self, client, stored, user=None):
        if user is not None:
            client.force_login(user)
        return client.get(reverse("files:download", args=[stored.key])).status_code

    def test_the_sealed_document_is_the_subjects(self, client):
        made, stored = sealed()
        assert self.get(client, stored) == 404
        assert self.get(client, stored, person()) == 404
        assert self.get(client, stored, made.subject) == 200

    def test_publication_does_not_open_the_sealed_document(self, client):
        made, stored = sealed()
        services.publish(made, published_title="Avustus", published_text="Myönnetty.")
        assert self.get(client, stored) == 404

    def test_a_published_document_is_open_while_it_stands(self, client):
        with time_machine.travel("2026-03-02 12:00+02:00", tick=False):
            made = decision()
            pdf = make_pdf("receipt", receipt(), "fi", "Avustus")
            stored = files.store(pdf, name="avustus.pdf", kind="published", parent=made)
            assert self.get(client, stored) == 404
            made = services.publish(made, published_title="Avustus", published_text="Myönnetty.")
            assert self.get(client, stored) == 200
        assert made.take_down_on == date(2026, 3, 24)
        with time_machine.travel("2026-03-24 00:30+02:00", tick=False):
            assert self.get(client, stored) == 404
            assert self.get(client, stored, made.subject) == 200
