"""Every address and who gets what there: the table that tests/test_house.py holds against the served portal.

A result is a status; ``"login"`` is a redirect to sign-in, ``"on"`` any other redirect. ``others`` are all signed-in
people who aren't named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.accounts.enums import RIGHTS, Right, StaffRole
from portal.feedback import services as feedback
from tests.world import ACTORS, World

Result = int | str
STAFF = [role.value for role in StaffRole]
OUTSIDE = ["chair", "treasurer", "member", "stranger", "former"]
# Those whom a tie to the world's association shuts out, by their role.
TIED: dict[str, str] = {"tied": StaffRole.GRANT_OFFICER, "tied_decider": StaffRole.DECISION_MAKER}


@dataclass(frozen=True)
class Row:
    """One address: how it is called, and what each actor gets."""

    results: dict[str, Result]
    arguments: Callable[[World], dict[str, Any]] = field(default=lambda _world: {})
    method: str = "get"
    data: dict[str, Any] = field(default_factory=dict)


def everyone(result: Result = 200, **more: Any) -> Row:
    """The same for all."""
    return Row(dict.fromkeys(ACTORS, result), **more)


def signed_in(result: Result = 200, **more: Any) -> Row:
    """For any person; visitors sign in first."""
    return Row({who: "login" if who == "anonymous" else result for who in ACTORS}, **more)


def city(right: Right, result: Result = 200, tied: Result | None = None, **more: Any) -> Row:
    """For employees whose role gives the right; 403 for all others. ``tied`` is what the disqualified ones get."""
    results: dict[str, Result] = {"anonymous": "login"}
    for who in ACTORS[1:]:
        role = TIED.get(who, who)
        results[who] = result if role in STAFF and right in RIGHTS[StaffRole(role)] else 403
        if tied is not None and who in TIED and results[who] != 403:
            results[who] = tied
    return Row(results, **more)


def any_employee(result: Result = 200, **more: Any) -> Row:
    """For every employee, whatever the role."""
    results: dict[str, Result] = {who: 403 if who in OUTSIDE else result for who in ACTORS}
    return Row({**results, "anonymous": "login"}, **more)


def own_matter(result: Result = 200, **more: Any) -> Row:
    """For who acts for the matter's association with the area; a member without it 403, all others 404.

    The tied officer of the world has no role in the association, so for them it isn't there either.
    """
    results: dict[str, Result] = dict.fromkeys(ACTORS, 404)
    return Row({**results, "anonymous": "login", "chair": result, "treasurer": result, "member": 403}, **more)


def own_association(result: Result = 200, *, area: bool = True, **more: Any) -> Row:
    """A page of one's own association without an object: for a main user, or (``area=False``) for all its members."""
    without: Result = 403 if area else result
    results: dict[str, Result] = dict.fromkeys(ACTORS, "on")
    members = {"chair": result, "treasurer": without, "member": without, "stranger": without}
    return Row({**results, "anonymous": "login", **members}, **more)


def main_user(result: Result = 200, elsewhere: Result = 404, **more: Any) -> Row:
    """For an association's main user; other people who act for one 403, all others ``elsewhere``."""
    results: dict[str, Result] = dict.fromkeys(ACTORS, elsewhere)
    shut = dict.fromkeys(["treasurer", "member", "stranger"], 403)
    return Row({**results, **shut, "anonymous": "login", "chair": result}, **more)


def only(who: str, result: Result = 200, otherwise: Result = 404, **more: Any) -> Row:
    """For one person; visitors sign in."""
    results: dict[str, Result] = dict.fromkeys(ACTORS, otherwise)
    return Row({**results, "anonymous": "login", who: result}, **more)


def pk(name: str) -> Callable[[World], dict[str, Any]]:
    """The key of one of the world's objects."""
    return lambda world: {"pk": getattr(world, name).pk}


