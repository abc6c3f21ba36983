"""Who may apply for the partnership-based grant and for what, and the rows of its tables, in three languages."""

from __future__ import annotations

TERMS_FI = """\
Kuka voi hakea?

Rekisteröity yhdistys, joka on toiminut Porissa vähintään kaksi täyttä tilikautta ja pystyy sitoutumaan yhteiseen \
tehtävään usean vuoden ajaksi. Yhdistys voi tehdä haussa yhden hakemuksen.

Mitä kumppanuus on?

Kaupunki ja yhdistys sopivat tehtävästä, jota kumpikin pitää tärkeänä ja jota kumpikaan ei tekisi yhtä hyvin yksin. \
Sopimus tehdään 2–4 vuodeksi, ja sopimuskausi alkaa hakua seuraavan vuoden alusta. Kumpikin tuo osansa. Kaupungin osa \
voi olla rahaa, mutta myös tiloja, neuvontaa, näkyvyyttä tai asiantuntija hallituksen kokouksissa.

Mihin rahaa saa?

Sovitun tehtävän menoihin. Summa vahvistetaan vuosittain kaupungin talousarvion rajoissa. Rahaa ei myönnetä velkojen \
hoitoon, liiketoimintaan, eteenpäin jaettavaksi eikä menoihin, joihin kaupunki antaa jo muuta avustusta. Sama \
yhdistys voi hakea toiminta-avustusta muuhun toimintaansa.

Miten hakemukset käsitellään?

Kaksi valmistelijaa pisteyttää hakemuksen toisistaan tietämättä alla olevilla perusteilla, ja toimialojen yhteinen \
työryhmä arvioi kaikki hakemukset rinnakkain. Niiden kanssa, joiden ehdotus vastaa perusteita parhaiten, neuvotellaan \
sopimuksesta. Toimiala valmistelee sen, lautakunta käsittelee ja kaupunginhallitus hyväksyy. Jos hakemuksesta puuttuu \
jotain, pyydämme täydentämään sitä. Päätökset perusteluineen ovat julkisia.

Mitä sopimuskaudella tapahtuu?

Avustus maksetaan vuosittain yhdistyksen tilille. Joka vuosi pidetään kumppanuuskeskustelu, jossa katsotaan, miten \
tavoitteet toteutuivat, ja tarkennetaan seuraavan vuoden tavoitteet. Käyttöselvitys tehdään kultakin vuodelta \
seuraavan vuoden huhtikuun loppuun mennessä."""

TERMS_SV = """\
Vem kan söka?

En registrerad förening som har verkat i Björneborg i minst två hela räkenskapsperioder och kan förbinda sig till en \
gemensam uppgift i flera år. Varje förening kan lämna in en ansökan.

Vad är ett partnerskap?

Staden och föreningen kommer överens om en uppgift som båda anser viktig och som ingendera skulle sköta lika bra \
ensam. Avtalet ingås för 2–4 år, och avtalsperioden börjar vid ingången av året efter ansökan. Båda bidrar. Stadens \
del kan vara pengar, men också lokaler, rådgivning, synlighet eller en sakkunnig vid styrelsens möten.

Vad kan pengarna användas till?

Till kostnaderna för den uppgift som avtalats. Summan fastställs varje år inom ramen för stadens budget. Pengar \
beviljas inte för skulder, affärsverksamhet, vidareutdelning eller kostnader som staden redan stöder med andra \
understöd. Samma förening kan söka verksamhetsunderstöd för sin övriga verksamhet.

Hur behandlas ansökningarna?

Två beredare poängsätter ansökan oberoende av varandra enligt grunderna nedan, och sektorernas gemensamma arbetsgrupp \
bedömer alla ansökningar sida vid sida. Med dem vars förslag bäst motsvarar grunderna förs förhandlingar om ett \
avtal. Sektorn bereder det, nämnden behandlar det och stadsstyrelsen godkänner det. Om något saknas ber vi er \
komplettera ansökan. Besluten och motiveringarna är offentliga.

Vad händer under avtalsperioden?

Understödet betalas årligen till föreningens konto. Varje år förs ett partnerskapssamtal där man går igenom hur målen \
har nåtts och preciserar målen för det följande året. En användningsredogörelse för varje år lämnas före utgången av \
april året därpå."""

