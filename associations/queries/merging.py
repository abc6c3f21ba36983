"""What belongs to an association, found from the models themselves, and which associations it has taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.fields import Field
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from associations.models import Association, DuplicatePair, ImportRow, Merge
from associations.queries.cards import sector_names
from portal.files.models import StoredFile
from portal.journal.models import Event
from portal.translated import active
from portal.ui import formats

# They tell of the rows themselves: who was compared with whom, what was merged, which row of a file it came from.
_STAY = frozenset({DuplicatePair, ImportRow, Merge})

# What two associations are compared by, and what the one that stays may take from the other.
FIELDS = (
    *("name_fi", "name_sv", "name_en", "legal_form", "status", "register_number", "business_id", "registered_office"),
    *("registered_on", "sector", "languages", "accessibility", "size", "welcomes_new", "logo_key"),
    *("summary_fi", "summary_sv", "summary_en", "joining_fi", "joining_sv", "joining_en"),
    *("description_fi", "description_sv", "description_en"),
    *("accessibility_note_fi", "accessibility_note_sv", "accessibility_note_en"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A foreign key to the association: rows of the model belong to it."""

    model: type[models.Model]
    field: str

    @property
    def key(self) -> str:
        """As :attr:`Merge.moved` names it."""
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def label(self) -> str:
        """What people call such rows."""
        for field in Association._meta.many_to_many:
            if field.remote_field.through is self.model:
                return str(field.verbose_name)
        if self.model is Association:
            return str(Merge._meta.verbose_name_plural)
        return str(self.model._meta.verbose_name_plural)

    def rows(self, *ids: int) -> models.QuerySet[Any]:
        """The rows that belong to these associations."""
        return self.model._base_manager.filter(**{f"{self.field}__in": ids})


@cache
def relations() -> tuple[Relation, ...]:
    """Every foreign key to an association of any app, what others hang on first: an application before its award."""
    found: dict[type[models.Model], list[Relation]] = {}
    for relation in Association._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or not (relation.one_to_many or relation.one_to_one):
            continue
        model: Any = relation.related_model
        field: Any = relation.field  # type: ignore[union-attr]
        # A row whose key is the association's own is a part of it, not a thing that it has.
        if model not in _STAY and not field.primary_key:
            found.setdefault(model, []).append(Relation(model, field.name))
    ordered: list[Relation] = []
    placed: set[type[models.Model]] = set()

    def place(model: type[models.Model]) -> None:
        if model in placed:
            return
        placed.add(model)
        for _name, other in hangs_on(model, tuple(found)):
            place(other)
        ordered.extend(found[model])

    for model in sorted(found, key=lambda one: one._meta.label_lower):
        place(model)
    return tuple(ordered)


def hangs_on(model: type[models.Model], others: Sequence[type[models.Model]]) -> list[tuple[str, type[models.Model]]]:
    """The model's foreign keys to the others, except to associations and to itself."""
    fields: list[Field[Any, Any]] = [
        field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one
    ]
    return [
        (field.attname, other)
        for field in fields
        if (other := field.related_model) is not None and other in others and other not in (Association, model)
    ]


def label(name: str) -> str:
    """What people call a field of :data:`FIELDS`."""
    return _("Logo") if name == "logo_key" else str(capfirst(str(_field(name).verbose_name)))


def stored(association: Association, name: str) -> Any:
    """The value of a field of :data:`FIELDS` as the database has it."""
    return getattr(association, _field(name).attname)


def differing(first: Association, second: Association) -> list[str]:
    """The names of fields in which the two differ, in the order of the register."""
    return [name for name in FIELDS if stored(first, name) != stored(second, name)]


def shown(name: str, value: Any) -> str:
    """A stored value of a field of :data:`FIELDS` as a person reads it, shortened."""
    field = _field(name)
    if name == "logo_key":
        return _("has a logo") if value else _("no logo")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", []):
        return _("(empty)")
    if name == "sector":
        return sector_names(active()).get(value, "–")
    if name == "registered_on":
        return formats.day(field.to_python(value))
    if isinstance(value, list):
        words = dict(field.base_field.flatchoices)
        return ", ".join(str(words.get(one, one)) for one in value)
    return Truncator(str(dict(field.flatchoices).get(value, value))).chars(160)


def _field(name: str) -> Any:
    return Association._meta.get_field(name)


def files_of(association: Association) -> models.QuerySet[StoredFile]:
    """Files that hang on the association itself."""
    return StoredFile.objects.of(association)


def counts(first: Association, second: Association) -> list[tuple[str, int, int]]:
    """(what, how many the first has, how many the second) of all that would move; one query a kind of row."""
    rows = []
    for relation in relations():
        owners = list(relation.rows(first.pk, second.pk).values_list(relation.field, flat=True))
        if owners:
            rows.append((relation.label, owners.count(first.pk), owners.count(second.pk)))
    return sorted(rows)


def absorbed_ids(association: Association) -> list[int]:
    """Keys of all that were merged into the association, also by way of another one. One query."""
    return list(Association.objects.filter(merged_into=association).order_by("pk").values_list("pk", flat=True))


def events(association: Association) -> models.QuerySet[Event]:
    """The record of the association, of those merged into it, and of these merges, oldest first. Two queries."""
    own = [str(pk) for pk in (association.pk, *absorbed_ids(association))]
    label = Association._meta.label_lower
    merges = [str(pk) for pk in Merge.objects.filter(kept=association).values_list("pk", flat=True)]
    about = Q(object_type=label, object_id__in=own) | Q(object_type=Merge._meta.label_lower, object_id__in=merges)
    return Event.objects.filter(about).order_by("at", "pk")
