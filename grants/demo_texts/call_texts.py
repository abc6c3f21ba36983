"""The texts of the light grant and of the start-up grant, in three languages, and what they ask and weigh."""

from __future__ import annotations

from typing import Any

from grants.enums import CallKind, QuestionKind

AUTHORITY = "Porin kaupunki, hyvinvointijohtaja"
# An officeholder's decision is rectified by the committee above (Kuntalaki 410/2015 §134).
RECTIFIER = {
    "rectifier_fi": "Porin kaupunki, sivistyslautakunta",
    "rectifier_sv": "Björneborgs stad, bildningsnämnden",
    "rectifier_en": "City of Pori, Education and Culture Committee",
}
BASIS = {
    "basis_fi": (
        "Kuntalaki 410/2015 22 ja 134 §; hallintolaki 434/2003 6 ja 44–47 §; Porin kaupungin avustusperiaatteet"
    ),
    "basis_sv": (
        "Kommunallagen 410/2015 22 och 134 §; förvaltningslagen 434/2003 6 och 44–47 §; Björneborgs stads principer "
        "för understöd"
    ),
    "basis_en": (
        "Local Government Act 410/2015, sections 22 and 134; Administrative Procedure Act 434/2003, sections 6 and "
        "44–47; the grant principles of the City of Pori"
    ),
}


def light_grant(year: int) -> dict[str, Any]:
    """The fields of a light-grant call of the year, without its moments."""
    return {
        "kind": CallKind.LIGHT,
        "title_fi": f"Toimintatonni {year}",
        "title_sv": f"Verksamhetstusenlappen {year}",
        "title_en": f"Toimintatonni light grant {year}",
        "summary_fi": "500 tai 1 000 euroa pieneen ja nopeaan tekemiseen, joka tuo porilaisia yhteen.",
        "summary_sv": "500 eller 1 000 euro för något litet och snabbt som för björneborgare samman.",
        "summary_en": "€500 or €1,000 for something small and quick that brings residents of Pori together.",
        "terms_fi": LIGHT_TERMS_FI,
        "terms_sv": LIGHT_TERMS_SV,
        "terms_en": LIGHT_TERMS_EN,
        "authority": AUTHORITY,
        **RECTIFIER,
        **BASIS,
        "appropriation_cents": 6_000_000,
        "amounts_cents": [50_000, 100_000],
        "scores_needed": 2,
    }


def start_up_grant(year: int) -> dict[str, Any]:
    """The fields of a start-up call of the year, without its moments."""
    return {
        "kind": CallKind.START_UP,
        "title_fi": f"Starttiavustus {year}",
        "title_sv": f"Startunderstöd {year}",
        "title_en": f"Start-up grant {year}",
        "summary_fi": "200 euroa perustamisvuonna uudelle yhdistykselle, ilman selvitystä.",
        "summary_sv": "200 euro åt en ny förening det år då den grundas, utan redogörelse.",
        "summary_en": "€200 for a new association in its founding year, with no report to write.",
        "terms_fi": (
            "Avustusta voi hakea porilainen yhdistys, joka on merkitty yhdistysrekisteriin saman kalenterivuoden "
            "aikana.\n\nAvustuksella voi maksaa rekisteröinnin, ensimmäiset kokoukset ja muun alkuun pääsemisen. Sen "
            "voi saada kerran. Käytöstä ei tarvitse tehdä selvitystä, mutta kuitit säilytetään kirjanpidossa."
        ),
        "terms_sv": (
            "Understödet kan sökas av en förening i Björneborg som har införts i föreningsregistret under samma "
            "kalenderår.\n\nMed pengarna kan man betala registreringen, de första mötena och annat som behövs i "
            "början. Understödet ges en gång. Ingen redogörelse krävs, men kvittona sparas i bokföringen."
        ),
        "terms_en": (
            "An association in Pori may apply in the calendar year in which it was entered in the register.\n\nThe "
            "grant pays for the registration, the first meetings and whatever else a beginning needs. It is given "
            "once. No report is asked for, but receipts are kept in the accounts."
        ),
        "authority": AUTHORITY,
        **RECTIFIER,
        **BASIS,
        "appropriation_cents": 600_000,
        "amounts_cents": [20_000],
        "scores_needed": 1,
    }