def _file_results() -> dict[str, Result]:
    # Files answer 404 also to the logged-out (cases.md 20).
    results: dict[str, Result] = dict.fromkeys(ACTORS, 404)
    for role in StaffRole:
        if Right.GRANTS_READ in RIGHTS[role]:
            results[role.value] = 200
    return {**results, "chair": 200, "treasurer": 200}


def _start_results() -> dict[str, Result]:
    # Who acts for nobody or for the city chooses an association first.
    results: dict[str, Result] = dict.fromkeys(ACTORS, "on")
    return {**results, "anonymous": "login", "member": 403}


def _served_results() -> dict[str, Result]:
    # Who proposes or decides; the world's decision was sent already, so there is nothing to note.
    results = dict(city(Right.GRANTS_PROPOSE, "on", tied=404).results)
    return {**results, StaffRole.DECISION_MAKER.value: "on", "tied_decider": 404}


def _line_results() -> dict[str, Result]:
    # Of a gathered list; a decision maker takes off what was presented.
    return {**city(Right.GRANTS_PROPOSE, tied=404).results, "tied_decider": 404}


def _dossier_results() -> dict[str, Result]:
    # One's own; to others who read grants it isn't there.
    results = dict(city(Right.GRANTS_READ, 404).results)
    return {**results, StaffRole.GRANT_OFFICER.value: "on"}


def _batch_results() -> dict[str, Result]:
    # Whoever makes payments, and whoever approves them.
    results: dict[str, Result] = dict.fromkeys(ACTORS, 403)
    return {**results, "anonymous": "login", "grant_officer": 200, "decision_maker": 200, **dict.fromkeys(TIED, 200)}


def _jobs_change() -> dict[str, Result]:
    results = dict(city(Right.JOBS_READ, 403).results)
    return {**results, "administrator": "on"}


def _rules() -> dict[str, Result]:
    # Who edits them, and who reads the journal.
    results: dict[str, Result] = dict.fromkeys(ACTORS, 403)
    return {**results, "anonymous": "login", "administrator": 200, "auditor": 200}


def _people_results() -> dict[str, Result]:
    # Each of one's own association; who acts for none chooses first.
    results: dict[str, Result] = dict.fromkeys(ACTORS, "on")
    acting = dict.fromkeys(["chair", "treasurer", "member", "stranger"], 200)
    return {**results, **acting, "anonymous": "login"}


def _seat_results() -> dict[str, Result]:
    # Main users end any role, everybody their own.
    return {**only("chair").results, "member": 200, "treasurer": 403}


def _handover_results() -> dict[str, Result]:
    results: dict[str, Result] = dict.fromkeys(ACTORS, 404)
    for role in StaffRole:
        if Right.ASSOCIATIONS_READ in RIGHTS[role]:
            results[role.value] = 200
    return {**results, "anonymous": "login", **dict.fromkeys(["chair", "treasurer", "member"], 200)}


def _application_of(name: str) -> Callable[[World], dict[str, Any]]:
    # Of one of the world's use reports.
    return lambda world: {"pk": getattr(world, name).award.application_id}


def _call_of(name: str) -> Callable[[World], dict[str, Any]]:
    # In which the disqualified find an application less.
    return lambda world: {"pk": getattr(world, name).call_id}


NOT_IN_DEMO = everyone(404)

