"""The partnership-based grant in three languages: what it asks, in four sections, and what it weighs."""

from __future__ import annotations

from typing import Any

from associations.enums import DocumentKind, Part
from grants.demo_texts.call_texts import BASIS
from grants.demo_texts.common import ACCOUNT, FACTS
from grants.demo_texts.partnership_terms import COSTS, INCOME, TERMS_EN, TERMS_FI, TERMS_SV, YEARS
from grants.enums import CallKind, QuestionKind, TableRole

# Partnership agreements aren't for one officeholder to approve.
CITY_BOARD = "Porin kaupunki, kaupunginhallitus"
# The board rectifies its own decisions.
_RECTIFIER = {
    "rectifier_fi": CITY_BOARD,
    "rectifier_sv": "Björneborgs stad, stadsstyrelsen",
    "rectifier_en": "City of Pori, City Board",
}


def call(year: int) -> dict[str, Any]:
    """The fields of a partnership call of the year, without its moments; the agreements begin the year after."""
    return {
        "kind": CallKind.PARTNERSHIP,
        "title_fi": f"Kumppanuusavustus {year}",
        "title_sv": f"Partnerskapsunderstöd {year}",
        "title_en": f"Partnership-based grant {year}",
        "summary_fi": "Usean vuoden sopimus tehtävästä, jonka kaupunki ja yhdistys hoitavat yhdessä.",
        "summary_sv": "Ett flerårigt avtal om en uppgift som staden och föreningen sköter tillsammans.",
        "summary_en": "An agreement for several years on a task that the city and an association carry out together.",
        "terms_fi": TERMS_FI,
        "terms_sv": TERMS_SV,
        "terms_en": TERMS_EN,
        "authority": CITY_BOARD,
        **_RECTIFIER,
        **BASIS,
        "appropriation_cents": 40_000_000,
        "amounts_cents": [],
        "awards_a_year": 1,
        "parts": [Part.GRANTS, Part.PARTNERSHIPS],
        "scores_needed": 2,
    }


