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
registry.verb(
    "grants.call_opened_again",
    _("A part of the appropriation of the call %(object)s became free, and the call is open again"),
    public=True,
)
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
registry.verb(
    "grants.second_round_begun", _("The scores of %(object)s were far apart: a second round of scoring began")
)
registry.verb("grants.proposal_changed", _("%(actor)s changed the proposal on the application %(object)s"))
registry.verb("grants.award_model_added", _("%(actor)s added the award model %(object)s"))
registry.verb("grants.award_model_changed", _("%(actor)s changed the award model %(object)s"))
registry.verb("grants.award_model_ended", _("%(actor)s ended the award model %(object)s"))
registry.verb("grants.allocation_made", _("%(actor)s shared the money of the call %(object)s"))
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
    *("report_due_on", "report_months", "interim_due_on", "interim_months"),
    *("pay_days", "pay_parts", "pay_waits"),
)
registry.images(
    "grants.Application",
    *("call_id", "association_id", "state", "case_number", "submitted_at", "submitted_by_id"),
    *("costs_cents", "round", "requested_cents", "proposed_cents", "proposal_reasons"),
    *("public_purpose", "public_reasons", "proposed_by_id", "decided_at"),
)
registry.images("grants.Extension", "call_id", "former_closes_at", "closes_at", "reason_fi")
registry.images("grants.Principles", "state", "valid_from", "adopted_by", "published_at")
registry.images("grants.FormVersion", "call_id", "number", "sha256")
registry.images("grants.Signature", "application_id", "person_id", "signed_at", "sha256")
registry.images("grants.CompletionRequest", "application_id", "state", "due_on", "asked_by_id", "answered_at")
registry.images("grants.Message", "application_id", "author_id", "from_city", "sent_at")
registry.images("grants.Criterion", "call_id", "weight", "max_points")
registry.images("grants.Submission", "application_id", "number", "received_at", "submitted_by_id", "sha256")
registry.images("grants.Review", "application_id", "reviewer_id", "round", "total", "given_at")
registry.images(
    "grants.AwardModel",
    *("method", "kinds", "least_score", "bands", "fixed_cents", "most_cents", "unit_cents", "valid_from", "ends_on"),
)
registry.images("grants.Allocation", "call_id", "model_id", "appropriation_cents", "terms", "made_by_id")
registry.images("grants.AllocationRow", "allocation_id", "application_id", "rank", "score", "cents")
registry.images("grants.Score", "review_id", "criterion_id", "points", "reason")
registry.images(
    "grants.Award",
    "application_id",
    "association_id",
    "decision_id",
    "amount_cents",
    "decided_on",
    "purpose",
    "revoked_on",
)
registry.images(
    "grants.DecisionList",
    *("call_id", "state", "authority", "meeting_on", "minutes_section", "way", "gathered_by_id", "presented_by_id"),
    *("confirmed_by_id", "confirmed_at"),
)
registry.images(
    "grants.ListLine", "decision_list_id", "application_id", "cents", "outcome", "decision_id", "taken_off_by_id"
)
registry.images(
    "grants.Rectification",
    *("application_id", "decision_id", "state", "channel", "by_member", "received_at", "arrived_on", "last_day"),
    *("made_by_id", "outcome", "result_id", "decided_by_id", "recovery_id"),
)
registry.verb("grants.list_started", _("%(actor)s began the list of decisions %(object)s"))
registry.verb("grants.list_gathered", _("%(actor)s put applications on the list of decisions %(object)s"))
registry.verb("grants.line_dropped", _("%(actor)s took an application off the list of decisions %(object)s"))
registry.verb("grants.list_presented", _("%(actor)s presented the list of decisions %(object)s"))
registry.verb("grants.list_taken_back", _("%(actor)s took the list of decisions %(object)s back"))
registry.verb("grants.list_emptied", _("Nothing was left on the list of decisions %(object)s"))
registry.verb("grants.list_confirmed", _("%(actor)s confirmed the list of decisions %(object)s"))
registry.verb("grants.list_left", _("A part of the list of decisions %(object)s couldn't be decided"))
registry.verb("grants.list_decided", _("The list of decisions %(object)s was decided"))
registry.verb("grants.taken_off_list", _("%(actor)s took the application %(object)s off a list of decisions"))
registry.verb("grants.decision_corrected", _("%(actor)s made a new version of the decision on %(object)s"), public=True)
registry.verb("grants.decision_served", _("%(actor)s noted when the decision on %(object)s was served"), public=True)
registry.verb("grants.rectification_asked", _("%(actor)s asked to rectify the decision on %(object)s"), public=True)
registry.verb(
    "grants.rectification_recorded",
    _("%(actor)s recorded a request to rectify the decision on %(object)s"),
    public=True,
)
registry.verb(
    "grants.rectification_decided", _("%(actor)s decided on the request for rectification of %(object)s"), public=True
)
registry.verb(
    "grants.rectification_withdrawn", _("%(actor)s withdrew the request for rectification of %(object)s"), public=True
)

