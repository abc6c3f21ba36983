"""Who sits where: invented people with their terms. The same name is the same person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from associations.enums import Role


@dataclass(frozen=True, slots=True)
class Seat:
    """A role since January so many years ago, until the end of a year where the term has ended.

    ``address`` is that of a person who is there already, such as a city employee.
    """

    name: str
    role: Role
    years: int = 4
    ended_years_ago: int | None = None
    language: str = "fi"
    address: str = ""

    def starts_on(self, today: date) -> date:
        """The first day."""
        return date(today.year - self.years, 1, 1)

    def ends_on(self, today: date) -> date | None:
        """The last day, New Year's Eve of its year; None while it goes on."""
        return None if self.ended_years_ago is None else date(today.year - self.ended_years_ago, 12, 31)


C, S, T = Role.CHAIR, Role.SECRETARY, Role.TREASURER
NEXT_YEAR = -1

BOARDS: dict[str, tuple[Seat, ...]] = {
    "Jokisuun Koripalloseura ry": (
        Seat("Harri Lehtisaari", C, years=0, ended_years_ago=NEXT_YEAR),
        Seat("Anneli Rajakoski", T, years=6),
        Seat("Noora Vainionmäki", S),
        Seat("Kalle Juntunen", Role.MEMBER),
        Seat("Seppo Mattelmäki", C, years=9, ended_years_ago=1),
    ),
    "Jalkapalloseura Käppärän Kaari ry": (
        Seat("Mika Tervalahti", C),
        Seat("Sanna Hietaranta", T),
        Seat("Jere Kuusiluoma", Role.CONTACT, years=1),
    ),
    "Uimaseura Meriharakka ry": (
        Seat("Kirsi Aallonharja", C),
        Seat("Pekka Ruohokoski", T),
        Seat("Emma Lindroos", S, years=2),
    ),
    "Kirjurinluodon Juoksijat ry": (
        Seat("Teemu Pellonpää", C),
        Seat("Jarkko Suvelainen", S, years=3, address="jarkko.suvelainen@pori.example"),
        Seat("Ulla Santavuori", T),
    ),
    "Liikuntaseura Omaan Tahtiin ry": (
        Seat("Marketta Yli-Soini", C),
        Seat("Antti Vesikansa", T),
    ),
    "Seglarkretsen Kummelpricken i Räfsö rf": (
        Seat("Gunnar Holmlund", C, language="sv"),
        Seat("Maria Sandås", T, language="sv"),
        Seat("Oskar Rönnberg", Role.CONTACT, years=2, language="sv"),
    ),
    "Mieskuoro Selkämeren Sointu ry": (
        Seat("Erkki Koivujärvi", C),
        Seat("Lauri Santanen", T),
        Seat("Heikki Ojanperä", S),
    ),
    "Kamarikuoro Kuurankukka ry": (
        Seat("Johanna Hakasalo", C),
        Seat("Tuula Niinikangas", T),
    ),
    "Lapsikuoro Leppäkerttu ry": (
        Seat("Riikka Sorvari", C),
        Seat("Hanna Peltomaa", T),
        Seat("Veera Jokilehto", S, years=2),
    ),
    "Puhallinorkesteri Messinkitorvi ry": (
        Seat("Risto Uusikylä", C),
        Seat("Liisa Mäntymaa", T),
        Seat("Otto Kallas", Role.SIGNATORY, years=1),
    ),
    "Harrastajateatteri Rantaukko ry": (
        Seat("Pirjo Leppämäki", C),
        Seat("Jouni Haapasaari", T),
        Seat("Sini Rintakumpu", Role.CONTACT),
    ),
    "Kulturföreningen Fyrbåken i Björneborg rf": (
        Seat("Christina Wikblad", C, language="sv"),
        Seat("Henrik Nylander", T, language="sv"),
        Seat("Benita Forsgård", S, language="sv"),
    ),
    "Rytmimusiikin yhdistys Kellarikerros ry": (
        Seat("Joni Lähdesmaa", C),
        Seat("Milla Ruotsila", T, years=3),
    ),
    "Väinölän Nuorisokerho Vintti ry": (
        Seat("Sari Kankaanranta", C),
        Seat("Petteri Lahdenmäki", T),
        Seat("Ella Tikkanen", Role.MEMBER, years=1),
    ),
    "Lasten tiedekerho Sähäkkä ry": (
        Seat("Kaarina Rautakoski", C),
        Seat("Ilmari Sepponen", T),
    ),
    "Kansainvälinen yhdistys Yhteinen Pöytä ry": (
        Seat("Amina Hassan", C, language="en"),
        Seat("Juha Koskimaa", T),
        Seat("Grace Mwangi", S, years=2, language="en"),
        Seat("Minh Tran", Role.MEMBER, years=1),
    ),
    "Ukrainalaisten yhdistys Sonjašnyk ry": (
        Seat("Oksana Koval", C, years=3, language="en"),
        Seat("Dmytro Bondar", T, years=3, language="en"),
    ),
    "Yhteisökeittiö Iso Kattila ry": (
        Seat("Raija Torniainen", C),
        Seat("Markus Viherkangas", T),
        Seat("Saana Lepistö", Role.CONTACT, years=1),
    ),
    "Mielen hyvinvoinnin yhdistys Valonkajo ry": (
        Seat("Eeva Kaukoranta", C),
        Seat("Timo Hiidenmaa", T),
        Seat("Katri Sillanpirtti", S),
    ),
    "Eläkeläiskerho Tikkulan Tarmokkaat ry": (
        Seat("Aune Kivikari", C),
        Seat("Tuula Niinikangas", T, years=3),
    ),
    "Käppärän Kerrostaloväki ry": (
        Seat("Esa Puolakanaho", C),
        Seat("Tuula Niinikangas", T, years=2),
        Seat("Elina Haarakangas", T, years=6, ended_years_ago=3),
    ),
    "Lavian kyläyhteisö Pitäjäntupa ry": (
        Seat("Matti Isokoski", C),
        Seat("Helvi Rinnekallio", T),
        Seat("Olli Ylijoki", Role.SIGNATORY),
    ),
    "Ahlaisten kyläväki Kivisilta ry": (
        Seat("Birgitta Salmenoja", C),
        Seat("Arto Kamppinen", T),
    ),
    "Jokivarren luontoyhdistys Saukko ry": (
        Seat("Anna-Maija Heinäluoma", C),
        Seat("Tapio Rantasuo", T),
        Seat("Laura Kaislaranta", S, years=1),
    ),
    "Shakkikerho Musta Ratsu ry": (
        Seat("Vesa Tornikoski", C),
        Seat("Aleksi Sotilainen", T),
        Seat("Ritva Kuningaskoski", S),
    ),
    "Liikkumisen tuki Kynnyksettä ry": (
        Seat("Pauli Hakomaa", C),
        Seat("Irma Jalonoja", T),
        Seat("Samuel Ojaharju", Role.CONTACT, years=2),
    ),
    # One person each: the portal knows only whoever has signed in once to apply.
    "Selkämeren Jalkapallojuniorit ry": (Seat("Jukka Merikoski", C),),
    "Noormarkun Salibandyseura Ryhti ry": (Seat("Taina Koskelainen", T),),
    "Väinölän Voimistelijat ry": (Seat("Maarit Suominiemi", C),),
    "Suunnistusseura Kangasrasti ry": (Seat("Hannu Metsäpelto", T),),
    "Lavian Latupari ry": (Seat("Kauko Hankimaa", C),),
    "Judoseura Jokikivi ry": (Seat("Aki Salminiitty", C),),
    "Ahlaisten Räpylä ry": (Seat("Virpi Mailanen", T),),
    "Kansantanssiryhmä Katrilli ry": (Seat("Orvokki Piiparinen", C),),
    "Taideyhdistys Kolmas Silta ry": (Seat("Niina Värilä", T),),
    "Kirjallisuuspiiri Marginaali ry": (Seat("Tommi Säkeinen", C),),
    "Kotiseutupiiri Vanha Venevaja ry": (Seat("Rauno Laiturila", C),),
    "Valokuvaajien yhdistys Pitkä Valotus ry": (Seat("Satu Himmerkoski", T),),
    "Nuorten pajayhdistys Ruuvi ry": (Seat("Janne Muttilainen", C),),
    "Partiolippukunta Kallioimarteet ry": (Seat("Inka Nuotiosaari", C),),
    "Scoutkåren Måsungarna i Björneborg rf": (Seat("Robin Östergrann", C, language="sv"),),
    "Yhden vanhemman perheet Tukiverkko ry": (Seat("Mari Kotiranta", C),),
    "Ystävätoiminnan yhdistys Käsikkäin ry": (Seat("Sirpa Ystävälä", C),),
    "Noormarkun Seniorit Virkeä Mieli ry": (Seat("Unto Harjuniemi", T),),
    "Pensionärsklubben Aftonstjärnan i Björneborg rf": (Seat("Ingrid Sjöblad", C, language="sv"),),
    "Muistiyhdistys Tallella ry": (Seat("Päivi Muistola", C),),
    "Reposaaren saarelaiset Merituuli ry": (Seat("Eija Karinsaari", T),),
    "Kierrätysyhdistys Toinen Kierros ry": (Seat("Ossi Kiertola", C),),
    "Yhteisöviljelijät Porkkanamaa ry": (Seat("Minna Juureskoski", T),),
    "Hakukoirat Tarkka Kuono ry": (Seat("Sari-Anne Jälkiö", C),),
    "Käsityöläisyhdistys Sormustin ry": (Seat("Vuokko Lankila", C),),
    "Lautapelaajat Noppa ja Nappula ry": (Seat("Eetu Siirtola", C),),
    "Lukumummit ja -vaarit Ääneen ry": (Seat("Salme Tarinamäki", C),),
    "Uskontojen vuoropuhelu Kolme Kynttilää ry": (Seat("Elias Rauhala", T),),
}

# An officer's close relative sits here: the officer has recorded the tie.
TIES = {"tiina.vuorisalo@pori.example": "Väinölän Nuorisokerho Vintti ry"}

# These have a second account, so that an applicant can choose.
TWO_ACCOUNTS = frozenset({"Uimaseura Meriharakka ry", "Kansainvälinen yhdistys Yhteinen Pöytä ry"})
