"""The narrow rows that the directory searches and counts, kept by a trigger, and the words that residents type."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Each word as residents type it, and what to look for besides it. An official edits them later.
WORDS = {
    "fi": """
        alkoholi: raitti; bändi: rytmimusiik; dementia: muisti; elokuvat: elokuv; eläimet: eläin
        eläkeläiset: seniori; fudis: jalkapallo; futis: jalkapallo; hevonen: hevos ratsast; hevoset: ratsast
        hiihto: hiih; hiihtäminen: hiiht; ikäihmiset: eläkeläi; ikääntyneet: eläkeläi; invalidi: liikuntavamma
        isovanhemmat: mummi; jumppa: jump voimistel; juokseminen: juoks; juoksu: juoks; kalastaminen: kalast
        kalat: kalast; kasvimaa: viljel; kielet: kieli; kierrätys: kierrät; kirja: kirjall; kirjat: kirjall
        kissa: eläin; kissat: eläin; koirat: koira; koirien: koira; koris: koripallo; kuorolaulu: kuoro
        kutominen: neul; kuvaaminen: valokuv; kylät: kylä; kädentaidot: käsityö; käsityöt: käsityö; lapset: laps
        lasten: laps; laulamaan: kuoro; laulaminen: kuoro laul; laulu: kuoro laul; lautapelit: lautapel
        leffa: elokuv; leffat: elokuv; lentis: lentopallo; linnut: lintu; lintujen: lintu
        lukupiiri: kirjallisuuspiir; lätkä: jääkiekko; maahanmuuttajat: kansainväl; maanpuolustus: reservi
        masennus: mielen; metsästäminen: metsäst; miehet: mies; miehille: mies; mielenterveys: mielen; miesten: mies
        mopot: mopo; muistisairaus: muisti; musiikki: kuoro orkester; naiset: nais; naisten: nais; neulominen: neul
        nuorisotalo: nuorisokerho; nuorisotila: nuorisokerho; nuoret: nuor; nuorten: nuor; näytteleminen: teatteri; näyttelijä: teatteri; onkiminen: kalast
        pakolaiset: kansainväl; palokunta: palokun; partiolaiset: partio; pelaaminen: pel; pelit: peli
        pesis: pesäpallo; pilkkiminen: kalast; poikien: poik; pojat: poik; polkupyörät: pyör; purjehdus: purje
        purjehtiminen: purje; puutarha: viljel; puutarhanhoito: viljel; pyöräily: pyörä; pyörätuoli: liikuntavamma
        raittius: raitti; retkeily: retk; retket: retk; ruokajakelu: ruoka; seniori: eläkeläi; seniorit: eläkeläi
        soittaminen: orkester soit; sokea: näkövamma; sokeat: näkövamma; sokeritauti: diabet; sulkkis: sulkapallo
        suunnistaminen: suunnist; säbä: salibandy; sähly: salibandy; tanssi: tans; tanssiminen: tanss
        tyttöjen: tyttö; tytöt: tyttö; uimaan: uima; uiminen: uima; uinti: uima; uintia: uima
        ulkomaalaiset: kansainväl; uskonto: uskon; vaellus: retk; valokuvaaminen: valokuv; valokuvaus: valokuv
        vanhukset: eläkeläi ikäihmi; velat: talous; velka: talous; veneily: purje; videopelit: pelikerho
        virkkaaminen: neul; yksinhuoltaja: vanhemman; yksinäisyys: ystäv; yrittäjä: yrittäj
    """,
    "sv": """
        barn: laps; basket: koripallo; boboll: pesäpallo; brandkår: palokun; brädspel: lautapel; byar: kylä
        böcker: kirjall; dans: tanss; djur: eläin; film: elokuv; fiske: kalast; folkdans: kansantanss
        fotboll: jalkapallo; fotografering: valokuv; fåglar: fågel lintu; föräldrar: vanhem; gymnastik: voimistel
        hantverk: käsityö; hundar: hund koira; hästar: ratsast; innebandy: salibandy; invandrare: kansainväl
        konst: taide; kvinnor: nais; kör: kuoro; körer: kör; litteratur: kirjall; löpning: juoks
        musik: musiik orkester; män: mies; natur: luonto; odling: viljel; orientering: suunnist; orkester: orkesteri
        pensionär: eläkeläi; pensionärer: eläkeläi; ridning: ratsast; schack: shakki; scouter: scout
        scouting: partio; segla: segl; segling: purje segl; simma: sim uima; simning: sim uima; sjunga: kuoro kör
        skidor: hiiht; spel: peli; sticka: neul; sång: kuoro kör; teater: teatteri; unga: nuor
        ungdomar: nuor ungdom; vänner: ystäv; äldre: eläkeläi; återvinning: kierrät
    """,
    "en": """
        acting: teatteri; animals: eläin; art: taide; baseball: pesis pesäpallo; basketball: koripallo; birds: lintu
        books: kirjall; chess: shakki; children: laps; choir: kuoro; choirs: choir; crafts: craft käsityö
        dance: tanss; dancing: dance tanss; dogs: koira; elderly: eläkeläi; fishing: kalast; floorball: salibandy
        football: jalkapallo; friends: ystäv; games: peli; gardening: garden viljel; gymnastics: voimistel
        hiking: retk; horses: horse ratsast; immigrants: kansainväl; kids: child laps; knitting: neul; men: mies
        movies: elokuv film; music: kuoro musiik orkester; nature: luonto; orchestra: orkester
        orienteering: suunnist; parents: vanhem; pensioners: eläkeläi; pets: animal eläin; photography: valokuv
        recycling: kierrät; refugees: kansainväl; riding: ratsast; running: juoks runner; sailing: purje
        scouts: partio; seniors: eläkeläi senior; singing: choir kuoro; skiing: hiiht; soccer: football jalkapallo
        swimming: swim uima; teenagers: nuor young; theater: teatteri theatre; theatre: teatteri; village: kylä
        women: nais; youth: nuor
    """,
}


def add_words(apps, schema_editor):
    """Add those that aren't there."""
    SearchWord = apps.get_model("associations", "SearchWord")
    for language, text in WORDS.items():
        for entry in text.replace("\n", ";").split(";"):
            word, _colon, others = entry.strip().partition(":")
            for also in others.split():
                SearchWord.objects.get_or_create(word=word, also=also, defaults={"language": language})