LIGHT_TERMS_FI = """\
Kuka voi hakea?

Rekisteröity yhdistys, joka toimii Porissa tai porilaisten hyväksi. Yhdistys voi tehdä hakukierroksella yhden \
hakemuksen.

Mihin avustusta saa?

Tarvikkeisiin, tapahtumaan, kurssiin tai uuden ryhmän aloittamiseen. Tärkeintä on, että mukaan pääsevät muutkin kuin \
omat jäsenet. Avustusta ei myönnetä palkkoihin, velkojen hoitoon, liiketoimintaan, jäsenten virkistykseen, \
myytäviin tuotteisiin eikä menoihin, jotka ovat syntyneet ennen päätöstä.

Miten hakemukset käsitellään?

Saapumisjärjestyksessä, ja päätöksiä tehdään jo hakuaikana niin kauan kuin määrärahaa riittää. Kaksi valmistelijaa \
pisteyttää hakemuksen toisistaan tietämättä alla olevilla perusteilla. Päätökset perusteluineen ovat julkisia.

Milloin raha tulee?

Avustus maksetaan yhdistyksen tilille, kun päätös on lainvoimainen. Käytöstä kerrotaan lyhyesti kolmen kuukauden \
kuluessa siitä, kun raha on käytetty."""

LIGHT_TERMS_SV = """\
Vem kan söka?

En registrerad förening som verkar i Björneborg eller till förmån för björneborgare. Varje förening kan lämna in en \
ansökan per omgång.

Vad kan understödet användas till?

Till material, ett evenemang, en kurs eller en ny grupp. Det viktigaste är att också andra än de egna medlemmarna får \
vara med. Understöd beviljas inte för löner, skulder, affärsverksamhet, medlemmarnas rekreation, produkter som \
säljs eller utgifter som uppkommit före beslutet.

Hur behandlas ansökningarna?

I den ordning de kommer in, och beslut fattas redan under ansökningstiden så länge anslaget räcker. Två beredare \
poängsätter ansökan oberoende av varandra enligt grunderna nedan. Besluten och motiveringarna är offentliga.

När kommer pengarna?

Understödet betalas till föreningens konto när beslutet har vunnit laga kraft. Föreningen berättar kort om \
användningen inom tre månader efter att pengarna har använts."""

LIGHT_TERMS_EN = """\
Who may apply?

A registered association that works in Pori or for its residents. An association may make one application in each \
round.

What is the grant for?

Materials, an event, a course or the start of a new group. What matters most is that others than your own members can \
take part. The grant isn't for wages, debts, business, members' recreation, goods for sale or costs from before the \
decision.

How are applications handled?

In the order in which they arrive; decisions are made during the application period already, as long as the \
appropriation lasts. Two officers score each application by the criteria below without seeing each other's points. \
Decisions and their reasons are public.

When does the money come?

It is paid to the association's account when the decision is final. The association tells briefly how it was used, \
within three months after that."""

QUESTIONS: tuple[dict[str, Any], ...] = (
    {
        "key": "purpose",
        "kind": QuestionKind.TEXT,
        "max_length": 300,
        "label_fi": "Mihin avustus käytetään?",
        "label_sv": "Vad ska understödet användas till?",
        "label_en": "What will the grant be used for?",
        "help_fi": "Yhdellä lauseella. Jos avustus myönnetään, lause julkaistaan: älä mainitse henkilöitä.",
        "help_sv": "Med en mening. Om understödet beviljas publiceras meningen: nämn inga personer.",
        "help_en": "In one sentence. If the grant is given, the sentence is published: name no persons.",
    },
    {
        "key": "plan",
        "kind": QuestionKind.LONG_TEXT,
        "max_length": 2000,
        "label_fi": "Mitä teette, milloin ja ketkä pääsevät mukaan?",
        "label_sv": "Vad gör ni, när, och vem får vara med?",
        "label_en": "What will you do, when, and who can take part?",
        "help_fi": "Muutama lause riittää. Kertokaa myös, miten tieto kulkee niille, jotka eivät ole jäseniä.",
        "help_sv": "Några meningar räcker. Berätta också hur de som inte är medlemmar får veta om det.",
        "help_en": "A few sentences will do. Say also how those who aren't members will hear of it.",
    },
    {
        "key": "amount",
        "kind": QuestionKind.AMOUNT_CHOICE,
        "label_fi": "Haettava summa",
        "label_sv": "Summa som söks",
        "label_en": "Sum applied for",
    },
    {
        "key": "account",
        "kind": QuestionKind.BANK_ACCOUNT,
        "label_fi": "Tili, jolle avustus maksetaan",
        "label_sv": "Konto som understödet betalas till",
        "label_en": "Account to which the grant is paid",
        "help_fi": "Yhdistyksen tiedoissa olevat tilit.",
        "help_sv": "Kontona i föreningens uppgifter.",
        "help_en": "The accounts in the association's profile.",
    },
)

