"""Who and what the data set's applications need: the city's people, and calls of several years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from grants.enums import CallKind, CallState, QuestionKind
from grants.models import Call, Criterion, Question
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User

QUESTIONS = (
    ("purpose", QuestionKind.TEXT, "Mihin avustusta haetaan?"),
    ("plan", QuestionKind.LONG_TEXT, "Miten ja milloin se tehdään?"),
    ("amount", QuestionKind.AMOUNT_CHOICE, "Haettava summa"),
    ("account", QuestionKind.BANK_ACCOUNT, "Tili, jolle avustus maksetaan"),
)
CRITERIA = (("Vaikutus asukkaiden hyvinvointiin", 3, 10), ("Toteutettavuus", 1, 5), ("Avoimuus kaikille", 2, 10))
LONG = 80
DAYS_AGO_CLOSED = (900, 700, 500, 330, 150)


@dataclass(frozen=True, slots=True)
class Cast:
    """The same people and calls for all sizes of the data set."""

    officers: list[User]
    decider: User
    auditor: User
    decided: list[Call]
    closed: Call
    open: list[Call]
    # With eighty questions: what a form costs must not hang on its length.
    long: Call


def cast() -> Cast:
    """Find them, made where they aren't there yet. The caller has named an actor and opened a transaction."""
    officers = [_employee(f"officer{number}", StaffRole.GRANT_OFFICER) for number in range(1, 5)]
    return Cast(
        officers=officers,
        decider=_employee("decider", StaffRole.DECISION_MAKER),
        auditor=_employee("auditor", StaffRole.AUDITOR),
        decided=[call_of(f"Kevytavustus {at}", -days - 40, -days) for at, days in enumerate(DAYS_AGO_CLOSED, 1)],
        closed=call_of("Toimintatonni kevät", -60, -12),
        open=[
            call_of("Toimintatonni syksy", -10, 20),
            call_of("Tapahtumatonni", -5, 41, CallKind.EVENT),
            call_of("Käynnistysavustus uusille yhdistyksille", 14, 60, CallKind.START_UP),
        ],
        long=_long_call(),
    )


def _long_call() -> Call:
    call = call_of("Kumppanuusavustus", -10, 20, CallKind.PARTNERSHIP)
    kinds = (QuestionKind.LONG_TEXT, QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.CHOICE)
    options = [{"key": "kylla", "fi": "Kyllä"}, {"key": "ei", "fi": "Ei"}]
    if call.questions.count() < LONG:
        Question.objects.bulk_create(
            Question(
                **{"call": call, "key": f"lisa-{at}", "kind": kinds[at % 4], "label_fi": f"Lisäkysymys {at}"},
                **{"order": 100 + at, "options": options if at % 4 == 3 else []},
            )
            for at in range(LONG - len(QUESTIONS))
        )
    return call


def _employee(name: str, role: StaffRole) -> User:
    email = f"{name}@city.invalid"
    found = User.objects.filter(email=email).first()
    if found is not None:
        return found
    user = User.objects.create_user(email, first_name="Aino", last_name=f"Virtanen-{name.title()}")
    StaffAssignment.objects.create(user=user, role=role)
    return user


def call_of(title: str, opens_in: int, closes_in: int, kind: CallKind = CallKind.LIGHT) -> Call:
    """The call of the title, made where it isn't there yet; it opens and closes so many days from now."""
    found = Call.objects.filter(title_fi=title).first()
    if found is not None:
        return found
    now = clock.now()
    call = Call.objects.create(
        kind=kind,
        state=CallState.PUBLISHED,
        title_fi=title,
        title_sv=f"{title} på svenska",
        title_en=f"{title} in English",
        summary_fi="Pieni avustus yhdistyksen toimintaan, jolla asukkaat saavat tekemistä ja seuraa.",
        terms_fi="Avustusta voi hakea rekisteröity yhdistys, jonka kotipaikka on Pori.\n\n" * 6,
        authority="Porin kaupunki, sivistystoimiala",
        basis_fi="Kuntalaki 410/2015 1 §, kaupungin avustusperiaatteet",
        opens_at=now + timedelta(days=opens_in),
        closes_at=now + timedelta(days=closes_in),
        appropriation_cents=2_000_000_000,
        amounts_cents=[50_000, 100_000],
    )
    Question.objects.bulk_create(
        Question(call=call, key=key, kind=kind_of, label_fi=label, order=order)
        for order, (key, kind_of, label) in enumerate(QUESTIONS)
    )
    Criterion.objects.bulk_create(
        Criterion(call=call, label_fi=label, weight=weight, max_points=points, order=order)
        for order, (label, weight, points) in enumerate(CRITERIA)
    )
    return call
