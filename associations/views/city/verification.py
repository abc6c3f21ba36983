"""The city's queue of what waits for verification, and what is decided there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from associations import rules
from associations.enums import QueueKind
from associations.forms.claims import ClaimDecisionForm
from associations.forms.verification import CheckForm, NameForm
from associations.models import Association, BankAccount, Claim, Document
from associations.queries import claims as about_claims
from associations.queries import verification as queue
from associations.services import claims, verification
from portal import actor as actors
from portal import policy
from portal.accounts.enums import Right
from portal.accounts.typed import take_typed
from portal.files.models import StoredFile
from portal.journal.models import Event
from portal.ui.forms import PortalForm, refuse
from portal.ui.pages import city
from portal.ui.paging import CountedPaginator
from portal.workflow import Refused, Stale

PER_PAGE = 25


@city(Right.ASSOCIATIONS_EDIT)
def verification_queue(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first; of one kind where the address says so."""
    kind = request.GET.get("laji", "")
    kind = kind if kind in QueueKind.values else ""
    found = queue.rows(actors.current())
    counts = {one: rows.count() for one, rows in found.items()}
    total = counts[kind] if kind else sum(counts.values())
    page = CountedPaginator(queue.waiting(found, kind), PER_PAGE, count=lambda: total).get_page(request.GET.get("page"))
    lines = queue.lines(page.object_list)
    context = {
        "page": page,
        "lines": list(zip_longest(lines, [line.anchor for line in lines[1:]], fillvalue="")),
        "kinds": [(one, label, counts[one]) for one, label in QueueKind.choices],
        "kind": kind,
        "total": sum(counts.values()),
        "back": request.GET.urlencode(),
    }
    return render(request, "associations/city/verification_queue.html", context)


def _to_queue(request: HttpRequest) -> HttpResponse:
    """Back to where the officer was, at the next line: handling the next needs no looking for it."""
    back = QueryDict(request.POST.get("back", "")[:200])
    kept = QueryDict(mutable=True)
    for name in ("laji", "page"):
        if name in back:
            kept[name] = back[name]
    kind, _dash, number = request.POST.get("following", "").partition("-")
    known = kind in QueueKind.values and number.isascii() and number.isdigit()
    address = reverse("associations:verification_queue")
    return redirect(f"{address}{'?' if kept else ''}{kept.urlencode()}#{f'{kind}-{number}' if known else 'queue'}")


def _initial(request: HttpRequest, **values: Any) -> dict[str, Any]:
    """What the form begins with: the values, or what was typed before the session ended (cases.md 26)."""
    typed = take_typed(request) if request.method == "GET" else None
    return values if typed is None else {**values, **{name: typed[name] for name in typed}}


def _tried(form: PortalForm, act: Callable[[], object]) -> bool:
    """Whether it was done; a refusal stands at the form."""
    try:
        act()
    except Refused as refusal:
        refuse(form, str(refusal), "reason")
    except Stale:
        refuse(form, _("Somebody else changed the matter in between. Look at it again before you go on."))
    else:
        return True
    return False


def _version(request: HttpRequest) -> int | None:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None


