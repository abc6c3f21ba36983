"""The light grant of the year before last: forty applications."""

from grants.demo_texts.wishes import Wish

WISHES = (
    Wish(
        "Jokisuun Koripalloseura ry",
        "Koripallokoulun pallot ja kevyet telineet",
        "Hankimme 40 pientä palloa ja kaksi siirrettävää telinettä ala-asteikäisten avoimeen koripallokouluun.",
        1000,
    ),
    Wish(
        "Jalkapalloseura Käppärän Kaari ry",
        "Pihapelien maalit ja liivit",
        "Viemme siirrettävät maalit viidelle kerrostalopihalle kesä–elokuussa. Pelaamaan pääsee ilmoittautumatta.",
        1000,
    ),
    Wish(
        "Uimaseura Meriharakka ry",
        "Aikuisten uimakoulu niille, jotka pelkäävät vettä",
        "Kahdeksan iltaa kahden opettajan johdolla. Avustuksella maksetaan ratavuokra, ja osallistuminen on "
        "maksutonta.",
        1000,
    ),
    Wish(
        "Kirjurinluodon Juoksijat ry",
        "Perheiden polkujuoksun ensiapu ja opasteet",
        "Merkitsemme kolme reittiä uudelleen ja pidämme ensiapupisteen tapahtumassa, johon tulee noin 300 lasta.",
        500,
    ),
    Wish(
        "Liikuntaseura Omaan Tahtiin ry",
        "Sisäcurling-kivet lainattaviksi",
        "Yksi kivisarja jää seuralle ja toista lainataan palvelutaloille ja kerhoille.",
        1000,
    ),
    Wish(
        "Seglarkretsen Kummelpricken i Räfsö rf",
        "Flytvästar för seglarskolans nybörjare",
        "Vi köper tjugo flytvästar i barnstorlek, så att ingen behöver skaffa egen för att få pröva.",
        1000,
        language="sv",
    ),
    Wish(
        "Mieskuoro Selkämeren Sointu ry",
        "Joululaulukiertue palvelutaloissa",
        "Laulamme kuudessa palvelutalossa joulukuussa. Avustus menee bussiin ja lauluvihkoihin asukkaille.",
        500,
    ),
    Wish(
        "Kamarikuoro Kuurankukka ry",
        "Avoin lauluilta kulttuuritalo Anniksessa",
        "Yhteislaulua säestäjän kanssa neljänä iltana. Nuotit jaetaan, ja sisään pääsee maksutta.",
        500,
    ),
    Wish(
        "Lapsikuoro Leppäkerttu ry",
        "Laulupaketti perheille, joilla ei ole varaa",
        "Kahdenkymmenen lapsen kausimaksu, nuotit ja esiintymispaita. Hakea voi kertomalla siitä ohjaajalle.",
        1000,
    ),
    Wish(
        "Puhallinorkesteri Messinkitorvi ry",
        "Kasvattiryhmän soittimien huolto",
        "Yhdeksän lainasoitinta kaipaa uudet pehmusteet ja venttiiliöljyt ennen syksyn alkua.",
        1000,
        award=700,
    ),
    Wish(
        "Harrastajateatteri Rantaukko ry",
        "Kesänäytelmän kuulolaitesilmukka",
        "Siirrettävä induktiosilmukka kesälavalle, jotta huonokuuloinenkin kuulee vuorosanat.",
        1000,
    ),
    Wish(
        "Kulturföreningen Fyrbåken i Björneborg rf",
        "Sagostunder på två språk i biblioteket",
        "Tio lördagar med berättare och musiker. Barn från finska, svenska och andra hem lyssnar tillsammans.",
        1000,
        language="sv",
    ),
    Wish(
        "Rytmimusiikin yhdistys Kellarikerros ry",
        "Kuulosuojaimet ja kaapelit harjoitustiloihin",
        "Kaikki kolme bändikämppää saavat kuulosuojaimet ja ehjät johdot. Nuoret kunnostavat tilat itse.",
        500,
    ),
    Wish(
        "Väinölän Nuorisokerho Vintti ry",
        "Yökahvila koulujen päättäjäisiltaan",
        "Vintti on auki aamukolmeen, ja paikalla on kuusi aikuista. Tarjolla ruokaa, vettä ja kyytiapua kotiin.",
        1000,
    ),
    Wish(
        "Lasten tiedekerho Sähäkkä ry",
        "Rakettipäivä Kirjurinluodossa",
        "Perheet rakentavat paperi- ja vesiraketteja. Välineet riittävät 200 lapselle, ja päivä on maksuton.",
        500,
    ),
    Wish(
        "Kansainvälinen yhdistys Yhteinen Pöytä ry",
        "Kahdentoista keittiön ruokakirja",
        "Kokoamme yhteisen pöydän reseptit selkokielellä ja painamme kirjan jaettavaksi kirjastoihin ja kouluille.",
        1000,
    ),
    Wish(
        "Ukrainalaisten yhdistys Sonjašnyk ry",
        "Lauantaikoulun oppikirjat ja taulut",
        "Lauantaikoulussa on 34 lasta. Hankimme lukukirjat ja siirrettävän taulun, jotta voimme toimia eri kouluilla.",
        1000,
    ),
    Wish(
        "Yhteisökeittiö Iso Kattila ry",
        "Kyläkeittiön astiat sadalle ruokailijalle",
        "Kertakäyttöastioista luovutaan. Hankimme käytettyjä lautasia ja yhden tiskikorin lisää.",
        1000,
    ),
    Wish(
        "Mielen hyvinvoinnin yhdistys Valonkajo ry",
        "Luontoryhmän eväät ja sadeviitat",
        "Ryhmä kävelee Kirjurinluodossa säällä kuin säällä. Viitat jäävät ryhmälle lainattaviksi.",
        500,
    ),
    Wish(
        "Eläkeläiskerho Tikkulan Tarmokkaat ry",
        "Kerhon syysmatka ravintolaan ja yöpyminen",
        "Kolmekymmentä jäsentä matkustaa bussilla Turkuun, syö yhdessä ja yöpyy hotellissa.",
        1000,
        refused=(
            "Matka on tarkoitettu vain yhdistyksen omille jäsenille. Haun ehtojen mukaan avustusta ei myönnetä "
            "jäsenten virkistykseen. Yhdistys voi hakea avustusta toimintaan, johon muutkin ikäihmiset pääsevät mukaan."
        ),
    ),
    Wish(
        "Käppärän Kerrostaloväki ry",
        "Viljelylaatikot korttelin pihaan",
        "Rakennamme talkoilla kymmenen laatikkoa, joista kaksi on pyörätuolin korkeudella.",
        500,
    ),
    Wish(
        "Lavian kyläyhteisö Pitäjäntupa ry",
        "Tiistaiaterian jääkaappi",
        "Vanha kaappi hajosi. Energiapihi kaappi pitää kolmenkymmenen syöjän ruuat turvallisina.",
        1000,
        award=800,
    ),
    Wish(
        "Ahlaisten kyläväki Kivisilta ry",
        "Uimarannan pelastusrenkaat ja infotaulu",
        "Kaksi rengasta ja taulu, jossa on hätäkoordinaatit ja ohjeet kolmella kielellä.",
        500,
    ),
    Wish(
        "Jokivarren luontoyhdistys Saukko ry",
        "Jättipalsamitalkoiden työkalut",
        "Talkoissa kitketään joenvarsi neljänä iltana. Hanskat, jätesäkit ja kahvit kuudellekymmenelle.",
        500,
    ),
    Wish(
        "Shakkikerho Musta Ratsu ry",
        "Nuorten shakkikerhon laudat",
        "Kolme koulua on pyytänyt kerhoa. Kaksikymmentä lautaa ja kymmenen kelloa kiertää koululta toiselle.",
        500,
    ),
    Wish(
        "Liikkumisen tuki Kynnyksettä ry",
        "Lainattavat luiskat tapahtumiin",
        "Kaksi alumiinista luiskaa, joita yhdistykset saavat lainata maksutta omiin tilaisuuksiinsa.",
        1000,
    ),
    Wish(
        "Selkämeren Jalkapallojuniorit ry",
        "Päävalmentajan joulukuun palkka",
        "Kassa on tyhjä syksyn vuorojen jälkeen, ja palkka pitäisi maksaa ennen joulua.",
        1000,
        refused=(
            "Avustusta ei haun ehtojen mukaan myönnetä palkkoihin. Seura voi hakea toiminta-avustusta, jonka haku on "
            "marraskuussa."
        ),
    ),
    Wish(
        "Noormarkun Salibandyseura Ryhti ry",
        "Kevään turnauksen tuomarikulut",
        "Turnaus pelattiin huhtikuussa, ja tuomareille maksettiin yhteensä 480 euroa.",
        500,
        refused=(
            "Kulut ovat syntyneet ennen päätöstä, eikä niihin haun ehtojen mukaan myönnetä avustusta. Seuraavaan "
            "turnaukseen voi hakea etukäteen."
        ),
    ),
    Wish(
        "Väinölän Voimistelijat ry",
        "Maksuton tuolijumppa kolmella kylällä",
        "Ohjaaja käy Väinölän, Tikkulan ja Pihlavan kerhotiloissa kymmenen kertaa kussakin.",
        1000,
    ),
    Wish(
        "Suunnistusseura Kangasrasti ry",
        "Pihakartat neljälle koululle",
        "Kartoitamme pihat ja annamme kartat koulujen ja kerhojen vapaaseen käyttöön.",
        1000,
    ),
    Wish(
        "Lavian Latupari ry",
        "Hiihtokoulun lainasukset",
        "Kaksikymmentä paria lasten suksia kirpputoreilta ja uudet siteet niihin.",
        500,
    ),
    Wish(
        "Judoseura Jokikivi ry",
        "Soveltavan judoryhmän ohjaajakoulutus",
        "Kolme ohjaajaa oppii ohjaamaan lapsia, jotka tarvitsevat enemmän aikaa tai tukea.",
        1000,
    ),
    Wish(
        "Kansantanssiryhmä Katrilli ry",
        "Ryhmän matka kansantanssijuhlille ulkomaille",
        "Kaksikymmentä tanssijaa matkustaa laivalla ja bussilla. Haemme osaa matkalipuista.",
        1000,
        refused=(
            "Matka on jäsenten oma, eikä hakemuksesta käy ilmi, miten porilaiset siitä hyötyvät. Pisteet jäivät alle "
            "puoleen. Avoimiin tanssi-iltoihin avustusta voi hakea."
        ),
    ),
    Wish(
        "Taideyhdistys Kolmas Silta ry",
        "Jäsennäyttelyn avajaistarjoilu",
        "Avajaisiin kutsutaan jäsenet ja yhteistyökumppanit. Tarjolla kuohuviiniä ja pikkusuolaista.",
        500,
        refused=(
            "Avustusta haetaan kutsuvierastilaisuuden tarjoiluun. Perusteissa painotettua avointa osallistumista tai "
            "hyvinvointia edistävää sisältöä hakemuksessa ei kuvata, ja pisteet jäivät alle puoleen."
        ),
    ),
    Wish(
        "Kotiseutupiiri Vanha Venevaja ry",
        "Valokuvailtojen kuvanlukija",
        "Vanhat kuvat luetaan koneelle ja nimetään yhdessä. Kuvat annetaan kirjaston käyttöön.",
        500,
    ),
    Wish(
        "Partiolippukunta Kallioimarteet ry",
        "Lainarinkat retkille",
        "Kymmenen rinkkaa ja makuupussia, jotta retkelle pääsee ilman omia varusteita.",
        1000,
    ),
    Wish(
        "Yhden vanhemman perheet Tukiverkko ry",
        "Lastenhoito yhteisten lounaiden ajaksi",
        "Joka toinen sunnuntai kaksi hoitajaa puoli vuotta. Vanhemmat saavat kaksi tuntia aikaa puhua.",
        1000,
    ),
    Wish(
        "Pensionärsklubben Aftonstjärnan i Björneborg rf",
        "Hembesök hos dem som inte kommer ut",
        "Tolv frivilliga besöker klubbens äldsta med kaffe och tidning. Bidraget går till resor och utbildning.",
        500,
        language="sv",
    ),
    Wish(
        "Kierrätysyhdistys Toinen Kierros ry",
        "Korjausillan ompelukoneet",
        "Kaksi käytettyä ompelukonetta ja niiden huolto. Korjaamaan voi tulla kuka tahansa.",
        500,
    ),
    Wish(
        "Lautapelaajat Noppa ja Nappula ry",
        "Pelikirjaston selkokieliset säännöt",
        "Kirjoitamme kuudenkymmenen pelin säännöt yhdelle sivulle ja laminoimme ne.",
        500,
    ),
)
