"""Culture."""

from associations.demo_texts.records import Record
from associations.enums import LegalForm

RECORDS = {
    "kulttuuri": (
        Record(
            "Mieskuoro Selkämeren Sointu ry",
            sv="Manskören Bottenhavets Klang",
            en="Male Choir Selkämeren Sointu",
            district="Keskusta",
            since=1926,
            size=48,
            summary=(
                "Mieskuoro, joka laulaa Promenadikeskuksessa, palvelutaloissa ja kesäisin torilla.",
                "En manskör som sjunger i Promenadikeskus, på servicehem och om somrarna på torget.",
                "A male choir that sings in Promenadikeskus, in care homes and, in summer, on the market square.",
            ),
            about=(
                "Harjoitukset ovat maanantaisin, ja uusille laulajille on kuorokoulu, johon ei tarvita "
                "nuotinlukutaitoa. Kuoro käy joka kuukausi laulamassa yhdessä palvelutalossa.",
                "Vi övar på måndagar, och för nya sångare finns en körskola där man inte behöver kunna läsa noter. En "
                "gång i månaden sjunger vi på ett servicehem.",
                "We rehearse on Mondays, and new singers can join a course for which no reading of music is needed. "
                "Once a month we sing in a care home.",
            ),
        ),
        Record(
            "Kamarikuoro Kuurankukka ry",
            sv="Kammarkören Rimfrostblomman",
            en="Chamber Choir Frost Flower",
            district="Keskusta",
            since=1989,
            size=32,
            summary=(
                "Sekakuoro, joka esittää uutta suomalaista kuoromusiikkia ja tilaa sitä.",
                "En blandad kör som beställer och framför ny finländsk körmusik.",
                "A mixed choir that commissions and performs new Finnish music.",
            ),
            about=(
                "Kuurankukka pitää vuosittain kaksi konserttia ja yhden avoimen lauluillan kulttuuritalo Anniksessa. "
                "Koelaulu on kerran vuodessa, lauluiltaan ei tarvita koelaulua.",
                "Kören håller två konserter om året och en öppen sångkväll i kulturhuset Annis. Provsjungning ordnas "
                "en gång om året; till sångkvällen behövs ingen.",
            ),
        ),
        Record(
            "Lapsikuoro Leppäkerttu ry",
            sv="Barnkören Nyckelpigan",
            en="Children's Choir Ladybird",
            district="Väinölä",
            since=1998,
            size=84,
            summary=(
                "Laulua, leikkiä ja lavarohkeutta 4–12-vuotiaille lapsille.",
                "Sång, lek och scenmod för barn mellan 4 och 12 år.",
                "Singing, play and courage on stage for children from 4 to 12.",
            ),
            about=(
                "Kolme ryhmää harjoittelee iltapäivisin koululla. Kuoroon pääsee ilman koelaulua, eikä maksu ole "
                "este: sen voi jättää maksamatta kertomalla siitä ohjaajalle.",
                "Tre grupper övar i skolan på eftermiddagarna. Ingen provsjungning behövs, och avgiften är inget "
                "hinder: det räcker att säga till ledaren.",
                "Three groups rehearse at school in the afternoons. There is no audition, and the fee is no obstacle: "
                "a word to the instructor is enough.",
            ),
        ),
        Record(
            "Harrastajateatteri Rantaukko ry",
            en="Amateur Theatre Rantaukko",
            district="Noormarkku",
            since=1954,
            size=71,
            summary=(
                "Kyläteatteri, joka tekee joka kesä yhden näytelmän ulkolavalle.",
                "En byteater som varje sommar spelar en pjäs under bar himmel.",
                "A village theatre that puts on one open-air play every summer.",
            ),
            about=(
                "Näyttelijöiden lisäksi tarvitaan ompelijoita, valaisijoita ja mehunkeittäjiä. Talvella on "
                "improvisaatioilta, johon voi tulla kokeilemaan ilman sitoutumista.",
                "Förutom skådespelare behövs det sömmerskor, ljustekniker och saftkokare. På vintern är det "
                "improvisationskväll.",
            ),
        ),
        Record(
            "Puhallinorkesteri Messinkitorvi ry",
            sv="Blåsorkestern Mässingshornet",
            en="Wind Band Messinkitorvi",
            district="Sampola",
            since=1919,
            size=43,
            summary=(
                "Puhallinorkesteri ja sen kasvattiryhmä, jolle soittimet lainataan.",
                "En blåsorkester och dess nybörjargrupp, som får låna instrument.",
                "A wind band and its beginners' group, which can borrow instruments.",
            ),
            about=(
                "Orkesteri soittaa itsenäisyyspäivänä, vappuna ja kaupunginosien juhlissa. Kasvattiryhmässä aloittaa "
                "joka syksy kymmenkunta kouluikäistä.",
                "Orkestern spelar på självständighetsdagen, på första maj och på stadsdelarnas fester. I "
                "nybörjargruppen börjar varje höst ett tiotal skolbarn.",
            ),
        ),
        Record(
            "Kansantanssiryhmä Katrilli ry",
            en="Folk Dance Group Katrilli",
            district="Meri-Pori",
            since=1967,
            size=58,
            summary=(
                "Kansantanssia lapsille ja aikuisille, tansseja Satakunnasta ja muualta.",
                "Folkdans för barn och vuxna, danser från Satakunta och annorstädes.",
                "Folk dancing for children and adults, with dances from Satakunta and elsewhere.",
            ),
            about=(
                "Ryhmällä on neljäkymmentä itse ommeltua pukua. Joka kuun viimeisenä torstaina on avoin tanssi-ilta, "
                "jossa askeleet opetetaan alusta.",
                "Gruppen har fyrtio egenhändigt sydda dräkter. Sista torsdagen i månaden är det öppen danskväll där "
                "stegen lärs ut från början.",
            ),
        ),
        Record(
            "Taideyhdistys Kolmas Silta ry",
            sv="Konstföreningen Tredje bron",
            en="Art Association Third Bridge",
            district="Keskusta",
            since=1981,
            size=134,
            summary=(
                "Kuvataiteen harrastajien ja ammattilaisten yhdistys, jolla on oma pieni galleria.",
                "En förening för amatörer och yrkesverksamma inom bildkonsten, med eget litet galleri.",
                "An association of amateur and professional artists with a small gallery of its own.",
            ),
            about=(
                "Galleriassa vaihtuu näyttely joka kolmas viikko, ja sisään pääsee maksutta. Croquis-illat ovat "
                "tiistaisin kulttuuritalo Anniksessa.",
                "I galleriet byts utställningen var tredje vecka, och inträdet är fritt. Krokikvällar hålls på "
                "tisdagar i kulturhuset Annis.",
                "The gallery changes its exhibition every three weeks, and entry is free. Life drawing is on Tuesdays "
                "in culture house Annis.",
            ),
        ),
        Record(
            "Kirjallisuuspiiri Marginaali ry",
            district="Keskusta",
            since=2001,
            size=39,
            summary=(
                "Lukupiirejä, runoiltoja ja kirjoittajapaja kirjastossa.",
                "Läsecirklar, diktkvällar och skrivarverkstad på biblioteket.",
                "Reading groups, poetry evenings and a writing workshop at the library.",
            ),
            about=(
                "Kirjaa ei tarvitse olla lukenut loppuun. Selkokielinen lukupiiri kokoontuu kirjaston kokoushuoneessa "
                "joka toinen keskiviikko.",
            ),
        ),
        Record(
            "Elokuvakerho Viimeinen Rivi ry",
            en="Film Club Back Row",
            district="Keskusta",
            since=1974,
            size=205,
            summary=(
                "Elokuvia, joita muualla ei näe, ja keskustelu esityksen jälkeen.",
                "Filmer som inte visas någon annanstans, och samtal efteråt.",
                "Films that aren't shown elsewhere, and a conversation afterwards.",
            ),
            about=(
                "Esityksiä on syyskuusta huhtikuuhun joka torstai. Nuorten elokuvaraati valitsee vuosittain neljä "
                "elokuvaa.",
                "Visningar varje torsdag från september till april. De ungas filmråd väljer fyra filmer om året.",
            ),
        ),
        Record(
            "Kotiseutupiiri Vanha Venevaja ry",
            en="Reposaari Local History Circle",
            district="Reposaari",
            since=1962,
            size=117,
            summary=(
                "Tallentaa Reposaaren tarinoita, valokuvia ja veneitä.",
                "Tar vara på Räfsös berättelser, fotografier och båtar.",
                "Keeps the stories, photographs and boats of Reposaari.",
            ),
            about=(
                "Venevajassa korjataan kahta puuvenettä ja keitetään kahvia joka lauantai. Valokuvailloissa nimetään "
                "ihmisiä vanhoihin kuviin, ennen kuin heidät on unohdettu.",
                "I båthuset repareras två träbåtar och kokas kaffe varje lördag. På bildkvällarna sätts namn på "
                "människor i gamla fotografier innan de har glömts.",
                "Two wooden boats are being repaired in the boathouse, and there is coffee every Saturday. On picture "
                "evenings people in old photographs are named before they are forgotten.",
            ),
        ),
        Record(
            "Kulturföreningen Fyrbåken i Björneborg rf",
            sv="Kulturföreningen Fyrbåken i Björneborg rf",
            en="Cultural Association Fyrbåken",
            district="Keskusta",
            since=1953,
            size=146,
            summary=(
                "Ruotsinkielistä teatteria, lauluiltoja ja lasten satutuokioita Porissa.",
                "Svensk teater, visaftnar och sagostunder för barn i Björneborg.",
                "Theatre, song evenings and story hours for children, in Swedish.",
            ),
            about=(
                "Yhdistys tuo Poriin vierailunäytelmiä ja pitää kirjastossa satutunteja kahdella kielellä. Kaikki "
                "ovat tervetulleita, kieltä oppii kuuntelemalla.",
                "Föreningen tar gästspel till Björneborg och håller sagostunder på två språk i biblioteket. Alla är "
                "välkomna: språket lär man sig genom att lyssna. Lillajulsfesten ordnas tillsammans med skolan.",
                "We bring guest performances to Pori and hold story hours in two languages at the library. Everybody "
                "is welcome: one learns the language by listening.",
            ),
        ),
        Record(
            "Kansanmusiikkiyhdistys Hanuri ja Havu ry",
            district="Lavia",
            since=1979,
            size=53,
            summary=(
                "Pelimanneja, yhteissoittoa ja tanssilava Laviassa.",
                "Spelmän, samspel och en dansbana i Lavia.",
                "Fiddlers, playing together and a dance pavilion in Lavia.",
            ),
            about=(
                "Yhteissoittoon voi tulla korvakuulolta. Tanssilavalla on kesäisin seitsemän iltaa, joiden tuotolla "
                "lava pysyy pystyssä.",
            ),
        ),
        Record(
            "Valokuvaajien yhdistys Pitkä Valotus ry",
            sv="Fotografföreningen Lång exponering",
            district="Sampola",
            since=1968,
            size=92,
            summary=(
                "Valokuvausta filmille ja kennolle, pimiö ja kuvailtoja.",
                "Fotografering på film och sensor, mörkrum och bildkvällar.",
                "Photography on film and sensor, with a darkroom and picture evenings.",
            ),
            about=(
                "Pimiöön saa avaimen kurssin jälkeen. Yhdistys kuvaa kaupunginosia vuosi kerrallaan ja lahjoittaa "
                "kuvat museolle.",
            ),
        ),
        Record(
            "Rytmimusiikin yhdistys Kellarikerros ry",
            en="Basement Floor Music Association",
            district="Keskusta",
            since=2007,
            size=119,
            summary=(
                "Bändikämppiä, lavakokemusta ja matala kynnys nuorille soittajille.",
                "Replokaler, scenvana och låg tröskel för unga musiker.",
                "Rehearsal rooms, stage experience and an easy start for young musicians.",
            ),
            about=(
                "Kolme harjoitustilaa on käytössä joka ilta. Avoin lava on kuun ensimmäisenä perjantaina, ja "
                "äänentoiston hoitavat nuoret itse.",
                "Tre replokaler är i bruk varje kväll. Första fredagen i månaden är det öppen scen, och ljudet sköter "
                "de unga själva.",
                "Three rehearsal rooms are in use every evening. The stage is open on the first Friday of the month, "
                "with young people at the mixing desk.",
            ),
        ),
        Record(
            "Katusirkus Tasajalka",
            district="Keskusta",
            size=19,
            form=LegalForm.UNREGISTERED,
            summary=(
                "Jonglöörejä, nuorallatanssijoita ja klovneja, jotka esiintyvät kadulla.",
                "Jonglörer, lindansare och clowner som uppträder på gatan.",
                "Jugglers, tightrope walkers and clowns who perform in the street.",
            ),
            about=("Harjoituksiin Kirjurinluodossa voi tulla katsomaan ja jäädä kokeilemaan.",),
        ),
    ),
}
