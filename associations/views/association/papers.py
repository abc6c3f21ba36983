"""Documents that the city verifies, and bank accounts."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from associations.enums import Area, DocumentKind
from associations.forms.papers import AccountForm, DocumentForm
from associations.models import BankAccount, Document
from associations.pages import member
from associations.queries import overview as queries
from associations.services import documents as document_services
from associations.services import money
from associations.views.association.saving import own_association, saved
from portal import clock, policy
from portal.accounts.typed import take_typed
from portal.files.models import StoredFile
from portal.ui.forms import PortalForm

PER_PAGE = 25


def _owner_of_document(pk: int) -> int | None:
    return Document.objects.filter(pk=pk).values_list("association_id", flat=True).first()


def _owner_of_account(pk: int) -> int | None:
    return BankAccount.objects.filter(pk=pk).values_list("association_id", flat=True).first()


@member(Area.PROFILE)
def document_list(request: HttpRequest) -> HttpResponse:
    """All documents with their states and files, newest first."""
    association = own_association()
    page = Paginator(queries.documents(association), PER_PAGE).get_page(request.GET.get("page"))
    context = {"association": association, "page": page, "papers": queries.papers(list(page.object_list))}
    return render(request, "associations/association/document_list.html", context)


@member(Area.PROFILE)
def document_add(request: HttpRequest) -> HttpResponse:
    """Give a document to be verified."""
    association = own_association()
    typed = take_typed(request) if request.method == "GET" else None
    initial = {"kind": request.GET.get("laji", ""), "year": clock.today().year - 1}
    form = DocumentForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial=initial if typed is None else typed.dict(),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        add = partial(
            document_services.add_document,
            association=association,
            kind=DocumentKind(data["kind"]),
            year=data["year"],
            content=data["file"],
        )
        if saved(form, add, association, None):
            messages.success(request, _("The document is with the city, which looks at it."))
            return redirect("associations:document_list")
    context = {"association": association, "form": form, "typed": typed is not None}
    return render(request, "associations/association/document_add.html", context)


@member(Area.PROFILE, owner=_owner_of_document)
def document_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document out of use, after a confirmation."""
    document = policy.get_or_404(Document.objects.kept(), pk=pk)
    policy.require("associations.edit_document", document)
    form = PortalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        remove = partial(document_services.remove_document, document=document)
        if saved(form, remove, document.association, None):
            messages.success(request, _("The document has been removed."))
            return redirect("associations:document_list")
    context = {"document": document, "form": form, "file": StoredFile.objects.of(document).first()}
    return render(request, "associations/association/document_remove.html", context)


@member(Area.PEOPLE)
def account_list(request: HttpRequest) -> HttpResponse:
    """All accounts, those in use first."""
    association = own_association()
    page = Paginator(queries.accounts(association), PER_PAGE).get_page(request.GET.get("page"))
    context = {"association": association, "page": page, "today": clock.today()}
    return render(request, "associations/association/account_list.html", context)


@member(Area.PEOPLE)
def account_add(request: HttpRequest) -> HttpResponse:
    """Add an account, which the city then verifies."""
    association = own_association()
    typed = take_typed(request) if request.method == "GET" else None
    form = AccountForm(request.POST if request.method == "POST" else None, initial=typed.dict() if typed else None)
    if request.method == "POST" and form.is_valid():
        add = partial(money.add_own_account, association=association, **form.cleaned_data)
        if saved(form, add, association, None):
            messages.success(request, _("The account has been added. The city verifies it before it pays there."))
            return redirect("associations:account_list")
    context = {"association": association, "form": form, "typed": typed is not None}
    return render(request, "associations/association/account_add.html", context)


@member(Area.PEOPLE, owner=_owner_of_account)
def account_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the use of an account, after a confirmation."""
    account = policy.get_or_404(BankAccount.objects.select_related("association"), pk=pk)
    policy.require("associations.manage_people", account.association)
    form = PortalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and saved(
        form, partial(money.end_bank_account, account=account), account.association, None
    ):
        messages.success(request, _("The account isn’t used any more. All main users have been told."))
        return redirect("associations:account_list")
    others = BankAccount.objects.in_use().filter(association=account.association, verified_on__isnull=False)
    last = account.verified_on is not None and not others.exclude(pk=pk).exists()
    return render(
        request, "associations/association/account_end.html", {"account": account, "form": form, "last": last}
    )