registry.verb("grants.report_handed_in", _("%(actor)s handed in the use report on %(object)s"), public=True)
registry.verb("grants.report_returned", _("%(actor)s returned the use report on %(object)s"), public=True)
registry.verb("grants.report_accepted", _("%(actor)s accepted the use report on %(object)s"), public=True)
registry.verb("grants.sample_announced", _("%(actor)s announced the audit sample %(object)s"), public=True)
registry.verb("grants.sample_drawn", _("%(actor)s drew the audit sample %(object)s"), public=True)

registry.images(
    "grants.UseReport",
    *("award_id", "kind", "state", "due_on", "awaited_on", "handed_in_at", "handed_in_by_id"),
    *("used_cents", "deviates", "accepted_at", "accepted_by_id", "public_summary"),
)
registry.images("grants.ReportSubmission", "report_id", "number", "received_at", "submitted_by_id", "sha256")
registry.images("grants.ReportReturn", "report_id", "items", "due_on", "returned_by_id", "returned_at")
registry.images(
    "grants.Sample",
    *("call_id", "year", "size", "seed", "state", "published_at", "published_by_id", "draw_on", "drawn_at"),
    "drawn_by_id",
)
registry.images("grants.SampleMember", "sample_id", "award_id", "case_number", "place")

registry.verb("grants.payout_planned", _("%(actor)s planned the payment of the award %(object)s"))
registry.verb("grants.award_accepted", _("%(actor)s accepted the award %(object)s"), public=True)
registry.verb("grants.award_declined", _("%(actor)s declined the award %(object)s"), public=True)
registry.verb("grants.account_chosen", _("%(actor)s chose another account for the award %(object)s"), public=True)
registry.verb("grants.payout_stopped", _("%(actor)s stopped the payment of the award %(object)s"), public=True)
registry.verb("grants.payout_goes_on", _("%(actor)s let the payment of the award %(object)s go on"), public=True)
registry.verb("grants.payout_replanned", _("%(actor)s planned the payment of the award %(object)s anew"))
registry.verb("grants.instalment_gathered", _("%(actor)s put the instalment %(object)s into a batch"))
registry.verb("grants.instalment_taken_out", _("%(actor)s took the instalment %(object)s out of its batch"))
registry.verb("grants.instalment_paid", _("%(actor)s sent the payment of %(object)s to the bank"), public=True)
registry.verb("grants.instalment_returned", _("The bank sent the payment of %(object)s back"), public=True)
registry.verb("grants.instalment_planned_again", _("The instalment %(object)s is paid anew"))
registry.verb("grants.instalment_cancelled", _("%(actor)s cancelled the instalment %(object)s"))
registry.verb("grants.instalment_corrected", _("%(actor)s corrected the instalment %(object)s"))
registry.verb("grants.instalment_released", _("The interim report was accepted, so the instalment %(object)s is due"))
registry.verb("grants.batch_made", _("%(actor)s gathered payments: %(object)s"))
registry.verb("grants.batch_approved", _("%(actor)s approved the payments: %(object)s"))
registry.verb("grants.batch_file_made", _("The file for the bank was made: %(object)s"))
registry.verb("grants.batch_sent", _("%(actor)s marked the payments as sent to the bank: %(object)s"))
registry.verb("grants.batch_cancelled", _("%(actor)s cancelled the payments: %(object)s"))

registry.images("grants.Payer", "name", "iban", "bic", "valid_from")
registry.images(
    "grants.Payout",
    *("award_id", "state", "accept_by", "answered_at", "answered_by_id", "account_id"),
    *("decline_reason", "stop_reason"),
)
registry.images(
    "grants.Instalment",
    *("payout_id", "number", "amount_cents", "state", "fixed_on", "awaits_report", "due_on", "paid_on"),
)
registry.images(
    "grants.Batch",
    *("state", "up_to", "made_by_id", "approved_by_id", "approved_at", "pay_on", "payer_id", "file_id"),
    *("sent_on", "sent_by_id"),
)
registry.images(
    "grants.BatchLine",
    *("batch_id", "instalment_id", "attempt", "amount_cents", "iban", "holder", "end_to_end_id", "out_reason"),
    *("returned_on", "return_reason", "recorded_by_id"),
)
registry.images("grants.Absence", "user_id", "substitute_id", "starts_on", "ends_on")
registry.images("grants.Note", "application_id", "author_id", "written_at")
registry.images("grants.Phrase", "kind", "state", "text_fi", "text_sv", "text_en")

