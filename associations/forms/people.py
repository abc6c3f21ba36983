"""Roles of people, invitations, and the handover to a new board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.enums import DEFAULT_AREAS, Area, Role
from associations.models import Membership
from associations.models.people import rights_in_words
from associations.services import handovers
from associations.services.handovers import Seat
from associations.services.people import Terms, terms_of
from portal.translated import active
from portal.ui.fields import DayField, IbanField
from portal.ui.forms import Fault, PortalForm
from portal.workflow import Refused

# More than any board; a flood of rows isn't drawn.
MOST_ROWS = 20

_ROLE = gettext_lazy("Role")
_RIGHTS = gettext_lazy("Rights")
_UNTIL = gettext_lazy("Last day of the term")


def _role_to_choose(**options: Any) -> forms.ChoiceField:
    """A role of somebody who comes: nothing is chosen beforehand, since the first one has all rights."""
    return forms.ChoiceField(label=_ROLE, choices=[("", gettext_lazy("Choose the role")), *Role.choices], **options)


def areas_field(**options: Any) -> forms.MultipleChoiceField:
    """The rights of a person, area by area."""
    options.setdefault("label", _RIGHTS)
    return forms.MultipleChoiceField(
        choices=Area.choices, widget=forms.CheckboxSelectMultiple, required=False, **options
    )


def _language_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Language of the mail"),
        help_text=gettext_lazy("Somebody who has an account already gets it in their own language."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )


def usual_rights() -> list[tuple[str, str]]:
    """Each role with the rights that it starts with, in words."""
    return [(str(role.label), ", ".join(rights_in_words(list(DEFAULT_AREAS[role]))) or _("no rights")) for role in Role]


class MemberForm(PortalForm):
    """Role, rights and term of somebody who acts for the association."""

    role = forms.ChoiceField(label=_ROLE, choices=Role.choices)
    areas = areas_field(help_text=gettext_lazy("Who has “people and rights” is a main user and changes this page."))
    ends_on = DayField(label=_UNTIL, required=False, help_text=gettext_lazy("Leave empty when it has no end yet."))
    # What the page showed, so that nobody writes over a change that they haven't seen.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        role, areas, ends_on = terms_of(membership)
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            **{"role": role, "areas": list(areas), "ends_on": ends_on, "seen": _written(terms_of(membership))},
            **kwargs["initial"],
        }
        super().__init__(*args, **kwargs)

    def seen_terms(self) -> Terms:
        """What the page showed; something that no role is when it was tampered with."""
        role, _bar, rest = str(self.cleaned_data["seen"]).partition("|")
        areas, _bar, day = rest.partition("|")
        try:
            return role, tuple(filter(None, areas.split(","))), date.fromisoformat(day) if day else None
        except ValueError:
            return "", (), None


def _written(terms: Terms) -> str:
    role, areas, ends_on = terms
    return f"{role}|{','.join(areas)}|{ends_on.isoformat() if ends_on else ''}"


class EndForm(PortalForm):
    """When a role ends."""

    last_day = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Leave empty to end the role at once.")
    )


class InvitationForm(PortalForm):
    """A role offered to an address."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("Only whoever signs in with this address, confirmed, can accept the invitation."),
    )
    role = _role_to_choose()
    areas = areas_field(help_text=gettext_lazy("Tick nothing to give the rights that the role usually has."))
    ends_on = DayField(label=_UNTIL, required=False, help_text=gettext_lazy("Leave empty when it has no end yet."))
    language = _language_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = active()
        # The browser would offer the person's own address.
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {**data, "role": Role(data["role"]), "areas": [Area(area) for area in data["areas"]] or None}


class HandoverForm(PortalForm):
    """The days of a handover, and the account."""

    meeting_on = DayField(
        label=gettext_lazy("Day of the meeting"), help_text=gettext_lazy("The meeting that chose the new board.")
    )
    effective_on = DayField(
        label=gettext_lazy("First day of the new board"),
        help_text=gettext_lazy("Who leaves acts for the association to the end of the day before."),
    )
    iban = IbanField(
        label=gettext_lazy("New bank account"),
        required=False,
        help_text=gettext_lazy(
            "Only if it changes. The new account is used from the first day of the new board, once the city has"
            " verified it; the present one ends then."
        ),
    )
    language = _language_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = active()
        self.fields["language"].label = gettext_lazy("Language of the invitations")

    def clean_meeting_on(self) -> date:
        """A day on which the meeting can have been."""
        return _checked(handovers.check_meeting, self.cleaned_data["meeting_on"])

    def clean_effective_on(self) -> date:
        """A day on which the board can begin."""
        return _checked(handovers.check_first_day, self.cleaned_data["effective_on"])


def _checked(check: Callable[[date], None], day: date) -> date:
    try:
        check(day)
    except Refused as refusal:
        raise forms.ValidationError(str(refusal)) from None
    return day


class MinutesForm(PortalForm):
    """The minutes, attached on the page where the handover is confirmed."""

    minutes = forms.FileField(
        label=gettext_lazy("Minutes of the meeting"),
        required=False,
        help_text=gettext_lazy("The city sees from them who was chosen. PDF, Word, OpenDocument or a picture."),
    )


class _SeatForm(PortalForm):
    # A row says itself what may be left out.
    marks_optional = False

    role = forms.ChoiceField(label=_ROLE, choices=Role.choices)
    areas = areas_field()
    ends_on = DayField(label=_UNTIL, required=False)

    def _seat(self, **more: Any) -> Seat:
        data = self.cleaned_data
        return Seat(role=data["role"], areas=frozenset(data["areas"]), ends_on=data["ends_on"], **more)


