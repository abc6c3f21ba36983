"""The operating grant in three languages: what it asks, in five sections, and what it weighs."""

from __future__ import annotations

from typing import Any

from associations.enums import DocumentKind, Part
from grants.demo_texts.call_texts import AUTHORITY, BASIS, RECTIFIER
from grants.demo_texts.common import ACCOUNT, FACTS
from grants.demo_texts.operating_terms import COSTS, EMPHASES, INCOME, TERMS_EN, TERMS_FI, TERMS_SV, YEARS
from grants.enums import CallKind, QuestionKind, TableRole


def call(year: int) -> dict[str, Any]:
    """The fields of an operating-grant call without its moments; ``year`` is the one that the grant is for."""
    return {
        "kind": CallKind.OPERATING,
        "title_fi": f"Toiminta-avustus {year}",
        "title_sv": f"Verksamhetsunderstöd {year}",
        "title_en": f"Operating grant {year}",
        "summary_fi": "Tukea yhdistyksen säännölliseen toimintaan koko vuodeksi: tiloihin, ohjaajiin ja arkeen.",
        "summary_sv": "Stöd för föreningens regelbundna verksamhet hela året: lokaler, ledare och löpande kostnader.",
        "summary_en": "Support for an association’s regular activity all year: premises, instructors, running costs.",
        "terms_fi": TERMS_FI,
        "terms_sv": TERMS_SV,
        "terms_en": TERMS_EN,
        "authority": AUTHORITY,
        **RECTIFIER,
        **BASIS,
        "appropriation_cents": 42_000_000,
        "amounts_cents": [],
        "share_percent": 60,
        "parts": [Part.GRANTS],
        "scores_needed": 2,
    }


