"""Who may apply for the event grant and for what, and the rows of its tables, in three languages."""

from __future__ import annotations

TERMS_FI = """\
Kuka voi hakea?

Rekisteröity yhdistys, joka järjestää Porissa kaikille avoimen tapahtuman. Jos järjestäjiä on useita, yksi heistä \
hakee ja vastaa rahasta.

Mihin avustusta saa?

Yhden tapahtuman menoihin: esiintyjiin, tekniikkaan, tilaan, turvallisuuteen ja viestintään. Avustus kattaa enintään \
70 prosenttia menoista. Avustusta ei myönnetä jäsenten juhliin, alkoholiin, palkinnoiksi jaettavaan rahaan, muualle \
lahjoitettavaksi eikä menoihin, joihin kaupunki antaa jo muuta tukea.

Onko avustus samalla lupa?

Ei. Kaupungin alueen käyttöä haetaan erikseen, ja yleisötilaisuudesta ilmoitetaan poliisille. Isoon tapahtumaan \
tarvitaan myös pelastussuunnitelma ja joskus meluilmoitus. Aloittakaa ajoissa: kaupungin tapahtumayhteistyö auttaa.

Miten hakemukset käsitellään?

Kaikki yhtä aikaa, kun haku on sulkeutunut. Kaksi valmistelijaa pisteyttää hakemuksen toisistaan tietämättä alla \
olevilla perusteilla. Jos hakemuksesta puuttuu jotain, pyydämme täydentämään sitä ennen päätöstä. Päätökset \
perusteluineen ovat julkisia.

Milloin raha tulee, ja mitä sen jälkeen?

Avustus maksetaan yhdistyksen tilille, kun päätös on lainvoimainen. Käyttöselvitys tehdään kolmen kuukauden kuluessa \
tapahtumasta. Jos tapahtuma perutaan tai siirtyy, kertokaa siitä heti. Käyttämätön raha palautetaan."""

TERMS_SV = """\
Vem kan söka?

En registrerad förening som i Björneborg ordnar ett evenemang som är öppet för alla. Om arrangörerna är flera söker \
en av dem och ansvarar för pengarna.

Vad kan understödet användas till?

Till kostnaderna för ett enskilt evenemang: artister, teknik, lokal, säkerhet och kommunikation. Understödet täcker \
högst 70 procent av kostnaderna. Understöd beviljas inte för medlemmarnas fester, alkohol, prispengar, vidare \
donationer eller kostnader som staden redan stöder på annat sätt.

Är understödet också ett tillstånd?

Nej. Tillstånd att använda stadens område söks separat, och en offentlig tillställning anmäls till polisen. Ett stort \
evenemang kräver också en räddningsplan och ibland en bulleranmälan. Börja i god tid: stadens evenemangssamarbete \
hjälper till.

Hur behandlas ansökningarna?

Alla på samma gång när ansökningstiden har gått ut. Två beredare poängsätter ansökan oberoende av varandra enligt \
grunderna nedan. Om något saknas ber vi er komplettera ansökan före beslutet. Besluten och motiveringarna är \
offentliga.

När kommer pengarna, och vad händer sedan?

Understödet betalas till föreningens konto när beslutet har vunnit laga kraft. En användningsredogörelse lämnas inom \
tre månader efter evenemanget. Om evenemanget ställs in eller flyttas, berätta det genast. Oanvända pengar betalas \
tillbaka."""

TERMS_EN = """\
Who may apply?

A registered association that holds an event in Pori which is open to all. If there are several organisers, one of \
them applies and answers for the money.

What is the grant for?

The costs of a single event: performers, equipment, premises, safety and communications. The grant covers at most 70 \
per cent of the costs. It isn’t for members’ parties, alcohol, prize money, donations to others or costs that the \
city supports in another way already.

Is the grant a permit too?

No. The use of city land is applied for separately, and the police are given notice of a public event. A large event \
also needs a rescue plan and sometimes a noise notice. Begin in good time: the city’s event cooperation helps.

How are applications handled?

All together, once the call has closed. Two officers score each application by the criteria below without seeing each \
other’s points. If something is missing, we ask you to complete the application before it is decided. Decisions and \
their reasons are public.

When does the money come, and what then?

It is paid to the association’s account when the decision is final. A use report is due within three months of the \
event. If the event is cancelled or moved, tell us at once. Unused money is paid back."""

EVENT: list[dict[str, str]] = [
    {"key": "event", "fi": "Tapahtuma", "sv": "Evenemanget", "en": "The event"},
]

COSTS: list[dict[str, str]] = [
    {"key": "performers", "fi": "Esiintyjät ja palkkiot", "sv": "Artister och arvoden", "en": "Performers and fees"},
    {
        "key": "stage",
        "fi": "Tila, lava ja tekniikka",
        "sv": "Lokal, scen och teknik",
        "en": "Premises, stage and equipment",
    },
    {"key": "safety", "fi": "Turvallisuus ja siivous", "sv": "Säkerhet och städning", "en": "Safety and cleaning"},
    {"key": "communications", "fi": "Viestintä", "sv": "Kommunikation", "en": "Communications"},
    {"key": "other", "fi": "Muut menot", "sv": "Övriga kostnader", "en": "Other costs"},
]

INCOME: list[dict[str, str]] = [
    {"key": "tickets", "fi": "Pääsymaksut", "sv": "Inträdesavgifter", "en": "Entrance fees"},
    {
        "key": "sales",
        "fi": "Myynti ja paikkamaksut",
        "sv": "Försäljning och platsavgifter",
        "en": "Sales and stall fees",
    },
    {"key": "sponsors", "fi": "Yritysten tuki", "sv": "Stöd från företag", "en": "Support from businesses"},
    {"key": "others", "fi": "Muut avustukset", "sv": "Andra understöd", "en": "Other grants"},
    {"key": "own", "fi": "Yhdistyksen oma raha", "sv": "Föreningens egna pengar", "en": "The association’s own money"},
    {
        "key": "city_grant",
        "fi": "Haettava tapahtuma-avustus",
        "sv": "Evenemangsunderstöd som söks",
        "en": "Event grant applied for",
    },
]