class PresentSeatForm(_SeatForm):
    """A row of the board as it stands: goes on, with or without changes, or leaves."""

    fate = forms.ChoiceField(
        label=gettext_lazy("From the first day of the new board"),
        choices=[("stays", gettext_lazy("goes on")), ("leaves", gettext_lazy("leaves"))],
        widget=forms.RadioSelect,
    )
    field_order = ["fate", "role", "areas", "ends_on"]

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        self.membership = membership
        role, areas, ends_on = terms_of(membership)
        kwargs["initial"] = {"fate": "stays", "role": role, "areas": list(areas), "ends_on": ends_on}
        super().__init__(*args, prefix=f"m{membership.pk}", **kwargs)

    @property
    def title(self) -> str:
        """Whose row it is."""
        return str(self.membership)

    @property
    def unfolded(self) -> bool:
        """Whether the page shows role, rights and term at once: they were changed, or something is wrong in them."""
        role, areas, ends_on = terms_of(self.membership)
        present = (role, list(areas), self.fields["ends_on"].prepare_value(ends_on) or "")
        shown = (self["role"].value(), sorted(self["areas"].value() or []), self["ends_on"].value() or "")
        return shown != present or bool({"role", "areas", "ends_on"} & self.errors.keys())

    def clean(self) -> dict[str, Any]:
        """What is typed about somebody who leaves doesn't matter."""
        data: dict[str, Any] = self.cleaned_data
        if data.get("fate") == "leaves":
            for name in ("role", "areas", "ends_on"):
                self.errors.pop(name, None)
        return data

    def seat(self) -> Seat | None:
        """The seat from the day on; None for who leaves."""
        if self.cleaned_data["fate"] == "leaves":
            return None
        return self._seat(email=self.membership.user.email)


class NewSeatForm(_SeatForm):
    """A row for somebody who comes."""

    # An empty row is no seat, so nothing in it is required by itself.
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254, required=False)
    role = _role_to_choose(required=False)
    field_order = ["email", "role", "areas", "ends_on"]

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        self.number = number
        super().__init__(*args, prefix=f"n{number}", **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        self.fields["areas"].help_text = _("Tick nothing to give the rights that the role usually has.")

    @property
    def title(self) -> str:
        """Which row it is."""
        return _("New seat %(number)d") % {"number": self.number + 1}

    def clean(self) -> dict[str, Any]:
        """A row of which something is filled in needs an address and a role."""
        data: dict[str, Any] = self.cleaned_data
        if "email" not in self.errors and not data.get("email") and any(data.values()):
            self.add_error("email", _("Whose seat is this? Give the address, or empty the row."))
        if data.get("email") and not data.get("role") and "role" not in self.errors:
            self.add_error("role", _("Choose the role."))
        return data

    def seat(self) -> Seat:
        """The seat from the day on."""
        data = self.cleaned_data
        areas = frozenset(data["areas"]) or frozenset(area.value for area in DEFAULT_AREAS[Role(data["role"])])
        return Seat(role=data["role"], areas=areas, ends_on=data["ends_on"], email=data["email"].lower())


class Handing:
    """All forms of the page together: the days, the board as it stands, the rows for who comes.

    With ``judged=False`` what was typed is shown and not found fault with: a row was added, or the person came back.
    """

    def __init__(self, board: Sequence[Membership], data: QueryDict | None, *, judged: bool = True) -> None:
        self.number = self._number(data)
        bound = data if judged else None
        self.form = HandoverForm(bound)
        self.present = [PresentSeatForm(bound, membership=row) for row in board]
        self.new = [NewSeatForm(bound, number=number) for number in range(self.number)]
        if data is not None and not judged:
            for form in self.forms:
                _show_typed(form, data)

    @staticmethod
    def _number(data: QueryDict | None) -> int:
        if data is None:
            return 1
        written = data.get("rows", "")
        number = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 1
        return min(number + ("add" in data), MOST_ROWS)

    @property
    def full(self) -> bool:
        """Whether no more rows fit."""
        return self.number >= MOST_ROWS

    @property
    def forms(self) -> list[PortalForm]:
        """All forms in the order of the page."""
        return [self.form, *self.present, *self.new]

    @property
    def faults(self) -> list[Fault]:
        """All that is wrong, each with the row in which it stands."""
        found = list(self.form.faults)
        rows: list[PresentSeatForm | NewSeatForm] = [*self.present, *self.new]
        for row in rows:
            found += [fault._replace(label=f"{row.title} – {fault.label}") for fault in row.faults]
        return found

    def is_valid(self) -> bool:
        """Whether every form is right, and no address stands twice."""
        right = not [form for form in self.forms if not form.is_valid()]
        seen: set[str] = set()
        for row in self.new:
            email = row.cleaned_data.get("email", "").lower()
            if email and email in seen:
                row.add_error("email", _("This address stands in another row already."))
                right = False
            seen.add(email)
        return right

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.form.cleaned_data
        return {
            "meeting_on": data["meeting_on"],
            "effective_on": data["effective_on"],
            "iban": data["iban"],
            "language": data["language"],
            "board": {row.membership.pk: row.seat() for row in self.present},
            "new": [row.seat() for row in self.new if row.cleaned_data.get("email")],
        }


def _show_typed(form: PortalForm, data: QueryDict) -> None:
    """Begin the form with what was typed; a row of which the request doesn't speak stays as it is."""
    # Boxes without a tick send nothing, so a row is known by its other fields.
    if not any(form.add_prefix(name) in data for name in form.fields):
        return
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
