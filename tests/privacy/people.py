"""Somebody who has left traces everywhere, and where names may still stand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from psycopg import sql

from associations.enums import ClaimState, Role, Status
from associations.models import (
    Association,
    Claim,
    ContactWay,
    Handover,
    HandoverSeat,
    Invitation,
    LiaisonAssignment,
    Membership,
    Tie,
)
from associations.services import people
from grants.services import applying
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.actor import acting
from portal.files import services as files
from portal.journal import services as journal
from portal.outbox import bounces
from portal.outbox.enums import Channel
from portal.outbox.models import OutboxSettings, Preference
from portal.retention import statutories
from tests.clients import client_for
from tests.factories import grants
from tests.factories.accounts import UserFactory, as_employee, employee
from tests.factories.associations import AssociationFactory, account, acting_for
from tests.factories.privacy import feedback
from tests.files.made import PDF

FIRST, LAST, EMAIL = "Kaarlotar", "Hippiäinen", "kaarlotar.hippiainen@mail.example"
WORDS = (FIRST, LAST, "kaarlotar.hippiainen")


def traces() -> User:
    """A former treasurer and former employee: roles, invitations, a claim with its file, applications, messages.

    Everything has ended; nothing hinders that the person is erased. One submitted application stays by law.
    """
    today = clock.today()
    person: User = UserFactory.create(first_name=FIRST, last_name=LAST, email=EMAIL)
    EmailAddress.objects.create(user=person, email=EMAIL, primary=True, verified=True)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "S"})
    association = AssociationFactory.create(slug="jaljet")
    account(association)
    role = people.add_member(
        association=association, user=person, role=Role.TREASURER, starts_on=today - timedelta(days=900)
    )
    submitted = grants.draft(association=association, user=person)
    grants.draft(association=association, user=person)
    with acting(acting_for(person, association)):
        applying.submit(application=submitted, arrived_at=clock.now(), language="fi")
        journal.record("associations.profile_edited", association, reason=f"{FIRST} korjasi", details={"who": LAST})
    _asked(person, association)
    _invited(person, association)
    StaffAssignment.objects.create(
        user=person, role=StaffRole.LIAISON, starts_on=today - timedelta(days=900), ends_on=today - timedelta(days=800)
    )
    with acting(as_employee(person)):
        tie = Tie.objects.create(user=person, association=association, ends_on=today)
        journal.record("associations.tie_recorded", tie)
        liaison = LiaisonAssignment.objects.create(user=person, association=association, ends_on=today)
        journal.record("associations.liaison_assigned", liaison)
    Membership.objects.filter(pk=role.pk).update(ends_on=today - timedelta(days=1))
    Preference.objects.create(user=person, kind="feedback.reminder", channel=Channel.DIGEST)
    OutboxSettings.objects.create(user=person, digest_hour=9)
    feedback(text=f"Terveisin {FIRST} {LAST}", email=EMAIL)
    bounces.note(EMAIL, reason=f"550 no {EMAIL}", permanent=True)
    gone = AssociationFactory.create(slug="lopetettu", status=Status.DISSOLVED)
    ContactWay.objects.create(association=gone, kind="email", value=EMAIL, label=f"{FIRST} {LAST}")
    client_for(person).get("/en/omat/tiedot/")
    return person


def _asked(person: User, association: Association) -> None:
    now = clock.now()
    with acting(as_employee(person)):
        claim = Claim.objects.create(
            user=person, association=association, role=Role.CHAIR, message=f"Minut, {FIRST} {LAST}, valittiin."
        )
        files.store(PDF, name=f"{LAST}.pdf", kind="document", parent=claim)
        journal.record("associations.claim_sent", claim)
    Claim.objects.filter(pk=claim.pk).update(
        state=ClaimState.REJECTED, handled_by=employee(StaffRole.LIAISON), handled_at=now, reason=f"Ei ole {LAST}."
    )
    other = UserFactory.create()
    Claim.objects.create(
        user=other, association=AssociationFactory.create(), role=Role.CHAIR, state=ClaimState.WITHDRAWN,
        second_email=EMAIL.upper(),
    )  # fmt: skip


def _invited(person: User, association: Association) -> None:
    now = clock.now()
    chair = UserFactory.create()
    with acting(as_employee(chair)):
        invitation = Invitation.objects.create(
            association=association,
            email=EMAIL.title(),
            role=Role.MEMBER,
            invited_by=chair,
            invited_at=now - timedelta(days=30),
            expires_at=now - timedelta(days=16),
        )
        journal.record("associations.invitation_sent", invitation)
    handover = Handover.objects.create(
        association=association, effective_on=clock.today(), meeting_on=clock.today(), made_by=chair
    )
    HandoverSeat.objects.create(handover=handover, email=EMAIL, role=Role.MEMBER, invitation=invitation)
    HandoverSeat.objects.create(handover=handover, email=EMAIL, role=Role.CONTACT)


def places(*words: str) -> dict[str, int]:
    """In which columns of the whole database one of the words stands, and in how many rows.

    Every column of text, JSON or lists that PostgreSQL knows, so that no table to come is forgotten.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.table_name, c.column_name FROM information_schema.columns AS c"
            " JOIN information_schema.tables AS t USING (table_schema, table_name)"
            " WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN"
            " ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY', 'tsvector', 'USER-DEFINED')"
        )
        columns = cursor.fetchall()
        found = {}
        for table, column in columns:
            words_like = [f"%{word}%" for word in words]
            cursor.execute(
                sql.SQL("SELECT count(*) FROM {} WHERE {}::text ILIKE ANY(%s)").format(
                    sql.Identifier(table), sql.Identifier(column)
                ),
                [words_like],
            )
            if number := cursor.fetchone()[0]:
                found[f"{table}.{column}"] = number
    assert len(columns) > 150
    return found


def undeclared(found: dict[str, int]) -> dict[str, Any]:
    """What of it stands where the law doesn't keep it: by the declarations of the rooms, row by row in the record."""
    declared = {column for one in statutories() for column in one.columns}
    verbs = tuple(verb for one in statutories() for verb in one.verbs)
    tables = {table for one in statutories() for table in one.tables}
    left: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for column, number in found.items():
            if column in declared:
                continue
            if column == "journal_event.actor_label":
                cursor.execute("SELECT DISTINCT verb FROM journal_event WHERE actor_label ILIKE ANY(%s)", [_like()])
                if wrong := [verb for (verb,) in cursor.fetchall() if not verb.startswith(verbs)]:
                    left[column] = wrong
            elif column == "journal_rowimage.actor":
                cursor.execute(
                    "SELECT DISTINCT table_name FROM journal_rowimage WHERE actor::text ILIKE ANY(%s)", [_like()]
                )
                if wrong := [table for (table,) in cursor.fetchall() if table not in tables]:
                    left[column] = wrong
            else:
                left[column] = number
    return left


def _like() -> list[str]:
    return [f"%{word}%" for word in WORDS]