SECTIONS: tuple[dict[str, Any], ...] = (
    {
        "label_fi": "Kumppanuus",
        "label_sv": "Partnerskapet",
        "label_en": "The partnership",
        "questions": (
            {
                "key": "purpose",
                "kind": QuestionKind.TEXT,
                "max_length": 300,
                "label_fi": "Minkä tehtävän hoitaisitte yhdessä kaupungin kanssa?",
                "label_sv": "Vilken uppgift vill ni sköta tillsammans med staden?",
                "label_en": "Which task would you carry out together with the city?",
                "help_fi": "Yhdellä lauseella. Jos avustus myönnetään, lause julkaistaan: älkää mainitko henkilöitä.",
                "help_sv": "Med en mening. Om understödet beviljas publiceras meningen: nämn inga personer.",
                "help_en": "In one sentence. If the grant is given, the sentence is published: name no persons.",
            },
            {
                "key": "term",
                "kind": QuestionKind.CHOICE,
                "label_fi": "Kuinka pitkää sopimusta ehdotatte?",
                "label_sv": "Hur långt avtal föreslår ni?",
                "label_en": "How long an agreement do you propose?",
                "help_fi": "Kausi alkaa ensi vuoden alusta. Pituudesta voidaan vielä neuvotella.",
                "help_sv": "Perioden börjar vid ingången av nästa år. Längden kan ännu förhandlas.",
                "help_en": "The term begins at the start of next year. Its length can still be negotiated.",
                "options": [
                    {"key": "two", "fi": "Kaksi vuotta", "sv": "Två år", "en": "Two years"},
                    {"key": "three", "fi": "Kolme vuotta", "sv": "Tre år", "en": "Three years"},
                    {"key": "four", "fi": "Neljä vuotta", "sv": "Fyra år", "en": "Four years"},
                ],
            },
            {
                "key": "goals",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 4000,
                "label_fi": "Mitä kaupungin tavoitetta kumppanuus edistää, ja mitä porilaisille muuttuu?",
                "label_sv": "Vilket av stadens mål främjar partnerskapet, och vad förändras för björneborgarna?",
                "label_en": "Which of the city’s goals does the partnership serve, and what changes for residents?",
                "help_fi": (
                    "Tavoitteet löytyvät kaupunkistrategiasta ja hyvinvointisuunnitelmasta. Kertokaa myös, miksi juuri "
                    "te sovitte kumppaniksi ja miten jäsenet ja asukkaat ovat mukana."
                ),
                "help_sv": (
                    "Målen finns i stadens strategi och i välfärdsplanen. Berätta också varför just ni passar som "
                    "partner och hur medlemmar och invånare är med."
                ),
                "help_en": (
                    "The goals are in the city’s strategy and in the wellbeing plan. Say also why you are the right "
                    "partner and how members and residents take part."
                ),
            },
        ),
    },
    {
        "label_fi": "Mitä kumpikin tuo",
        "label_sv": "Vad båda bidrar med",
        "label_en": "What each side brings",
        "help_fi": "Muukin kuin raha on arvokasta, ja siitä sovitaan samassa sopimuksessa.",
        "help_sv": "Också annat än pengar är värdefullt, och det ingår i samma avtal.",
        "help_en": "Other things than money are valuable too, and the same agreement has them.",
        "questions": (
            {
                "key": "association_brings",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 2000,
                "label_fi": "Mitä yhdistys tuo kumppanuuteen?",
                "label_sv": "Vad bidrar föreningen med?",
                "label_en": "What does the association bring?",
                "help_fi": "Esimerkiksi vapaaehtoisten tunteja, osaamista, tiloja, verkostoja, omaa rahaa.",
                "help_sv": "Till exempel frivilligas timmar, kunnande, lokaler, nätverk, egna pengar.",
                "help_en": "For example volunteers’ hours, skill, premises, networks, money of your own.",
            },
            {
                "key": "city_brings",
                "kind": QuestionKind.CHOICES,
                "label_fi": "Mitä toivotte kaupungilta?",
                "label_sv": "Vad önskar ni av staden?",
                "label_en": "What do you wish for from the city?",
                "options": [
                    {"key": "money", "fi": "Rahaa", "sv": "Pengar", "en": "Money"},
                    {"key": "premises", "fi": "Tiloja", "sv": "Lokaler", "en": "Premises"},
                    {
                        "key": "expert",
                        "fi": "Asiantuntijaa hallituksen kokouksiin",
                        "sv": "En sakkunnig till styrelsens möten",
                        "en": "An expert at the meetings of the board",
                    },
                    {
                        "key": "training",
                        "fi": "Koulutusta ja neuvontaa",
                        "sv": "Utbildning och rådgivning",
                        "en": "Training and advice",
                    },
                    {
                        "key": "visibility",
                        "fi": "Näkyvyyttä kaupungin viestinnässä",
                        "sv": "Synlighet i stadens kommunikation",
                        "en": "Visibility in the city’s communications",
                    },
                ],
            },
            {
                "key": "city_brings_how",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 1500,
                "after": ("city_brings", ["premises", "expert", "training"]),
                "label_fi": "Mitä tiloja tai mitä asiantuntemusta tarvitsette, ja kuinka usein?",
                "label_sv": "Vilka lokaler eller vilken sakkunskap behöver ni, och hur ofta?",
                "label_en": "Which premises or what expertise do you need, and how often?",
                "help_fi": "Esimerkiksi ryhmähuone Otavasta kerran viikossa tai asiantuntija neljä kertaa vuodessa.",
                "help_sv": "Till exempel ett grupprum i Otava en gång i veckan eller en sakkunnig fyra gånger om året.",
                "help_en": "For example a group room at Otava once a week, or an expert four times a year.",
            },
        ),
    },
    {
        "label_fi": "Tavoitteet ja rahat",
        "label_sv": "Mål och pengar",
        "label_en": "Targets and money",
        "help_fi": "Tavoitteita ja summia tarkennetaan neuvottelussa ja vuosittaisessa kumppanuuskeskustelussa.",
        "help_sv": "Mål och summor preciseras i förhandlingen och i det årliga partnerskapssamtalet.",
        "help_en": "Targets and sums are refined in the negotiation and in the yearly partnership review.",
        "questions": (
            {
                "key": "targets",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 3000,
                "label_fi": "Mihin pyritte kunakin sopimusvuonna?",
                "label_sv": "Vad eftersträvar ni under varje avtalsår?",
                "label_en": "What do you aim at in each year of the agreement?",
                "help_fi": "Kaksi tai kolme tavoitetta vuodessa riittää. Kirjoittakaa vuosi rivin alkuun.",
                "help_sv": "Två eller tre mål per år räcker. Skriv året i början av raden.",
                "help_en": "Two or three targets a year will do. Write the year at the start of the line.",
            },
            {
                "key": "measures",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 2000,
                "label_fi": "Mistä näemme vuosittain, että tavoitteet toteutuvat?",
                "label_sv": "Hur ser vi varje år att målen nås?",
                "label_en": "How will we see each year that the targets are met?",
                "help_fi": "Kullekin tavoitteelle luku tai palaute, jonka saatte kerättyä ilman suurta vaivaa.",
                "help_sv": "För varje mål en siffra eller respons som ni kan samla in utan stort besvär.",
                "help_en": "For each target a figure or feedback that you can gather without much trouble.",
            },
            {
                "key": "costs",
                "kind": QuestionKind.TABLE,
                "table_role": TableRole.COSTS,
                "own_rows": 4,
                "columns": YEARS,
                "label_fi": "Tehtävän menot",
                "label_sv": "Uppgiftens kostnader",
                "label_en": "Costs of the task",
                "help_fi": "Vain sen tehtävän menot, josta sovitaan. Uudella tehtävällä ei ole aiempia vuosia.",
                "help_sv": "Bara kostnaderna för den uppgift som avtalet gäller. En ny uppgift har inga tidigare år.",
                "help_en": "Only the costs of the task that is agreed on. A new task has no earlier years.",
                "options": COSTS,
            },
            {
                "key": "income",
                "kind": QuestionKind.TABLE,
                "table_role": TableRole.INCOME,
                "own_rows": 4,
                "columns": YEARS,
                "label_fi": "Tehtävän rahoitus",
                "label_sv": "Uppgiftens finansiering",
                "label_en": "Funding of the task",
                "help_fi": "Viimeisessä sarakkeessa kaupungin avustus on summa, jota nyt haette.",
                "help_sv": "I den sista kolumnen är stadens understöd den summa som ni nu söker.",
                "help_en": "In the last column the city’s grant is the sum that you now apply for.",
                "options": INCOME,
            },
            {
                "key": "amount",
                "kind": QuestionKind.MONEY,
                "is_requested_sum": True,
                "label_fi": "Summa, jota haette ensimmäiselle sopimusvuodelle",
                "label_sv": "Summa som ni söker för det första avtalsåret",
                "label_en": "Sum that you apply for in the first year of the agreement",
                "help_fi": "Seuraavien vuosien summista sovitaan neuvottelussa kaupungin talousarvion rajoissa.",
                "help_sv": "Summorna för de följande åren avtalas i förhandlingen inom ramen för stadens budget.",
                "help_en": "The sums of the following years are agreed in the negotiation within the city’s budget.",
            },
        ),
    },
    {
        "label_fi": "Asiakirjat ja vakuutus",
        "label_sv": "Dokument och försäkran",
        "label_en": "Documents and declaration",
        "help_fi": "Asiakirjaa ei tarvitse liittää, jos se on jo tarkistettuna yhdistyksen tiedoissa.",
        "help_sv": "Ett dokument behöver inte bifogas om det redan finns kontrollerat i föreningens uppgifter.",
        "help_en": "A document needn’t be attached if the association’s profile has it verified already.",
        "questions": (
            {
                "key": "accounts_file",
                "kind": QuestionKind.FILE,
                "document_kind": DocumentKind.ACCOUNTS,
                "label_fi": "Viimeisin vahvistettu tilinpäätös",
                "label_sv": "Det senaste fastställda bokslutet",
                "label_en": "Latest adopted annual accounts",
            },
            {
                "key": "plan_file",
                "kind": QuestionKind.FILE,
                "document_kind": DocumentKind.PLAN,
                "label_fi": "Tämän vuoden toimintasuunnitelma",
                "label_sv": "Verksamhetsplan för i år",
                "label_en": "Plan of activities for this year",
            },
            ACCOUNT,
            FACTS,
        ),
    },
)