SECTIONS: tuple[dict[str, Any], ...] = (
    {
        "label_fi": "Yhdistys",
        "label_sv": "Föreningen",
        "label_en": "The association",
        "questions": (
            {
                "key": "description",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 2000,
                "carries_over": True,
                "label_fi": "Mitä yhdistyksenne tekee, ja keitä varten?",
                "label_sv": "Vad gör er förening, och för vem?",
                "label_en": "What does your association do, and for whom?",
                "help_fi": "Jos haitte viime vuonna, vastaus on jo tässä. Lukekaa se ja korjatkaa, mikä on muuttunut.",
                "help_sv": "Om ni sökte i fjol finns svaret redan här. Läs det och rätta det som har ändrats.",
                "help_en": "If you applied last year, your answer is here. Read it and correct what has changed.",
            },
            {
                "key": "members",
                "kind": QuestionKind.NUMBER,
                "lowest": 1,
                "highest": 200_000,
                "label_fi": "Kuinka monta jäsentä teillä on?",
                "label_sv": "Hur många medlemmar har ni?",
                "label_en": "How many members do you have?",
                "help_fi": "Jäsenluettelon mukaan. Jos jäsenet ovat yhdistyksiä, laskekaa yhdistykset.",
                "help_sv": "Enligt medlemsförteckningen. Om medlemmarna är föreningar, räkna föreningarna.",
                "help_en": "By your list of members. If your members are associations, count the associations.",
            },
            {
                "key": "members_under_20",
                "kind": QuestionKind.NUMBER,
                "lowest": 0,
                "highest": 200_000,
                "label_fi": "Kuinka moni jäsen on alle 20-vuotias?",
                "label_sv": "Hur många av medlemmarna är under 20 år?",
                "label_en": "How many of the members are under 20?",
                "help_fi": "Arvio riittää. Jos heitä ei ole, kirjoittakaa 0.",
                "help_sv": "En uppskattning räcker. Skriv 0 om det inte finns några.",
                "help_en": "An estimate will do. Write 0 if there are none.",
            },
        ),
    },
    {
        "label_fi": "Vuoden toiminta",
        "label_sv": "Årets verksamhet",
        "label_en": "The year’s activity",
        "questions": (
            {
                "key": "purpose",
                "kind": QuestionKind.TEXT,
                "max_length": 300,
                "label_fi": "Mihin avustus käytetään?",
                "label_sv": "Vad ska understödet användas till?",
                "label_en": "What will the grant be used for?",
                "help_fi": "Yhdellä lauseella. Jos avustus myönnetään, lause julkaistaan: älkää mainitko henkilöitä.",
                "help_sv": "Med en mening. Om understödet beviljas publiceras meningen: nämn inga personer.",
                "help_en": "In one sentence. If the grant is given, the sentence is published: name no persons.",
            },
            {
                "key": "plan",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 4000,
                "label_fi": "Mitä teette vuoden aikana?",
                "label_sv": "Vad gör ni under året?",
                "label_en": "What will you do during the year?",
                "help_fi": (
                    "Kertokaa, mitä järjestätte, kuinka usein ja ketkä pääsevät mukaan. Toimintasuunnitelmaa ei "
                    "tarvitse kopioida tähän: se tulee liitteeksi."
                ),
                "help_sv": (
                    "Berätta vad ni ordnar, hur ofta och vem som får vara med. Verksamhetsplanen behöver inte kopieras "
                    "hit: den bifogas."
                ),
                "help_en": (
                    "Say what you organise, how often and who can take part. There’s no need to copy the plan of "
                    "activities here: it is attached."
                ),
            },
            {
                "key": "emphases",
                "kind": QuestionKind.CHOICES,
                "label_fi": "Mitä painopisteitä toimintanne edistää?",
                "label_sv": "Vilka tyngdpunkter främjar er verksamhet?",
                "label_en": "Which emphases does your activity serve?",
                "help_fi": "Valitkaa ne, jotka todella näkyvät toiminnassa. Yksikin riittää.",
                "help_sv": "Välj dem som verkligen syns i verksamheten. En enda räcker.",
                "help_en": "Choose those that truly show in what you do. One is enough.",
                "options": EMPHASES,
            },
            {
                "key": "vulnerable_how",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 1500,
                "after": ("emphases", ["vulnerable"]),
                "label_fi": "Keitä haavoittuvassa asemassa olevia tavoitatte, ja miten?",
                "label_sv": "Vilka personer i utsatt ställning når ni, och hur?",
                "label_en": "Which people in a vulnerable position do you reach, and how?",
                "help_fi": (
                    "Esimerkiksi maksuton toiminta, apu matkoihin, vertaistuki tai selkokieli. Älkää kertoko "
                    "kenestäkään yksittäisestä ihmisestä."
                ),
                "help_sv": (
                    "Till exempel avgiftsfri verksamhet, hjälp med resor, kamratstöd eller lätt språk. Berätta inte om "
                    "enskilda människor."
                ),
                "help_en": (
                    "For example free activity, help with travel, peer support or easy language. Tell nothing of any "
                    "single person."
                ),
            },
        ),
    },
    {
        "label_fi": "Rahat",
        "label_sv": "Pengarna",
        "label_en": "Money",
        "help_fi": "Täysinä euroina, koko yhdistyksen toiminnasta. Portaali laskee summat yhteen.",
        "help_sv": "I hela euro, för föreningens hela verksamhet. Portalen räknar ihop summorna.",
        "help_en": "In whole euros, for all that the association does. The portal adds up the sums.",
        "questions": (
            {
                "key": "costs",
                "kind": QuestionKind.TABLE,
                "table_role": TableRole.COSTS,
                "own_rows": 4,
                "columns": YEARS,
                "label_fi": "Menot",
                "label_sv": "Kostnader",
                "label_en": "Costs",
                "options": COSTS,
            },
            {
                "key": "income",
                "kind": QuestionKind.TABLE,
                "table_role": TableRole.INCOME,
                "own_rows": 4,
                "columns": YEARS,
                "label_fi": "Tulot",
                "label_sv": "Inkomster",
                "label_en": "Income",
                "help_fi": "Toiminta-avustuksen riville tulee viime vuonna saatu avustus ja summa, jota nyt haette.",
                "help_sv": "På raden för verksamhetsunderstöd anges fjolårets understöd och den summa som ni nu söker.",
                "help_en": "The row of the operating grant has last year’s grant and the sum that you now apply for.",
                "options": INCOME,
            },
            {
                "key": "amount",
                "kind": QuestionKind.MONEY,
                "is_requested_sum": True,
                "label_fi": "Haettava summa",
                "label_sv": "Summa som söks",
                "label_en": "Sum applied for",
                "help_fi": "Enintään 60 prosenttia tulevan vuoden menoista.",
                "help_sv": "Högst 60 procent av det kommande årets kostnader.",
                "help_en": "At most 60 per cent of the coming year’s costs.",
            },
        ),
    },
    {
        "label_fi": "Liitteet",
        "label_sv": "Bilagor",
        "label_en": "Attachments",
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
                "help_fi": "Tuloslaskelma ja tase yhtenä tiedostona.",
                "help_sv": "Resultaträkning och balansräkning i en fil.",
                "help_en": "Income statement and balance sheet in one file.",
            },
            {
                "key": "plan_file",
                "kind": QuestionKind.FILE,
                "document_kind": DocumentKind.PLAN,
                "label_fi": "Tulevan vuoden toimintasuunnitelma",
                "label_sv": "Verksamhetsplan för det kommande året",
                "label_en": "Plan of activities for the coming year",
                "help_fi": "Hallituksen esitys kelpaa, jos kokous ei ole vielä hyväksynyt suunnitelmaa.",
                "help_sv": "Styrelsens förslag duger om mötet inte har godkänt planen ännu.",
                "help_en": "The board’s proposal will do if the meeting hasn’t approved the plan yet.",
            },
            {
                "key": "rules_file",
                "kind": QuestionKind.FILE,
                "document_kind": DocumentKind.RULES,
                "label_fi": "Yhdistyksen säännöt",
                "label_sv": "Föreningens stadgar",
                "label_en": "The association’s rules",
            },
            {
                "key": "other_files",
                "kind": QuestionKind.FILE,
                "required": False,
                "most_files": 3,
                "label_fi": "Muut liitteet",
                "label_sv": "Övriga bilagor",
                "label_en": "Other attachments",
                "help_fi": "Esimerkiksi vuosikertomus tai toimintakalenteri. Enintään kolme tiedostoa.",
                "help_sv": "Till exempel en årsberättelse eller en verksamhetskalender. Högst tre filer.",
                "help_en": "For example an annual report or a calendar of activities. Three files at most.",
            },
        ),
    },
    {
        "label_fi": "Maksaminen ja vakuutus",
        "label_sv": "Utbetalning och försäkran",
        "label_en": "Payment and declaration",
        "questions": (
            ACCOUNT,
            {
                "key": "de_minimis",
                "kind": QuestionKind.DECLARATION,
                "required": False,
                "label_fi": "Yhdistyksemme harjoittaa myös taloudellista toimintaa",
                "label_sv": "Vår förening bedriver också ekonomisk verksamhet",
                "label_en": "Our association also carries on economic activity",
                "help_fi": (
                    "Se myy tuotteita tai palveluja, joita yrityksetkin tarjoavat, esimerkiksi pitää kahvilaa. "
                    "Avustus voi silloin olla vähämerkityksistä eli de minimis -tukea, jota saa enintään 300 000 euroa "
                    "kolmen vuoden aikana (EU 2023/2831)."
                ),
                "help_sv": (
                    "Den säljer varor eller tjänster som också företag erbjuder, till exempel driver ett kafé. Då kan "
                    "understödet vara stöd av mindre betydelse (de minimis-stöd), som får vara högst 300 000 euro "
                    "under tre år (EU 2023/2831)."
                ),
                "help_en": (
                    "It sells goods or services that businesses offer too, for example runs a café. The grant may then "
                    "be de minimis aid, of which €300,000 can be had in three years (EU 2023/2831)."
                ),
            },
            {
                "key": "de_minimis_received",
                "kind": QuestionKind.MONEY,
                "after": ("de_minimis", ["yes"]),
                "label_fi": "Paljonko de minimis -tukea olette saaneet kolmen viime vuoden aikana?",
                "label_sv": "Hur mycket de minimis-stöd har ni fått under de tre senaste åren?",
                "label_en": "How much de minimis aid have you received in the past three years?",
                "help_fi": (
                    "Kaikilta viranomaisilta yhteensä, myös etuna saatu tuki, kuten ilmaiset tilat. Tuen antaja on "
                    "kertonut, jos tuki on ollut de minimis -tukea. Jos sitä ei ole ollut, kirjoittakaa 0."
                ),
                "help_sv": (
                    "Från alla myndigheter sammanlagt, också förmåner som avgiftsfria lokaler. Den som gav stödet har "
                    "meddelat om det var de minimis-stöd. Skriv 0 om ni inte har fått något."
                ),
                "help_en": (
                    "From all authorities together, also in kind, such as free premises. Whoever gave the aid has told "
                    "you if it was de minimis aid. Write 0 if there was none."
                ),
            },
            FACTS,
        ),
    },
)

