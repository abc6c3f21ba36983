"""The profile as the association's own people see it: everything, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from associations.enums import Accessibility, DocumentState, Language
from associations.models import ActivityTime, Association, BankAccount, ContactWay, Document, Link, MeetingPlace
from portal import clock, policy
from portal.dated.queries import value
from portal.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that residents look for and don't find: a sentence, and the page on which it is put right."""

    sentence: str
    url_name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with its file; ``replaced`` where a newer verified one counts, ``expires`` where one is asked for."""

    document: Document
    file: StoredFile | None
    replaced: bool
    expires: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the association tells, also what only the city sees."""

    association: Association
    sectors: list[str]
    districts: list[str]
    groups: list[str]
    languages: list[str]
    accessibility: list[str]
    times: list[ActivityTime]
    places: list[MeetingPlace]
    ways: list[ContactWay]
    links: list[Link]

    def gaps(self) -> list[Gap]:
        """What is missing, in the order of the page. No query."""
        one, texts = self.association, "associations:profile_texts"
        over = sum(1 for time in self.times if time.season_until and time.season_until < clock.today())
        seasons = ngettext(
            "The season of %(number)d weekly time is over: it isn’t shown any more.",
            "The seasons of %(number)d weekly times are over: they aren’t shown any more.",
            over,
        ) % {"number": over}
        found = [
            (not one.summary_fi, _("No sentence about you yet: it stands in the list of all associations."), texts),
            (not one.description_fi, _("No description yet: what do you do, and with whom?"), texts),
            (
                bool(one.description_fi) and not one.description_sv,
                _("Nothing in Swedish yet: those who search in Swedish see your Finnish text."),
                texts,
            ),
            (not one.joining_fi, _("No word on how to join yet: newcomers want to know what to do."), texts),
            (not self.times, _("No weekly times yet: residents look for them."), "associations:time_list"),
            (over > 0, seasons, "associations:time_list"),
            (
                not any(way.public for way in self.ways),
                _("No public contact way yet: residents can’t reach you."),
                "associations:way_list",
            ),
            (not self.groups, _("It isn’t said for whom your activity is."), "associations:profile_basics"),
            (not self.districts, _("It isn’t said in which districts you are."), "associations:profile_basics"),
            (not one.languages, _("It isn’t said in which languages you act."), "associations:profile_basics"),
            (
                not one.accessibility and not one.accessibility_note_fi,
                _("Nothing on accessibility yet: many can come only when they know."),
                "associations:profile_accessibility",
            ),
        ]
        return [Gap(sentence, url_name) for missing, sentence, url_name in found if missing]


def overview(association: Association) -> Overview:
    """Everything about the association, whose main sector is there already. Seven queries, however much there is."""
    return Overview(
        association=association,
        sectors=[association.sector.name, *(one.name for one in association.further_sectors.all())],
        districts=[one.name for one in association.districts.all()],
        groups=[one.name for one in association.target_groups.all()],
        languages=[str(one.label) for one in Language if one.value in association.languages],
        accessibility=[str(one.label) for one in Accessibility if one.value in association.accessibility],
        times=list(times(association)[:200]),
        places=list(places(association)[:200]),
        ways=list(policy.visible(association.contact_ways.all())),
        links=list(association.links.all()),
    )


def times(association: Association) -> QuerySet[ActivityTime]:
    """All weekly times as a week goes, also of seasons that are over."""
    return ActivityTime.objects.filter(association=association).select_related("place").in_order()


def places(association: Association) -> QuerySet[MeetingPlace]:
    """The meeting places by name; ``in_use`` where weekly times are there."""
    rows = MeetingPlace.objects.filter(association=association).select_related("district")
    return rows.annotate(in_use=Exists(ActivityTime.objects.filter(place=OuterRef("pk"))))


def _newer(*states: str) -> QuerySet[Document]:
    """Documents of the same kind about a later year, or about the same one and given later."""
    return Document.objects.filter(
        Q(year__gt=OuterRef("year")) | Q(pk__gt=OuterRef("pk")) & (Q(year=OuterRef("year")) | Q(year__isnull=True)),
        association=OuterRef("association"),
        kind=OuterRef("kind"),
        state__in=states,
    )


def documents(association: Association) -> QuerySet[Document]:
    """The documents that the actor may see, newest first; ``superseded`` where a newer one of the kind is verified."""
    rows = policy.visible(Document.objects.kept()).filter(association=association)
    superseded = Exists(_newer(DocumentState.VERIFIED))
    return rows.annotate(superseded=superseded).order_by("-added_at", "-pk")


def to_renew(association_id: int, soon: date) -> QuerySet[Document]:
    """Rejected documents, and verified ones that count until the day at most, for which no newer one has been given."""
    wanted = Q(state=DocumentState.REJECTED) | Q(state=DocumentState.VERIFIED, valid_until__lte=soon)
    newer = Exists(_newer(DocumentState.AWAITING, DocumentState.VERIFIED))
    return Document.objects.filter(wanted, ~newer, association=association_id).order_by("added_at", "pk")


def papers(rows: list[Document]) -> list[Paper]:
    """The documents with their files. Two queries."""
    keys = [str(row.pk) for row in rows]
    found = StoredFile.objects.filter(parent_type=Document._meta.label_lower, parent_id__in=keys)
    files = {stored.parent_id: stored for stored in found}
    soon = clock.today() + timedelta(days=value("associations.document_notice_days"))
    return [
        Paper(
            document=row,
            file=files.get(str(row.pk)),
            replaced=bool(getattr(row, "superseded", False)),
            expires=row.valid_until is not None and row.valid_until <= soon,
        )
        for row in rows
    ]


def accounts(association: Association) -> QuerySet[BankAccount]:
    """The accounts that the actor may see, those in use first."""
    rows = policy.visible(BankAccount).filter(association=association)
    return rows.order_by("ended_on", "-starts_on", "-pk")
