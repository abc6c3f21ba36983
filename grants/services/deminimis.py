"""De minimis aid (EU 2023/2831): declared by the applicant, kept below the ceiling, recorded, reported."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import models, transaction
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.enums import SupportKind
from associations.models import Association
from associations.services.money import record_support
from grants import queries, rules
from grants.enums import AidInstrument, ApplicationState, QuestionKind
from grants.models import AidDeclaration, AidNote, Application, Award, CityAid, DeclaredAid
from grants.queries.deminimis import instrument_names
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.translated import LANGUAGES
from portal.ui import formats
from portal.workflow import Refused, Stale

# As many pieces of aid as a page takes.
MOST_ROWS = 30
# What the declaration asks, on its page and in the submission alike.
ACTIVITY = gettext_lazy("Does your association carry on economic activity to which the grant is directed?")
UNDERTAKINGS = gettext_lazy("Undertakings that are one with your association")
OTHERS = gettext_lazy("De minimis aid from others in the last three years")


class Undeclared(Refused):
    """The declaration of de minimis aid is missing."""


class Declared(NamedTuple):
    """A piece of aid by another granter, on its Helsinki day, in cents."""

    granter: str
    granted_on: date
    amount_cents: int
    instrument: AidInstrument


@transaction.atomic
def declare(
    *,
    application: Application,
    economic_activity: bool,
    undertakings: str = "",
    business_ids: Sequence[str] = (),
    rows: Sequence[Declared] = (),
    version: int | None = None,
) -> AidDeclaration:
    """Keep what the association says of its activity and of aid by others in the last three years, before it applies.

    ``version`` is that of the declaration that the page showed, 0 for none. Raises :class:`Refused` outside of such a
    call, once the application isn't a draft, for a day to come, a sum below a cent or too many rows; Stale, Http404 or
    PermissionDenied.
    """
    fresh = queries.locked_matter(application.pk)
    policy.require("grants.edit_application", fresh)
    if not fresh.call.de_minimis:
        raise Refused(_("This call doesn't ask about de minimis aid."))
    if fresh.state != ApplicationState.DRAFT:
        raise Refused(_("The declaration can be changed only while the application is a draft."))
    found = AidDeclaration.objects.filter(application=fresh).first()
    if version is not None and version != (found.version if found else 0):
        raise Stale(found or fresh)
    _check_rows(rows)
    said: dict[str, Any] = {
        "economic_activity": economic_activity,
        "undertakings": undertakings.strip(),
        "business_ids": sorted(set(business_ids)),
        "given_at": clock.now(),
        "given_by_id": actors.current().person_id,
        "version": found.version + 1 if found else 1,
    }
    kept, _made = AidDeclaration.objects.update_or_create(application=fresh, defaults=said)
    kept.rows.all().delete()
    DeclaredAid.objects.bulk_create(
        DeclaredAid(declaration=kept, number=number, **row._asdict()) for number, row in enumerate(rows, 1)
    )
    journal.record("grants.aid_declared", fresh)
    return kept


def _check_rows(rows: Sequence[Declared]) -> None:
    if len(rows) > MOST_ROWS:
        raise Refused(_("At most %(number)d pieces of aid fit here. Write to the city.") % {"number": MOST_ROWS})
    for row in rows:
        if row.granted_on > clock.today():
            raise Refused(_("Aid can't have been granted on a day to come."))
        if row.amount_cents < 1 or not row.granter.strip():
            raise Refused(_("Every piece of aid needs its granter and its sum."))


def check_declared(application: Application) -> AidDeclaration | None:
    """The declaration of an application that is handed in; None where the call doesn't ask for one, unasked.

    Raises :class:`Undeclared` where it is missing.
    """
    if not application.call.de_minimis:
        return None
    found = queries.declaration_of(application)
    if found is None:
        raise Undeclared(
            _("Say first what de minimis aid your association has got in the last three years, or that it got none.")
        )
    return found


def sealed(declaration: AidDeclaration | None) -> dict[str, Any]:
    """What a first signature seals of the declaration; nothing where there is none."""
    return {} if declaration is None else {"_de_minimis": _plain(declaration)}


def _plain(declaration: AidDeclaration) -> dict[str, Any]:
    return {
        "economic_activity": declaration.economic_activity,
        "undertakings": declaration.undertakings,
        "given_at": declaration.given_at.isoformat(),
        "aid": [
            [row.granter, row.granted_on.isoformat(), row.amount_cents, row.instrument]
            for row in declaration.rows.all()
        ],
    }


def answer_rows(declaration: AidDeclaration | None) -> list[dict[str, Any]]:
    """The declaration as rows of a submission, beside the answers: receipt, pages and dossier show it, under the hash.

    What the ledger knew of this city's own aid stands there too. One query.
    """
    if declaration is None:
        return []
    own = queries.city_aid_of(declaration.application.association_id)
    spoken: dict[str, list[dict[str, Any]]] = {}
    for language in LANGUAGES:
        with translation.override(language):
            spoken[language] = _in_words(declaration, own)
    return [
        {
            **{"key": f"_de_minimis_{name}", "kind": kind, "value": value},
            **{
                part: {language: spoken[language][at][part] for language in LANGUAGES}
                for part in ("section", "label", "text", "table")
                if spoken[LANGUAGES[0]][at][part] is not None
            },
        }
        for at, (name, kind, value) in enumerate(
            [
                ("activity", QuestionKind.TEXT, declaration.economic_activity),
                ("undertakings", QuestionKind.LONG_TEXT, declaration.undertakings),
                ("others", QuestionKind.TABLE, _plain(declaration)),
                (
                    "city",
                    QuestionKind.TABLE,
                    [[aid.pk, counts_from(aid).isoformat(), aid.value_cents, aid.kind] for aid in own],
                ),
            ]
        )
    ]


def shown(declaration: AidDeclaration | None) -> list[dict[str, Any]]:
    """The declaration in the active language, as the page before handing in shows it; nothing for none. One query."""
    if declaration is None:
        return []
    own = queries.city_aid_of(declaration.application.association_id)
    return [
        {**row, "table": rules.with_heads(row["table"]) if row["table"] else None}
        for row in _in_words(declaration, own)
    ]


def counts_from(aid: CityAid) -> date:
    """The day on which the right to the aid was given, of a row read with it."""
    found: date = aid.counts_from  # type: ignore[attr-defined]
    return found


def _in_words(declaration: AidDeclaration, own: Sequence[CityAid]) -> list[dict[str, Any]]:
    given_on = _("given %(moment)s") % {"moment": formats.moment(declaration.given_at)}
    instruments, none = instrument_names(), _("none")
    others = [
        [row.granter, formats.day(row.granted_on), row.get_instrument_display(), row.amount_cents]
        for row in declaration.rows.all()
    ]
    city = [[aid.title, formats.day(counts_from(aid)), instruments[aid.kind], aid.value_cents] for aid in own]
    return [
        _said(str(ACTIVITY), _("Yes") if declaration.economic_activity else _("No")),
        _said(str(UNDERTAKINGS), declaration.undertakings or none),
        _said(f"{OTHERS} ({given_on})", none, others),
        _said(_("De minimis aid from this city, by its ledger of support"), none, city),
    ]


def _said(label: str, text: str, rows: Sequence[Sequence[Any]] = ()) -> dict[str, Any]:
    section = _("De minimis aid")
    if not rows:
        return {"section": section, "label": label, "text": text, "table": None}
    cells = [[name, day, instrument, formats.money(cents)] for name, day, instrument, cents in rows]
    whole = formats.money(sum(row[-1] for row in rows))
    lines = [", ".join(row) for row in cells]
    return {
        **{"section": section, "label": label, "text": "\n".join([*lines, f"{_('Together')}: {whole}"])},
        "table": {
            "columns": [_("Granted on"), _("Instrument"), _("Sum")],
            "rows": cells,
            "sums": [_("Together"), "", "", whole],
        },
    }


def is_aid(application: Application) -> bool:
    """Whether what is granted is de minimis aid: in such a call, unless there is no economic activity to support.

    Without economic activity the association is no undertaking (EU 2023/2831, article 2(2)). Where nothing was
    declared the grant is taken to be aid. At most one query.
    """
    if not application.call.de_minimis:
        return False
    said = AidDeclaration.objects.filter(application=application).values_list("economic_activity", flat=True).first()
    return said is not False


def check_ceiling(application: Application, cents: int, *, day: date, held: bool = False) -> None:
    """Raises :class:`Refused` when so much more on the day takes the undertaking over what three years allow.

    ``held`` locks its associations until the end of the transaction, so that two who decide at once, in two calls or
    about two members, never exceed the ceiling together; after the locks of call and application.
    """
    if cents <= 0 or not is_aid(application):
        return
    members = queries.undertaking_of(application.association_id)
    if held:
        # Rows that refer to an association may still come: only another decision waits.
        rows = Association.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=members)
        list(rows.order_by("pk").values_list("pk"))
    before = rules.highest_sum(queries.pieces(members, day), day)
    ceiling = queries.aid_limits(day).ceiling
    if before + cents > ceiling:
        raise Refused(
            _(
                "The association has got %(before)s of de minimis aid in three years. With %(cents)s more it would get"
                " more than %(ceiling)s, which is the most that is allowed (EU 2023/2831)."
            )
            % {
                "before": formats.money(before),
                "cents": formats.money(cents),
                "ceiling": formats.money(ceiling),
            }
        )


def sentence(cents: int) -> str:
    """What a decision says of such a grant (EU 2023/2831, article 7(4)): its sum, its nature, the regulation."""
    return _(
        "The grant is de minimis aid under Commission Regulation (EU) 2023/2831. The sum of the aid is %(sum)s."
    ) % {"sum": formats.money(cents)}


def record_money(
    award: Award, cents: int, *, given_on: date, title: str, source: models.Model, anew: bool = True
) -> None:
    """Write a row of the ledger about an award, in cents, and from when it counts where it is de minimis aid.

    What lowers the award counts from the award's own day: it must fall out of the three years with the sum that it
    lowers, not later. So does what isn't granted ``anew``: a recovery that is given up restores what was granted then.
    """
    aid = is_aid(award.application)
    support = record_support(
        association=award.association,
        kind=SupportKind.MONEY,
        value_cents=cents,
        given_on=given_on,
        title=title,
        source=source,
        de_minimis=aid,
    )
    if aid:
        since = given_on if cents > 0 and anew else award.decided_on
        AidNote.objects.get_or_create(support=support, defaults={"counts_from": since})


@transaction.atomic
def report(*, keys: Collection[int], on: date) -> int:
    """Note that rows were reported to the central register on the Helsinki day; how many there were.

    Raises :class:`Refused` for none, a day to come or one before a row's own, and for a row that has been reported
    already; Http404 or PermissionDenied.
    """
    if not keys:
        raise Refused(_("Choose the rows that you have reported."))
    if on > clock.today():
        raise Refused(_("The rows can't have been reported on a day to come."))
    found = _held(keys)
    for aid in found:
        policy.require("grants.report_aid", aid)
        note = _note(aid)
        if note.reported_on is not None:
            raise Refused(_("One of the rows has been reported already. Look again."))
        if on < aid.given_on:
            raise Refused(_("A row can't have been reported before its own day. Choose the rows of one day at a time."))
        note.reported_on, note.reported_by_id = on, actors.current().person_id
        note.save()
        journal.record("grants.aid_reported", aid, details={"day": formats.day(on, "fi")})
    return len(found)


@transaction.atomic
def take_report_back(*, aid: CityAid) -> None:
    """Undo the note that a row was reported. Raises :class:`Refused` where it wasn't, Http404 or PermissionDenied."""
    for one in _held([aid.pk]):
        policy.require("grants.report_aid", one)
        note = _note(one)
        if note.reported_on is None:
            raise Refused(_("This row hasn't been reported."))
        note.reported_on = note.reported_by = None
        note.save()
        journal.record("grants.aid_report_undone", one)


def _held(keys: Collection[int]) -> list[CityAid]:
    """Rows of the register, locked in the order of keys. Raises Http404 for one that isn't there for the actor."""
    wanted = set(keys)
    seen = set(policy.visible(CityAid.objects.for_register()).filter(pk__in=wanted).values_list("pk", flat=True))
    if seen != wanted:
        raise Http404
    return list(CityAid.objects.select_for_update(of=("self",)).filter(pk__in=seen).order_by("pk"))


def _note(aid: CityAid) -> AidNote:
    """The row's note, made where a row from elsewhere has none yet. Under the lock of the row."""
    found = AidNote.objects.filter(support=aid.pk).first()
    return found or AidNote(support_id=aid.pk, counts_from=aid.given_on)