TERMS_EN = """\
Who may apply?

A registered association that has been active in Pori for at least two full financial years and can commit itself to \
a shared task for several years. An association may make one application.

What is a partnership?

The city and the association agree on a task that both hold important and that neither would do as well alone. The \
agreement is for 2–4 years, and its term begins at the start of the year after the call. Each side brings its part. \
The city’s part may be money, but also premises, advice, visibility or an expert at the meetings of the board.

What is the money for?

The costs of the task that is agreed on. The sum is confirmed each year within the city’s budget. Money isn’t given \
for debts, business, passing on to others or costs that the city supports with another grant already. The same \
association may apply for an operating grant for its other activity.

How are applications handled?

Two officers score each application by the criteria below without seeing each other’s points, and a working group of \
the city’s sectors assesses all applications side by side. With those whose proposals fit the criteria best, an \
agreement is negotiated. The sector prepares it, the committee deals with it and the city board approves it. If \
something is missing, we ask you to complete the application. Decisions and their reasons are public.

What happens during the term?

The grant is paid each year to the association’s account. Each year a partnership review looks at how the targets \
were met and refines those of the next year. A use report on each year is due by the end of April of the following \
year."""

# The one that the application is about stands last: a term may be shorter than three years, but it has a first one.
YEARS: list[dict[str, str]] = [
    {"key": "last_year", "fi": "Viime vuosi, toteutunut", "sv": "I fjol, utfall", "en": "Last year, actual"},
    {"key": "this_year", "fi": "Tämä vuosi, budjetti", "sv": "I år, budget", "en": "This year, budget"},
    {"key": "first_year", "fi": "Ensimmäinen sopimusvuosi", "sv": "Första avtalsåret", "en": "First year of agreement"},
]

COSTS: list[dict[str, str]] = [
    {"key": "wages", "fi": "Palkat ja palkkiot", "sv": "Löner och arvoden", "en": "Wages and fees"},
    {"key": "premises", "fi": "Tilat", "sv": "Lokaler", "en": "Premises"},
    {"key": "activity", "fi": "Toiminta ja tarvikkeet", "sv": "Verksamhet, material", "en": "Activity and materials"},
    {"key": "volunteers", "fi": "Vapaaehtoisten tuki", "sv": "Stöd till frivilliga", "en": "Support of volunteers"},
    {"key": "office", "fi": "Viestintä ja toimisto", "sv": "Kommunikation, kontor", "en": "Communications, office"},
    {"key": "other", "fi": "Muut menot", "sv": "Övriga kostnader", "en": "Other costs"},
]

INCOME: list[dict[str, str]] = [
    {"key": "own", "fi": "Yhdistyksen oma raha", "sv": "Föreningens egna pengar", "en": "The association’s own money"},
    {"key": "state", "fi": "Valtion rahoitus", "sv": "Finansiering från staten", "en": "Money from the state"},
    {"key": "county", "fi": "Hyvinvointialue", "sv": "Välfärdsområdet", "en": "Wellbeing services county"},
    {
        "key": "others",
        "fi": "Säätiöt ja muut rahoittajat",
        "sv": "Stiftelser och andra",
        "en": "Foundations and others",
    },
    {
        "key": "city_grant",
        "fi": "Porin kaupungin avustus",
        "sv": "Björneborgs stads understöd",
        "en": "City of Pori grant",
    },
    {"key": "other", "fi": "Muut tulot", "sv": "Övriga inkomster", "en": "Other income"},
]
