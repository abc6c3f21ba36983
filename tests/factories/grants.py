"""Calls and applications, made through the services as people make them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from associations.enums import DocumentKind, SupportKind
from associations.models import Association, BankAccount
from associations.services.money import record_support
from grants.enums import (
    AwardMethod,
    CallKind,
    CallState,
    ChangeKind,
    PhraseKind,
    QuestionKind,
    RecoveryGround,
    ReportKind,
    TableRole,
)
from grants.forms.instalments import parse_part
from grants.models import (
    Absence,
    Allocation,
    Application,
    AwardModel,
    Batch,
    Call,
    ChangeRequest,
    CityAid,
    CompletionRequest,
    Criterion,
    DecisionList,
    Dossier,
    Instalment,
    Note,
    Payer,
    Payout,
    Phrase,
    Question,
    Recovery,
    Rectification,
    Sample,
    Section,
    UseReport,
)
from grants.services import (
    absences,
    applying,
    bank_file,
    batches,
    changing,
    collecting,
    completing,
    deciding,
    decision_lists,
    deminimis,
    drafting,
    notes,
    paying,
    phrases,
    recovering,
    rectifying,
    reporting,
    reviewing,
    sampling,
    sharing,
)
from grants.services.dossier import making
from grants.services.sittings import Sitting
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
        "rectifier_fi": "Porin kaupunki, sivistyslautakunta",
        "rectifier_sv": "Björneborgs stad, bildningsnämnden",
        "rectifier_en": "City of Pori, Education Committee",
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
        if found.de_minimis:
            deminimis.declare(application=application, economic_activity=True)
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


def award_model(**fields: Any) -> AwardModel:
    """An award model in force: points times the value of a point, unless said otherwise."""
    facts: dict[str, Any] = {
        "name_fi": "Pisteen arvo",
        "name_sv": "Poängvärde",
        "name_en": "Value of a point",
        "method": AwardMethod.POINTS,
        "unit_cents": 1,
        "valid_from": clock.today() - timedelta(days=30),
        **fields,
    }
    made_by = facts.pop("made_by", None) or employee(StaffRole.GRANT_OFFICER)
    return AwardModel.objects.create(**facts, made_by=made_by)


def scored(of: Call, points: int = 5, association: Association | None = None) -> Application:
    """An application in review with two scores, the same points on every criterion."""
    application = in_review(of, association)
    for officer in (employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)):
        score(application, officer, points)
    return application


def shared(of: Call | None = None) -> Allocation:
    """A sharing of a call with one scored application, whose proposals a job is to make."""
    of = of or call()
    scored(of)
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        return sharing.make_proposals(call=of, model=award_model(), money_cents=of.appropriation_cents)


def reported_call(**terms: Any) -> Call:
    """An open call with tables that asks for a use report; ``terms`` say otherwise by when."""
    made = full_call(**{"scores_needed": 1, "report_months": 6, **terms})
    made.questions.filter(key="rules").update(required=False)
    return made


def awaited(of: Call | None = None, association: Association | None = None, kind: str = ReportKind.FINAL) -> UseReport:
    """The use report of a grant with a budget, as it was planned with the decision."""
    application = full_draft(of or reported_call(), association)
    with acting(acting_for(application.started_by, application.association)):
        applying.submit(application=application, arrived_at=clock.now(), language="fi")
    officer = employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(officer)):
        application = reviewing.take_into_review(application=application)
        scores = dict.fromkeys(application.call.criteria.all(), (5, "Hyvin perusteltu."))
        reviewing.give_review(application=application, scores=scores)
        application = reviewing.propose(
            application=application, amount_cents=50_000, reasons="Vastaa perusteita.", public_purpose="Kuoron vuosi"
        )
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        deciding.decide(application=application, reasons="Vastaa perusteita.")
    return UseReport.objects.with_matter().get(award__application=application, kind=kind)


# As budgeted in COSTS: nothing stands out.
CAME_TO: Any = {"rows": {"row-tilat": [100_000], "row-palkat": [50_000], "own-0": [10_050]}, "own": []}


def written(report: UseReport, /, **parts: Any) -> UseReport:
    """The report with all that it needs to be handed in."""
    given = {"done": "Pidimme konsertin.", "effect": "Kylä lauloi.", "reached": 120, "used": 50_000}
    values = {**given, "table-costs": CAME_TO, **parts}
    application = report.award.application
    with acting(acting_for(application.started_by, application.association)):
        reporting.save(report=report, values=values, versions={})
    return report


def handed_in(report: UseReport | None = None, /, **parts: Any) -> UseReport:
    """A report that waits for the city."""
    found = written(report or awaited(), **parts)
    application = found.award.application
    with acting(acting_for(application.started_by, application.association)):
        seal = reporting.written(found).seal
        return reporting.hand_in(report=found, seal=seal, arrived_at=clock.now(), language="fi")


def sample(of: Call, size: int = 1, draw_on: date | None = None) -> Sample:
    """An announced audit sample of the call's awards."""
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        day = draw_on or clock.today() + timedelta(days=1)
        return sampling.announce(call=of, year=None, size=size, words="Otanta", draw_on=day)