registry.verb("grants.change_asked", _("%(actor)s asked to change the use of the grant %(object)s"), public=True)
registry.verb("grants.change_approved", _("%(actor)s approved the change of the grant %(object)s"), public=True)
registry.verb("grants.change_refused", _("%(actor)s refused the change of the grant %(object)s"), public=True)
registry.verb("grants.change_withdrawn", _("%(actor)s withdrew the change request on %(object)s"), public=True)
registry.verb(
    "grants.report_day_moved", _("%(actor)s moved the day of the use report on %(object)s to %(day)s"), public=True
)

registry.images(
    "grants.ChangeRequest",
    *("award_id", "state", "kind", "report_day", "received_at", "made_by_id"),
    *("moved_to", "result_id", "decided_by_id", "closed_at"),
)
registry.verb("grants.recovery_opened", _("%(actor)s began to recover what was paid on %(object)s"), public=True)
registry.verb("grants.recovery_answered", _("%(actor)s answered about the recovery on %(object)s"), public=True)
registry.verb("grants.recovery_decided", _("%(actor)s decided to recover a grant: %(object)s"), public=True)
registry.verb("grants.recovery_dropped", _("%(actor)s decided not to recover the grant: %(object)s"), public=True)
registry.verb("grants.recovery_payment_recorded", _("%(actor)s recorded what was paid back on %(object)s"), public=True)
registry.verb(
    "grants.recovery_payment_corrected", _("%(actor)s corrected what was paid back on %(object)s"), public=True
)
registry.verb("grants.recovery_collected", _("All that was recovered has been paid back: %(object)s"), public=True)
registry.verb(
    "grants.recovery_reopened", _("%(actor)s corrected a payment, so the recovery on %(object)s is open"), public=True
)
registry.verb("grants.recovery_lowered", _("%(actor)s decided to recover less: %(object)s"), public=True)
registry.verb("grants.recovery_undone", _("%(actor)s decided to recover nothing any more: %(object)s"), public=True)
registry.verb("grants.recovery_kept", _("%(actor)s kept the decision on the recovery: %(object)s"), public=True)
registry.verb("grants.recovery_written_off", _("%(actor)s wrote off the rest of the recovery %(object)s"), public=True)
registry.images(
    "grants.Recovery",
    *("award_id", "state", "ground", "asked_cents", "reasons", "hear_by", "opened_by_id", "answered_by_id"),
    *("answered_at", "decision_id", "decided_by_id", "recovered_cents", "received_cents", "write_off_reason"),
    *("written_off_by_id", "netted_cents", "plan"),
)
registry.images("grants.RecoveryInstalment", "recovery_id", "plan", "number", "amount_cents", "due_on")
registry.images(
    "grants.RecoveryPayment", "recovery_id", "received_on", "amount_cents", "reason", "recorded_by_id", "recorded_at"
)
# On the application, so that its history tells who took the matter out of the portal.
registry.verb("grants.dossier_asked", _("%(actor)s asked for the dossier of the application %(object)s"))
registry.verb(
    "grants.dossier_made",
    _("%(actor)s took the dossier of the application %(object)s out of the portal: %(files)s files"),
)
registry.verb("grants.dossier_removed", _("%(actor)s removed a dossier of the application %(object)s"))
registry.images("grants.Erasure", "application_id", "part", "erased_at", "numbers")

registry.verb("grants.aid_declared", _("%(actor)s declared de minimis aid for the application %(object)s"), public=True)
registry.verb("grants.aid_reported", _("%(actor)s noted on %(day)s that a row of aid was reported: %(object)s"))
registry.verb("grants.aid_report_undone", _("%(actor)s took back the note that a row of aid was reported: %(object)s"))
registry.images("grants.AidDeclaration", "application_id", "version", "economic_activity", "business_ids", "given_at")
registry.images("grants.DeclaredAid", "declaration_id", "number", "granter", "granted_on", "amount_cents", "instrument")
registry.images("grants.AidNote", "support_id", "counts_from", "reported_on", "reported_by_id")
