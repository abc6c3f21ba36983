"""Who may apply for the operating grant and for what, and the rows and options of its form, in three languages."""

from __future__ import annotations

TERMS_FI = """\
Kuka voi hakea?

Rekisteröity yhdistys, joka toimii Porissa tai porilaisten hyväksi ja jolla on takanaan vähintään yksi täysi \
tilikausi. Yhdistys voi tehdä haussa yhden hakemuksen.

Mihin avustusta saa?

Yhdistyksen tavalliseen toimintaan kalenterivuoden ajaksi: palkkoihin ja palkkioihin, tiloihin, ohjattuun toimintaan, \
viestintään ja toimiston kuluihin. Menot voivat olla koko vuodelta, myös ajalta ennen päätöstä. Avustus kattaa \
enintään 60 prosenttia vuoden menoista. Loppu maksetaan esimerkiksi jäsenmaksuilla, omalla varainhankinnalla ja \
muilla avustuksilla. Avustusta ei myönnetä velkojen hoitoon, liiketoimintaan, eteenpäin jaettavaksi eikä menoihin, \
joihin kaupunki antaa jo muuta tukea.

Mitä hakemukseen tarvitaan?

Viimeisin tilinpäätös, toimintasuunnitelma ja säännöt. Jos kaupunki on jo tarkistanut ne yhdistyksen tiedoissa ja ne \
ovat voimassa, niitä ei pyydetä uudelleen.

Miten hakemukset käsitellään?

Kaikki yhtä aikaa, kun haku on sulkeutunut. Kaksi valmistelijaa pisteyttää hakemuksen toisistaan tietämättä alla \
olevilla perusteilla. Jos hakemuksesta puuttuu jotain, pyydämme täydentämään sitä ennen päätöstä. Päätökset \
perusteluineen ovat julkisia.

Milloin raha tulee, ja mitä sen jälkeen?

Avustus maksetaan yhdistyksen tilille, kun päätös on lainvoimainen. Käyttöselvitys tehdään seuraavan vuoden huhtikuun \
loppuun mennessä. Jos rahaa on käytetty muuhun kuin siihen, mihin se myönnettiin, kaupunki voi periä sen takaisin. \
Yhdistystä kuullaan ensin."""

TERMS_SV = """\
Vem kan söka?

En registrerad förening som verkar i Björneborg eller till förmån för björneborgare och har minst en hel \
räkenskapsperiod bakom sig. Varje förening kan lämna in en ansökan.

Vad kan understödet användas till?

Till föreningens vanliga verksamhet under ett kalenderår: löner och arvoden, lokaler, ledd verksamhet, kommunikation \
och kontorskostnader. Kostnaderna får gälla hela året, också tiden före beslutet. Understödet täcker högst 60 procent \
av årets kostnader. Resten betalas till exempel med medlemsavgifter, egen medelsanskaffning och andra understöd. \
Understöd beviljas inte för skulder, affärsverksamhet, vidareutdelning eller kostnader som staden redan stöder på \
annat sätt.

Vad behövs till ansökan?

Det senaste bokslutet, verksamhetsplanen och stadgarna. Om staden redan har kontrollerat dem i föreningens uppgifter \
och de är i kraft behöver de inte lämnas in på nytt.

Hur behandlas ansökningarna?

Alla på samma gång när ansökningstiden har gått ut. Två beredare poängsätter ansökan oberoende av varandra enligt \
grunderna nedan. Om något saknas ber vi er komplettera ansökan före beslutet. Besluten och motiveringarna är \
offentliga.

När kommer pengarna, och vad händer sedan?

Understödet betalas till föreningens konto när beslutet har vunnit laga kraft. En användningsredogörelse lämnas före \
utgången av april året därpå. Om pengarna har använts till något annat än det som de beviljades för kan staden \
återkräva dem. Föreningen hörs först."""