ELIGIBILITY: tuple[dict[str, Any], ...] = (
    {
        "label_fi": "Onko yhdistyksenne rekisteröity, ja toimitteko Porissa?",
        "label_sv": "Är er förening registrerad, och verkar ni i Björneborg?",
        "label_en": "Is your association registered, and are you active in Pori?",
        "refusal_fi": (
            "Avustus on rekisteröidyille yhdistyksille, jotka toimivat Porissa. Kysykää avustusta omasta kunnastanne, "
            "tai hakekaa, kun yhdistys on rekisterissä."
        ),
        "refusal_sv": (
            "Understödet är för registrerade föreningar som verkar i Björneborg. Fråga om understöd i er egen kommun, "
            "eller sök när föreningen har införts i registret."
        ),
        "refusal_en": (
            "The grant is for registered associations that are active in Pori. Ask your own municipality for its "
            "grants, or apply once the association is in the register."
        ),
    },
    {
        "label_fi": "Onko yhdistyksellä takanaan vähintään yksi täysi tilikausi?",
        "label_sv": "Har föreningen minst en hel räkenskapsperiod bakom sig?",
        "label_en": "Does the association have at least one full financial year behind it?",
        "refusal_fi": "Uudelle yhdistykselle sopii starttiavustus tai toimintatonni, joihin ei tarvita tilinpäätöstä.",
        "refusal_sv": "För en ny förening passar startunderstödet eller verksamhetstusenlappen, utan bokslut.",
        "refusal_en": "A new association can apply for the start-up grant or the light grant, which need no accounts.",
    },
    {
        "label_fi": "Haetteko rahaa vain yhteen tapahtumaan tai hankkeeseen?",
        "label_sv": "Söker ni pengar bara för ett enda evenemang eller projekt?",
        "label_en": "Do you apply only for a single event or project?",
        "fits": False,
        "refusal_fi": "Tapahtumaan haetaan tapahtuma-avustusta ja hankkeeseen hankeavustusta.",
        "refusal_sv": "För ett evenemang söks evenemangsunderstöd och för ett projekt projektunderstöd.",
        "refusal_en": "For an event apply for the event grant, for a project for the project grant.",
    },
)

