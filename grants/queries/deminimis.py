"""Three-year sums of de minimis aid (EU 2023/2831): of one undertaking for a decision, of many for a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from associations.models import Association
from associations.policy import shut_to
from grants import rules
from grants.enums import INSTRUMENT_OF, AidLevel
from grants.models import AidDeclaration, Application, CityAid, CityAidQuerySet, DeclaredAid
from portal import actor as actors
from portal import clock, policy
from portal.actor import Actor
from portal.dated.queries import value, values
from portal.translated import active, expression

_CEILING, _WARNING = "grants.deminimis_ceiling", "grants.deminimis_warning_percent"


class AidLimits(NamedTuple):
    """The ceiling of one undertaking in three years, and from which sum on a page warns. Cents."""

    ceiling: int
    warning: int

    def level(self, cents: int) -> AidLevel:
        """How near the sum is to the ceiling."""
        if cents >= self.ceiling:
            return AidLevel.FULL
        return AidLevel.WARNING if cents >= self.warning else AidLevel.BELOW


def aid_limits(day: date | None = None) -> AidLimits:
    """The limits on the day, today in Helsinki. One query."""
    found = values((_CEILING, _WARNING), day)
    ceiling = found[_CEILING] * 100
    return AidLimits(ceiling, ceiling * found[_WARNING] // 100)


class AidStanding(NamedTuple):
    """What an undertaking has got in three years, in cents: from this city by the ledger, and from others as told."""

    city: int
    told: int
    # How many associations of the register are one undertaking; 1 for most.
    members: int
    limits: AidLimits

    @property
    def cents(self) -> int:
        """All of it."""
        return self.city + self.told

    @property
    def level(self) -> AidLevel:
        """How near it is to the ceiling."""
        return self.limits.level(self.cents)

    @property
    def left(self) -> int:
        """What more it can get today."""
        return max(self.limits.ceiling - self.cents, 0)


def undertaking_of(association_id: int) -> frozenset[int]:
    """The associations that are one undertaking with the one, itself among them. One or two queries."""
    return rules.one_undertaking(_ties(), association_id)


def pieces(members: Collection[int], day: date) -> list[rules.Aid]:
    """What the undertaking has got in the three years before the day and after it, the city's and others'.

    Two queries. The caller of a decision holds the members' rows locked.
    """
    since = rules.counted_after(day)
    rows = CityAid.objects.counted_since(since).filter(association__in=members)
    found: Any = rows
    city = [rules.Aid(*row) for row in found.values_list("counts_from", "value_cents")]
    told = rules.told_once(_told(since, members))
    return [*city, *(rules.Aid(row.day, row.cents) for row in told)]


def aid_standing_of(application: Application, day: date | None = None) -> AidStanding | None:
    """How the applicant's undertaking stands on the day (today); None where the call gives no such aid, unasked.

    Four or five queries.
    """
    if not application.call.de_minimis:
        return None
    return aid_standings([application.association_id], day)[application.association_id]


def aid_standings(associations: Collection[int] | None = None, day: date | None = None) -> dict[int, AidStanding]:
    """How the associations' undertakings stand on the day, or all that have got anything. Four or five queries.

    Nobody is left out of the sums: a page leaves out rows that are barred to its reader.
    """
    on = day or clock.today()
    since, limits, ties = rules.counted_after(on), aid_limits(on), _ties()
    groups = {key: rules.one_undertaking(ties, key) for key in associations or ()}
    members = None if associations is None else frozenset().union(*groups.values())
    rows = CityAid.objects.counted_on(on)
    if members is not None:
        rows = rows.filter(association__in=members)
    city = dict(rows.order_by().values_list("association").annotate(sum=Sum("value_cents")))
    told = _told(since, members, on)
    if associations is None:
        tied = {key for tie in ties for key in tie}
        groups = {key: rules.one_undertaking(ties, key) if key in tied else frozenset({key}) for key in {*city, *told}}
    return {key: _standing(group, city, told, limits) for key, group in groups.items()}


def _standing(
    group: frozenset[int], city: Mapping[int, int], told: Mapping[int, list[rules.Told]], limits: AidLimits
) -> AidStanding:
    once = rules.told_once({key: told[key] for key in group if key in told})
    given = sum(city.get(key, 0) for key in group)
    return AidStanding(given, sum(row.cents for row in once), len(group), limits)


def _ties() -> list[tuple[int, int]]:
    """Who named whom as one undertaking with itself, in what was handed in last."""
    rows = AidDeclaration.objects.newest().exclude(business_ids=[])
    named = list(rows.values_list("application__association", "business_ids"))
    if not named:
        return []
    wanted = {number for _key, numbers in named for number in numbers}
    known = Association.objects.filter(business_id__in=wanted, merged_into__isnull=True)
    keys = dict(known.values_list("business_id", "pk"))
    return [(key, keys[number]) for key, numbers in named for number in numbers if number in keys]


def _told(since: date, members: Collection[int] | None, until: date | None = None) -> dict[int, list[rules.Told]]:
    declarations = AidDeclaration.objects.newest()
    if members is not None:
        declarations = declarations.filter(application__association__in=members)
    rows = DeclaredAid.objects.filter(declaration__in=declarations, granted_on__gt=since)
    if until is not None:
        rows = rows.filter(granted_on__lte=until)
    found: dict[int, list[rules.Told]] = defaultdict(list)
    named = ("declaration__application__association", "granter", "granted_on", "amount_cents", "instrument")
    for key, *row in rows.order_by("pk").values_list(*named):
        found[key].append(rules.Told(*row))
    return dict(found)


class AidStandingRow(NamedTuple):
    """A row of the city's list: an association and its undertaking's three-year sum. Plain values."""

    pk: int
    association: str
    cents: int
    city: int
    told: int
    left: int
    members: int
    level: str


def aid_standing_keys(found: Mapping[int, AidStanding], *, warned: bool = False) -> list[int]:
    """The keys in the order of the list, the greatest sum first, without those barred to the actor. Two queries."""
    shut = shut_to(actors.current())
    keys = (key for key, row in found.items() if key not in shut and (row.level != AidLevel.BELOW or not warned))
    return sorted(keys, key=lambda key: (-found[key].cents, key))


def aid_standing_rows(keys: Collection[int], found: Mapping[int, AidStanding]) -> list[AidStandingRow]:
    """The associations of a page of the list. One query."""
    names = Association.objects.filter(pk__in=keys).annotate(label=expression("name", active()))
    labels = dict(names.values_list("pk", "label"))
    return [
        AidStandingRow(key, labels[key], row.cents, row.city, row.told, row.left, row.members, row.level)
        for key, row in ((key, found[key]) for key in keys)
    ]


def aid_association(pk: int) -> Association:
    """The association whose aid the employee reads. Raises Http404 for one that isn't there or is barred to them."""
    found = policy.get_or_404(Association, pk=pk)
    if found.pk in shut_to(actors.current()):
        raise Http404
    return found


