"""Calls and applications, made through the services as people make them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from associations.enums import DocumentKind
from associations.models import Association
from grants.enums import CallKind, CallState, PhraseKind, QuestionKind, TableRole
from grants.models import Absence, Application, Call, CompletionRequest, Criterion, Note, Phrase, Question, Section
from grants.services import absences, applying, completing, deciding, drafting, notes, phrases, reviewing
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import User
from portal.actor import acting
from tests.factories.accounts import as_employee, employee
from tests.factories.associations import AssociationFactory, account, acting_for, member


def _facts(**fields: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "kind": CallKind.LIGHT,
        "state": CallState.PUBLISHED,
        "title_fi": "Toimintatonni",
        "title_sv": "Verksamhetstusenlapp",
        "title_en": "Light grant",
        "summary_fi": "Pieni avustus yhdistyksen toimintaan.",
        "terms_fi": "Rekisteröity yhdistys voi hakea.",
        "authority": "Porin kaupunki, sivistystoimiala",
        "basis_fi": "Kuntalaki 410/2015 1 §, avustusperiaatteet",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=10),
        "appropriation_cents": 6_000_000,
        "amounts_cents": [50_000, 100_000],
        **fields,
    }


def call(**fields: Any) -> Call:
    """An open light-grant call with four questions and two criteria."""
    made = Call.objects.create(**_facts(**fields))
    for order, (key, kind, label) in enumerate(
        [
            ("purpose", QuestionKind.TEXT, "Mihin avustusta haetaan?"),
            ("plan", QuestionKind.LONG_TEXT, "Miten se tehdään?"),
            ("amount", QuestionKind.AMOUNT_CHOICE, "Haettava summa"),
            ("account", QuestionKind.BANK_ACCOUNT, "Tilinumero"),
        ]
    ):
        Question.objects.create(call=made, key=key, kind=kind, label_fi=label, order=order, max_length=2000)
    Criterion.objects.create(call=made, label_fi="Vaikutus hyvinvointiin", weight=3, max_points=10, order=1)
    Criterion.objects.create(call=made, label_fi="Toteutettavuus", weight=1, max_points=5, order=2)
    return made


def full_call(**fields: Any) -> Call:
    """An open call with every kind of question in two sections, and a condition."""
    facts = {"kind": CallKind.OPERATING, "title_fi": "Toiminta-avustus", "amounts_cents": [], **fields}
    made = Call.objects.create(**_facts(**facts))
    plan = Section.objects.create(call=made, label_fi="Toiminta", help_fi="Kertokaa lyhyesti.", order=1)
    money = Section.objects.create(call=made, label_fi="Raha", order=2)
    rows = [{"key": "tilat", "fi": "Tilat"}, {"key": "palkat", "fi": "Palkat"}]
    columns = [{"key": "viime", "fi": "Toteutunut"}, {"key": "tuleva", "fi": "Talousarvio"}]
    yes_no = [{"key": "kylla", "fi": "Kyllä"}, {"key": "ei", "fi": "Ei"}]
    kinds: list[tuple[str, QuestionKind, Section, dict[str, Any]]] = [
        ("purpose", QuestionKind.TEXT, plan, {}),
        ("plan", QuestionKind.LONG_TEXT, plan, {"carries_over": True}),
        ("members", QuestionKind.NUMBER, plan, {"required": False}),
        ("begins", QuestionKind.DATE, plan, {"required": False}),
        ("helpers", QuestionKind.CHOICE, plan, {"options": yes_no}),
        ("groups", QuestionKind.CHOICES, plan, {"options": yes_no, "required": False}),
        ("costs", QuestionKind.TABLE, money, _table(rows, columns, TableRole.COSTS)),
        ("income", QuestionKind.TABLE, money, {**_table(rows[:1], columns, TableRole.INCOME), "required": False}),
        ("sum", QuestionKind.MONEY, money, {"is_requested_sum": True}),
        ("rules", QuestionKind.FILE, money, {"document_kind": DocumentKind.RULES}),
        ("extra", QuestionKind.FILE, money, {"most_files": 3, "required": False}),
        ("account", QuestionKind.BANK_ACCOUNT, money, {}),
        ("true", QuestionKind.DECLARATION, money, {}),
    ]
    for order, (key, kind, section, more) in enumerate(kinds, 1):
        Question.objects.create(
            call=made, section=section, key=key, kind=kind, label_fi=f"Kysymys {key}", order=order, **more
        )
    asked = made.questions.get(key="helpers")
    Question.objects.create(
        **{"call": made, "section": plan, "key": "who", "kind": QuestionKind.TEXT, "label_fi": "Ketkä auttavat?"},
        **{"asked_if": asked, "asked_if_values": ["kylla"], "order": 5},
    )
    Criterion.objects.create(call=made, label_fi="Vaikutus hyvinvointiin", weight=3, max_points=10, order=1)
    return made


def _table(rows: list[dict[str, str]], columns: list[dict[str, str]], role: TableRole) -> dict[str, Any]:
    return {"options": rows, "columns": columns, "own_rows": 2, "table_role": role}


COSTS = {
    "rows": {"tilat": [80_000, 100_000], "palkat": [None, 50_000]},
    "own": [{"name": "Matkat", "cells": [None, 10_050]}],
}


def full_draft(
    of: Call | None = None, association: Association | None = None, user: User | None = None, **answers: Any
) -> Application:
    """A draft to a call with every kind of question: complete but for the rules."""
    found = of or full_call()
    who = association or AssociationFactory.create()
    person = user or member(who)
    bank = who.bank_accounts.first() or account(who)
    given = {
        **{"purpose": "Kuoron vuosi", "plan": "Harjoittelemme.", "helpers": "kylla", "who": "Nuoret"},
        **{"costs": COSTS, "sum": "60000", "account": str(bank.pk), "true": "yes", **answers},
    }
    with acting(acting_for(person, who)):
        application = drafting.start(call=found, association=who)
        drafting.save_answers(application=application, values=given, versions={})
    return application


def draft(of: Call | None = None, association: Association | None = None, user: User | None = None) -> Application:
    """A complete draft of an association with an account and a treasurer."""
    found = of or call()
    who = association or AssociationFactory.create()
    person = user or member(who)
    bank = who.bank_accounts.first() or account(who)
    with acting(acting_for(person, who)):
        application = drafting.start(call=found, association=who)
        drafting.save_answers(
            application=application,
            values={
                "purpose": "Kuoron nuotit",
                "plan": "Ostamme nuotit ja harjoittelemme.",
                "amount": "50000",
                "account": str(bank.pk),
            },
            versions={},
        )
    return application


def submitted(of: Call | None = None, association: Association | None = None, language: str = "fi") -> Application:
    """A submitted application."""
    application = draft(of, association)
    with acting(acting_for(application.started_by, application.association)):
        return applying.submit(application=application, arrived_at=clock.now(), language=language)


def in_review(of: Call | None = None, association: Association | None = None) -> Application:
    """An application that an officer has taken into review."""
    application = submitted(of, association)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return reviewing.take_into_review(application=application)


def asked(
    association: Association | None = None, items: tuple[str, ...] = ("Liitä säännöt.",), of: Call | None = None
) -> CompletionRequest:
    """An open completion request about an application in review."""
    application = in_review(of, association)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return completing.ask(application=application, items=items, due_on=clock.today() + timedelta(days=14))


def score(application: Application, officer: User, points: int = 5) -> None:
    """The officer's score, the same points on every criterion."""
    with acting(as_employee(officer)):
        reviewing.give_review(
            application=application,
            scores=dict.fromkeys(application.call.criteria.all(), (points, "Hyvin perusteltu.")),
        )


