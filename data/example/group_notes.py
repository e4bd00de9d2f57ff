"""Notes of the working groups of the invented town, in the formats and with the flaws of such notes."""

from __future__ import annotations

from example import open_document as odt
from example import word
from example.workbooks import repacked

FAMILIES_MEASURES = (
    ("Toimenpide", "Vastuu", "Aikataulu", "Tila"),
    (
        "Perhekeskuksen avoin kohtaamispaikka myös lauantaisin",
        "Perhekeskuksen koordinaattori",
        "syksy 2024",
        "käynnissä",
    ),
    ("Vanhempainillat nuuskasta ja sähkösavukkeista", "Rehtorit", "30.4.2024 mennessä", "toteutettu"),
    ("Kaverikerho vasta muuttaneille lapsille", "Nuorisopalvelut", "elokuu 2024", "ei aloitettu"),
)


def families_odt() -> bytes:
    """A memo in LibreOffice: headings, lists, a table of measures, and how to reach its writer."""
    blocks = [
        odt.heading("Lape-työryhmän kokous 2/2024"),
        odt.paragraph("Aika: 14.3.2024 klo 13.00–15.00"),
        odt.paragraph("Paikka: Perhekeskus, Keksilä"),
        odt.paragraph("Läsnä:"),
        odt.bullets(
            (
                "Elina Esimerkkilä, perhekeskuksen koordinaattori, puheenjohtaja",
                "Ville Kuvitelmala, kuraattori",
                "Anni Sepitemäki, neuvolan terveydenhoitaja",
                "Mikko Tarinaharju, nuorisopalvelupäällikkö",
            )
        ),
        odt.paragraph("Poissa: Tiina Keksipuro, varhaiskasvatuspäällikkö"),
        odt.heading("1. Kokouksen avaus", 2),
        odt.paragraph("Puheenjohtaja avasi kokouksen."),
        odt.heading("2. Huolenaiheet", 2),
        odt.bullets(
            (
                "Koulupoissaolot ovat lisääntyneet, ja ne alkavat entistä nuorempina.",
                "Nuuska ja sähkösavukkeet näkyvät jo kuudesluokkalaisten arjessa.",
                "Yhden vanhemman perheissä asumismenot vievät yhä suuremman osan tuloista.",
                "Vasta maahan muuttaneet perheet jäävät usein palvelujen ulkopuolelle.",
            )
        ),
        odt.heading("3. Ilonaiheet", 2),
        odt.bullets(
            (
                "Perhekeskuksen kohtaamispaikassa käy viikoittain yli 60 perhettä.",
                "Harrastamisen malli tavoittaa jo kaikki alakoulut.",
            )
        ),
        odt.heading("4. Jarrut", 2),
        odt.bullets(("Kuraattorin ja psykologin virat ovat olleet täyttämättä tammikuusta.",)),
        odt.heading("5. Sovitut toimenpiteet", 2),
        odt.table("Toimenpiteet", FAMILIES_MEASURES),
        odt.heading("6. Muut asiat", 2),
        odt.paragraph(
            "Ville Kuvitelmala kokoaa poissaoloista tilannekuvan seuraavaan kokoukseen. Elina Esimerkkilän "
            "mukaan perheiltä tulevat viestit kannattaa kirjata heti."
        ),
        odt.heading("7. Seuraava kokous", 2),
        odt.paragraph("Seuraava kokous pidetään 23.5.2024."),
        odt.paragraph("Lisätietoja: perhekeskus@keksila.example, p. 040 000 0199"),
    ]
    return repacked(odt.document(blocks))