class AidRow(NamedTuple):
    """A row of the city's aid as lists and the register show it. Plain values, in the reader's language.

    ``counts_from`` is the day of granting, ``given_on`` that of the row: what lowers a sum has the day of the sum.
    """

    pk: int
    association_pk: int
    association: str
    business_id: str
    cents: int
    counts_from: date
    given_on: date
    sector: str
    instrument: str
    title: str
    counts_until: date
    # The last day to report it; None for aid from before the register.
    report_by: date | None
    reported_on: date | None
    overdue: bool


def aid_rows(rows: Iterable[CityAid], days: int, today: date) -> Iterator[AidRow]:
    """Rows (``with_day``, ``with_facts``) as they are shown; ``days`` are those of the register. No query."""
    instruments = instrument_names()
    for row in rows:
        note = getattr(row, "aid_note", None)
        counts_from: date = row.counts_from  # type: ignore[attr-defined]
        due = rules.report_by(row.given_on, days) if counts_from >= rules.REGISTER_BEGINS else None
        reported_on = note.reported_on if note else None
        association = row.association
        yield AidRow(
            *(row.pk, association.pk, association.name, association.business_id, row.value_cents),
            *(counts_from, row.given_on, association.sector.name, instruments[row.kind], row.title),
            *(rules.counted_until(counts_from), due, reported_on),
            due is not None and reported_on is None and due < today,
        )


def register_days(day: date | None = None) -> int:
    """Within how many working days the central register gets a row. One query."""
    return value("grants.deminimis_register_days", day)


def overdue_aid(days: int, today: date, actor: Actor | None = None) -> CityAidQuerySet:
    """Rows that the register should have got before today, as far as the actor (the current one) may see them."""
    late: CityAidQuerySet = policy.visible(CityAid.objects.unreported(), actor)
    return late.filter(given_on__lte=rules.overdue_until(today, days))


AID_PARTS = {
    "unreported": _("Not reported yet"),
    "overdue": _("Late"),
    "reported": _("Reported"),
    "all": _("All"),
}

# What the central register wants (EU 2023/2831, article 6(1)), and below it the city's own.
AID_COLUMNS = (
    *(_("Granter"), _("Business ID of the granter"), _("Recipient"), _("Business ID"), _("Sum"), _("Granted on")),
    *(_("Sector"), _("Instrument"), _("What"), _("Date of the row"), _("Report by"), _("Reported on")),
)


def aid_found(part: str, days: int, today: date, actor: Actor | None = None) -> CityAidQuerySet:
    """Rows of the central register that the actor may see (:data:`AID_PARTS` names the parts), the oldest first."""
    rows = {
        "unreported": CityAid.objects.unreported,
        "overdue": lambda: overdue_aid(days, today, actor),
        "reported": CityAid.objects.reported,
        "all": CityAid.objects.for_register,
    }[part]()
    found: CityAidQuerySet = policy.visible(rows, actor)
    return found.with_facts().oldest_first()


def told_of(association_id: int) -> QuerySet[DeclaredAid]:
    """What the association told last of aid by others, the newest first."""
    newest = AidDeclaration.objects.newest().filter(application__association=association_id)
    return DeclaredAid.objects.filter(declaration__in=newest).order_by("-granted_on", "pk")


def declaration_of(application: Application) -> AidDeclaration | None:
    """The application's declaration with its rows, None before there is one. Two queries."""
    found = AidDeclaration.objects.filter(application=application).select_related("given_by")
    return found.prefetch_related("rows").first()


def earlier_declaration(application: Application) -> AidDeclaration | None:
    """What the association told last in another application, to begin with. Two queries."""
    rows = AidDeclaration.objects.newest().filter(application__association=application.association_id)
    return rows.exclude(application=application).prefetch_related("rows").first()


def city_aid_of(association_id: int, day: date | None = None) -> list[CityAid]:
    """What the ledger knows of the association's aid from this city in three years, in kind too. One query."""
    on = day or clock.today()
    return list(CityAid.objects.counted_on(on).filter(association=association_id).oldest_first())


def instrument_names() -> dict[str, str]:
    """By the ledger's kind: the instrument of the city's aid, in the active language."""
    return {kind.value: str(instrument.label) for kind, instrument in INSTRUMENT_OF.items()}
