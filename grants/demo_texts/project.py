"""The project grant in three languages: what it asks, in four sections, and what it weighs."""

from __future__ import annotations

from typing import Any

from associations.enums import Part
from grants.demo_texts.call_texts import AUTHORITY, BASIS, RECTIFIER
from grants.demo_texts.common import ACCOUNT, FACTS
from grants.demo_texts.project_terms import TERMS_EN, TERMS_FI, TERMS_SV
from grants.enums import CallKind, QuestionKind, TableRole


def call(year: int) -> dict[str, Any]:
    """The fields of a project-grant call of the year, without its moments."""
    return {
        "kind": CallKind.PROJECT,
        "title_fi": f"Hankeavustus {year}",
        "title_sv": f"Projektunderstöd {year}",
        "title_en": f"Project grant {year}",
        "summary_fi": "Rahaa hankkeeseen, joka kokeilee jotain uutta tai jolla on jo toinen päärahoittaja.",
        "summary_sv": "Pengar till ett projekt som prövar något nytt eller som redan har en annan huvudfinansiär.",
        "summary_en": "Money for a project that tries something new or already has another main funder.",
        "terms_fi": TERMS_FI,
        "terms_sv": TERMS_SV,
        "terms_en": TERMS_EN,
        "authority": AUTHORITY,
        **RECTIFIER,
        **BASIS,
        "appropriation_cents": 9_000_000,
        "amounts_cents": [],
        "share_percent": 90,
        "parts": [Part.GRANTS],
        "scores_needed": 2,
    }


PROJECT: list[dict[str, str]] = [
    {"key": "project", "fi": "Koko hanke", "sv": "Hela projektet", "en": "The whole project"},
]

