"""Notes of two invented meetings and an approval. The persons are invented and say so by their names."""

from __future__ import annotations

from example.word import document, paragraph, table
from example.workbooks import repacked

MEMO = """\
Hyvinvointityöryhmän kokous 1/2024

Aika: 5.6.2024 klo 9.00–11.00
Paikka: Keksilän kaupungintalo, kokoushuone Kuvitelma ja etäyhteys
Läsnä: Malli Esimerkki (hyvinvointikoordinaattori, puheenjohtaja), Testi Henkilö (sivistysjohtaja), \
Keksi Nimi (nuorisopalvelupäällikkö)
Poissa: Olematon Osallistuja (tekninen johtaja)

1. Kokouksen avaus
Puheenjohtaja avasi kokouksen.

2. Edellisen muistion läpikäynti
Edellinen muistio hyväksyttiin.

3. Huolenaiheet
- Yläkouluikäisten ahdistuneisuus on lisääntynyt, erityisesti tytöillä.
- Nuorisotyöttömyys pysyy korkeana keskustan ulkopuolella.
- Yksin asuvat ikääntyneet eivät aina löydä palveluihin.

4. Ilonaiheet
- Päivittäinen tupakointi on vähentynyt yläkouluissa.
- Harrastamisen malli tavoittaa jo kaikki alakoulut.

5. Hyvinvointiteot
- Kirjasto avasi yhteisen olohuoneen, jossa on kävijöitä joka arkipäivä.
- Liikuntapalvelut aloitti maksuttomat kävelyryhmät yli 65-vuotiaille.

6. Jatkotoimet
Päätettiin: työryhmä tuo syksyn kokoukseen ehdotuksen nuorten mielen hyvinvoinnin painopisteestä.
Toimenpide: kootaan koulujen ja nuorisopalvelujen yhteinen tilannekuva
Vastuu: nuorisopalvelupäällikkö
Aikataulu: 30.9.2024 mennessä

7. Seuraava kokous
Seuraava kokous pidetään 27.11.2024 klo 9.00.

8. Kokouksen päättäminen
Puheenjohtaja päätti kokouksen klo 11.00.
"""

DRAFT = 'state = "draft"\n'
"""Approval of a report that the council has not handled yet."""

APPROVAL = """\
# Päätös, jolla raportti hyväksyttiin; kunta ja päätös ovat keksittyjä.
state = "approved"
body = "Kunnanvaltuusto"
date = 2025-05-19
section = "§ 31"
"""

MEASURES = (
    ("Toimenpide", "Vastuu", "Aikataulu"),
    ("Mielen hyvinvoinnin tunnit kaikille 8. luokille", "Sivistysjohtaja", "syksy 2025"),
    ("Etsivän nuorisotyön toinen työntekijä", "Nuorisopalvelupäällikkö", "1.3.2025 alkaen"),
    ("Ikääntyneiden neuvontapiste kirjastoon", "Hyvinvointikoordinaattori", "kevät 2025"),
    ("Kevyen liikenteen väylän talvikunnossapidon parantaminen", "Tekninen johtaja", "talvi 2025–2026"),
)


def minutes_docx() -> bytes:
    """Minutes in Word: headings, lists, a table of measures."""
    blocks = [
        paragraph("Hyvinvointityön ohjausryhmä, pöytäkirja 2/2024", "Heading1"),
        paragraph("Aika: 27.11.2024 klo 9.00–10.45"),
        paragraph("Paikka: Keksilän kaupungintalo"),
        paragraph(
            "Läsnä: Malli Esimerkki (hyvinvointikoordinaattori), Testi Henkilö (sivistysjohtaja), "
            "Sepite Tyyppi (hallintojohtaja)"
        ),
        paragraph("1 § Kokouksen laillisuus ja päätösvaltaisuus", "Heading2"),
        paragraph("Päätös: Kokous todettiin lailliseksi ja päätösvaltaiseksi."),
        paragraph("2 § Huolenaiheet", "Heading2"),
        paragraph("Läheisen ystävän puuttuminen on yleistynyt 8. ja 9. luokan pojilla.", "ListBullet"),
        paragraph("Toimeentulotukea tarvitsevien lapsiperheiden tilanne on pitkittynyt.", "ListBullet"),
        paragraph("3 § Ilonaiheet", "Heading2"),
        paragraph("Yhä useampi 75 vuotta täyttänyt asuu kotona.", "ListBullet"),
        paragraph("Yhdistykset ovat mukana hyvinvointityössä entistä laajemmin.", "ListBullet"),
        paragraph("4 § Hyvinvointiteot", "Heading2"),
        paragraph("Uimahalli antoi eläkeläisille maksuttoman aamuvuoron kerran viikossa.", "ListBullet"),
        paragraph("5 § Toimenpiteet vuodelle 2025", "Heading2"),
        table(MEASURES),
        paragraph("Päätös: Ohjausryhmä hyväksyi toimenpiteet ja vie ne hyvinvointisuunnitelmaan."),
        paragraph("6 § Seuraava kokous", "Heading2"),
        paragraph("Seuraava kokous pidetään kesäkuun alussa 2025."),
    ]
    return repacked(document("Hyvinvointityön ohjausryhmä 2/2024", blocks))
