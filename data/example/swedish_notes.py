"""Notes of the invented bilingual municipality: two in Swedish, one in Finnish."""

from __future__ import annotations

from example import word
from example.workbooks import repacked

_MEASURES = (
    ("Åtgärd", "Ansvarig", "Tidtabell", "Läge"),
    (
        "Gemensamma temadagar för de svenska och finska skolorna",
        "Rektor",
        "läsåret 2024–2025",
        "pågår",
    ),
    ("Balansgrupper på svenska och finska", "Idrottssekreteraren", "hösten 2024", "genomförd"),
    ("Handledare till ungdomsgården", "Ungdomssekreteraren", "senast 31.12.2024", "inte påbörjad"),
)


def group_docx() -> bytes:
    """A memo of the working group in Word."""
    blocks = [
        word.paragraph("Välfärdsgruppens möte 1/2024", "Heading1"),
        word.paragraph("Tid: 15.5.2024 kl. 13.00–15.00"),
        word.paragraph("Plats: Sagovikens kommunhus"),
        word.paragraph(
            "Närvarande: Eva Exempelström (välfärdskoordinator, ordförande), Nils Sagolund (rektor), "
            "Karin Fantasiskog (bibliotekschef), Jan Påhittsberg (idrottssekreterare)"
        ),
        word.paragraph("Frånvarande: Lena Exempelholm (teknisk chef)"),
        word.paragraph("1. Mötets öppnande", "Heading2"),
        word.paragraph("Ordföranden öppnade mötet."),
        word.paragraph("2. Orosmoment", "Heading2"),
        word.paragraph("Ångest är vanligare bland högstadieelever än tidigare.", "ListBullet"),
        word.paragraph("Kontakten mellan de svensk- och finskspråkiga eleverna är svag.", "ListBullet"),
        word.paragraph("Ensamheten bland äldre i skärgården ökar på vintern.", "ListBullet"),
        word.paragraph("3. Glädjeämnen", "Heading2"),
        word.paragraph("Byaskolornas föräldraföreningar ordnar klubbar varje vecka.", "ListBullet"),
        word.paragraph("Allt fler seniorer deltar i motionsgrupperna.", "ListBullet"),
        word.paragraph("4. Välfärdsgärningar", "Heading2"),
        word.paragraph("Biblioteket öppnade digistöd varje torsdag.", "ListBullet"),
        word.paragraph("5. Hinder", "Heading2"),
        word.paragraph("Det saknas svenskspråkiga handledare till ungdomsgården.", "ListBullet"),
        word.paragraph("6. Åtgärder", "Heading2"),
        word.table(_MEASURES),
        word.paragraph("7. Övriga ärenden", "Heading2"),
        word.paragraph("Nils Sagolund berättade om elevernas projekt."),
    ]
    return repacked(word.document("Välfärdsgruppen 1/2024", blocks))


STEERING_TXT = """\
STYRGRUPPEN FÖR VÄLFÄRDSARBETET
Protokoll 2/2024

Tid: 20.11.2024 kl. 9.00-10.30
Plats: Kommunhuset, Sagoviken
Närvarande: Maria Sagoberg (kommundirektör, ordförande), Eva Exempelström (välfärdskoordinator), \
Lena Exempelholm (teknisk chef)

Orosmoment
- Busstrafiken till skärgården upphör efter klockan 18.
- Snus och e-cigaretter blir vanligare bland högstadieelever.

Glädjeämnen
- Bokbussen når nu alla byar.

Respons från invånarna
- Invånarna önskar bussturer även på veckoslut.

Beslut: Styrgruppen godkände tyngdpunkterna för 2025 enligt förslaget.

Åtgärd: Utreda anropsstyrd trafik till skärgården
Ansvarig: tekniska chefen
Tidtabell: senast 31.3.2025

Nästa möte hålls i maj 2025.
"""

ELDERLY_COUNCIL_TXT = """\
Vanhusneuvoston kokous 3/2024

Aika: 12.9.2024 klo 13.00–14.30
Paikka: Satulahden palvelutalo
Läsnä: Olavi Mallila (puheenjohtaja), Greta Fantasiskog (varapuheenjohtaja), palveluohjaaja

1. Kokouksen avaus
Puheenjohtaja avasi kokouksen.

2. Huolenaiheet
- Suomenkielistä kotihoitoa on vaikea saada saaristoon.
- Laskujen maksaminen verkossa ei onnistu kaikilta.

3. Ilonaiheet
- Tasapainoryhmissä on ollut yhteensä 52 osallistujaa.

4. Päätökset
Päätettiin: neuvosto esittää kunnanhallitukselle asiointikyytiä saaristosta kerran viikossa.
"""