def decision_list(*applications: Application, presented: bool = False, **given: Any) -> DecisionList:
    """A list of the proposals, which are of one call; presented to the decision maker or only gathered."""
    with acting(as_employee(employee(StaffRole.GRANT_OFFICER))):
        made = decision_lists.start(
            call=applications[0].call, applications=[application.pk for application in applications], **given
        )
        return decision_lists.present(decision_list=made) if presented else made


def rectification(application: Application) -> Rectification:
    """A request for rectification by the association of a decided application, in time."""
    with acting(acting_for(application.started_by, application.association)):
        return rectifying.ask(
            application=application,
            asked="Pyydämme koko summaa.",
            grounds="Jäsenmäärämme oli väärin.",
            arrived_at=clock.now(),
        )


def payer(**fields: Any) -> Payer:
    """The account from which the city pays, since long."""
    facts = {"name": "Porin kaupunki", "iban": "FI3398765432100015", "bic": "TESTFIHH", **fields}
    made, _new = Payer.objects.get_or_create(valid_from=clock.today() - timedelta(days=400), defaults=facts)
    return made


def verified_account(association: Association) -> BankAccount:
    """The association's account, verified long ago."""
    found = association.bank_accounts.first() or account(association)
    BankAccount.objects.filter(pk=found.pk).update(verified_on=clock.today() - timedelta(days=300))
    found.refresh_from_db()
    return found


def terms(*parts: str, waits: bool = False, days: int = 0) -> dict[str, Any]:
    """Terms of payment for a call, instalments as an officer writes them; by default at once after acceptance."""
    return {"pay_parts": [parse_part(part) for part in parts], "pay_waits": waits, "pay_days": days}


def accepted(of: Call | None = None, amount_cents: int = 50_000, association: Association | None = None) -> Payout:
    """An award that its association has accepted, due at once unless the call says otherwise."""
    application = decided(of or call(**terms()), amount_cents, association)
    bank = verified_account(application.association)
    with acting(acting_for(application.started_by, application.association)):
        return paying.accept(payout=application.award.payout, account=bank)


def batch(*payouts: Payout, up_to: date | None = None, by: User | None = None) -> Batch:
    """A batch that an officer has made of all that is due of the payouts."""
    chosen = [row.pk for row in Instalment.objects.filter(payout__in=payouts)]
    with acting(as_employee(by or employee(StaffRole.GRANT_OFFICER))):
        return batches.make(up_to=up_to or clock.today(), chosen=chosen)


def approved(made: Batch) -> Batch:
    """The batch approved, with its file."""
    payer()
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        batches.approve(batch=made)
    bank_file.make_file(made.pk)
    made.refresh_from_db()
    return made


def sent(made: Batch) -> Batch:
    """The batch approved and sent to the bank today."""
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        return batches.send(batch=approved(made), day=clock.today())


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


def change_request(application: Application, kind: str = ChangeKind.BUDGET, **given: Any) -> ChangeRequest:
    """A change that the association of a granted application has asked for."""
    facts = {"asked": "Vuokra nousi, matkat jäävät pois.", "grounds": "Sali vaihtui.", **given}
    with acting(acting_for(application.started_by, application.association)):
        return changing.ask(application=application, kind=kind, arrived_at=clock.now(), **facts)


def paid(of: Call | None = None, amount_cents: int = 50_000, association: Association | None = None) -> Payout:
    """An award whose due instalments have been paid."""
    payout = accepted(of, amount_cents, association)
    sent(batch(payout))
    payout.refresh_from_db()
    return payout


def recovery(payout: Payout | None = None, cents: int = 30_000, by: User | None = None) -> Recovery:
    """A recovery about which the association is being heard."""
    application = (payout or paid()).award.application
    with acting(as_employee(by or employee(StaffRole.GRANT_OFFICER))):
        return recovering.open_recovery(
            application=application,
            cents=cents,
            ground=RecoveryGround.OTHER_USE,
            reasons="Avustuksella ostettiin muuta kuin nuotteja.",
            hear_by=recovering.earliest_hearing(),
        )