SECTIONS: tuple[dict[str, Any], ...] = (
    {
        "label_fi": "Hanke",
        "label_sv": "Projektet",
        "label_en": "The project",
        "questions": (
            {
                "key": "purpose",
                "kind": QuestionKind.TEXT,
                "max_length": 300,
                "label_fi": "Mikä on hankkeen nimi, ja mitä siinä tehdään?",
                "label_sv": "Vad heter projektet, och vad görs i det?",
                "label_en": "What is the project called, and what is done in it?",
                "help_fi": "Yhdellä lauseella. Jos avustus myönnetään, lause julkaistaan: älkää mainitko henkilöitä.",
                "help_sv": "Med en mening. Om understödet beviljas publiceras meningen: nämn inga personer.",
                "help_en": "In one sentence. If the grant is given, the sentence is published: name no persons.",
            },
            {
                "key": "type",
                "kind": QuestionKind.CHOICE,
                "label_fi": "Kumpaa avustusta haette?",
                "label_sv": "Vilketdera understödet söker ni?",
                "label_en": "Which of the two do you apply for?",
                "options": [
                    {
                        "key": "co_funded",
                        "fi": "Enintään 30 % menoista 1–3 vuodeksi, toinen päärahoittaja",
                        "sv": "Högst 30 % av kostnaderna i 1–3 år, en annan huvudfinansiär",
                        "en": "At most 30 % of the costs for 1–3 years, another main funder",
                    },
                    {
                        "key": "pilot",
                        "fi": "Enintään 90 % menoista, kokeilu enintään vuodeksi",
                        "sv": "Högst 90 % av kostnaderna, ett försök i högst ett år",
                        "en": "At most 90 % of the costs, a pilot of a year at most",
                    },
                ],
            },
            {
                "key": "main_funder",
                "kind": QuestionKind.TEXT,
                "max_length": 300,
                "after": ("type", ["co_funded"]),
                "label_fi": "Kuka on päärahoittaja, ja onko se jo päättänyt rahoituksesta?",
                "label_sv": "Vem är huvudfinansiär, och har finansieringen redan beslutats?",
                "label_en": "Who is the main funder, and has it decided on the money already?",
                "help_fi": "Esimerkiksi ministeriö, säätiö tai EU-ohjelma. Mainitkaa päätöksen päivä.",
                "help_sv": "Till exempel ett ministerium, en stiftelse eller ett EU-program. Ange beslutets dag.",
                "help_en": "For example a ministry, a foundation or an EU programme. Give the day of the decision.",
            },
            {
                "key": "starts",
                "kind": QuestionKind.DATE,
                "label_fi": "Milloin hanke alkaa?",
                "label_sv": "När börjar projektet?",
                "label_en": "When does the project begin?",
            },
            {
                "key": "ends",
                "kind": QuestionKind.DATE,
                "label_fi": "Milloin hanke päättyy?",
                "label_sv": "När slutar projektet?",
                "label_en": "When does the project end?",
                "help_fi": "Kokeilu kestää enintään vuoden, muu hanke enintään kolme vuotta.",
                "help_sv": "Ett försök pågår i högst ett år, andra projekt i högst tre år.",
                "help_en": "A pilot lasts for a year at most, other projects for three.",
            },
        ),
    },
    {
        "label_fi": "Suunnitelma ja kumppanit",
        "label_sv": "Plan och partner",
        "label_en": "Plan and partners",
        "questions": (
            {
                "key": "plan",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 4000,
                "label_fi": "Mitä hankkeessa tehdään, ja mikä sen jälkeen on toisin?",
                "label_sv": "Vad görs i projektet, och vad är annorlunda efteråt?",
                "label_en": "What is done in the project, and what is different afterwards?",
                "help_fi": (
                    "Kertokaa tarve, keitä varten hanke on, päävaiheet ja mikä on uutta. Kertokaa myös, mikä jää "
                    "elämään hankkeen jälkeen."
                ),
                "help_sv": (
                    "Berätta om behovet, vem projektet är till för, de viktigaste skedena och vad som är nytt. Berätta "
                    "också vad som lever vidare efter projektet."
                ),
                "help_en": (
                    "Tell of the need, whom the project is for, its main stages and what is new. Say also what lives "
                    "on after the project."
                ),
            },
            {
                "key": "partners",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 1500,
                "label_fi": "Keiden kanssa teette hankkeen, ja mitä kukin tekee?",
                "label_sv": "Med vem genomför ni projektet, och vad gör var och en?",
                "label_en": "With whom do you carry out the project, and what does each of you do?",
                "help_fi": "Muut yhdistykset, koulut, yritykset, kaupungin yksiköt. Nimetkää yhteisöt, ei henkilöitä.",
                "help_sv": "Andra föreningar, skolor, företag, stadens enheter. Nämn sammanslutningar, inte personer.",
                "help_en": "Other associations, schools, businesses, units of the city. Name bodies, not persons.",
            },
            {
                "key": "evaluation",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 1500,
                "label_fi": "Mistä tiedätte, että hanke onnistui?",
                "label_sv": "Hur vet ni att projektet har lyckats?",
                "label_en": "How will you know that the project succeeded?",
                "help_fi": (
                    "Kaksi tai kolme asiaa, jotka voi laskea tai kysyä: esimerkiksi osallistujien määrä, heidän "
                    "palautteensa tai se, jatkuuko toiminta."
                ),
                "help_sv": (
                    "Två eller tre saker som kan räknas eller frågas: till exempel antalet deltagare, deras respons "
                    "eller om verksamheten fortsätter."
                ),
                "help_en": (
                    "Two or three things that can be counted or asked: for example how many take part, what they say "
                    "of it, or whether the activity goes on."
                ),
            },
        ),
    },
    {
        "label_fi": "Rahat",
        "label_sv": "Pengarna",
        "label_en": "Money",
        "help_fi": "Koko hankkeen ajalta, täysinä euroina. Portaali laskee summat yhteen.",
        "help_sv": "För hela projekttiden, i hela euro. Portalen räknar ihop summorna.",
        "help_en": "For the whole time of the project, in whole euros. The portal adds up the sums.",
        "questions": (
            {
                "key": "costs",
                "kind": QuestionKind.TABLE,
                "table_role": TableRole.COSTS,
                "own_rows": 4,
                "columns": PROJECT,
                "label_fi": "Menot",
                "label_sv": "Kostnader",
                "label_en": "Costs",
                "options": [
                    {"key": "wages", "fi": "Palkat ja palkkiot", "sv": "Löner och arvoden", "en": "Wages and fees"},
                    {
                        "key": "premises",
                        "fi": "Tilat ja laitteet",
                        "sv": "Lokaler och utrustning",
                        "en": "Premises and equipment",
                    },
                    {
                        "key": "activity",
                        "fi": "Toiminta ja tarvikkeet",
                        "sv": "Verksamhet och material",
                        "en": "Activity and materials",
                    },
                    {"key": "travel", "fi": "Matkat", "sv": "Resor", "en": "Travel"},
                    {
                        "key": "communications",
                        "fi": "Viestintä ja arviointi",
                        "sv": "Kommunikation och utvärdering",
                        "en": "Communications and evaluation",
                    },
                    {"key": "other", "fi": "Muut menot", "sv": "Övriga kostnader", "en": "Other costs"},
                ],
            },
            {
                "key": "income",
                "kind": QuestionKind.TABLE,
                "table_role": TableRole.INCOME,
                "own_rows": 4,
                "columns": PROJECT,
                "label_fi": "Rahoitus",
                "label_sv": "Finansiering",
                "label_en": "Funding",
                "help_fi": "Rahoituksen pitää riittää menoihin. Haettava hankeavustus on yksi riveistä.",
                "help_sv": "Finansieringen ska täcka kostnaderna. Projektunderstödet som söks är en av raderna.",
                "help_en": "The funding has to meet the costs. The grant that you apply for is one of the rows.",
                "options": [
                    {"key": "own", "fi": "Oma rahoitus", "sv": "Egen finansiering", "en": "Own money"},
                    {"key": "main_funder", "fi": "Päärahoittaja", "sv": "Huvudfinansiär", "en": "Main funder"},
                    {
                        "key": "others",
                        "fi": "Muut rahoittajat ja kumppanit",
                        "sv": "Andra finansiärer och partner",
                        "en": "Other funders and partners",
                    },
                    {
                        "key": "participants",
                        "fi": "Osallistumismaksut ja myynti",
                        "sv": "Deltagaravgifter och försäljning",
                        "en": "Participants’ fees and sales",
                    },
                    {
                        "key": "city_grant",
                        "fi": "Haettava hankeavustus",
                        "sv": "Projektunderstöd som söks",
                        "en": "Project grant applied for",
                    },
                ],
            },
            {
                "key": "amount",
                "kind": QuestionKind.MONEY,
                "is_requested_sum": True,
                "label_fi": "Haettava summa",
                "label_sv": "Summa som söks",
                "label_en": "Sum applied for",
                "help_fi": "Koko hankkeelle. Kokeilussa enintään 90 prosenttia menoista, muuten enintään 30.",
                "help_sv": "För hela projektet. I ett försök högst 90 procent av kostnaderna, annars högst 30.",
                "help_en": "For the whole project. Of a pilot at most 90 per cent of the costs, otherwise at most 30.",
            },
            {
                "key": "funder_decision",
                "kind": QuestionKind.FILE,
                "after": ("type", ["co_funded"]),
                "label_fi": "Päärahoittajan päätös",
                "label_sv": "Huvudfinansiärens beslut",
                "label_en": "The main funder’s decision",
                "help_fi": (
                    "Jos päätöstä ei ole vielä, liittäkää päärahoittajalle lähetetty hakemus ja toimittakaa päätös, "
                    "kun se tulee. Avustus maksetaan vasta sitten."
                ),
                "help_sv": (
                    "Om beslutet inte har kommit ännu, bifoga ansökan till huvudfinansiären och lämna in beslutet när "
                    "det kommer. Understödet betalas först då."
                ),
                "help_en": (
                    "If there is no decision yet, attach the application to the main funder, and hand in the decision "
                    "when it comes. The grant is paid only then."
                ),
            },
        ),
    },
    {
        "label_fi": "Maksaminen ja vakuutus",
        "label_sv": "Utbetalning och försäkran",
        "label_en": "Payment and declaration",
        "questions": (ACCOUNT, FACTS),
    },
)

