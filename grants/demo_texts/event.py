"""The event grant in three languages: what it asks, in three sections, and what it weighs."""

from __future__ import annotations

from typing import Any

from associations.enums import Part
from grants.demo_texts.call_texts import AUTHORITY, BASIS, RECTIFIER
from grants.demo_texts.common import ACCOUNT, FACTS
from grants.demo_texts.event_terms import COSTS, EVENT, INCOME, TERMS_EN, TERMS_FI, TERMS_SV
from grants.enums import CallKind, QuestionKind, TableRole


def call(year: int) -> dict[str, Any]:
    """The fields of an event-grant call of the year, without its moments."""
    return {
        "kind": CallKind.EVENT,
        "title_fi": f"Tapahtuma-avustus {year}",
        "title_sv": f"Evenemangsunderstöd {year}",
        "title_en": f"Event grant {year}",
        "summary_fi": "Tukea yleisölle avoimeen tapahtumaan, jonka yhdistys järjestää Porissa.",
        "summary_sv": "Stöd för ett evenemang som är öppet för alla och som en förening ordnar i Björneborg.",
        "summary_en": "Support for an event that is open to the public and held in Pori by an association.",
        "terms_fi": TERMS_FI,
        "terms_sv": TERMS_SV,
        "terms_en": TERMS_EN,
        "authority": AUTHORITY,
        **RECTIFIER,
        **BASIS,
        "de_minimis": True,
        "appropriation_cents": 6_500_000,
        "amounts_cents": [],
        "share_percent": 70,
        "parts": [Part.GRANTS, Part.EVENTS],
        "scores_needed": 2,
    }