OLDER_HTML = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<title>Ikäihmisten työryhmä</title>
<style>
.xl65 {white-space:normal; border:.5pt solid windowtext;}
.xl66 {font-weight:700; background:#D9E1F2;}
</style>
</head>
<body>
<h1>Ikäihmisten työryhmä, muistio 2/2024</h1>
<p>Aika: 22.5.2024 klo 12&ndash;14</p>
<p>Paikka: Seniorikeskus Satumaja</p>
<p>Läsnä: Maija Sepiteoja (vanhuspalvelujen palveluohjaaja), Eero Mallikorpi (vanhusneuvoston edustaja),
Kirsi Kuvitelmala (liikunnanohjaaja), Tuula Tarinaharju (kirjastonhoitaja)</p>
<h2>Huolen- ja ilonaiheet</h2>
<table border=0 cellpadding=0 cellspacing=0 style='border-collapse:collapse'>
 <tr height=20>
  <td class=xl66>Huolenaiheet</td>
  <td class=xl66>Ilonaiheet</td>
 </tr>
 <tr height=40>
  <td class=xl65>Yksin asuvat ikääntyneet eivät aina löydä palveluihin.</td>
  <td class=xl65>Uimahallin maksuton aamuvuoro on täynnä joka viikko.</td>
 </tr>
 <tr height=40>
  <td class=xl65>&lt;b&gt;Kaatumiset&lt;/b&gt; ja lonkkamurtumat ovat lisääntyneet talvikuukausina.</td>
  <td class=xl65>Digituen vertaisohjaajia on jo 14.<br>Digituen päivystys on kirjastossa joka tiistai.</td>
 </tr>
 <tr height=40>
  <td class=xl65>Kerrostalojen hissittömyys estää ulkona liikkumisen.<span
  style='mso-spacerun:yes'>&nbsp; </span></td>
  <td class=xl65>Ystävätoiminnassa on uusia vapaaehtoisia.</td>
 </tr>
 <tr height=40>
  <td class=xl65>Pankki- ja Kela-asiointi verkossa jää monelta hoitamatta ilman apua.</td>
  <td class=xl65></td>
 </tr>
</table>
<h2>Ilmiöt</h2>
<ul>
<li>Yksinäisyys näkyy kaikissa palveluissa: soitetaan, jotta saa jutella.</li>
</ul>
<h2>Hyvinvointiteot</h2>
<ul>
<li>Kirjasto avasi digituen päivystyksen yhdessä eläkeläisyhdistyksen kanssa.</li>
<li>Liikuntapalvelut järjesti tasapainoryhmät kolmessa kylässä.</li>
</ul>
<h2>Palaute</h2>
<p>Maija Sepiteoja kertoi, että omaisilta on toivottu palveluohjausta myös iltaisin.</p>
<h2>Päätökset</h2>
<ul>
<li>Päätettiin esittää hyvinvointityöryhmälle, että kaatumisten ehkäisy nostetaan vuoden 2025
painopisteeksi.</li>
</ul>
</body>
</html>
"""
"""A table of concerns and joys saved as a web page by Excel: marks in cells, one of them as text."""

YOUTH_MD = """\
# Nuorisovaltuuston kokous 5/2024

**Aika:** 3.10.2024 klo 16.30–18.00
**Paikka:** Nuorisotila Varikko
**Läsnä:** Onni Mallikorpi (puheenjohtaja), Aada Keksipuro (sihteeri), Leevi Sepitemäki, Emma Tarinaharju
**Poissa:** Niko Kuvitelmala

## 1. Kokouksen avaus

Puheenjohtaja avasi kokouksen klo 16.30.

## 2. Mikä huolettaa

* Ahdistus ja stressi kasaantuvat erityisesti yhdeksännellä luokalla.
* Viimeinen bussi kyliltä lähtee kello 17, eikä harrastuksista pääse kotiin.
* Nuuskaa tarjotaan koulun pihalla, eivätkä kaikki uskalla sanoa ei.

## 3. Ilonaiheet

* Varikolla on käynyt syksyllä enemmän nuoria kuin koskaan.
* Kouluruokaraati sai kasvisruokaan oikeasti makua.

## 4. Nuorten terveiset päättäjille

* Nuorisotila auki myös sunnuntaisin.
* Kouluihin paikka, jossa saa olla hetken rauhassa.
* Valot skeittipuistoon, syksyllä siellä on pimeää.

## 5. Lausunto liikuntapaikkojen maksuista

**Päätös:** Nuorisovaltuusto kannattaa maksuttomia vuoroja alle 18-vuotiaille.

## 6. Some-kampanja nuuskasta

**Toimenpide:** Nuorten oma videosarja nuuskan haitoista
**Vastuu:** nuorisovaltuusto ja nuoriso-ohjaaja
**Aikataulu:** marraskuu 2024

## 7. Seuraava kokous

Seuraava kokous on 7.11.2024. Aada Keksipuro lähettää kutsun.
"""

DEEDS = (
    ("Toimiala", "Hyvinvointiteot", "Jarrut"),
    (
        "Kirjasto- ja kulttuuripalvelut",
        "Omatoimikirjasto avattiin myös Vanhanpitäjän kirjastossa.",
        "Iltavuoroihin ei ole riittävästi henkilöstöä.",
    ),
    (
        "Liikuntapalvelut",
        "Työpaikkojen kävelyhaaste keräsi 412 osallistujaa.",
        "Sisäliikuntavuorot ovat täynnä arki-iltaisin.",
    ),
    (
        "Tekninen toimi",
        "Työmatkareittien talvikunnossapitoa parannettiin kahdella reitillä.",
        "Pyöräteiden valaistukselle ei ole määrärahaa.",
    ),
)


def working_age_docx() -> bytes:
    """A memo with changes that were tracked, a remark in the margin, and a table inside a table."""
    nested = word.table(
        (
            ("Toimenpide", "Vastuu", "Aikataulu"),
            ("Työkykykahvit kirjastossa", "Työllisyyspalvelut", "syyskuu 2024"),
        )
    )
    blocks = [
        word.paragraph("Työikäisten työryhmän muistio 1/2024", "Heading1"),
        word.paragraph("Aika: 17.4.2024 klo 9.00–11.00"),
        word.paragraph("Paikka: Keksilän kaupungintalo"),
        word.paragraph(
            "Läsnä: Timo Esimerkkilä (työllisyyspäällikkö), Päivi Mallikorpi (työterveyshoitaja), "
            "Jari Sepiteoja (kirjastotoimenjohtaja), Hanna Keksipuro (kotoutumiskoordinaattori)"
        ),
        word.paragraph("Huolenaiheet", "Heading2"),
        word.changed(
            "ListBullet",
            ("", "Pitkäaikaistyöttömyys on "),
            ("del", "hieman "),
            ("ins", "selvästi "),
            ("", "yleistynyt yli 55-vuotiailla."),
        ),
        word.remarked(
            "Mielenterveyssyistä alkaneet sairauspoissaolot ovat pidentyneet.", "ListBullet", remark=0
        ),
        word.paragraph(
            "Kotoutujat jäävät ilman suomen kielen harjoittelua, kun koulutus päättyy.", "ListBullet"
        ),
        word.changed("ListBullet", ("del", "Vuokra-asuntoja on tarjolla liikaa.")),
        word.paragraph("Ilonaiheet", "Heading2"),
        word.paragraph(
            "Kielikahvilassa käy joka viikko 25 kotoutujaa ja kymmenen vapaaehtoista.", "ListBullet"
        ),
        word.changed("ListBullet", ("ins", "Työllisyysaste on noussut kaksi vuotta peräkkäin.")),
        word.paragraph("Toimialojen teot ja jarrut", "Heading2"),
        word.table(DEEDS),
        word.paragraph("Jatkotoimet", "Heading2"),
        word.table_with((("Toimenpiteet", nested),)),
        word.paragraph("Kotoutumisohjelma", "Heading2"),
        word.paragraph("Hanna Keksipuro esitteli kotoutumisohjelman luonnoksen."),
        word.paragraph("Päätös: Kotoutumisohjelman luonnos merkittiin tiedoksi."),
    ]
    remark = "Luku tarkistetaan Kelan tilastosta ennen raporttia."
    return repacked(
        word.document("Työikäisten työryhmä 1/2024", blocks, remarks=(("Päivi Mallikorpi", remark),))
    )


RESIDENTS_TXT = """\
Millainen on hyvä arki Keksilässä?\r
Asukasillan muistio\r
29.10.2024 klo 18, Vanhanpitäjän koulu\r
\r
Paikalla noin 45 asukasta, hyvinvointikoordinaattori ja kaksi valtuutettua\r
\f\r
Asukkailta tullutta\r
• Bussivuoroja kylille myös viikonloppuisin\r
• Koulun liikuntasali asukkaiden käyttöön iltaisin\r
o Penkkejä kävelyreittien varsille, jotta jaksaa lähteä\r
· Palveluista pitäisi saada tieto paperilla, ei vain verkosta\r
\f\r
Ilmiöt\r
· Yksinäisyys kylillä -> yhteinen ruokailu kylätalolla kerran viikossa\r
· Nuori jää bussin puuttuessa kotiin -> kutsuohjattu palvelulinja -> kimppakyydit harrastuksiin\r
\f\r
Huolenaiheet\r
– Kylien palvelut harvenevat, ja kauppa-auto lopettaa vuodenvaihteessa\r
– Nuorilla ei ole kylällä paikkaa, jossa kokoontua\r
\r
Ilonaiheet\r
+ Kyläyhdistyksen talkoilla kunnostettu luontopolku on ahkerassa käytössä\r
+ Omatoimikirjasto on auki joka päivä\r
\f\r
Miten asia etenee\r
Asukasilta -> hyvinvointityöryhmä -> johtoryhmä -> kaupunginhallitus\r
Lisätietoja: hyvinvointikoordinaattori, p. 040 000 0177\r
"""
"""Slides saved as text: a form feed before every slide, several bullets, arrows; Windows letters."""

SUBSTANCE_TXT = """\
Ehk\xe4isev\xe4n p\xe4ihdety\xf6n ryhm\xe4\n\
Muistio 2/2024\n\
\n\
Aika: 28.8.2024 klo 14.00-15.30\n\
Paikka: Keksil\xe4n terveysasema\n\
Osallistujat: Satu Mallikorpi (p\xe4ihdety\xf6ntekij\xe4), Kalle Esimerkkil\xe4 (nuorisopoliisi), \
Outi Sepitem\xe4ki (terveystarkastaja)\n\
\n\
HUOLENAIHEET\n\
- Nikotiinipussien k\xe4yt\xad\xad\xadt\xf6 on yleistynyt nopeasti kahdeksas\xadluokkalaisilla.\n\
- Paihteiden kaytto nakyy keskustan puistossa viikonloppuisin.\n\
- Haittakustannukset ovat kasvaneet: arvio 310 000 \xa4 vuonna 2023.\n\
\n\
ILONAIHEET\n\
- Ik\xe4rajavalvonnassa vain yksi myym\xe4l\xe4 kahdestatoista sai huomautuksen.\n\
\n\
TOIMENPITEET\n\
Toimenpide: Pakka-mallin mukainen ostokoe toistetaan\n\
Vastuu: terveystarkastaja\n\
Aikataulu: marraskuu 2024\n\
Tila: k\xe4ynnistetty\n\
\n\
Kalle Esimerkkil\xe4 toi terveisi\xe4 rikos- ja riita-asioiden sovittelusta.\n\
Seuraava kokous pidet\xe4\xe4n joulukuussa.\n"""
"""Old letters (ISO-8859-15), hyphens that a program left inside words, a line whose letters were lost."""

ELDERLY_COUNCIL_TXT = """\
VANHUSNEUVOSTO

MUISTIO 4/2024

Aika      6.11.2024 klo 10-12
Paikka    Seniorikeskus Satumaja
Läsnä     Eero Mallikorpi, puheenjohtaja, Aino Kuvitelmala, jäsen, Veikko Keksipuro, jäsen

1.  Kokouksen avaus

2.  Huolenaiheet
-  lkäihmisten kaatu-
   miset liukkailla jalka-
   käytävillä ovat lisäänty-
   neet.
-  Palvelulinjan puuttu-
   minen eristää kylien asuk-
   kaat keskustan palve-
   luista.
-  Yksin asuvat ikäänty-
   neet eivät aina löydä
   palveluihin.

3.  llonaiheet
-  Seniorikeskuksen yhteis-
   lounas kokoaa joka päivä 40
   ruokailijaa.

4.  Lausunto palvelulinjasta
Päätösehdotus: Vanhusneuvosto puoltaa palvelulinjan kokeilua.
Päätös: Hyväksyttiin yksimielisesti.

5.  Kokouksen päättäminen
Puheenjohtaja Eero Mallikorpi päätti kokouksen.
"""
"""As read from paper by a machine: a capital I taken for a small L, words broken at the ends of lines."""

WORKING_GROUP_MD = """\
# Hyvinvointityöryhmän muistio 2/2024

Aika: 25.9.2024 klo 9.00–11.00

Paikka: Keksilän kaupungintalo, kokoushuone Kuvitelma

Läsnä: Malli Esimerkki (hyvinvointikoordinaattori, puheenjohtaja), Testi Henkilö (sivistysjohtaja), \
Keksi Nimi (nuorisopalvelupäällikkö), Olematon Osallistuja (tekninen johtaja)

## 1. Alatyöryhmien nostot

| Ryhmä | Huolenaiheet | Ilonaiheet |
| --- | --- | --- |
| Lape-työryhmä | Koulupoissaolot ovat lisääntyneet ja alkavat entistä nuorempina. | \
Perhekeskuksen kohtaamispaikassa käy viikoittain yli 60 perhettä. |
| Työikäisten työryhmä | Pitkäaikaistyöttömyys on yleistynyt yli 55-vuotiailla. | \
Kielikahvilassa käy joka viikko 25 kotoutujaa. |
| Ikäihmisten työryhmä | Kaatumiset ja lonkkamurtumat ovat lisääntyneet talvikuukausina. | \
Digituen vertaisohjaajia on jo 14. |

## 2. Ilmiöt

- Yksinäisyys kulkee läpi kaikkien ikäryhmien.
- Liikkuminen kylien ja keskustan välillä vaikeutuu.

## 3. Esitys painopisteiksi 2025

Ohjausryhmälle esitetään kolmea painopistettä:

- Mielen hyvinvointi ja yhteisöllisyys
- Turvallinen liikkuminen kaiken ikää
- Osallisuus ja saavutettavat palvelut

## 4. Vuosiraportin käsittely

Hyvinvointityöryhmä -> ohjausryhmä -> johtoryhmä -> kaupunginhallitus -> kaupunginvaltuusto

Työryhmä kokoontuu neljä kertaa vuodessa: helmikuussa, kesäkuussa, syyskuussa ja marraskuussa.

## 5. Toimenpiteiden tilanne

| Toimenpide | Vastuu | Aikataulu | Tila |
| --- | --- | --- | --- |
| Koulujen ja nuorisopalvelujen yhteinen tilannekuva | Nuorisopalvelupäällikkö | \
30.9.2024 mennessä | toteutettu |
| Asukaskyselyn tulosten käsittely asukasillassa | Hyvinvointikoordinaattori | lokakuu 2024 | käynnissä |
| Kulttuurikortti nuorille | Kulttuuripäällikkö | syksy 2024 | luovuttu |

## 6. Ohjelmat ja suunnitelmat

- Lasten ja nuorten hyvinvointisuunnitelma 2022–2025
- Ehkäisevän päihdetyön ohjelma 2023–2026
- Kotoutumisohjelma 2021–2023
"""

SMALL_TOWN_MD = """\
# Hyvinvointiryhmän kokous 1/2024

Aika: 9.10.2024 klo 13.00

Paikka: Haavemäen kunnantalo

Läsnä: sivistysjohtaja, liikuntasihteeri, vapaa-aikasihteeri, seurakunnan diakoni

## Huolenaiheet

- Alakoulun iltapäiväkerhoihin ei ole riittävästi ohjaajia.
- Ikääntyneiden kotona asuminen vaikeutuu, kun kylien palvelut karsiutuvat.

## Ilonaiheet

- Uusi lähiliikuntapaikka on ollut käytössä aamusta iltaan.
- Nuorten kesätyöseteliin riitti rahaa kaikille hakijoille.

## Hyvinvointiteot

- Kunta ja seurakunta aloittivat yhteisen ruokailun, jossa käy 30 asukasta viikossa.

## Päätökset

- Päätettiin kartoittaa kerho-ohjaajien tarve.
- Toimenpide: Kerho-ohjaajien tarpeen kartoitus
  Vastuu: vapaa-aikasihteeri
  Aikataulu: 31.12.2024 mennessä
"""