CRITERIA: tuple[dict[str, Any], ...] = (
    {
        "weight": 3,
        "max_points": 5,
        "label_fi": "Painopisteet näkyvät toiminnassa",
        "label_sv": "Tyngdpunkterna syns i verksamheten",
        "label_en": "The emphases show in the activity",
        "guide_fi": "0 = ei yhteyttä, 3 = yksi painopiste näkyy viikoittain, 5 = koko toiminta rakentuu niille.",
        "guide_sv": "0 = inget samband, 3 = en tyngdpunkt syns varje vecka, 5 = hela verksamheten bygger på dem.",
        "guide_en": "0 = no link, 3 = one emphasis shows every week, 5 = all of the activity is built on them.",
    },
    {
        "weight": 3,
        "max_points": 5,
        "label_fi": "Laajuus ja säännöllisyys",
        "label_sv": "Omfattning och regelbundenhet",
        "label_en": "Extent and regularity",
        "guide_fi": "0 = satunnaista, 3 = säännöllistä ja avointa, 5 = ympäri vuoden monelle ryhmälle.",
        "guide_sv": "0 = sporadiskt, 3 = regelbundet och öppet, 5 = året om för många grupper.",
        "guide_en": "0 = now and then, 3 = regular and open, 5 = all year round for many groups.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Yhdenvertaisuus",
        "label_sv": "Likabehandling",
        "label_en": "Equal access",
        "guide_fi": "0 = ei huomioitu, 3 = osa esteistä poistettu, 5 = maksuton, esteetön ja kaikille avoin.",
        "guide_sv": "0 = beaktas inte, 3 = en del hinder undanröjda, 5 = avgiftsfritt, tillgängligt, öppet för alla.",
        "guide_en": "0 = not considered, 3 = some barriers removed, 5 = free, accessible and open to all.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Talous ja oma osuus",
        "label_sv": "Ekonomi och egen andel",
        "label_en": "Finances and own share",
        "guide_fi": "0 = budjetti ei pidä, 3 = uskottava budjetti, 5 = monta tulolähdettä ja selvä tarve.",
        "guide_sv": "0 = budgeten håller inte, 3 = trovärdig budget, 5 = flera inkomstkällor och ett tydligt behov.",
        "guide_en": "0 = the budget doesn’t hold, 3 = credible budget, 5 = several sources of income and a clear need.",
    },
)
