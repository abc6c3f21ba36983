"""By whom, when and how a decision is made: what its document says besides the matter itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from grants.models import Call
from portal import clock
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment, User
from portal.decisions.enums import Way
from portal.translated import in_language
from portal.workflow import Refused

# By these a decision reaches its party; publication alone isn't a notice to a party (Hallintolaki 434/2003 §54).
WAYS = (Way.E_NOTICE, Way.LETTER, Way.SERVICE)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Where a decision is made: by an officeholder now, or by a committee in a meeting that an employee records.

    ``meeting_on`` is the Helsinki day of the meeting, ``minutes_section`` the section as its minutes write it.
    """

    authority: str
    way: str = Way.E_NOTICE
    meeting_on: date | None = None
    minutes_section: str = ""

    def require_held(self) -> None:
        """Raises :class:`Refused` for a meeting on a day to come: what hasn't been decided isn't recorded."""
        if self.meeting_on is not None and self.meeting_on > clock.today():
            raise Refused(_("The meeting is on a day to come. Record the decisions when it has been held."))

    @property
    def decided_at(self) -> datetime:
        """The instant of the decision: now, or noon of an earlier meeting's day. Raises as :meth:`require_held`."""
        self.require_held()
        if self.meeting_on is None or self.meeting_on == clock.today():
            return clock.now()
        return clock.at(self.meeting_on, time(12))

    @property
    def authority_named(self) -> str:
        """The authority as the document names it; of a committee with the section of its minutes."""
        return ", ".join(part for part in (self.authority, self.minutes_section) if part)

    @property
    def section_series(self) -> str:
        """The series in which its decisions are numbered: one for each authority."""
        return f"grants:{self.authority}"[:200]

    def document(self, decider: User) -> Mapping[str, Any]:
        """What ``decisions.make`` is told of it. The days of notification run from the sending, which is today."""
        return {
            "authority": self.authority_named,
            "section_series": self.section_series,
            "decided_by": decider,
            "decider_title": self._title_of(decider),
            "decided_at": self.decided_at,
            "sent_on": None if self.way == Way.SERVICE else clock.today(),
            "way": self.way,
        }

    def _title_of(self, decider: User) -> str:
        if self.meeting_on is not None:
            return _("records the committee's decision")
        return title_of(decider)


def rectifier_of(call: Call, sitting: Sitting, language: str) -> str:
    """Of whom rectification is asked (Kuntalaki 410/2015 §134): the call says; else the authority that decides."""
    return in_language(call, "rectifier", language) or sitting.authority


def of_call(call: Call) -> Sitting:
    """The call's own authority, now, by an electronic notice."""
    return Sitting(call.authority)


def title_of(decider: User) -> str:
    """The official title under which the person decides today; the role's name where none is recorded."""
    held = StaffAssignment.objects.in_force().filter(user=decider, role=StaffRole.DECISION_MAKER).exclude(title="")
    found = held.order_by("-starts_on").values_list("title", flat=True).first()
    return found or _("decision maker")