# By the key that the officers' reasons go by (reasons.py). From the city's published emphases.
CRITERIA: dict[str, dict[str, Any]] = {
    "participation": {
        "weight": 3,
        "label_fi": "Osallisuus ja avoimuus",
        "label_sv": "Delaktighet och öppenhet",
        "label_en": "Participation and openness",
        "guide_fi": "0 = vain omille jäsenille, 3 = muutkin pääsevät mukaan, 5 = kaikille avoin, osallistujien tekemä.",
        "guide_sv": "0 = bara för egna medlemmar, 3 = också för andra, 5 = öppet för alla och gjort av deltagarna.",
        "guide_en": "0 = for members only, 3 = others can take part, 5 = open to all and made by those who take part.",
    },
    "wellbeing": {
        "weight": 3,
        "label_fi": "Mielen hyvinvointi ja terveelliset elämäntavat",
        "label_sv": "Psykiskt välbefinnande och hälsosamma levnadsvanor",
        "label_en": "Mental wellbeing and healthy habits",
        "guide_fi": "0 = ei vaikutusta, 3 = tuo seuraa tai liikettä, 5 = vaikuttaa arkeen pysyvästi.",
        "guide_sv": "0 = ingen verkan, 3 = ger sällskap eller rörelse, 5 = förändrar vardagen varaktigt.",
        "guide_en": "0 = no effect, 3 = brings company or movement, 5 = changes everyday life for good.",
    },
    "vulnerable": {
        "weight": 2,
        "label_fi": "Heikommassa asemassa olevat",
        "label_sv": "De som har det svårare",
        "label_en": "People in a weaker position",
        "guide_fi": "0 = ei huomioitu, 3 = maksuton tai esteetön, 5 = suunnattu heille ja tehty heidän kanssaan.",
        "guide_sv": "0 = beaktas inte, 3 = avgiftsfritt eller tillgängligt, 5 = riktat till dem och gjort med dem.",
        "guide_en": "0 = not considered, 3 = free or accessible, 5 = meant for them and made with them.",
    },
    "place": {
        "weight": 2,
        "label_fi": "Paikallisuus, luonto ja turvallinen ympäristö",
        "label_sv": "Lokal identitet, natur och trygg miljö",
        "label_en": "Local identity, nature and safe surroundings",
        "guide_fi": "0 = ei yhteyttä, 3 = hyödyttää kaupunginosaa, 5 = jää yhteiseen käyttöön, kohentaa ympäristöä.",
        "guide_sv": "0 = inget samband, 3 = till nytta för stadsdelen, 5 = blir i allmänt bruk, vårdar miljön.",
        "guide_en": "0 = no link, 3 = of use to the district, 5 = stays in shared use or improves the surroundings.",
    },
}
MAX_POINTS = 5

# Asked on the page of a call before anything is filled in.
ELIGIBILITY: tuple[dict[str, Any], ...] = (
    {
        "label_fi": "Onko yhdistyksenne kotipaikka Pori, tai toimitteko Porissa?",
        "label_sv": "Har er förening sin hemort i Björneborg, eller verkar ni i Björneborg?",
        "label_en": "Is your association’s registered office in Pori, or are you active in Pori?",
        "refusal_fi": "Avustus on porilaiseen toimintaan. Kysy avustusta omasta kunnastasi.",
        "refusal_sv": "Understödet är för verksamhet i Björneborg. Fråga om understöd i er egen kommun.",
        "refusal_en": "The grant is for activity in Pori. Ask your own municipality for its grants.",
    },
    {
        "label_fi": "Haetteko avustusta palkkoihin tai vuokriin?",
        "label_sv": "Söker ni understöd för löner eller hyror?",
        "label_en": "Do you apply for wages or rents?",
        "fits": False,
        "refusal_fi": "Palkkoihin ja vuokriin haetaan toiminta-avustusta, jonka haku on marraskuussa.",
        "refusal_sv": "För löner och hyror söks verksamhetsunderstöd, som kan sökas i november.",
        "refusal_en": "Wages and rents belong to the operating grant, whose call is in November.",
    },
)