ELIGIBILITY: tuple[dict[str, Any], ...] = (
    {
        "label_fi": "Hyödyttääkö hanke Poria tai porilaisia?",
        "label_sv": "Är projektet till nytta för Björneborg eller björneborgarna?",
        "label_en": "Is the project of use to Pori or its residents?",
        "refusal_fi": "Avustus on hankkeisiin, joista on hyötyä Porissa. Kysykää avustusta hankkeen omasta kunnasta.",
        "refusal_sv": "Understödet är för projekt som är till nytta i Björneborg. Fråga i projektets egen kommun.",
        "refusal_en": "The grant is for projects that are of use in Pori. Ask the municipality where the project is.",
    },
    {
        "label_fi": "Onko hankkeella alku, loppu ja tavoite?",
        "label_sv": "Har projektet en början, ett slut och ett mål?",
        "label_en": "Does the project have a beginning, an end and a goal?",
        "refusal_fi": "Jatkuvaan toimintaan haetaan toiminta-avustusta, jonka haku on marraskuussa.",
        "refusal_sv": "För fortgående verksamhet söks verksamhetsunderstöd, som kan sökas i november.",
        "refusal_en": "Continuing activity belongs to the operating grant, whose call is in November.",
    },
    {
        "label_fi": "Saako hanke samoihin menoihin jo muuta rahaa Porin kaupungilta?",
        "label_sv": "Får projektet redan andra pengar av Björneborgs stad för samma kostnader?",
        "label_en": "Does the project get other money from the City of Pori for the same costs already?",
        "fits": False,
        "refusal_fi": "Samaan menoon voi saada kaupungin rahaa kerran. Muihin hankkeen menoihin voitte hakea.",
        "refusal_sv": "Staden kan stödja samma kostnad en gång. Ni kan söka för projektets övriga kostnader.",
        "refusal_en": "The city can pay for the same cost once. You may apply for the project’s other costs.",
    },
)

