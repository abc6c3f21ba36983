"""The city's daily work with the register in the demo, done through the services as it would be in life."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from django.core.files.base import ContentFile, File
from django.utils import translation

from associations.demo_texts import register_work as texts
from associations.enums import Area, DocumentKind, LegalForm
from associations.models import Association, Claim, Document, LiaisonAssignment, Membership, Sector
from associations.services import claims, documents, duplicates, invitations, liaisons, register, verification
from portal import clock
from portal.accounts.demo_data import add_people
from portal.accounts.middleware import actor_of
from portal.accounts.models import User
from portal.actor import Actor, acting
from portal.documents.typst_pdf import compile_pdf
from portal.feedback import services as feedback

_AWAY_DAYS = 12
# What an association writes looks like nothing of the city's.
_PAPER = """
#set document(title: data.title)
#set text(font: "Libertinus Serif", size: 11pt, lang: "fi")
= #data.title
#for paragraph in data.body.split("\n\n") { par(paragraph) }
"""


def employee(address: str) -> User:
    """The employee at the city's invented domain."""
    return User.objects.get(email=f"{address}@pori.example")


def name_liaisons() -> int:
    """For all, by part, by sector, for one association; one is away. Returns how many there are."""
    today = clock.today()
    liaison, colleague = employee(texts.AWAY), employee(texts.STANDS_IN)
    sectors = {sector.slug: sector for sector in Sector.objects.all()}
    with acting(actor_of(employee(texts.FOR_ALL))):
        liaisons.assign_liaison(user=employee(texts.FOR_ALL))
        for part, address in texts.BY_PART.items():
            liaisons.assign_liaison(user=employee(address), part=part)
        for slug, address in texts.BY_SECTOR.items():
            row = liaisons.assign_liaison(user=employee(address), sector=sectors[slug])
            if row.user == liaison:
                liaisons.change_liaison(
                    row,
                    starts_on=row.starts_on,
                    ends_on=None,
                    substitute=colleague,
                    away_from=today,
                    away_until=today + timedelta(days=_AWAY_DAYS),
                )
        for name, address in texts.OF_ONE.items():
            association = Association.objects.get(name_fi=name)
            liaisons.assign_liaison(user=employee(address), association=association)
    return LiaisonAssignment.objects.count()


def ask_to_act() -> int:
    """Requests to act for associations: new ones, one that waits for more, a verified and a rejected one."""
    people = add_people(
        User(email=one.email, first_name=one.first_name, last_name=one.last_name, language=one.language)
        for one in texts.REQUESTS
    )
    for user, request in zip(people, texts.REQUESTS, strict=True):
        with acting(actor_of(user)), translation.override(request.language):
            claim = claims.send_claim(
                of=_association_of(request),
                role=request.role,
                message=request.message,
                minutes=paper(DocumentKind.MINUTES, request.association),
            )
        if request.then:
            with acting(actor_of(employee(texts.STANDS_IN))):
                if request.then == "verify":
                    claims.verify_claim(claim=claim)
                else:
                    claims.DECISIONS[request.then](claim=claim, reason=request.reason)
    return Claim.objects.count()


def _association_of(request: texts.Request) -> Association | claims.NewAssociation:
    if request.new is None:
        return Association.objects.get(name_fi=request.association)
    slug, number = request.new
    return claims.NewAssociation(
        name=request.association,
        form=LegalForm.REGISTERED,
        sector=Sector.objects.get(slug=slug),
        register_number=number,
    )


def give_papers() -> int:
    """Documents, most of them verified; some wait, one was refused."""
    for one in texts.PAPERS:
        association = Association.objects.get(name_fi=one.association)
        year = None if one.kind == DocumentKind.RULES else clock.today().year - 1
        with acting(board_member(association, Area.PROFILE)):
            document = documents.add_document(
                association=association, kind=one.kind, year=year, content=paper(one.kind, one.association)
            )
        if one.then:
            with acting(actor_of(employee(texts.STANDS_IN))):
                if one.then == "verify":
                    verification.verify_document(document=document)
                else:
                    verification.reject_document(document=document, reason=one.reason)
    return Document.objects.count()


def board_member(association: Association, area: Area) -> Actor:
    """Whoever has had the right in the association longest, acting for it."""
    seat = Membership.objects.in_force().with_area(area).filter(association=association).order_by("starts_on", "pk")[0]
    return replace(
        actor_of(seat.user), acting_for=association.pk, acting_for_label=association.name, areas=frozenset(seat.areas)
    )


def paper(kind: DocumentKind, association: str) -> File[bytes]:
    """A page of text as PDF."""
    title, body = (
        part.format(association=association, year=clock.today().year - 1) for part in texts.PAPER_TEXTS[kind]
    )
    return page_of_text(title, body, f"{kind}.pdf")


def page_of_text(title: str, body: str, name: str) -> ContentFile[bytes]:
    """What an association might have written, as PDF."""
    data = json.dumps({"title": title, "body": body}, ensure_ascii=False)
    return ContentFile(compile_pdf(_PAPER, data, clock.now()), name=name)


def invite() -> None:
    """A main user invites somebody to the board."""
    name, address, role = texts.INVITATION
    association = Association.objects.get(name_fi=name)
    with acting(board_member(association, Area.PEOPLE)):
        invitations.invite(association=association, email=address, role=role)


def add_doubtful() -> None:
    """An association whose name only looks like another's, and the pair that may be one."""
    fi, sv, en = texts.DOUBTFUL_SUMMARY
    register.add_association(
        name_fi=texts.DOUBTFUL,
        legal_form=LegalForm.UNREGISTERED,
        sector=Sector.objects.get(slug="vapaa-aika"),
        summary_fi=fi,
        summary_sv=sv,
        summary_en=en,
    )
    duplicates.find()


def give_feedback() -> None:
    """Feedback on accessibility: one that waits, an answered one, and one that is none."""
    for language, page, words, then, answer in texts.FEEDBACK:
        with translation.override(language):
            row = feedback.receive(text=words, page=page, email=texts.FEEDBACK_ADDRESS)
        if then:
            with acting(actor_of(employee(texts.FOR_ALL))):
                if then == "answer":
                    feedback.answer(row, answer=answer)
                else:
                    feedback.set_aside(row, reason=answer)
