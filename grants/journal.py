"""What the record says of grants."""

from django.utils.translation import gettext_lazy as _

from portal.journal import registry

registry.verb("grants.call_added", _("%(actor)s started the call %(object)s"))
registry.verb("grants.call_copied", _("%(actor)s started the call %(object)s as a copy"))
registry.verb("grants.call_changed", _("%(actor)s changed the call %(object)s"))
registry.verb("grants.call_published", _("%(actor)s published the call %(object)s"), public=True)
registry.verb("grants.call_extended", _("%(actor)s extended the call %(object)s"), public=True)
registry.verb("grants.call_used_up", _("The appropriation of the call %(object)s was used up"), public=True)
registry.verb("grants.call_decided", _("%(actor)s marked the call %(object)s as decided"), public=True)
registry.verb("grants.call_archived", _("%(actor)s archived the call %(object)s"))
registry.verb("grants.application_started", _("%(actor)s started the application %(object)s"), public=True)
registry.verb("grants.application_submitted", _("%(actor)s submitted the application %(object)s"), public=True)
registry.verb("grants.application_signed", _("%(actor)s signed the application %(object)s"), public=True)
registry.verb(
    "grants.signature_taken_back", _("%(actor)s took back the signature on the application %(object)s"), public=True
)
registry.verb("grants.principles_added", _("%(actor)s began the principles %(object)s"))
registry.verb("grants.principles_changed", _("%(actor)s changed the principles %(object)s"))
registry.verb("grants.principles_published", _("%(actor)s published the principles %(object)s"), public=True)
registry.verb("grants.completion_asked", _("%(actor)s asked to complete the application %(object)s"), public=True)
registry.verb("grants.completion_answered", _("%(actor)s answered the completion request on %(object)s"), public=True)
registry.verb("grants.completion_cancelled", _("%(actor)s cancelled the completion request on %(object)s"), public=True)
registry.verb("grants.message_sent", _("%(actor)s wrote a message about the application %(object)s"), public=True)
registry.verb("grants.application_withdrawn", _("%(actor)s withdrew the application %(object)s"), public=True)
registry.verb("grants.review_started", _("%(actor)s took the application %(object)s into review"), public=True)
registry.verb("grants.review_given", _("%(actor)s scored the application %(object)s"))
registry.verb("grants.application_proposed", _("%(actor)s made a proposal on the application %(object)s"))
registry.verb("grants.proposal_withdrawn", _("%(actor)s took back the proposal on the application %(object)s"))
registry.verb("grants.application_granted", _("%(actor)s granted the application %(object)s"), public=True)
registry.verb(
    "grants.application_rejected", _("%(actor)s decided not to grant the application %(object)s"), public=True
)

registry.verb("grants.officer_assigned", _("%(actor)s gave the application %(object)s to %(officer)s to prepare"))
registry.verb("grants.note_written", _("%(actor)s wrote an internal note on the application %(object)s"))
registry.verb("grants.absence_recorded", _("%(actor)s recorded an absence (%(object)s)"))
registry.verb("grants.absence_ended", _("%(actor)s ended an absence (%(object)s)"))
registry.verb("grants.phrase_added", _("%(actor)s added a text to the library: %(object)s"))
registry.verb("grants.phrase_changed", _("%(actor)s changed a text of the library: %(object)s"))
registry.verb("grants.phrase_ended", _("%(actor)s took a text of the library out of use: %(object)s"))
registry.verb("grants.phrase_restored", _("%(actor)s took a text of the library into use again: %(object)s"))

registry.images(
    "grants.Call",
    *("state", "opens_at", "closes_at", "appropriation_cents", "amounts_cents", "scores_needed"),
    *("while_lasts", "exhausted_at", "share_percent", "awards_a_year", "principles_id"),
)
registry.images(
    "grants.Application",
    *("call_id", "association_id", "state", "case_number", "submitted_at", "submitted_by_id"),
    *("requested_cents", "proposed_cents", "proposal_reasons", "public_purpose", "proposed_by_id", "decided_at"),
)
registry.images("grants.Extension", "call_id", "former_closes_at", "closes_at", "reason_fi")
registry.images("grants.Principles", "state", "valid_from", "adopted_by", "published_at")
registry.images("grants.FormVersion", "call_id", "number", "sha256")
registry.images("grants.Signature", "application_id", "person_id", "signed_at", "sha256")
registry.images("grants.CompletionRequest", "application_id", "state", "due_on", "asked_by_id", "answered_at")
registry.images("grants.Message", "application_id", "author_id", "from_city", "sent_at")
registry.images("grants.Criterion", "call_id", "weight", "max_points")
registry.images("grants.Submission", "application_id", "number", "received_at", "submitted_by_id", "sha256")
registry.images("grants.Review", "application_id", "reviewer_id", "total", "given_at")
registry.images("grants.Score", "review_id", "criterion_id", "points", "reason")
registry.images(
    "grants.Award", "application_id", "association_id", "decision_id", "amount_cents", "decided_on", "purpose"
)
registry.images("grants.Absence", "user_id", "substitute_id", "starts_on", "ends_on")
registry.images("grants.Note", "application_id", "author_id", "written_at")
registry.images("grants.Phrase", "kind", "state", "text_fi", "text_sv", "text_en")
