"""What accounts hold of a person, and how an account is emptied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import clock, personal
from portal.accounts.models import StaffAssignment, User
from portal.journal import services as journal
from portal.personal import Section
from portal.ui import formats

# Reserved for what can't be reached (RFC 2606), so that nothing is ever sent there.
NOWHERE = "erased.invalid"


@personal.source(
    "accounts",
    label=gettext_lazy("Account"),
    what=gettext_lazy("Name, e-mail address, language, when you signed in last, roles at the city, second factor"),
    order=10,
)
def account(user: User) -> Iterable[Section]:
    """Names, addresses, staff roles and ways to sign in; no password and no secret. Four queries."""
    yield Section(
        _("Account"),
        [
            (_("Name"), user.get_full_name()),
            (_("E-mail address"), user.email),
            (_("Language"), user.get_language_display()),
            (_("Made"), formats.moment(user.date_joined)),
            (_("Last sign-in"), formats.moment(user.last_login)),
        ],
    )
    addresses = EmailAddress.objects.filter(user_id=user.pk).order_by("pk")
    confirmed, waiting = _("confirmed"), _("not confirmed")
    yield Section(_("E-mail addresses"), [(one.email, confirmed if one.verified else waiting) for one in addresses])
    roles = StaffAssignment.objects.filter(user_id=user.pk).order_by("starts_on", "pk")
    yield Section(_("Roles at the city"), [(one.get_role_display(), _term(one)) for one in roles])
    factors = Authenticator.objects.filter(user_id=user.pk).order_by("pk")
    yield Section(
        _("Second factor"),
        [(str(one.get_type_display()), formats.moment(one.created_at)) for one in factors],
    )


def _term(role: StaffAssignment) -> str:
    return f"{formats.day(role.starts_on)}–{formats.day(role.ends_on) if role.ends_on else ''}"


@personal.hindrance(
    "accounts", sentence=gettext_lazy("The person has a role at the city, which has to end before the account goes.")
)
def employees() -> QuerySet[StaffAssignment, int]:
    """Those with a staff role in force or to come."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
    return StaffAssignment.objects.filter(lasting).values_list("user_id", flat=True)


@personal.erasure(
    "accounts",
    label=gettext_lazy("The account: name, addresses, password, second factor, and where it is signed in"),
    count=lambda _user: 1,
    order=1000,
)
def empty(users: Sequence[User]) -> None:
    """Leave an account without a person: what must stay keeps pointing at it, and nobody can sign in to it."""
    users = [user for user in users if not user.email.endswith(f"@{NOWHERE}")]
    keys = [user.pk for user in users]
    _end_sessions(set(map(str, keys)))
    EmailAddress.objects.filter(user_id__in=keys).delete()
    Authenticator.objects.filter(user_id__in=keys).delete()
    for user in users:
        user.first_name, user.last_name = "Poistettu", f"käyttäjä {user.pk}"
        user.email = f"erased-{user.pk}@{NOWHERE}"
        user.is_active = user.is_staff = user.is_superuser = False
        user.last_login = None
        user.set_unusable_password()
        user.save()
        user.groups.clear()
        user.user_permissions.clear()
        journal.record("accounts.account_erased", user)


def _end_sessions(keys: set[str]) -> None:
    """One pass over the living sessions, which last for hours, for all the people together."""
    living = Session.objects.filter(expire_date__gt=clock.now())
    ended = [one.pk for one in living.iterator() if one.get_decoded().get(SESSION_KEY) in keys]
    Session.objects.filter(pk__in=ended).delete()