@city(Right.ASSOCIATIONS_EDIT)
def claim_handle(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with all that tells whether it is right; verify, ask for more, reject."""
    claim = policy.get_or_404(
        Claim.objects.select_related("user", "association__sector", "new_sector", "handled_by"), pk=pk
    )
    policy.require("associations.handle_claim", claim)
    is_new = claim.association_id is None
    form = ClaimDecisionForm(request.POST or None, is_new=is_new, initial=_initial(request))
    if request.method == "POST" and form.is_valid() and _tried(form, lambda: _decide(request, claim, form)):
        messages.success(request, _("Done. The person has been told."))
        return redirect("associations:verification_queue")
    context = {
        "claim": claim,
        "association": claim.association,
        "form": form,
        "files": StoredFile.objects.of(claim),
        "events": Event.objects.about(claim),
        "main_users": about_claims.main_users(claim.association),
        "others": about_claims.others(claim),
        "alike": about_claims.alike(claim),
        "possible": claim.possible(),
        "new_name": rules.laid_bare(claim.new_name),
    }
    return render(request, "associations/city/claim_handle.html", context)


def _decide(request: HttpRequest, claim: Claim, form: ClaimDecisionForm) -> Claim:
    action, version = request.POST.get("action", ""), _version(request)
    if action == "verify":
        return claims.verify_claim(claim=claim, known=form.cleaned_data.get("known"), version=version)
    if action in claims.DECISIONS:
        return claims.DECISIONS[action](claim=claim, reason=form.cleaned_data["reason"], version=version)
    raise Refused(_("Choose what to do."))


@city(Right.ASSOCIATIONS_EDIT)
def document_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at one document: verify it, or reject it with a reason."""
    document = policy.get_or_404(Document.objects.select_related("association", "added_by"), pk=pk)
    policy.require("associations.verify_document", document)
    form = CheckForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        version, reason = _version(request), form.cleaned_data["reason"]
        if request.POST.get("action") == "verify":
            done = _tried(form, lambda: verification.verify_document(document=document, version=version))
        else:
            done = _tried(form, lambda: verification.reject_document(document=document, reason=reason, version=version))
        if done:
            messages.success(request, _("Done: %(what)s, %(name)s.") % _named(document, document.association))
            return _to_queue(request)
    context = {
        "document": document,
        "form": form,
        "files": StoredFile.objects.of(document),
        "valid_until": verification.valid_until_of(document),
        **_way_back(request),
    }
    return render(request, "associations/city/document_check.html", context)


@city(Right.ASSOCIATIONS_EDIT)
def account_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at one bank account: verify it, or refuse it with a reason."""
    account = policy.get_or_404(BankAccount.objects.select_related("association"), pk=pk)
    policy.require("associations.verify_account", account)
    form = CheckForm(request.POST or None, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if request.POST.get("action") == "verify":
            done = _tried(form, lambda: verification.verify_account(account=account))
        else:
            done = _tried(form, lambda: verification.refuse_account(account=account, reason=reason))
        if done:
            messages.success(request, _("Done: %(what)s, %(name)s.") % _named(account, account.association))
            return _to_queue(request)
    context = {
        "account": account,
        "form": form,
        "others": account.association.bank_accounts.in_use().exclude(pk=account.pk),
        **_way_back(request),
    }
    return render(request, "associations/city/account_check.html", context)


@city(Right.ASSOCIATIONS_EDIT)
def name_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at one doubtful name: let it be shown, or correct it first."""
    association = policy.get_or_404(Association.objects.select_related("sector"), pk=pk)
    if not policy.allows("associations.verify_association", association):
        raise Http404
    names = {name: getattr(association, name) for name in ("name_fi", "name_sv", "name_en")}
    clears = request.POST.get("action") == "clear"
    form = NameForm(names if clears else request.POST or None, initial=_initial(request, **names))
    if request.method == "POST" and (clears or form.is_valid()):
        if clears:
            done = _tried(form, lambda: verification.clear_name(association=association))
        else:
            done = _tried(form, lambda: verification.correct_name(association=association, **form.cleaned_data))
        if done:
            messages.success(request, _("Done: the directory shows the association."))
            return _to_queue(request)
    bare = [(name, rules.laid_bare(name)) for name in names.values() if name]
    context = {"association": association, "form": form, "names": bare, **_way_back(request)}
    return render(request, "associations/city/name_check.html", context)


def _named(what: object, association: Association) -> dict[str, str]:
    return {"what": str(what), "name": association.name}


def _way_back(request: HttpRequest) -> dict[str, str]:
    """Where in the queue the officer came from, carried through the form."""
    given = request.POST if request.method == "POST" else request.GET
    return {"back": given.get("back", "")[:200], "following": given.get("following", "")[:40]}