# The row of the directory that follows from an association; {0} is its row.
ROW = """
    {0}.id,
    {0}.status = 'active' AND {0}.name_doubt = '',
    ' ' || lower({0}.name_fi || ' ' || {0}.name_sv || ' ' || {0}.name_en) || ' ',
    lower({0}.name_fi || ' ' || {0}.name_sv || ' ' || {0}.name_en || ' '
        || {0}.summary_fi || ' ' || {0}.summary_sv || ' ' || {0}.summary_en),
    to_tsvector('finnish', {0}.name_fi || ' ' || {0}.summary_fi || ' ' || {0}.description_fi)
        || to_tsvector('swedish', {0}.name_sv || ' ' || {0}.summary_sv || ' ' || {0}.description_sv)
        || to_tsvector('english', {0}.name_en || ' ' || {0}.summary_en || ' ' || {0}.description_en),
    {0}.facets,
    {0}.sort_name,
    length({0}.name_fi)
"""
INTO = "associations_listing (association_id, listed, names, text, vector, facets, sort_name, name_length)"
# A change of anything else (the day of a check, the number of members) touches no row of the directory.
WATCHED = (
    *("name_fi", "name_sv", "name_en", "summary_fi", "summary_sv", "summary_en"),
    *("description_fi", "description_sv", "description_en", "status", "name_doubt", "facets"),
)
OLD, NEW = (", ".join(f"{row}.{column}" for column in WATCHED) for row in ("OLD", "NEW"))
KEEP = f"""
    CREATE FUNCTION associations_keep_listing() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public
    AS $body$
    BEGIN
        INSERT INTO {INTO} VALUES ({ROW.format("NEW")})
        ON CONFLICT (association_id) DO UPDATE SET
            listed = excluded.listed, names = excluded.names, text = excluded.text, vector = excluded.vector,
            facets = excluded.facets, sort_name = excluded.sort_name, name_length = excluded.name_length;
        RETURN NULL;
    END
    $body$;
    CREATE TRIGGER listing_added AFTER INSERT ON associations_association
        FOR EACH ROW EXECUTE FUNCTION associations_keep_listing();
    CREATE TRIGGER listing_changed AFTER UPDATE ON associations_association
        FOR EACH ROW WHEN (({OLD}) IS DISTINCT FROM ({NEW})) EXECUTE FUNCTION associations_keep_listing();
"""  # noqa: S608
# A misspelt word must be half like a part of a name: at the usual 0.6 one letter left out of nine is too much. It isn't
# set in the heads of the functions, since a restore may define them before the extension's library is loaded.
# The planner takes the comparison of a vector for as cheap as that of a number and reads all rows, which takes three
# times as long as the indexes do; it can be told otherwise for the length of a function only. Both run a query that
# the caller has composed, with the caller's own rights.
BY_INDEX = """
    CREATE FUNCTION associations_listing_keys(query text) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
    SET enable_seqscan = off SET max_parallel_workers_per_gather = 0
    AS $body$
    BEGIN
        PERFORM set_config('pg_trgm.word_similarity_threshold', '0.5', true);
        RETURN QUERY EXECUTE query;
    END
    $body$;
    CREATE FUNCTION associations_listing_counts(query text) RETURNS TABLE (facet text, number integer)
    LANGUAGE plpgsql STABLE SET enable_seqscan = off SET max_parallel_workers_per_gather = 0
    AS $body$
    BEGIN
        PERFORM set_config('pg_trgm.word_similarity_threshold', '0.5', true);
        RETURN QUERY SELECT word, ndoc FROM ts_stat(query);
    END
    $body$;
"""
NOT_BY_INDEX = """
    DROP FUNCTION associations_listing_keys(text);
    DROP FUNCTION associations_listing_counts(text);
"""
FORGET = """
    DROP TRIGGER listing_added ON associations_association;
    DROP TRIGGER listing_changed ON associations_association;
    DROP FUNCTION associations_keep_listing();
"""
FILL = f"INSERT INTO {INTO} SELECT {ROW.format('a')} FROM associations_association AS a"  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [("associations", "0006_moved_columns")]

    operations = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "association",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="listing",
                        serialize=False,
                        to="associations.association",
                        verbose_name="association",
                    ),
                ),
                ("listed", models.BooleanField(default=False)),
                ("names", models.TextField(default="")),
                ("text", models.TextField(default="")),
                ("vector", django.contrib.postgres.search.SearchVectorField(default="")),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "counted",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(
                                models.F("facets"),
                                models.Value("*"),
                                function="array_append",
                                output_field=models.TextField(),
                            ),
                            function="array_to_tsvector",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                ("sort_name", models.CharField(db_collation="C", default="", max_length=160)),
                ("name_length", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "row of the directory",
                "verbose_name_plural": "rows of the directory",
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, verbose_name="word that is typed")),
                ("also", models.CharField(max_length=40, verbose_name="look also for")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "fi"), ("sv", "sv"), ("en", "en")],
                        default="fi",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "search word",
                "verbose_name_plural": "search words",
                "ordering": ["word", "also"],
            },
        ),
        migrations.RemoveIndex("association", "association_search_trgm"),
        migrations.RemoveIndex("association", "association_search_vector"),
        migrations.RemoveIndex("association", "association_facets"),
        migrations.RemoveField("association", "search_text"),
        migrations.RemoveField("association", "search_vector"),
        migrations.AddIndex("listing", models.Index(fields=["sort_name", "association"], name="listing_order")),
        migrations.AddIndex(
            "listing",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("text"), name="gin_trgm_ops"), name="listing_text"
            ),
        ),
        migrations.AddIndex(
            "listing",
            django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("names"), name="gin_trgm_ops"), name="listing_names"
            ),
        ),
        migrations.AddIndex(
            "listing", django.contrib.postgres.indexes.GinIndex(fields=["vector"], name="listing_vector")
        ),
        migrations.AddIndex(
            "listing", django.contrib.postgres.indexes.GinIndex(fields=["facets"], name="listing_facets")
        ),
        migrations.AddConstraint(
            "searchword",
            models.UniqueConstraint(
                fields=("word", "also"), name="search_word_once", violation_error_message="This is here already."
            ),
        ),
        migrations.AddConstraint(
            "searchword",
            models.CheckConstraint(
                condition=models.Q(("also__regex", "^[[:alnum:]_&]{3,}$"), ("word__regex", "^[[:alnum:]_&]{2,}$")),
                name="search_word_is_one",
                violation_error_message=(
                    "Write one word in each field, without blanks or signs;"
                    " what is looked for has three letters or more."
                ),
            ),
        ),
        migrations.RunSQL(KEEP, FORGET),
        migrations.RunSQL(BY_INDEX, NOT_BY_INDEX),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunPython(add_words, migrations.RunPython.noop),
    ]
