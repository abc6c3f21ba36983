"""The open call: what has arrived since it opened, and what happens to the rest on the day of loading."""

from grants.demo_texts.wishes import Wish

# Arrived in the first weeks of the call, in this order; grants/demo_history.py says how far each has come.
EARLIER = (
    Wish(
        "Väinölän Voimistelijat ry",
        "Isovanhempien ja lasten yhteiset jumpat",
        "Kymmenen lauantaiaamua kahdella koululla. Ohjaaja ja välineet maksetaan avustuksella, osallistuminen on "
        "ilmaista.",
        1000,
    ),
    Wish(
        "Shakkikerho Musta Ratsu ry",
        "Shakkipöydät Kirjurinluodolle",
        "Kaksi säänkestävää pöytää puiston laitaan. Nappulat lainaa kioski.",
        1000,
    ),
    Wish(
        "Kulturföreningen Fyrbåken i Björneborg rf",
        "Teaterkväll med samtal på lätt svenska",
        "Ett gästspel för vuxna som lär sig svenska. Efteråt samtalar vi vid kaffebordet.",
        500,
        language="sv",
    ),
    Wish(
        "Nuorten pajayhdistys Ruuvi ry",
        "Mopopajan öljynerotin ja suojaimet",
        "Paja laajenee mopoihin. Hankimme öljynkeruualtaan, suojalasit ja käsineet.",
        1000,
    ),
    Wish(
        "Muistiyhdistys Tallella ry",
        "Lauluvihkot isolla tekstillä",
        "Painamme 150 vihkoa muistikahvilaan ja palvelutaloihin.",
        500,
    ),
    Wish(
        "Partiolippukunta Kallioimarteet ry",
        "Avoin retkipäivä kaikille ensiluokkalaisille",
        "Kutsumme kolmen koulun ekaluokkalaiset lähimetsään. Avustus menee bussiin ja eväisiin.",
        500,
    ),
    Wish(
        "Yhteisöviljelijät Porkkanamaa ry",
        "Sadevesisäiliöt ja letkut",
        "Kaksi tuhannen litran säiliötä. Kastelu ei enää kuluta vesijohtovettä.",
        500,
    ),
    Wish(
        "Lukumummit ja -vaarit Ääneen ry",
        "Lukukaverit alakoulun aamuihin",
        "Laajennamme kolmelle uudelle koululle. Haemme lukijoiden koulutukseen ja matkoihin.",
        1000,
    ),
    Wish(
        "Suunnistusseura Kangasrasti ry",
        "Rastikoulu maahanmuuttajaperheille",
        "Viisi iltaa, joissa opitaan kartta, kompassi ja jokamiehenoikeudet usealla kielellä.",
        500,
    ),
)