TERMS_EN = """\
Who may apply?

A registered association that works in Pori or for its residents and has at least one full financial year behind it. \
An association may make one application.

What is the grant for?

The association’s ordinary activity for a calendar year: wages and fees, premises, guided activity, communications \
and office costs. The costs may be from the whole year, also from before the decision. The grant covers at most 60 \
per cent of the year’s costs. The rest comes from, for example, membership fees, your own fundraising and other \
grants. The grant isn’t for debts, business, passing on to others or costs that the city supports in another way \
already.

What does the application need?

The latest annual accounts, the plan of activities and the rules. If the city has verified them in the association’s \
profile and they’re in force, they aren’t asked for again.

How are applications handled?

All together, once the call has closed. Two officers score each application by the criteria below without seeing each \
other’s points. If something is missing, we ask you to complete the application before it is decided. Decisions and \
their reasons are public.

When does the money come, and what then?

It is paid to the association’s account when the decision is final. A use report is due by the end of April of the \
following year. If the money was used for something other than what it was granted for, the city may recover it. The \
association is heard first."""

# Named as in the grant principles.
EMPHASES: list[dict[str, str]] = [
    {
        "key": "mental_wellbeing",
        "fi": "Mielen hyvinvointi",
        "sv": "Psykiskt välbefinnande",
        "en": "Mental wellbeing",
    },
    {"key": "participation", "fi": "Osallisuus", "sv": "Delaktighet", "en": "Participation"},
    {
        "key": "healthy_habits",
        "fi": "Terveelliset elintavat",
        "sv": "Hälsosamma levnadsvanor",
        "en": "Healthy habits",
    },
    {
        "key": "safe_surroundings",
        "fi": "Turvallinen elinympäristö",
        "sv": "Trygg livsmiljö",
        "en": "Safe surroundings",
    },
    {"key": "nature", "fi": "Luonto", "sv": "Natur", "en": "Nature"},
    {"key": "local_identity", "fi": "Paikallinen identiteetti", "sv": "Lokal identitet", "en": "Local identity"},
    {"key": "employment", "fi": "Työllisyys", "sv": "Sysselsättning", "en": "Employment"},
    {
        "key": "vulnerable",
        "fi": "Haavoittuvassa asemassa olevat",
        "sv": "Personer i utsatt ställning",
        "en": "People in a vulnerable position",
    },
]

# The one that the application is about stands last.
YEARS: list[dict[str, str]] = [
    {"key": "last_year", "fi": "Viime vuosi, toteutunut", "sv": "I fjol, utfall", "en": "Last year, actual"},
    {"key": "coming_year", "fi": "Tuleva vuosi, budjetti", "sv": "Kommande år, budget", "en": "Coming year, budget"},
]

COSTS: list[dict[str, str]] = [
    {"key": "wages", "fi": "Palkat ja palkkiot", "sv": "Löner och arvoden", "en": "Wages and fees"},
    {"key": "premises", "fi": "Tilat", "sv": "Lokaler", "en": "Premises"},
    {
        "key": "activity",
        "fi": "Toiminta ja tarvikkeet",
        "sv": "Verksamhet och material",
        "en": "Activity and materials",
    },
    {
        "key": "office",
        "fi": "Viestintä ja toimisto",
        "sv": "Kommunikation och kontor",
        "en": "Communications and office",
    },
    {"key": "other", "fi": "Muut menot", "sv": "Övriga kostnader", "en": "Other costs"},
]

INCOME: list[dict[str, str]] = [
    {"key": "member_fees", "fi": "Jäsenmaksut", "sv": "Medlemsavgifter", "en": "Membership fees"},
    {
        "key": "activity",
        "fi": "Osallistumismaksut ja myynti",
        "sv": "Deltagaravgifter och försäljning",
        "en": "Participants’ fees and sales",
    },
    {
        "key": "fundraising",
        "fi": "Varainhankinta ja lahjoitukset",
        "sv": "Medelsanskaffning och donationer",
        "en": "Fundraising and donations",
    },
    {"key": "other_grants", "fi": "Muut avustukset", "sv": "Andra understöd", "en": "Other grants"},
    {
        "key": "city_grant",
        "fi": "Porin kaupungin toiminta-avustus",
        "sv": "Björneborgs stads verksamhetsunderstöd",
        "en": "Operating grant of the City of Pori",
    },
    {"key": "other", "fi": "Muut tulot", "sv": "Övriga inkomster", "en": "Other income"},
]
