"""The demo's city employees, and the way in which other apps add people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from portal import clock
from portal.accounts import demo
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.demodata import PASSWORD, Person, sign_ins, step
from portal.journal import services as journal


@dataclass(frozen=True, slots=True)
class Term:
    """A staff role from the first of a month so many years ago, until the end of a month where it has ended."""

    role: StaffRole
    years_ago: int
    month: int = 1
    ended_years_ago: int | None = None
    title: str = ""

    @property
    def starts_on(self) -> date:
        """The first day."""
        return date(clock.today().year - self.years_ago, self.month, 1)

    @property
    def ends_on(self) -> date | None:
        """The last day, the last of August of its year; None while it goes on."""
        return None if self.ended_years_ago is None else date(clock.today().year - self.ended_years_ago, 8, 31)


@dataclass(frozen=True, slots=True)
class Employee:
    """A city employee with all terms."""

    first_name: str
    last_name: str
    address: str
    terms: tuple[Term, ...]
    language: str = "fi"

    @property
    def email(self) -> str:
        """At the city's invented domain."""
        return f"{self.address}@pori.example"


R = StaffRole
EMPLOYEES = (
    Employee("Merja", "Kallioniitty", "merja.kallioniitty", (Term(R.LIAISON_COORDINATOR, 4),)),
    Employee("Ville", "Haaviston", "ville.haaviston", (Term(R.LIAISON, 3, month=5),)),
    Employee("Annika", "Söderfelt", "annika.soderfelt", (Term(R.LIAISON, 2, month=9),), "sv"),
    Employee("Outi", "Rantakari", "outi.rantakari", (Term(R.GRANT_OFFICER, 5),)),
    # Sits on the board of an association (associations/demo_texts/boards.py).
    Employee("Jarkko", "Suvelainen", "jarkko.suvelainen", (Term(R.GRANT_OFFICER, 4, month=3),)),
    # Has recorded a relative's seat in another one.
    Employee("Tiina", "Vuorisalo", "tiina.vuorisalo", (Term(R.GRANT_OFFICER, 1),)),
    Employee("Helena", "Aarniluoma", "helena.aarniluoma", (Term(R.DECISION_MAKER, 6, title="hyvinvointijohtaja"),)),
    # Was an officer before: what he prepared then he couldn't decide now.
    Employee(
        "Petri",
        "Salokorpi",
        "petri.salokorpi",
        (
            Term(R.GRANT_OFFICER, 6, ended_years_ago=3),
            Term(R.DECISION_MAKER, 3, month=9, title="sivistystoimialan johtaja"),
        ),
    ),
    Employee("Kimmo", "Hautaviita", "kimmo.hautaviita", (Term(R.VENUE_MANAGER, 7),)),
    Employee("Reetta", "Nordqvist", "reetta.nordqvist", (Term(R.EVENT_COORDINATOR, 2, month=2),)),
    Employee("Jonna", "Isosaari", "jonna.isosaari", (Term(R.COMMUNICATIONS, 3),)),
    Employee("Martti", "Silvola", "martti.silvola", (Term(R.AUDITOR, 8),)),
    Employee("Leena", "Kurkela", "leena.kurkela", (Term(R.ADMINISTRATOR, 4),)),
    # Left the city: signs in still, and may do nothing of the city's any more.
    Employee("Raimo", "Tuomikoski", "raimo.tuomikoski", (Term(R.GRANT_OFFICER, 9, ended_years_ago=1),)),
)


@cache
def _hashed() -> str:
    # Once for all of them: a hash takes half a second, on purpose.
    return make_password(PASSWORD)


def add_people(people: Iterable[User]) -> list[User]:
    """Store people with the demo's password and verified addresses."""
    made = list(people)
    for person in made:
        person.password = _hashed()
    User.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in made
    )
    return made


@step(10, already=StaffAssignment.objects.exists)
def load() -> str:
    """One or two employees for each staff role, three grant officers, and one who has left."""
    made = add_people(
        User(email=one.email, first_name=one.first_name, last_name=one.last_name, language=one.language)
        for one in EMPLOYEES
    )
    for user, employee in zip(made, EMPLOYEES, strict=True):
        for term in employee.terms:
            assignment = StaffAssignment.objects.create(
                user=user, role=term.role, title=term.title, starts_on=term.starts_on, ends_on=term.ends_on
            )
            journal.record("accounts.role_given", user, details={"role": assignment.get_role_display()})
            if term.ends_on is not None:
                journal.record("accounts.role_ended", user, details={"role": assignment.get_role_display()})
    return f"{len(made)} city employees"


@sign_ins(10)
def employees() -> Iterator[Person]:
    """The employees as the demo's page of roles shows them, and who has left."""
    for group in demo.employees():
        yield from (Person(note, str(user), user.email) for user, note in group.people)
    left = [one.email for one in EMPLOYEES if all(term.ends_on is not None for term in one.terms)]
    for user in User.objects.filter(email__in=left):
        yield Person(_("former employee, has no rights any more"), str(user), user.email)
