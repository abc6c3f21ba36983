"""The officers' reasons: on points by criterion and band, on proposals and decisions in the applicant's language."""

from __future__ import annotations

# By criterion, from few points to many; whichever of the three is taken makes no difference in points.
ON_POINTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "participation": (
        (
            "Toiminta on tarkoitettu omille jäsenille.",
            "Hakemuksesta ei käy ilmi, miten muut pääsevät mukaan.",
            "Osallistuminen edellyttää jäsenyyttä tai kutsua.",
        ),
        (
            "Mukaan pääsee muitakin, mutta tiedottamista ei kuvata.",
            "Osallistujia on kohtuullisesti, uusien tavoittaminen jää epäselväksi.",
            "Toiminta on avointa, mutta maksu voi olla osalle este.",
        ),
        (
            "Mukaan pääsee kuka tahansa, maksutta ja ilmoittautumatta.",
            "Tavoittaa paljon ihmisiä, ja osallistujat ovat mukana suunnittelussa.",
            "Matala kynnys, selkeä tiedottaminen ja usean kaupunginosan väki.",
        ),
    ),
    "wellbeing": (
        (
            "Vaikutusta hyvinvointiin ei perustella.",
            "Hyöty on enintään välillinen.",
            "Vaikutus jää kertaluonteiseksi.",
        ),
        (
            "Edistää hyvinvointia, mutta vaikutus jää lyhyeksi.",
            "Tuo ihmisiä yhteen; terveysvaikutusta ei avata tarkemmin.",
            "Hyvä tarkoitus, toteutus on vielä yleisellä tasolla.",
        ),
        (
            "Lisää liikettä ja seuraa arkeen, ja jatkuu avustuksen jälkeenkin.",
            "Selvä yhteys mielen hyvinvointiin ja terveellisiin elämäntapoihin.",
            "Ohjattua ja kohderyhmälle oikein mitoitettua.",
        ),
    ),
    "vulnerable": (
        (
            "Heikommassa asemassa olevia ei huomioida.",
            "Esteettömyyttä tai maksuttomuutta ei mainita.",
            "Kohderyhmällä on jo hyvät mahdollisuudet harrastaa.",
        ),
        (
            "Esteettömyys on huomioitu osittain.",
            "Vähävaraiset mainitaan, mutta keinot puuttuvat.",
            "Kohderyhmässä on myös tukea tarvitsevia.",
        ),
        (
            "Suunnattu niille, jotka muuten jäävät ulkopuolelle.",
            "Maksuton ja esteetön toteutus.",
            "Vertaiset ovat mukana toteutuksessa.",
        ),
    ),
    "place": (
        (
            "Yhteys kaupunginosaan tai ympäristöön puuttuu.",
            "Ei erityistä paikallista merkitystä.",
            "Hankinta palvelee vain hakijaa.",
        ),
        (
            "Toteutuu paikallisesti, yhteistyökumppaneita ei nimetä.",
            "Ympäristö huomioidaan jossain määrin.",
            "Hyödyttää yhtä kaupunginosaa.",
        ),
        (
            "Vahvistaa paikallista yhteishenkeä, ja naapurit ovat mukana.",
            "Hyöty jää yhteiseen käyttöön myös avustuksen jälkeen.",
            "Tekee lähiympäristöstä turvallisemman ja viihtyisämmän.",
        ),
    ),
}

FULL = {
    "fi": (
        "Hakemus vastaa haun perusteita hyvin. Toiminta on avointa, kulut ovat kohtuulliset ja hyöty jää asukkaille.",
        "Hakemus sai korkeat pisteet erityisesti osallisuudesta. Suunnitelma on selkeä ja toteutettavissa.",
        "Avustus tukee hyvinvointia pienellä rahalla, ja tekijöiksi on sitoutunut vapaaehtoisia.",
        "Toiminta tavoittaa niitä, jotka muuten jäisivät ulkopuolelle. Perusteiden mukaiset pisteet ylittävät rajan.",
    ),
    "sv": (
        "Ansökan motsvarar grunderna väl. Verksamheten är öppen för alla och kostnaderna är skäliga.",
        "Ansökan fick höga poäng för delaktighet. Planen är tydlig och går att genomföra.",
    ),
    "en": ("The application fits the criteria well. The activity is open to all and the costs are reasonable.",),
}
PARTIAL = {
    "fi": (
        "Hakemus vastaa perusteita, mutta osa kuluista on hakijan tavanomaisia menoja. Avustus myönnetään muuhun "
        "osaan.",
        "Tarve on perusteltu, mutta arviossa on menoja, joihin avustusta ei myönnetä. Avustus kattaa muut menot.",
    ),
    "sv": (
        "Ansökan motsvarar grunderna, men en del av kostnaderna hör till föreningens egna utgifter. Resten beviljas.",
    ),
    "en": ("The application fits the criteria, but some of the costs are the association's own. The rest is granted.",),
}
# What a grant officer writes when a proposal is taken back.
TAKEN_BACK = "Kirjaston kanssa on vielä sovittava lainauksesta. Esitys tehdään uudelleen, kun se on varmistunut."


def on_points(key: str, points: int, turn: int) -> str:
    """The reason for so many points of five; ``turn`` varies the words."""
    return ON_POINTS[key][0 if points <= 1 else 1 if points <= 3 else 2][turn % 3]


def on_proposal(asked: int, given: int, refused: str, language: str, turn: int) -> str:
    """The reasons of a proposal and of the decision that follows it."""
    if refused:
        return refused
    choices = (FULL if given == asked else PARTIAL)[language]
    return choices[turn % len(choices)]
