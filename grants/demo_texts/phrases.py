"""The demo's library: what officers ask for and how they reason, in the three languages."""

from __future__ import annotations

from grants.enums import PhraseKind

# Kind, Finnish, Swedish, English.
PHRASES: tuple[tuple[PhraseKind, str, str, str], ...] = (
    (
        PhraseKind.ITEM,
        "Liittäkää yhdistyksen voimassa olevat säännöt.",
        "Bifoga föreningens gällande stadgar.",
        "Attach the association's rules as they are in force.",
    ),
    (
        PhraseKind.ITEM,
        "Liittäkää viimeisin vahvistettu tilinpäätös ja toiminnantarkastajan tai tilintarkastajan kertomus.",
        "Bifoga det senast fastställda bokslutet och verksamhetsgranskarens eller revisorns berättelse.",
        "Attach the latest adopted annual accounts and the report of the performance auditor or auditor.",
    ),
    (
        PhraseKind.ITEM,
        "Eritelkää kulut, joista haettu summa {requested} koostuu.",
        "Specificera de kostnader som den sökta summan {requested} består av.",
        "List the costs of which the sum applied for, {requested}, is made up.",
    ),
    (
        PhraseKind.ITEM,
        "Kertokaa, mistä muualta samaan toimintaan on haettu tai saatu rahaa ja kuinka paljon.",
        "Berätta varifrån ni annars har sökt eller fått pengar för samma verksamhet och hur mycket.",
        "Tell where else money has been applied for or received for the same activity, and how much.",
    ),
    (
        PhraseKind.ITEM,
        "Kertokaa, miten muut kuin jäsenet pääsevät mukaan ja miten siitä tiedotetaan.",
        "Berätta hur andra än medlemmar kan delta och hur ni informerar om det.",
        "Tell how others than members can take part, and how they hear of it.",
    ),
    (
        PhraseKind.ITEM,
        "Tilinumeron haltijan nimi ei ole yhdistyksen nimi. Ilmoittakaa yhdistyksen oma tili.",
        "Kontots innehavare är inte föreningen. Uppge föreningens eget konto.",
        "The account isn't in the association's name. Give an account of the association's own.",
    ),
    (
        PhraseKind.GRANT,
        "Hakemus vastaa haun perusteita, ja toiminta on avointa kaikille.",
        "Ansökan motsvarar utlysningens grunder och verksamheten är öppen för alla.",
        "The application fits the criteria of the call, and the activity is open to all.",
    ),
    (
        PhraseKind.GRANT,
        "Kulut ovat kohtuulliset siihen nähden, kuinka monta ihmistä toiminta tavoittaa.",
        "Kostnaderna är skäliga i förhållande till hur många verksamheten når.",
        "The costs are reasonable for the number of people whom the activity reaches.",
    ),
    (
        PhraseKind.GRANT,
        "Haetusta summasta {requested} myönnetään {sum}: osa kuluista ei ole avustettavia.",
        "Av den sökta summan {requested} beviljas {sum}: en del av kostnaderna är inte understödsberättigade.",
        "Of the sum applied for, {requested}, {sum} is granted: some of the costs can't be supported.",
    ),
    (
        PhraseKind.GRANT,
        "Hakemus sai arvioinnissa {score} pistettä sadasta.",
        "Ansökan fick {score} poäng av hundra i bedömningen.",
        "The application was given {score} points of a hundred in the assessment.",
    ),
    (
        PhraseKind.REJECT,
        "Määräraha ei riitä kaikkiin hakemuksiin, ja muut hakemukset saivat enemmän pisteitä.",
        "Anslaget räcker inte till alla ansökningar, och andra ansökningar fick fler poäng.",
        "The appropriation isn't enough for all applications, and others were given more points.",
    ),
    (
        PhraseKind.REJECT,
        "Avustusta ei myönnetä kuluihin, jotka ovat syntyneet ennen hakemuksen jättämistä.",
        "Understöd beviljas inte för kostnader som har uppstått innan ansökan lämnades in.",
        "No grant is given for costs that arose before the application was submitted.",
    ),
    (
        PhraseKind.REJECT,
        "Toiminta on tarkoitettu vain yhdistyksen omille jäsenille, eikä se siksi vastaa haun perusteita.",
        "Verksamheten är avsedd endast för föreningens egna medlemmar och motsvarar därför inte grunderna.",
        "The activity is meant for the association's own members only, and so doesn't fit the criteria.",
    ),
    (
        PhraseKind.REJECT,
        "Hakemusta ei täydennetty pyydettyyn päivään mennessä, eikä sitä voida arvioida ilman pyydettyjä tietoja.",
        "Ansökan kompletterades inte inom utsatt tid och kan inte bedömas utan de begärda uppgifterna.",
        "The application wasn't completed by the day that was set, and can't be assessed without what was asked.",
    ),
)

# What an officer writes down for the next one.
NOTE = (
    "Rahastonhoitaja soitti: tilinpäätös vahvistetaan vasta ensi viikon kokouksessa, joten täydennys tulee määräajan "
    "viimeisinä päivinä. Ei tarvitse muistuttaa sitä ennen."
)