DRAFT = Wish(
    "Jalkapalloseura Käppärän Kaari ry",
    "Tyttöjen futiskerho koulun jälkeen",
    "",
    1000,
)
EMPTY = "Mieskuoro Selkämeren Sointu ry"
SUBMITTED = (
    Wish(
        "Kirjurinluodon Juoksijat ry",
        "Valotalkoot: heijastinliivit iltalenkeille",
        "Sata lainattavaa liiviä ja otsalamppuja avoimille lenkeille marraskuusta maaliskuuhun.",
        500,
    ),
    Wish(
        "Kansainvälinen yhdistys Yhteinen Pöytä ry",
        "Sewing evenings where women teach each other",
        "Twelve evenings in Yhteisötalo Otava with a babysitter. The grant pays for thread, cloth and two old "
        "machines.",
        1000,
        language="en",
    ),
    Wish(
        "Puhallinorkesteri Messinkitorvi ry",
        "Soitinkokeilupäivä lapsille",
        "Lapset saavat puhaltaa kymmentä soitinta. Suukappaleet ja puhdistusaineet maksetaan avustuksella.",
        500,
    ),
)
TAKEN = Wish(
    "Reposaaren saarelaiset Merituuli ry",
    "Asukastuvan digineuvonnan tabletit",
    "Kolme tablettia, joilla harjoitellaan omaa asiointia. Neuvojina toimivat lukiolaiset.",
    1000,
)
SCORED_ONCE = (
    Wish(
        "Väinölän Nuorisokerho Vintti ry",
        "Vintin kokki-illat",
        "Nuoret suunnittelevat ja laittavat ruuan kerran viikossa. Avustus riittää kahteenkymmeneen iltaan.",
        1000,
    ),
    Wish(
        "Kamarikuoro Kuurankukka ry",
        "Kuoro tulee kylään: lauluillat Laviassa ja Ahlaisissa",
        "Neljä iltaa kylätaloilla. Paikalliset laulajat ovat mukana, ja nuotit jäävät kylään.",
        500,
    ),
)
SCORED_TWICE = Wish(
    "Lasten tiedekerho Sähäkkä ry",
    "Tähtitaivas Lavian pimeydessä",
    "Kaukoputki ja kolme perheiltaa, joihin on yhteiskuljetus keskustasta.",
    1000,
)
TAKEN_BACK = Wish(
    "Jokivarren luontoyhdistys Saukko ry",
    "Lasten luontoreppu lainattavaksi",
    "Kymmenen reppua, joissa on haavi, luuppi ja tehtäväkortit. Lainaus kirjastosta.",
    1000,
)
PROPOSED = (
    Wish(
        "Liikkumisen tuki Kynnyksettä ry",
        "Maastopyörätuolin huolto ja uusi peräkärry",
        "Tuolia lainataan viikonloppuisin metsään. Kärryn ansiosta hakijalla ei tarvitse olla pakettiautoa.",
        1000,
    ),
    Wish(
        "Eläkeläiskerho Tikkulan Tarmokkaat ry",
        "Kerhon 55-vuotisjuhlan illallinen jäsenille",
        "Juhlaan kutsutaan jäsenet. Avustuksella maksetaan illallinen ja ohjelma.",
        1000,
        refused=(
            "Juhlaillallinen on tarkoitettu yhdistyksen omille jäsenille. Haun ehtojen mukaan avustusta ei myönnetä "
            "jäsenten virkistykseen, ja perusteiden mukaiset pisteet jäivät alle puoleen."
        ),
    ),
)
GRANTED = (
    Wish(
        "Yhteisökeittiö Iso Kattila ry",
        "Lasten kokkikerho hävikkiruoasta",
        "Kahdeksan iltapäivää, joissa 7–12-vuotiaat laittavat ruokaa ja vievät annoksen kotiin.",
        1000,
    ),
    Wish(
        "Seglarkretsen Kummelpricken i Räfsö rf",
        "Seglarskolans öppna kväll för nya familjer",
        "Två kvällar i juni då alla får pröva. Bidraget går till flytvästar i små storlekar och till korv på bryggan.",
        500,
        language="sv",
    ),
    Wish(
        "Mielen hyvinvoinnin yhdistys Valonkajo ry",
        "Vertaisohjaajien koulutusviikonloppu",
        "Kymmenen kokenutta vertaista oppii ohjaamaan ryhmää. Ryhmiä saadaan kolme lisää.",
        1000,
        award=700,
    ),
)
REJECTED = Wish(
    "Käppärän Kerrostaloväki ry",
    "Taloyhtiön parkkipaikan maalaus",
    "Parkkiruudut ovat haalistuneet, ja maalaamme ne talkoilla.",
    500,
    refused=(
        "Pysäköintialueen kunnossapito kuuluu kiinteistön omistajalle, eikä hakemuksessa kuvata toimintaa, johon "
        "asukkaat voisivat osallistua. Hakemus ei vastaa perusteita. Pihan yhteiseen tekemiseen voi hakea uudelleen."
    ),
)
WITHDRAWN = Wish(
    "Harrastajateatteri Rantaukko ry",
    "Kesänäytelmän pukuvuokra",
    "Vuokraamme puvut kahdellekymmenelle näyttelijälle.",
    1000,
)
WITHDRAWN_WHY = "Saimme puvut lainaksi toiselta teatterilta, joten avustusta ei enää tarvita."