SECTIONS: tuple[dict[str, Any], ...] = (
    {
        "label_fi": "Tapahtuma",
        "label_sv": "Evenemanget",
        "label_en": "The event",
        "questions": (
            {
                "key": "purpose",
                "kind": QuestionKind.TEXT,
                "max_length": 300,
                "label_fi": "Mikä on tapahtuman nimi, ja mitä siellä tehdään?",
                "label_sv": "Vad heter evenemanget, och vad händer där?",
                "label_en": "What is the event called, and what happens there?",
                "help_fi": "Yhdellä lauseella. Jos avustus myönnetään, lause julkaistaan: älkää mainitko henkilöitä.",
                "help_sv": "Med en mening. Om understödet beviljas publiceras meningen: nämn inga personer.",
                "help_en": "In one sentence. If the grant is given, the sentence is published: name no persons.",
            },
            {
                "key": "day",
                "kind": QuestionKind.DATE,
                "label_fi": "Milloin tapahtuma on?",
                "label_sv": "När ordnas evenemanget?",
                "label_en": "When is the event?",
                "help_fi": "Monipäiväisestä tapahtumasta ensimmäinen päivä.",
                "help_sv": "Om evenemanget pågår i flera dagar, den första dagen.",
                "help_en": "If it lasts for several days, the first of them.",
            },
            {
                "key": "place",
                "kind": QuestionKind.TEXT,
                "max_length": 200,
                "label_fi": "Missä tapahtuma on?",
                "label_sv": "Var ordnas evenemanget?",
                "label_en": "Where is the event?",
                "help_fi": "Paikan nimi ja kaupunginosa, esimerkiksi Kirjurinluoto.",
                "help_sv": "Platsens namn och stadsdelen, till exempel Kirjurinluoto.",
                "help_en": "The name of the place and the district, for example Kirjurinluoto.",
            },
            {
                "key": "city_land",
                "kind": QuestionKind.CHOICE,
                "label_fi": "Onko paikka kaupungin?",
                "label_sv": "Äger staden platsen?",
                "label_en": "Does the place belong to the city?",
                "options": [
                    {
                        "key": "land",
                        "fi": "Kyllä, ulkona: tori, puisto, ranta tai katu",
                        "sv": "Ja, utomhus: torg, park, strand eller gata",
                        "en": "Yes, outdoors: a square, park, beach or street",
                    },
                    {
                        "key": "room",
                        "fi": "Kyllä, sisällä: sali, kirjasto tai muu tila",
                        "sv": "Ja, inomhus: en sal, ett bibliotek eller någon annan lokal",
                        "en": "Yes, indoors: a hall, library or other room",
                    },
                    {"key": "no", "fi": "Ei", "sv": "Nej", "en": "No"},
                ],
            },
            {
                "key": "land_needs",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 1500,
                "after": ("city_land", ["land"]),
                "label_fi": "Mitä alueella tarvitaan, ja onko sen käyttöä jo haettu?",
                "label_sv": "Vad behövs på området, och har ni redan sökt om att få använda det?",
                "label_en": "What is needed on the site, and has its use been applied for already?",
                "help_fi": (
                    "Esimerkiksi sähköä, vettä, käymälöitä tai liikenteen ohjausta. Avustus ei ole lupa: alueen "
                    "käyttöä haetaan erikseen."
                ),
                "help_sv": (
                    "Till exempel el, vatten, toaletter eller trafikstyrning. Understödet är inget tillstånd: "
                    "tillstånd att använda området söks separat."
                ),
                "help_en": (
                    "For example electricity, water, toilets or traffic control. The grant is no permit: the use of "
                    "the site is applied for separately."
                ),
            },
            {
                "key": "audience",
                "kind": QuestionKind.NUMBER,
                "lowest": 1,
                "highest": 500_000,
                "label_fi": "Kuinka monta kävijää odotatte?",
                "label_sv": "Hur många besökare väntar ni er?",
                "label_en": "How many visitors do you expect?",
                "help_fi": "Arvio riittää. Monipäiväisestä tapahtumasta kaikki päivät yhteensä.",
                "help_sv": "En uppskattning räcker. Om evenemanget pågår i flera dagar, alla dagar sammanlagt.",
                "help_en": "An estimate will do. If it lasts for several days, all of them together.",
            },
            {
                "key": "free",
                "kind": QuestionKind.CHOICE,
                "label_fi": "Onko tapahtuma maksuton?",
                "label_sv": "Är evenemanget avgiftsfritt?",
                "label_en": "Is the event free of charge?",
                "options": [
                    {"key": "free", "fi": "Kyllä, kaikille", "sv": "Ja, för alla", "en": "Yes, for all"},
                    {
                        "key": "partly",
                        "fi": "Osalle, esimerkiksi lapsille tai avustajille",
                        "sv": "För en del, till exempel barn eller assistenter",
                        "en": "For some, for example children or assistants",
                    },
                    {
                        "key": "paid",
                        "fi": "Ei, kaikki maksavat",
                        "sv": "Nej, alla betalar",
                        "en": "No, everybody pays",
                    },
                ],
            },
            {
                "key": "accessibility",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 1500,
                "label_fi": "Miten huolehditte siitä, että kaikki pääsevät mukaan?",
                "label_sv": "Hur ser ni till att alla kan delta?",
                "label_en": "How do you see to it that everybody can take part?",
                "help_fi": (
                    "Kulku ilman portaita, esteetön käymälä, induktiosilmukka, tulkkaus, selkokieli, rauhallinen tila. "
                    "Kertokaa myös, mikä ei onnistu."
                ),
                "help_sv": (
                    "Väg utan trappor, tillgänglig toalett, hörslinga, tolkning, lätt språk, en lugn plats. Berätta "
                    "också vad som inte går att ordna."
                ),
                "help_en": (
                    "A way in without steps, an accessible toilet, an induction loop, interpretation, easy language, a "
                    "quiet place. Say also what can’t be arranged."
                ),
            },
            {
                "key": "communications",
                "kind": QuestionKind.LONG_TEXT,
                "max_length": 1500,
                "label_fi": "Miten kerrotte tapahtumasta, ja keille?",
                "label_sv": "Hur berättar ni om evenemanget, och för vem?",
                "label_en": "How will you tell of the event, and to whom?",
                "help_fi": (
                    "Missä, milloin ja millä kielillä. Kertokaa, miten tieto tavoittaa ne, jotka eivät seuraa "
                    "yhdistystänne. Kaupunki näkyy tapahtuman tukijana."
                ),
                "help_sv": (
                    "Var, när och på vilka språk. Berätta hur informationen når dem som inte följer er förening. "
                    "Staden ska synas som stödjare av evenemanget."
                ),
                "help_en": (
                    "Where, when and in which languages. Say how word reaches those who don’t follow your association. "
                    "The city is shown as a supporter of the event."
                ),
            },
        ),
    },
    {
        "label_fi": "Rahat",
        "label_sv": "Pengarna",
        "label_en": "Money",
        "help_fi": "Vain tämän tapahtuman rahat, täysinä euroina. Portaali laskee summat yhteen.",
        "help_sv": "Bara pengarna för det här evenemanget, i hela euro. Portalen räknar ihop summorna.",
        "help_en": "Only the money of this event, in whole euros. The portal adds up the sums.",
        "questions": (
            {
                "key": "costs",
                "kind": QuestionKind.TABLE,
                "table_role": TableRole.COSTS,
                "own_rows": 4,
                "columns": EVENT,
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
                "columns": EVENT,
                "label_fi": "Tulot",
                "label_sv": "Inkomster",
                "label_en": "Income",
                "help_fi": "Tulojen pitää riittää menoihin. Haettava tapahtuma-avustus on yksi riveistä.",
                "help_sv": "Inkomsterna ska täcka kostnaderna. Evenemangsunderstödet som söks är en av raderna.",
                "help_en": "The income has to meet the costs. The grant that you apply for is one of the rows.",
                "options": INCOME,
            },
            {
                "key": "amount",
                "kind": QuestionKind.MONEY,
                "is_requested_sum": True,
                "label_fi": "Haettava summa",
                "label_sv": "Summa som söks",
                "label_en": "Sum applied for",
                "help_fi": "Enintään 70 prosenttia tapahtuman menoista.",
                "help_sv": "Högst 70 procent av evenemangets kostnader.",
                "help_en": "At most 70 per cent of the costs of the event.",
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
        "label_fi": "Onko tapahtuma Porissa?",
        "label_sv": "Ordnas evenemanget i Björneborg?",
        "label_en": "Is the event in Pori?",
        "refusal_fi": "Avustus on tapahtumiin, jotka pidetään Porissa. Kysykää avustusta tapahtuman omasta kunnasta.",
        "refusal_sv": "Understödet är för evenemang i Björneborg. Fråga i den kommun där evenemanget hålls.",
        "refusal_en": "The grant is for events in Pori. Ask the municipality where the event is held.",
    },
    {
        "label_fi": "Pääsevätkö tapahtumaan muutkin kuin omat jäsenenne?",
        "label_sv": "Är evenemanget öppet också för andra än era egna medlemmar?",
        "label_en": "Is the event open to others than your own members?",
        "refusal_fi": "Avustus on kaikille avoimiin tapahtumiin. Jos avaatte tapahtuman muillekin, voitte hakea.",
        "refusal_sv": "Understödet är för evenemang som är öppna för alla. Om ni öppnar evenemanget kan ni söka.",
        "refusal_en": "The grant is for events that are open to all. If you open yours to others too, you may apply.",
    },
    {
        "label_fi": "Onko tapahtuma jo pidetty?",
        "label_sv": "Har evenemanget redan hållits?",
        "label_en": "Has the event been held already?",
        "fits": False,
        "refusal_fi": "Avustusta ei myönnetä jälkikäteen. Seuraavaan tapahtumaan voitte hakea ajoissa.",
        "refusal_sv": "Understöd beviljas inte i efterhand. För nästa evenemang kan ni söka i god tid.",
        "refusal_en": "The grant isn’t given afterwards. For your next event you may apply in good time.",
    },
)

CRITERIA: tuple[dict[str, Any], ...] = (
    {
        "weight": 3,
        "max_points": 5,
        "label_fi": "Merkitys asukkaille ja kaupungille",
        "label_sv": "Betydelse för invånarna och staden",
        "label_en": "Meaning for residents and the city",
        "guide_fi": "0 = kiinnostaa harvoja, 3 = kokoaa kaupunginosan, 5 = koko kaupungin tapahtuma tai perinne.",
        "guide_sv": "0 = intresserar få, 3 = samlar stadsdelens invånare, 5 = hela stadens evenemang eller tradition.",
        "guide_en": "0 = of interest to few, 3 = brings a district together, 5 = an event or tradition of all Pori.",
    },
    {
        "weight": 3,
        "max_points": 5,
        "label_fi": "Avoimuus ja esteettömyys",
        "label_sv": "Öppenhet och tillgänglighet",
        "label_en": "Openness and accessibility",
        "guide_fi": "0 = ei huomioitu, 3 = maksuton tai esteetön, 5 = molempia, ja tieto usealla kielellä.",
        "guide_sv": "0 = beaktas inte, 3 = avgiftsfritt eller tillgängligt, 5 = bådadera, information på flera språk.",
        "guide_en": "0 = not considered, 3 = free or accessible, 5 = both, and told of in several languages.",
    },
    {
        "weight": 2,
        "max_points": 5,
        "label_fi": "Toteutus, turvallisuus ja talous",
        "label_sv": "Genomförande, säkerhet och ekonomi",
        "label_en": "Delivery, safety and finances",
        "guide_fi": "0 = suunnitelma ei pidä, 3 = toteutettavissa, 5 = paikka, luvat, turvallisuus ja rahat kunnossa.",
        "guide_sv": "0 = planen håller inte, 3 = genomförbar, 5 = plats, tillstånd, säkerhet och budget är i ordning.",
        "guide_en": "0 = the plan doesn’t hold, 3 = feasible, 5 = place, permits, safety and budget are in order.",
    },
    {
        "weight": 1,
        "max_points": 5,
        "label_fi": "Luonto ja ympäristö",
        "label_sv": "Natur och miljö",
        "label_en": "Nature and environment",
        "guide_fi": "0 = ei huomioitu, 3 = jätteet ja liikkuminen suunniteltu, 5 = ympäristö ohjaa koko tapahtumaa.",
        "guide_sv": "0 = beaktas inte, 3 = avfall och resor planerade, 5 = miljön styr hela evenemanget.",
        "guide_en": "0 = not considered, 3 = waste and travel planned, 5 = the environment guides the whole event.",
    },
)