def answered(found: Recovery | None = None, text: str = "Nuotit ostettiin vasta keväällä.") -> Recovery:
    """A recovery that the association has answered."""
    asked = found or recovery()
    application = asked.award.application
    with acting(acting_for(application.started_by, application.association)):
        return recovering.answer(recovery=asked, text=text, arrived_at=clock.now())


def recovered(
    found: Recovery | None = None, cents: int = 30_000, instalments: int = 3, by: User | None = None
) -> Recovery:
    """A recovery that was decided, the first instalment in thirty days; 0 cents drop it."""
    with acting(as_employee(by or employee(StaffRole.DECISION_MAKER))):
        return recovering.decide(
            recovery=found or answered(),
            cents=cents,
            reasons="Avustus on käytettävä siihen, mihin se annettiin.",
            sitting=Sitting("Sivistyslautakunta"),
            instalments=instalments,
            first_due=clock.today() + timedelta(days=30),
        )


def disputed(found: Recovery, **given: Any) -> Recovery:
    """A recovery of whose decision its association asks rectification."""
    application = found.award.application
    facts = {"asked": "Emme maksa.", "grounds": "Nuotit ostettiin.", "arrived_at": clock.now(), **given}
    with acting(acting_for(application.started_by, application.association)):
        rectifying.ask(application=application, recovery=found, **facts)
    return found


def paid_back(found: Recovery, cents: int = 10_000, by: User | None = None) -> Recovery:
    """The recovery with a payment that came today."""
    with acting(as_employee(by or employee(StaffRole.GRANT_OFFICER))):
        return collecting.record_payment(recovery=found, cents=cents, received_on=clock.today())


def dossier(application: Application, user: User) -> Dossier:
    """The dossier of a matter, asked for by the employee and not made yet."""
    with acting(as_employee(user)):
        return making.ask(application=application)


def aid_call(cents: int = 10_000_000, **fields: Any) -> Call:
    """An open call whose grants are de minimis aid, of one sum that can be applied for."""
    return call(de_minimis=True, amounts_cents=[50_000, cents], appropriation_cents=100 * cents, **fields)


def aid_draft(
    of: Call | None = None, association: Association | None = None, cents: int = 10_000_000, **said: Any
) -> Application:
    """A complete draft in such a call, with a declaration that says what is given (``rows`` and the like)."""
    application = draft(of or aid_call(cents), association)
    with acting(acting_for(application.started_by, application.association)):
        drafting.save_answers(application=application, values={"amount": str(cents)}, versions={"amount": 1})
        deminimis.declare(application=application, **{"economic_activity": True, **said})
    return application


def aid_proposed(
    of: Call | None = None, association: Association | None = None, cents: int = 10_000_000, **said: Any
) -> Application:
    """The same with a proposal of the whole sum."""
    application = aid_draft(of, association, cents, **said)
    with acting(acting_for(application.started_by, application.association)):
        application = applying.submit(application=application, arrived_at=clock.now(), language="fi")
    first, second = employee(StaffRole.GRANT_OFFICER), employee(StaffRole.GRANT_OFFICER)
    with acting(as_employee(first)):
        application = reviewing.take_into_review(application=application)
    score(application, first)
    score(application, second)
    with acting(as_employee(first)):
        return reviewing.propose(
            application=application, amount_cents=cents, reasons="Vastaa perusteita.", public_purpose="Kahvila"
        )


def aid_granted(
    of: Call | None = None, association: Association | None = None, cents: int = 10_000_000, **said: Any
) -> Application:
    """The same, granted."""
    application = aid_proposed(of, association, cents, **said)
    with acting(as_employee(employee(StaffRole.DECISION_MAKER))):
        return deciding.decide(application=application, reasons="Vastaa perusteita.")


def city_aid(association: Association, cents: int = 100_000, on: date | None = None, source: Any = None) -> CityAid:
    """A row of the ledger of de minimis aid in kind, as another part of the portal writes it; once a source."""
    support = record_support(
        association=association,
        kind=SupportKind.PREMISES,
        value_cents=cents,
        given_on=on or clock.today(),
        title="Salivuorot",
        source=source or AssociationFactory.create(),
        de_minimis=True,
    )
    return CityAid.objects.with_day().get(pk=support.pk)
