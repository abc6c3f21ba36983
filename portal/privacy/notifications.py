"""Messages about a person's own data. The law asks for them, so nobody can decline them."""

from django.utils.translation import gettext_lazy as _

from portal.outbox import registry

# GDPR, article 12(3) and (4): what was done, or why not and where one may complain.
registry.kind("privacy.received", label=_("Receipt for a request about own data"), template="privacy/mail/received")
registry.kind("privacy.erased", label=_("Own data erased"), template="privacy/mail/erased")
registry.kind("privacy.refused", label=_("Request about own data refused"), template="privacy/mail/refused")