CRITERIA: tuple[dict[str, Any], ...] = (
    {
        "weight": 3,
        "max_points": 5,
        "label_fi": "Tarve ja vaikutus",
        "label_sv": "Behov och verkan",
        "label_en": "Need and effect",
        "guide_fi": "0 = tarvetta ei kuvata, 3 = selvä tarve ja tavoite, 5 = muuttaa monen arkea pysyvästi.",
        "guide_sv": "0 = behovet beskrivs inte, 3 = tydligt behov och mål, 5 = förändrar mångas vardag varaktigt.",
        "guide_en": "0 = no need described, 3 = a clear need and goal, 5 = changes everyday life for many, for good.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Uutuus ja jatkuvuus",
        "label_sv": "Nytänkande och fortsättning",
        "label_en": "Novelty and what lives on",
        "guide_fi": "0 = entistä toimintaa, 3 = uutta Porissa, 5 = uutta, ja jatkosta on sovittu.",
        "guide_sv": "0 = gammal verksamhet, 3 = nytt i Björneborg, 5 = nytt, och fortsättningen är avtalad.",
        "guide_en": "0 = the same as before, 3 = new in Pori, 5 = new, and how it goes on is agreed.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Kumppanit ja osallisuus",
        "label_sv": "Partner och delaktighet",
        "label_en": "Partners and participation",
        "guide_fi": "0 = yksin tehty, 3 = kumppanit sitoutuneet, 5 = myös kohderyhmä suunnittelee sitä.",
        "guide_sv": "0 = på egen hand, 3 = engagerade partner, 5 = också målgruppen är med och planerar.",
        "guide_en": "0 = alone, 3 = committed partners, 5 = those whom it is for plan it too.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Toteutus, talous ja arviointi",
        "label_sv": "Genomförande, ekonomi och utvärdering",
        "label_en": "Delivery, finances and evaluation",
        "guide_fi": "0 = suunnitelma ei pidä, 3 = toteutettavissa, 5 = selvät vaiheet, menot ja mittarit.",
        "guide_sv": "0 = planen håller inte, 3 = genomförbar, 5 = tydliga skeden, kostnader och mått.",
        "guide_en": "0 = the plan doesn’t hold, 3 = feasible, 5 = clear stages, costs and measures.",
    },
)