ELIGIBILITY: tuple[dict[str, Any], ...] = (
    {
        "label_fi": "Onko yhdistyksenne toiminut Porissa vähintään kaksi täyttä tilikautta?",
        "label_sv": "Har er förening verkat i Björneborg i minst två hela räkenskapsperioder?",
        "label_en": "Has your association been active in Pori for at least two full financial years?",
        "refusal_fi": "Kumppanuus vaatii kokemusta. Toiminta-avustusta voi hakea yhden tilikauden jälkeen.",
        "refusal_sv": "Ett partnerskap kräver erfarenhet. Verksamhetsunderstöd kan sökas efter en räkenskapsperiod.",
        "refusal_en": "A partnership asks for experience. The operating grant is open to you after one financial year.",
    },
    {
        "label_fi": "Palveleeko ehdotuksenne muitakin porilaisia kuin omia jäseniänne?",
        "label_sv": "Är ert förslag till nytta också för andra björneborgare än era egna medlemmar?",
        "label_en": "Does your proposal serve other residents of Pori than your own members too?",
        "refusal_fi": "Kumppanuudessa tehdään yhdessä kaupungin kanssa jotain kaikille. Katsokaa toiminta-avustusta.",
        "refusal_sv": "I ett partnerskap görs något för alla tillsammans med staden. Se på verksamhetsunderstödet.",
        "refusal_en": "A partnership does something for all, together with the city. Look at the operating grant.",
    },
    {
        "label_fi": "Tarvitsetteko tukea vain yhdeksi vuodeksi?",
        "label_sv": "Behöver ni stöd bara för ett år?",
        "label_en": "Do you need support for one year only?",
        "fits": False,
        "refusal_fi": "Kumppanuus kestää vähintään kaksi vuotta. Yhdeksi vuodeksi sopii toiminta- tai hankeavustus.",
        "refusal_sv": "Ett partnerskap varar i minst två år. För ett år passar verksamhets- eller projektunderstöd.",
        "refusal_en": "A partnership lasts for at least two years. For one, look at the operating or project grant.",
    },
)

