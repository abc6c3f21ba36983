"""Columns of register data as files name them, and what their cells may hold (PRH's and cities' usual headings)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.enums import LegalForm, Status
from portal.ui import text
from portal.ui.fields import BusinessIdField, RegisterNumberField, parse_day

_BLANKS = re.compile(r"[ \t\r\n\u00a0\u202f]+")
# What is kept of a cell that is refused, so that the person sees what was written.
WRITTEN_LENGTH = 200

_LEGAL_FORMS = {
    LegalForm.REGISTERED: "registered, rekisteröity yhdistys, yhdistys, ry, aatteellinen yhdistys, registrerad "
    "förening, förening, rf, ideell förening, registered association, association",
    LegalForm.UNREGISTERED: "unregistered, rekisteröimätön, rekisteröimätön yhdistys, rekisteröimätön ryhmä, ryhmä, "
    "oregistrerad, oregistrerad förening, oregistrerad grupp, unregistered group, unregistered association",
    LegalForm.FOUNDATION: "foundation, säätiö, sr, stiftelse",
    LegalForm.RELIGIOUS: "religious, uskonnollinen yhdyskunta, uskonnollinen yhdistys, seurakunta, religionssamfund, "
    "religiöst samfund, församling, religious community",
}
# "Merged" isn't here: only the portal's own merging says so.
_STATUSES = {
    Status.ACTIVE: "active, aktiivinen, toiminnassa, rekisterissä, rekisteröity, voimassa, aktiv, i kraft, "
    "registrerad, verksam, registered, in force",
    Status.DISSOLVED: "dissolved, purettu, purkautunut, lakannut, lopetettu, poistettu, poistettu rekisteristä, "
    "lakkautettu, upplöst, upphört, avregistrerad, avförd, removed, ended",
}


def _known(words: Mapping[Any, str]) -> dict[str, str]:
    return {word.strip(): str(value) for value, listed in words.items() for word in listed.split(",")}


_FORM_WORDS, _STATUS_WORDS = _known(_LEGAL_FORMS), _known(_STATUSES)
_REGISTER_NUMBER, _BUSINESS_ID = RegisterNumberField(required=False), BusinessIdField(required=False)
_WHOLE_OR_GROUPED = re.compile(r"[0-9]{1,6}|[0-9]{1,3}[. ][0-9]{3}")


def _register_number(written: str) -> str:
    # Spreadsheets drop the last zeros of a number: 123.45 must not become 12.345.
    if re.search(r"[0-9][. ][0-9]", written) and not _WHOLE_OR_GROUPED.fullmatch(written):
        raise ValidationError(_("A register number has one to six digits, for example 123.456."), code="invalid")
    return str(_REGISTER_NUMBER.clean(written))


def _business_id(written: str) -> str:
    return str(_BUSINESS_ID.clean(written))


def _legal_form(written: str) -> str:
    found = _FORM_WORDS.get(written.casefold().rstrip("."))
    if found is None:
        raise ValidationError(_("This legal form isn't known. Write for example “registered association”."))
    return found


def _status(written: str) -> str:
    found = _STATUS_WORDS.get(written.casefold().rstrip("."))
    if found is None:
        raise ValidationError(_("This status isn't known. Write “active” or “dissolved”."))
    return found


@dataclass(frozen=True, slots=True)
class Column:
    """A column of register data: its name in the register, how people call it, which headings mean it."""

    name: str
    label: str | Promise
    headings: str
    example: str
    parse: Callable[[str], Any] = field(default=str)
    max_length: int = 60


COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        Column(
            "name",
            gettext_lazy("Name"),
            "nimi, yhdistyksen nimi, yhdistys, virallinen nimi, nimi suomeksi, namn, föreningens namn, förening, name, "
            "official name, association",
            "Esimerkkikylän Laulu ry",
            max_length=160,
        ),
        Column(
            "register_number",
            gettext_lazy("Register number"),
            "rekisterinumero, rekisterinro, rekisteri nro, rek nro, reknro, yhdistysrekisterinumero, registernummer, "
            "registernr, register number, registration number",
            "123.456",
            _register_number,
        ),
        Column(
            "business_id",
            gettext_lazy("Business ID"),
            "y-tunnus, ytunnus, fo-nummer, fo nummer, business id",
            "2077474-0",
            _business_id,
        ),
        Column(
            "legal_form",
            gettext_lazy("Legal form"),
            "oikeudellinen muoto, yhteisömuoto, yhdistysmuoto, muoto, juridisk form, rättsform, föreningsform, "
            "legal form, form",
            "rekisteröity yhdistys",
            _legal_form,
        ),
        Column(
            "registered_office",
            gettext_lazy("Registered office"),
            "kotipaikka, kotikunta, hemort, registered office, domicile",
            "Pori",
        ),
        Column(
            "registered_on",
            gettext_lazy("Registered on"),
            "rekisteröity, rekisteröintipäivä, rekisteröintipvm, rekisteriin merkitty, registrerad, "
            "registreringsdatum, registreringsdag, registered, registered on, registration date",
            "3.5.1998",
            parse_day,
        ),
        Column(
            "status",
            gettext_lazy("Status"),
            "tila, tilanne, rekisteritila, status, tillstånd, läge, state",
            "aktiivinen",
            _status,
        ),
        Column(
            "sector",
            gettext_lazy("Sector"),
            "toimiala, päätoimiala, sektor, huvudsektor, verksamhetsområde, sector, main sector",
            "Kulttuuri",
            max_length=80,
        ),
    )
}


def _key(heading: str) -> str:
    return "".join(letter for letter in text.tidy(heading).casefold() if letter.isalnum())


_BY_HEADING = {_key(heading): column.name for column in COLUMNS.values() for heading in column.headings.split(",")}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which place of a row holds which column, and the headings that mean nothing to the portal."""

    places: dict[str, int]
    headings: list[str]

    @property
    def unknown(self) -> list[str]:
        """Headings of columns that aren't read, in the order of the file."""
        taken = set(self.places.values())
        return [heading for at, heading in enumerate(self.headings) if heading and at not in taken]

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """The row's cells by column, tidied; '' where the row is short."""
        return {name: tidy(row[at]) if at < len(row) else "" for name, at in self.places.items()}


