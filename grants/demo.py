"""The people of associations with whom there is something to try, first on the demo's page of roles."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.models import Membership
from portal.accounts.demo import Group, Person, register

# By association and name, as associations/demo_texts/boards.py has them. Whoever isn't there is left out.
TOUR: dict[tuple[str, str], str | Promise] = {
    ("Jokisuun Koripalloseura ry", "Anneli Rajakoski"): gettext_lazy("hasn't applied yet"),
    ("Jalkapalloseura Käppärän Kaari ry", "Sanna Hietaranta"): gettext_lazy("has a draft"),
    ("Kirjurinluodon Juoksijat ry", "Teemu Pellonpää"): gettext_lazy("has applied, an officer is barred"),
    ("Yhteisökeittiö Iso Kattila ry", "Raija Torniainen"): gettext_lazy("has got a grant, and is asked for more"),
    ("Rytmimusiikin yhdistys Kellarikerros ry", "Milla Ruotsila"): gettext_lazy("has an award to accept"),
    ("Valokuvaajien yhdistys Pitkä Valotus ry", "Satu Himmerkoski"): gettext_lazy("a use report is late"),
    ("Kotiseutupiiri Vanha Venevaja ry", "Rauno Laiturila"): gettext_lazy("a use report was sent back"),
    ("Kamarikuoro Kuurankukka ry", "Johanna Hakasalo"): gettext_lazy("has asked for more time"),
    ("Kansantanssiryhmä Katrilli ry", "Orvokki Piiparinen"): gettext_lazy("is heard about paying back"),
    ("Eläkeläiskerho Tikkulan Tarmokkaat ry", "Aune Kivikari"): gettext_lazy("pays back in instalments"),
    ("Lavian kyläyhteisö Pitäjäntupa ry", "Matti Isokoski"): gettext_lazy("has a matter that is closed"),
    ("Mieskuoro Selkämeren Sointu ry", "Erkki Koivujärvi"): gettext_lazy("two sign, one has signed"),
    ("Mieskuoro Selkämeren Sointu ry", "Lauri Santanen"): gettext_lazy("two sign, one has signed"),
    ("Käppärän Kerrostaloväki ry", "Esa Puolakanaho"): gettext_lazy("was refused"),
    ("Seglarkretsen Kummelpricken i Räfsö rf", "Gunnar Holmlund"): gettext_lazy("in Swedish"),
    ("Kansainvälinen yhdistys Yhteinen Pöytä ry", "Amina Hassan"): gettext_lazy("in English"),
    ("Kamarikuoro Kuurankukka ry", "Tuula Niinikangas"): gettext_lazy("acts for three associations"),
    ("Jokisuun Koripalloseura ry", "Kalle Juntunen"): gettext_lazy("may read only"),
    ("Jokisuun Koripalloseura ry", "Seppo Mattelmäki"): gettext_lazy("the term has ended"),
}


def tour() -> Iterator[Group]:
    """One group of people, in the order above. One query."""
    names = {association for association, _name in TOUR}
    rows = Membership.objects.filter(association__name_fi__in=names).select_related("user", "association")
    found = {(row.association.name_fi, str(row.user)): row for row in rows}
    people = [
        Person(row.user, f"{row.association.name}: {row.get_role_display()}, {note}")
        for row, note in ((found[key], note) for key, note in TOUR.items() if key in found)
    ]
    yield Group(_("To try first"), people)


register("grants", tour, order=15)