def proposed(of: Call | None = None, amount_cents: int = 50_000, association: Association | None = None) -> Application:
    """An application with two scores and a proposal."""
    application = in_review(of, association)
    first, second = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    score(application, first, 5)
    score(application, second, 4)
    with acting(as_employee(first)):
        return reviewing.propose(
            application=application,
            amount_cents=amount_cents,
            reasons="Hakemus vastaa perusteita.",
            public_purpose="Kuoron nuotit",
        )


def decided(of: Call | None = None, amount_cents: int = 50_000, association: Association | None = None) -> Application:
    """A decided application."""
    application = proposed(of, amount_cents, association)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        return deciding.decide(application=application, reasons="Hakemus vastaa perusteita.")


def absence(user: User, substitute: User, starts_in: int = 0, days: int = 5) -> Absence:
    """The officer is away for some days, from today or from so many days on, and the other one stands in."""
    first = clock.today() + timedelta(days=starts_in)
    with acting(as_employee(user)):
        return absences.record_absence(
            user=user, substitute=substitute, starts_on=first, ends_on=first + timedelta(days=days - 1)
        )


def note(application: Application, officer: User, text: str = "Soitin rahastonhoitajalle.") -> Note:
    """An internal note of the officer's."""
    with acting(as_employee(officer)):
        return notes.write_note(application=application, text=text)


def phrase(text: str = "Liittäkää säännöt.", kind: PhraseKind = PhraseKind.ITEM) -> Phrase:
    """A text of the library, in Swedish and English with the language before it."""
    texts = {"text_fi": text, "text_sv": f"sv: {text}", "text_en": f"en: {text}"}
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return phrases.add_phrase(kind=kind, texts=texts)


def ended_phrase(text: str = "Vanha teksti.") -> Phrase:
    """A text that isn't offered any more."""
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return phrases.end_phrase(phrase=phrase(text))