def layout(headings: Sequence[str]) -> Layout:
    """How the portal reads the headings of a file; of two that mean the same the first counts."""
    shown = [tidy(heading)[:80] for heading in headings]
    places: dict[str, int] = {}
    for at, heading in enumerate(shown):
        name = _BY_HEADING.get(_key(heading))
        if name is not None:
            places.setdefault(name, at)
    return Layout(places, [storable(heading) for heading in shown])


def tidy(cell: str) -> str:
    """The cell on one line, composed, without blanks around it."""
    return _BLANKS.sub(" ", text.tidy(cell)).strip(" ")


def storable(cell: str) -> str:
    """The cell as it may stand in the database: what can't be stored at all is shown as a replacement."""
    return re.sub(r"[\x00\ud800-\udfff]", "\ufffd", cell)[:WRITTEN_LENGTH]


def check(name: str, cell: str) -> Any:
    """The value of a cell that isn't empty. Raises ValidationError with a sentence in the active language."""
    # Most cells are plain; looking at each character is for the others.
    if (not cell.isprintable() or "\ufffd" in cell) and (fault := text.fault(cell)):
        raise ValidationError(fault, code="text")
    return COLUMNS[name].parse(cell)


Fault = dict[str, Any]


@dataclass(slots=True)
class Record:
    """A row as it was read: values by column ('' or None where the cell is empty) and what is wrong with it.

    A fault is a code with values, from which a sentence is made when somebody reads it (:func:`sentence`).
    """

    name: str = ""
    register_number: str = ""
    business_id: str = ""
    legal_form: str = ""
    status: str = ""
    registered_office: str = ""
    registered_on: date | None = None
    sector: int | None = None
    faults: list[Fault] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)


def record(cells: Mapping[str, str], sectors: Mapping[str, int]) -> Record:
    """Read the cells of a row; ``sectors`` are keys by name in small letters. Never raises: faults stand in the row."""
    found = Record()
    for name, cell in cells.items():
        if not cell:
            continue
        if len(cell) > COLUMNS[name].max_length:
            found.faults.append(
                {"code": "long", "column": name, "length": len(cell), "limit": COLUMNS[name].max_length}
            )
            continue
        try:
            value = check(name, cell)
        except ValidationError:
            found.faults.append({"code": "cell", "column": name, "value": storable(cell)})
            continue
        if name == "sector":
            value = sectors.get(cell.casefold())
            if value is None:
                found.faults.append({"code": "sector", "column": name, "value": cell})
        setattr(found, name, value)
    if not cells.get("name"):
        found.faults.append({"code": "no_name"})
    if not cells.get("register_number") and not cells.get("business_id"):
        found.faults.append({"code": "no_identifier"})
    if found.legal_form == LegalForm.UNREGISTERED and found.register_number:
        found.faults.append({"code": "unregistered_number"})
    if found.faults:
        found.written = {name: storable(cell) for name, cell in cells.items() if cell}
    return found


_SENTENCES: dict[str, str | Promise] = {
    "long": gettext_lazy("The text is too long: it has %(length)d characters, and at most %(limit)d fit."),
    "sector": gettext_lazy("There is no sector “%(value)s”. Write it as the portal does."),
    "no_name": gettext_lazy("The name is missing."),
    "no_identifier": gettext_lazy(
        "The row has neither a register number nor a Business ID, so the portal can't tell whether it is in the "
        "register. Add the association by hand."
    ),
    "unregistered_number": gettext_lazy("An unregistered group has no register number."),
    "again": gettext_lazy("Row %(row)d is about the same association."),
    "two": gettext_lazy(
        "The register number belongs to %(first)s and the Business ID to %(second)s. One of them is wrong, or these "
        "two are the same association and should be merged first."
    ),
    "merged": gettext_lazy("This association has been merged into %(name)s. Change the row or leave it out."),
    "dissolved": gettext_lazy("The association has been dissolved and isn't in the register, so it isn't added."),
    "tied": gettext_lazy("You or a close relative have a seat in this association, so you can't change it."),
}


def sentence(fault: Fault) -> str:
    """What is wrong, in the active language, with the column before it where one cell is meant."""
    if fault["code"] == "cell":
        said = _cell_sentence(fault["column"], fault["value"])
    else:
        said = str(_SENTENCES[fault["code"]]) % fault
    column = fault.get("column")
    return f"{COLUMNS[column].label}: {said}" if column else said


def _cell_sentence(name: str, cell: str) -> str:
    try:
        check(name, cell)
    except ValidationError as error:
        return " ".join(error.messages)
    # It was refused by an older version of the portal.
    return _("This couldn't be read.")