CRITERIA: tuple[dict[str, Any], ...] = (
    {
        "weight": 3,
        "max_points": 5,
        "label_fi": "Yhteys kaupungin tavoitteisiin",
        "label_sv": "Samband med stadens mål",
        "label_en": "Link to the city’s goals",
        "guide_fi": "0 = ei yhteyttä, 3 = edistää yhtä tavoitetta, 5 = tekee sen, mihin kaupunki ei yksin pysty.",
        "guide_sv": "0 = inget samband, 3 = främjar ett mål, 5 = gör det som staden inte klarar ensam.",
        "guide_en": "0 = no link, 3 = serves one goal, 5 = does what the city can’t do alone.",
    },
    {
        "weight": 3,
        "max_points": 5,
        "label_fi": "Vaikutus asukkaille",
        "label_sv": "Verkan för invånarna",
        "label_en": "Effect on residents",
        "guide_fi": "0 = ei kuvattu, 3 = selvä hyöty joillekin, 5 = selvä hyöty monelle tai eniten tarvitseville.",
        "guide_sv": "0 = inte beskriven, 3 = tydlig nytta för några, 5 = tydlig nytta för många eller de mest utsatta.",
        "guide_en": "0 = not described, 3 = of clear use to some, 5 = of clear use to many or to those most in need.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Kummankin panos",
        "label_sv": "Båda parters insats",
        "label_en": "What each side brings",
        "guide_fi": "0 = vain rahan pyyntö, 3 = oma panos on selvä, 5 = kumpikin tuo jotain, mitä toisella ei ole.",
        "guide_sv": "0 = bara en begäran om pengar, 3 = tydlig egen insats, 5 = båda ger det som den andra saknar.",
        "guide_en": "0 = only asks for money, 3 = clear own part, 5 = each brings what the other doesn’t have.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Osallisuus",
        "label_sv": "Delaktighet",
        "label_en": "Participation",
        "guide_fi": "0 = asukkaat eivät ole mukana, 3 = heitä kuullaan, 5 = he suunnittelevat, tekevät ja arvioivat.",
        "guide_sv": "0 = invånarna är inte med, 3 = de hörs, 5 = de planerar, genomför och utvärderar.",
        "guide_en": "0 = residents have no part, 3 = they are heard, 5 = they plan, carry out and assess.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Tavoitteet, mittarit ja talous",
        "label_sv": "Mål, mått och ekonomi",
        "label_en": "Targets, measures and finances",
        "guide_fi": "0 = epäselvät, 3 = tavoitteet vuosittain, 5 = myös mittarit ja useampi rahoittaja.",
        "guide_sv": "0 = oklara, 3 = mål för varje år, 5 = också mått och flera finansiärer.",
        "guide_en": "0 = unclear, 3 = targets for each year, 5 = measures too, and several funders.",
    },
)