TABLE: dict[str, Row] = {
    "healthz": everyone(),
    "readyz": everyone(),
    "robots_txt": everyone(),
    "security_txt": everyone(),
    "theme_css": everyone(),
    "sitemap": everyone(),
    "sitemap_section": everyone(arguments=lambda _world: {"name": "yhdistykset", "number": 1}),
    "association_times": everyone(arguments=lambda world: {"slug": world.mine.slug}),
    "association_logo": everyone(arguments=lambda world: {"slug": world.mine.slug}),
    "associations_csv": everyone(),
    "api:openapi-json": everyone(),
    "api:api-root": everyone(),
    "api:root": everyone(),
    "api:associations": everyone(),
    "api:association": everyone(arguments=lambda world: {"slug": world.mine.slug}),
    "api:sectors": everyone(),
    "api:districts": everyone(),
    "api:target_groups": everyone(),
    "files:download": Row(_file_results(), lambda world: {"key": world.file.key}),
    "home": everyone(),
    "ui:about": everyone(),
    "ui:accessibility": everyone(),
    "ui:privacy": everyone(),
    "ui:gallery": everyone(),
    "accounts:profile": signed_in(),
    "accounts:rights": any_employee(),
    "accounts:demo": NOT_IN_DEMO,
    "accounts:demo_sign_in": everyone(404, method="post", arguments=lambda world: {"pk": world.people["former"].pk}),
    "accounts:demo_mailbox": NOT_IN_DEMO,
    "accounts:demo_mail": everyone(404, arguments=lambda _world: {"name": "a.eml"}),
    "outbox:inbox": signed_in(),
    "outbox:read_all": signed_in("on", method="post"),
    "outbox:preferences": signed_in(),
    "outbox:message": only("treasurer", arguments=pk("message")),
    "jobs:job_list": city(Right.JOBS_READ),
    "jobs:job_detail": city(Right.JOBS_READ, arguments=pk("job")),
    "jobs:job_cancel": Row(_jobs_change(), pk("job"), "post"),
    "jobs:job_retry": Row(_jobs_change(), pk("job"), "post"),
    "dated:rule_list": Row(_rules()),
    "dated:rule_detail": Row(_rules(), lambda _world: {"name": "feedback.answer_days"}),
    "dated:value_remove": city(Right.RULES_EDIT, "on", arguments=pk("value"), method="post"),
    "privacy:my_data": signed_in(),
    # Asked for the password first: these sessions say nothing of when it was typed.
    "privacy:my_data_download": signed_in("on", method="post"),
    "privacy:erasure_ask": signed_in(),
    "privacy:request_withdraw": only("former", "on", arguments=pk("data_request"), method="post"),
    "privacy:request_list": city(Right.PRIVACY_HANDLE),
    "privacy:request_handle": city(Right.PRIVACY_HANDLE, arguments=pk("data_request")),
    "privacy:retention_plan": city(Right.PRIVACY_HANDLE),
    "privacy:run_detail": city(Right.PRIVACY_HANDLE, arguments=pk("run")),
    "feedback:feedback_new": everyone(),
    "feedback:feedback_receipt": everyone(arguments=lambda world: {"token": feedback.token(world.feedback)}),
    "feedback:feedback_list": city(Right.FEEDBACK_ANSWER),
    "feedback:feedback_answer": city(Right.FEEDBACK_ANSWER, arguments=pk("feedback")),
    "savedviews:view_save": city(
        Right.ASSOCIATIONS_READ,
        "on",
        method="post",
        data={"page": "associations:association_list", "query": "status=all", "name": "Kaikki"},
    ),
    "savedviews:view_edit": only("grant_officer", arguments=pk("view")),
    "savedviews:view_remove": only("grant_officer", "on", arguments=pk("view"), method="post"),
    "exports:export_list": any_employee(),
    "exports:export_ask": city(
        Right.ASSOCIATIONS_READ, "on", method="post", data={"kind": "associations.register", "query": "status=all"}
    ),
    "exports:export_remove": only("grant_officer", "on", arguments=pk("export"), method="post"),
    "outbox:address_works": signed_in("on", method="post"),
    "associations:claim_start": signed_in(arguments=lambda _world: {"slug": "muu"}),
    "associations:claim_list": signed_in(),
    "associations:claim_new": signed_in(),
    "associations:claim_detail": only("former", arguments=pk("claim")),
    "associations:claim_withdraw": only("former", arguments=pk("claim")),
    "associations:verification_queue": city(Right.ASSOCIATIONS_EDIT),
    "associations:claim_handle": city(Right.ASSOCIATIONS_EDIT, arguments=pk("claim")),
    "associations:document_check": city(Right.ASSOCIATIONS_EDIT, arguments=pk("document")),
    "associations:account_check": city(Right.ASSOCIATIONS_EDIT, arguments=pk("bank_account")),
    "associations:name_check": city(Right.ASSOCIATIONS_EDIT, arguments=pk("doubtful")),
    "associations:directory": everyone(),
    "associations:association_detail": everyone(arguments=lambda world: {"slug": world.mine.slug}),
    "associations:open_data": everyone(),
    "associations:new_feed": everyone(),
    "associations:embedded_list": everyone(),
    "associations:desk": signed_in(),
    "associations:acting_switch": signed_in(),
    "associations:profile": own_association(area=False),
    "associations:facts_confirm": main_user(arguments=pk("mine")),
    "associations:profile_texts": own_association(),
    "associations:profile_basics": own_association(),
    "associations:profile_accessibility": own_association(),
    "associations:profile_logo": own_association(),
    "associations:logo_remove": own_association("on", method="post"),
    "associations:time_list": own_association(),
    "associations:time_add": own_association(),
    "associations:time_restore": own_association("on", method="post"),
    "associations:time_edit": main_user(arguments=pk("time")),
    "associations:time_remove": main_user(arguments=pk("time")),
    "associations:place_add": own_association(),
    "associations:place_restore": own_association("on", method="post"),
    "associations:place_edit": main_user(arguments=pk("place")),
    "associations:place_remove": main_user(arguments=pk("place")),
    "associations:way_list": own_association(),
    "associations:way_add": own_association(),
    "associations:way_restore": own_association("on", method="post"),
    "associations:way_edit": main_user(arguments=pk("way")),
    "associations:way_remove": main_user(arguments=pk("way")),
    "associations:way_move_up": main_user("on", arguments=pk("way"), method="post"),
    "associations:link_list": own_association(),
    "associations:link_add": own_association(),
    "associations:link_restore": own_association("on", method="post"),
    "associations:link_edit": main_user(arguments=pk("link")),
    "associations:link_remove": main_user(arguments=pk("link")),
    "associations:link_move_up": main_user("on", arguments=pk("link"), method="post"),
    "associations:document_list": own_association(),
    "associations:document_add": own_association(),
    "associations:document_remove": main_user(arguments=pk("document")),
    "associations:account_list": own_association(),
    "associations:account_add": own_association(),
    "associations:account_end": main_user(arguments=pk("bank_account")),
    "associations:tie_list": any_employee(),
    "associations:tie_end": Row({**any_employee(404).results, "grant_officer": "on"}, pk("tie"), "post"),
    "associations:event_list": city(Right.JOURNAL_READ),
    "associations:tie_edit": Row({**any_employee(404).results, "grant_officer": 200}, pk("tie")),
    "associations:tie_register": city(Right.JOURNAL_READ),
    "associations:association_list": city(Right.ASSOCIATIONS_READ),
    "associations:association_handle": city(Right.ASSOCIATIONS_READ, arguments=pk("mine")),
    "associations:register_edit": city(Right.ASSOCIATIONS_EDIT, arguments=pk("mine")),
    "associations:liaison_list": city(Right.ASSOCIATIONS_READ),
    "associations:liaison_add": city(Right.LIAISONS_ASSIGN),
    "associations:liaison_edit": city(Right.LIAISONS_ASSIGN, arguments=pk("assignment")),
    "associations:liaison_end": city(Right.LIAISONS_ASSIGN, "on", arguments=pk("assignment"), method="post"),
    "associations:import_list": city(Right.ASSOCIATIONS_EDIT),
    "associations:import_new": city(Right.ASSOCIATIONS_EDIT),
    "associations:import_template": city(Right.ASSOCIATIONS_EDIT),
    "associations:import_detail": city(Right.ASSOCIATIONS_EDIT, arguments=pk("register_import")),
    "associations:import_errors": city(Right.ASSOCIATIONS_EDIT, arguments=pk("register_import")),
    "associations:import_carry_out": city(Right.ASSOCIATIONS_EDIT, arguments=pk("register_import")),
    "associations:import_resume": city(Right.ASSOCIATIONS_EDIT, "on", arguments=pk("register_import"), method="post"),
    "associations:import_cancel": city(Right.ASSOCIATIONS_EDIT, "on", arguments=pk("register_import"), method="post"),
    "associations:duplicate_list": city(Right.ASSOCIATIONS_EDIT),
    "associations:duplicates_find": city(Right.ASSOCIATIONS_EDIT, "on", method="post"),
    "associations:duplicate_dismiss": city(Right.ASSOCIATIONS_EDIT, "on", arguments=pk("pair"), method="post"),
    "associations:merge_make": city(Right.ASSOCIATIONS_EDIT, arguments=pk("pair")),
    "associations:merge_list": city(Right.ASSOCIATIONS_EDIT),
    "associations:merge_detail": city(Right.ASSOCIATIONS_EDIT, arguments=pk("merge")),
    "associations:merge_undo": city(Right.ASSOCIATIONS_EDIT, "on", arguments=pk("merge"), method="post"),
    "associations:people": Row(_people_results()),
    "associations:invitation_send": main_user(elsewhere="on"),
    "associations:member_edit": main_user(arguments=pk("seat")),
    "associations:member_end": Row(_seat_results(), pk("seat")),
    "associations:invitation_resend": main_user("on", arguments=pk("invitation"), method="post"),
    "associations:invitation_revoke": main_user("on", arguments=pk("invitation"), method="post"),
    "associations:invitation_detail": only("former", arguments=pk("invitation")),
    "associations:handover_make": main_user(elsewhere="on"),
    "associations:handover_detail": Row(_handover_results(), pk("handover")),
    "associations:handover_cancel": main_user(arguments=pk("handover")),
    "grants:call_list": everyone(),
    "grants:award_list": everyone(),
    "grants:award_detail": everyone(arguments=lambda world: {"pk": world.decided.award.pk}),
    "grants:award_feed": everyone(),
    "awards_csv": everyone(),
    "awards_giving": everyone(),
    "grants:call_feed": everyone(),
    "grants:call_calendar": everyone(),
    "grants:principles_list": everyone(),
    "grants:principles_detail": everyone(arguments=pk("in_force")),
    "grants:call_detail": everyone(arguments=pk("call")),
    "grants:application_start": Row(_start_results(), pk("call"), "post"),
    "grants:application_detail": own_matter(arguments=pk("submitted")),
    "grants:application_edit": own_matter(arguments=pk("draft")),
    "grants:answer_save": own_matter(
        arguments=pk("draft"), method="post", data={"purpose": "Uudet nuotit", "purpose-version": "1"}
    ),
    "grants:application_check": own_matter(arguments=pk("draft")),
    "grants:application_copy": own_matter(arguments=pk("draft")),
    "grants:signature_take_back": own_matter("on", arguments=pk("draft"), method="post"),
    "grants:message_send": own_matter("on", arguments=pk("submitted"), method="post", data={"text": "Hei"}),
    "grants:completion_edit": own_matter(arguments=pk("asked")),
    "grants:application_withdraw": own_matter(arguments=pk("submitted")),
    "grants:report_edit": own_matter(arguments=_application_of("report")),
    "grants:report_send": own_matter(arguments=_application_of("report")),
    "grants:interim_edit": own_matter(arguments=_application_of("report")),
    "grants:interim_send": own_matter(arguments=_application_of("report")),
    "grants:report_list": city(Right.GRANTS_READ),
    "grants:report_handle": city(Right.GRANTS_READ, tied=404, arguments=pk("handed_in")),
    "grants:report_accept": city(Right.GRANTS_REVIEW, tied=404, arguments=pk("handed_in")),
    "grants:report_return": city(Right.GRANTS_REVIEW, tied=404, arguments=pk("handed_in")),
    "grants:sample_table": city(Right.GRANTS_READ),
    "grants:sample_add": city(Right.GRANTS_REVIEW),
    "grants:sample_detail": city(Right.GRANTS_READ, arguments=pk("sample")),
    "grants:sample_draw": city(Right.GRANTS_REVIEW, "on", arguments=pk("sample"), method="post"),
    "grants:sample_list": everyone(),
    "grants:sample_awards": everyone(arguments=pk("sample")),
    "grants:call_table": city(Right.GRANTS_CALLS),
    "grants:call_add": city(Right.GRANTS_CALLS),
    "grants:call_build": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:call_edit": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:call_copy": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:call_try": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:call_publish": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:call_extend": city(Right.GRANTS_CALLS, arguments=pk("call")),
    "grants:question_add": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:question_edit": city(Right.GRANTS_CALLS, arguments=pk("question")),
    "grants:question_move": city(Right.GRANTS_CALLS, "on", arguments=pk("question"), method="post"),
    "grants:question_remove": city(Right.GRANTS_CALLS, arguments=pk("question")),
    "grants:section_add": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:section_edit": city(Right.GRANTS_CALLS, arguments=pk("section")),
    "grants:section_move": city(Right.GRANTS_CALLS, "on", arguments=pk("section"), method="post"),
    "grants:section_remove": city(Right.GRANTS_CALLS, arguments=pk("section")),
    "grants:criterion_add": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:criterion_edit": city(Right.GRANTS_CALLS, arguments=pk("criterion")),
    "grants:criterion_remove": city(Right.GRANTS_CALLS, arguments=pk("criterion")),
    "grants:eligibility_add": city(Right.GRANTS_CALLS, arguments=pk("new_call")),
    "grants:eligibility_edit": city(Right.GRANTS_CALLS, arguments=pk("eligibility")),
    "grants:eligibility_remove": city(Right.GRANTS_CALLS, arguments=pk("eligibility")),
    "grants:principles_table": city(Right.GRANTS_CALLS),
    "grants:principles_add": city(Right.GRANTS_CALLS),
    "grants:principles_build": city(Right.GRANTS_CALLS, arguments=pk("principles")),
    "grants:principles_edit": city(Right.GRANTS_CALLS, arguments=pk("principles")),
    "grants:principles_copy": city(Right.GRANTS_CALLS, arguments=pk("in_force")),
    "grants:principles_publish": city(Right.GRANTS_CALLS, arguments=pk("principles")),
    "grants:aim_add": city(Right.GRANTS_CALLS, arguments=pk("principles")),
    "grants:aim_edit": city(Right.GRANTS_CALLS, arguments=pk("aim")),
    "grants:aim_remove": city(Right.GRANTS_CALLS, arguments=pk("aim")),
    "grants:queue": city(Right.GRANTS_READ),
    "grants:application_handle": city(Right.GRANTS_READ, tied=404, arguments=pk("submitted")),
    "grants:application_take": city(Right.GRANTS_REVIEW, "on", tied=404, arguments=pk("submitted"), method="post"),
    "grants:message_write": city(
        Right.GRANTS_REVIEW, "on", tied=404, arguments=pk("submitted"), method="post", data={"text": "Hei"}
    ),
    "grants:completion_ask": city(Right.GRANTS_REVIEW, tied=404, arguments=pk("submitted")),
    "grants:completion_cancel": city(Right.GRANTS_REVIEW, tied=404, arguments=pk("asked")),
    "grants:review_give": city(Right.GRANTS_REVIEW, tied=404, arguments=pk("in_review")),
    "grants:proposal_make": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("in_review")),
    "grants:proposal_edit": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("proposed")),
    "grants:award_model_list": city(Right.GRANTS_READ),
    "grants:award_model_detail": city(Right.GRANTS_READ, arguments=pk("award_model")),
    "grants:award_model_add": city(Right.GRANTS_CALLS),
    "grants:award_model_edit": city(Right.GRANTS_CALLS, arguments=pk("award_model")),
    "grants:award_model_end": city(Right.GRANTS_CALLS, arguments=pk("award_model")),
    "grants:call_ranking": city(Right.GRANTS_READ, arguments=_call_of("in_review")),
    "grants:call_share": city(Right.GRANTS_PROPOSE, arguments=_call_of("in_review")),
    # Without a sum and a model one is led back to choose them.
    "grants:call_share_confirm": city(Right.GRANTS_PROPOSE, "on", arguments=pk("call")),
    "grants:allocation_detail": city(Right.GRANTS_READ, arguments=pk("allocation")),
    "grants:proposal_take_back": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("proposed")),
    "grants:decision_make": city(Right.GRANTS_DECIDE, tied=404, arguments=pk("proposed")),
    "grants:decision_lists": city(Right.GRANTS_READ),
    "grants:decision_list_start": city(Right.GRANTS_PROPOSE, arguments=_call_of("proposed")),
    "grants:decision_list_detail": city(Right.GRANTS_READ, arguments=pk("gathered_list")),
    "grants:decision_list_gather": city(Right.GRANTS_PROPOSE, "on", arguments=pk("gathered_list"), method="post"),
    "grants:decision_list_present": city(Right.GRANTS_PROPOSE, arguments=pk("gathered_list")),
    "grants:decision_list_decide": city(Right.GRANTS_DECIDE, arguments=pk("presented_list")),
    "grants:decision_list_resume": city(Right.GRANTS_DECIDE, "on", arguments=pk("presented_list"), method="post"),
    "grants:list_line_remove": Row(_line_results(), pk("line")),
    "grants:decision_correct": city(Right.GRANTS_DECIDE, tied=404, arguments=pk("decided")),
    "grants:decision_served": Row(_served_results(), pk("decided")),
    "grants:rectification_record": city(Right.GRANTS_REVIEW, tied=404, arguments=pk("decided")),
    "grants:rectifications": city(Right.GRANTS_READ),
    "grants:rectification_detail": city(Right.GRANTS_READ, tied=404, arguments=pk("rectification")),
    "grants:rectification_decide": city(Right.GRANTS_DECIDE, tied=404, arguments=pk("rectification")),
    "grants:rectification_take_back": city(Right.GRANTS_REVIEW, "on", tied=404, arguments=pk("rectification")),
    "grants:rectification_ask": own_matter(arguments=pk("decided")),
    "grants:rectification_withdraw": own_matter(arguments=pk("rectified")),
    "grants:recovery_list": city(Right.GRANTS_READ),
    "grants:recovery_open": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("recoverable")),
    "grants:recovery_detail": city(Right.GRANTS_READ, tied=404, arguments=pk("recovery")),
    "grants:recovery_decide": city(Right.GRANTS_DECIDE, tied=404, arguments=pk("recovery")),
    "grants:recovery_payment": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("recovered")),
    "grants:recovery_correct": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("recovered")),
    "grants:recovery_write_off": city(Right.GRANTS_DECIDE, tied=404, arguments=pk("recovered")),
    "grants:recovery_answer": own_matter(arguments=lambda world: {"pk": world.recovery.award.application_id}),
    "grants:recovery_rectification_record": city(Right.GRANTS_REVIEW, tied=404, arguments=pk("recovered")),
    "grants:recovery_rectification_ask": own_matter(arguments=pk("recovered")),
    "grants:recovery_rectification_withdraw": own_matter(arguments=pk("disputed")),
    "grants:declaration_edit": own_matter(arguments=pk("aid_draft")),
    "grants:aid_list": city(Right.GRANTS_READ),
    "grants:aid_rows": city(Right.GRANTS_READ),
    "grants:aid_rows_csv": city(Right.GRANTS_READ),
    "grants:aid_report_undo": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("aid")),
    "grants:aid_association": city(Right.GRANTS_READ, tied=404, arguments=pk("mine")),
    "grants:award_accept": own_matter(arguments=pk("decided")),
    "grants:award_decline": own_matter(arguments=pk("decided")),
    "grants:award_account": own_matter(arguments=pk("paid")),
    "grants:payout_handle": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("paid")),
    "grants:payment_list": city(Right.GRANTS_READ),
    "grants:payment_return": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("batch_line")),
    "grants:batch_list": city(Right.GRANTS_READ),
    "grants:batch_make": city(Right.GRANTS_PROPOSE),
    "grants:batch_detail": city(Right.GRANTS_READ, arguments=pk("batch")),
    "grants:batch_approve": city(Right.GRANTS_PAY, arguments=pk("batch")),
    "grants:batch_send": Row(_batch_results(), pk("batch"), "post", {"day": "1.1.2020"}),
    "grants:batch_cancel": Row(_batch_results(), pk("batch")),
    "grants:officer_assign": city(Right.GRANTS_PROPOSE, tied=404, arguments=pk("submitted")),
    "grants:note_write": city(
        Right.GRANTS_REVIEW, "on", tied=404, arguments=pk("submitted"), method="post", data={"note": "Soitin."}
    ),
    "grants:absence_list": city(Right.GRANTS_REVIEW),
    "grants:absence_end": city(Right.GRANTS_REVIEW, "on", arguments=pk("absence"), method="post"),
    "grants:phrase_list": city(Right.GRANTS_CALLS),
    "grants:phrase_add": city(Right.GRANTS_CALLS),
    "grants:phrase_edit": city(Right.GRANTS_CALLS, arguments=pk("phrase")),
    "grants:phrase_end": city(Right.GRANTS_CALLS, "on", arguments=pk("phrase"), method="post"),
    "grants:phrase_restore": city(Right.GRANTS_CALLS, "on", arguments=pk("ended_phrase"), method="post"),
    "grants:change_ask": own_matter(arguments=pk("decided")),
    "grants:change_withdraw": own_matter(arguments=pk("changing")),
    "grants:change_list": city(Right.GRANTS_READ),
    "grants:change_detail": city(Right.GRANTS_READ, tied=404, arguments=pk("change")),
    "grants:change_decide": city(Right.GRANTS_DECIDE, tied=404, arguments=pk("change")),
    "grants:dossier_detail": city(Right.GRANTS_READ, tied=404, arguments=pk("submitted")),
    "grants:dossier_remove": Row(_dossier_results(), pk("dossier"), "post"),
    # allauth's own doors: who is signed in already is led on.
    "account_login": Row({who: 200 if who == "anonymous" else "on" for who in ACTORS}),
    "account_signup": Row({who: 200 if who == "anonymous" else "on" for who in ACTORS}),
    "account_logout": Row({who: "on" if who == "anonymous" else 200 for who in ACTORS}),
    "account_inactive": everyone(),
    "account_reset_password": everyone(),
    "account_reset_password_done": everyone(),
    "account_reset_password_from_key_done": everyone(),
    "account_reset_password_from_key": everyone(arguments=lambda _world: {"uidb36": "zz", "key": "aa-bb"}),
    "account_confirm_email": everyone(arguments=lambda _world: {"key": "none"}),
    "account_email_verification_sent": everyone(),
    "account_confirm_login_code": signed_in("on"),
    "account_reauthenticate": signed_in(),
    "account_email": signed_in(),
    "account_change_password": signed_in(),
    "account_set_password": signed_in("on"),
    "mfa_index": signed_in(),
    "mfa_authenticate": signed_in("on"),
    "mfa_reauthenticate": signed_in("on"),
    "mfa_activate_totp": signed_in("on"),
    "mfa_deactivate_totp": signed_in(404),
    "mfa_view_recovery_codes": signed_in(404),
    "mfa_generate_recovery_codes": signed_in("on"),
    "mfa_download_recovery_codes": signed_in(404),
}
