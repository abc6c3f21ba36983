"""What was decided, version by version with its sealed document, and who asked for rectification."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.models import Rectification
from grants.services.dossier.parts import File, Item, Matter, Theme, as_json, attached, day, facts, moment, person, said
from portal import policy
from portal.decisions.models import Decision
from portal.files.models import StoredFile


def _versions(matter: Matter) -> QuerySet[Decision]:
    return Decision.objects.about(matter.application)


def _decisions(matter: Matter) -> Iterator[Item]:
    found = list(_versions(matter).order_by("version"))
    files = documents_of(found)
    for decision in found:
        heading = _("Decision, version %(number)d") % {"number": decision.version}
        yield decision_item(decision, files[str(decision.pk)], heading, str(decision.version))


def documents_of(found: Sequence[Decision]) -> dict[str, list[StoredFile]]:
    """The sealed documents of the decisions, by the decision's key as text. One query."""
    files: dict[str, list[StoredFile]] = defaultdict(list)
    keys = [str(decision.pk) for decision in found]
    for file in StoredFile.objects.filter(parent_type=Decision._meta.label_lower, parent_id__in=keys).order_by(
        "created_at", "pk"
    ):
        files[file.parent_id].append(file)
    return files


def decision_item(row: Decision, stored: list[StoredFile], heading: str, folder: str) -> Item:
    """One version of a decision with its text and its documents, under the folder."""
    told = facts(
        said("version", _("Version"), row.version),
        said("corrects", _("Why the earlier decision is corrected"), row.corrects),
        said("title", _("Title"), row.title),
        said("case_number", _("Case number"), row.case_number),
        said("section", _("Section"), f"{row.section}/{row.section_year}", f"§ {row.section}/{row.section_year}"),
        said("authority", _("Authority"), row.authority),
        moment("decided_at", _("Decided"), row.decided_at),
        said(
            "decided_by", _("Decided by"), row.decider_label, " ".join([row.decider_label, row.decider_title]).strip()
        ),
        said("parties", _("Parties"), row.parties, ", ".join(row.party_names)),
        said("disqualified", _("Disqualified"), row.disqualified, "\n".join(map(_shut, row.disqualified))),
        said("outcome", _("Decision"), row.outcome),
        said("reasons", _("Reasons"), row.reasons),
        said("basis", _("Provisions applied"), row.basis),
        said("contact", _("More information"), row.contact, ", ".join(str(value) for value in row.contact.values())),
        said("language", _("Language"), row.language),
        said("way", _("Way of notification"), row.way, row.get_way_display()),
        day("sent_on", _("Sent, served or published"), row.sent_on),
        day("notified_on", _("Notified"), row.notified_on),
        day("last_day", _("Last day to ask for rectification or appeal"), row.last_day),
        said("remedy", _("What can be asked for"), row.remedy, row.get_remedy_display()),
        said("instruction", _("How to ask for it"), row.rectification),
        said("sha256", _("SHA-256"), row.sha256),
        said("published_title", _("Published title"), row.published_title),
        said("published_text", _("Published text"), row.published_text),
        moment("published_at", _("Published"), row.published_at),
    )
    text = as_json({fact.key: fact.raw for fact in told})
    return Item(
        heading,
        row.decided_at,
        told,
        [
            File(f"{folder}/paatos.json", _("The text of the decision"), row.decided_at, text),
            *(_document(file, number, folder, row) for number, file in enumerate(stored, 1)),
        ],
    )


def _shut(one: dict[str, str]) -> str:
    return f"{one['name']}: {one['reason']}" if one.get("reason") else one["name"]


def _document(file: StoredFile, number: int, folder: str, row: Decision) -> File:
    name = "paatos.pdf" if file.pk == row.sealed_id else f"julkaistu-{number}.pdf"
    return File(f"{folder}/{name}", file.name, file.created_at, file)


def _asked(matter: Matter) -> QuerySet[Rectification]:
    return policy.visible(Rectification).filter(application=matter.application)


def _rectifications(matter: Matter) -> Iterator[Item]:
    rows = _asked(matter).select_related("decision", "result", "made_by", "decided_by")
    for number, row in enumerate(rows.order_by("received_at", "pk"), 1):
        files, missing = attached(row.files, f"{number}/liitteet")
        yield Item(
            _("Request %(number)d") % {"number": number},
            row.received_at,
            facts(
                said("state", _("State"), row.state, row.get_state_display()),
                said("channel", _("How it came"), row.channel, row.get_channel_display()),
                said("decision", _("Of which decision"), row.decision.subject_type, row.decision.title),
                said("decision_version", _("Version of the decision"), row.decision.version),
                said("asker", _("Who asks"), row.asker_name),
                person("made_by", _("Sent or recorded by"), row.made_by),
                moment("received_at", _("Received"), row.received_at),
                day("arrived_on", _("Day of arrival"), row.arrived_on),
                day("last_day", _("Last day to ask for rectification"), row.last_day),
                said("late_reason", _("Why it is late"), row.late_reason),
                said("asked", _("What is to be changed"), row.asked),
                said("grounds", _("Grounds"), row.grounds),
                said("outcome", _("Outcome"), row.outcome, row.get_outcome_display()),
                said("result_version", _("Decided by version"), row.result.version if row.result else None),
                person("decided_by", _("Decided by"), row.decided_by),
                moment("closed_at", _("Decided or withdrawn"), row.closed_at),
                missing,
            ),
            files,
        )


THEMES = (
    Theme("paatokset", gettext_lazy("Decisions"), lambda matter: _versions(matter).count(), _decisions),
    Theme(
        "oikaisut", gettext_lazy("Requests for rectification"), lambda matter: _asked(matter).count(), _rectifications
    ),
)
