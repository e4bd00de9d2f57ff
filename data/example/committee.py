"""Minutes of an invented committee as PDF: items from preparation to decision, under running heads."""

from __future__ import annotations

import datetime

import typst

_PAGE = """\
#set document(title: "Hyvinvointilautakunta 18.9.2024", author: "Esimerkki", date: none)
#set page(
  paper: "a4",
  margin: (top: 2.9cm, bottom: 2cm, x: 2.4cm),
  header: context [
    #set text(size: 9.5pt)
    #grid(columns: (1fr, auto, auto), column-gutter: 1.4cm,
      [KEKSILÄN KAUPUNKI \\ Hyvinvointilautakunta],
      [PÖYTÄKIRJA 5/2024 \\ 18.9.2024],
      [Sivu #counter(page).display()])
    #v(-4pt) #line(length: 100%, stroke: 0.4pt)
  ],
  footer: [#set text(size: 8.5pt); Pöytäkirjan tarkastus: #h(3cm)
    Pöytäkirja on nähtävänä kaupungin verkkosivuilla.],
)
#set text(font: "Libertinus Serif", lang: "fi", size: 10pt, hyphenate: true)
#set par(justify: true, leading: 0.52em, spacing: 0.7em)
#show heading: set text(size: 11.5pt)
#show heading: set block(above: 1.15em, below: 0.65em)
#let side(name, body) = block(above: 0.7em)[#text(weight: "bold")[#name] \\ #body]
"""

_TEXT = """\
#text(size: 14pt, weight: "bold")[Hyvinvointilautakunnan pöytäkirja 5/2024]

Aika: 18.9.2024 klo 17.00–19.10

Paikka: Keksilän kaupungintalo, valtuustosali

Läsnä: \\
Pekka Sepiteoja, puheenjohtaja \\
Liisa Mallikorpi, varapuheenjohtaja \\
Antti Tarinaharju, jäsen \\
Helena Kuvitelmala, jäsen \\
Ritva Sepitemäki, jäsen

Muut läsnäolijat: \\
Sari Esimerkkilä, sivistysjohtaja, esittelijä \\
Juha Keksipuro, hyvinvointikoordinaattori \\
Onni Mallikorpi, nuorisovaltuuston edustaja

Poissa: \\
Kaisa Tarinaharju, jäsen

= § 38 Kokouksen laillisuus ja päätösvaltaisuus
#side[Päätös][Kokous todettiin laillisesti koolle kutsutuksi ja päätösvaltaiseksi.]

= § 39 Hyvinvointikertomuksen vuosiraportti 2023
#side[Valmistelija][hyvinvointikoordinaattori Juha Keksipuro]
Terveydenhuoltolain ja hyvinvointialueesta annetun lain mukaan kunta seuraa asukkaittensa hyvinvointia ja
terveyttä väestöryhmittäin ja raportoi niistä valtuustolle vuosittain. Vuosiraporttiin on koottu
tilastotiedon lisäksi työryhmien huolen- ja ilonaiheet.
#side[Esittelijä][sivistysjohtaja Sari Esimerkkilä]
#side[Päätösehdotus][Lautakunta hyväksyy vuosiraportin osaltaan ja esittää sen kaupunginhallitukselle ja
edelleen kaupunginvaltuustolle hyväksyttäväksi.]
#side[Käsittely][Keskustelun kuluessa Liisa Mallikorpi ehdotti, että raporttiin lisätään yhteenveto nuorten
mielen hyvinvoinnista. Antti Tarinaharju kannatti ehdotusta. Esittelijä muutti ehdotustaan vastaavasti.]
#side[Päätös][Hyväksyttiin muutettuna siten, että raporttiin lisätään yhden sivun yhteenveto nuorten mielen
hyvinvoinnista.]

= § 40 Poissaolot perusopetuksessa lukuvuonna 2023–2024
#side[Valmistelija][opetuspäällikkö]
Yli sata tuntia poissa olleita oppilaita oli lukuvuoden aikana 74, edellisenä lukuvuonna 61. Kasvu painottuu
yläkoulun kahdeksansille ja yhdeksänsille luokille. Oppilashuollon mukaan taustalla on useimmiten
yksinäisyyttä, ahdistuneisuutta tai päivärytmin kääntyminen. Lautakunnan huolena on, että tuki tavoittaa
oppilaan vasta pitkän poissaolon jälkeen.
#side[Esittelijä][sivistysjohtaja Sari Esimerkkilä]
#side[Päätösehdotus][Lautakunta merkitsee selvityksen tiedoksi ja päättää, että kouluissa otetaan käyttöön
yhteinen poissaolojen puuttumismalli.]
#side[Päätös][Ehdotuksen mukaan.]

Toimenpide: Poissaolojen puuttumismalli otetaan käyttöön kaikissa peruskouluissa \\
Vastuu: opetuspäällikkö \\
Aikataulu: 31.1.2025 mennessä

= § 41 Nuorisotila Varikon aukioloajat
#side[Valmistelija][nuorisopalvelupäällikkö]
#side[Esittelijä][sivistysjohtaja Sari Esimerkkilä]
#side[Päätösehdotus][Lautakunta päättää, että nuorisotila on auki arkisin klo 14–19 ja lauantaisin klo 15–20.]
#side[Käsittely][Nuorisovaltuuston edustaja esitti, että nuorisotila on lauantaisin auki klo 22:een saakka.
Asiasta pyydettiin kustannuslaskelma.]
#side[Päätös][Asia palautettiin uudelleen valmisteltavaksi.]

= § 42 Palvelulinjan kokeilu Vanhanpitäjän alueella
#side[Valmistelija][joukkoliikennesuunnittelija]
Vanhanpitäjän alueelta ei pääse julkisella liikenteellä arkipäivisin terveysasemalle eikä kirjastoon. Puuttuva
joukkoliikenne on asukaskyselyn mukaan yleisin syy jäädä pois ryhmistä ja tapahtumista.
#side[Päätösehdotus][Lautakunta esittää tekniselle lautakunnalle, että alueella kokeillaan kutsuohjattua
palvelulinjaa kahtena päivänä viikossa. Kokeiluun varataan 38 000 euroa.]
#side[Päätös][Lautakunta hyväksyi ehdotuksen yksimielisesti.]

= § 43 Liikuntapaikkojen käyttömaksut 2025
#side[Valmistelija][liikuntapäällikkö]
#side[Päätösehdotus][Lautakunta hyväksyy käyttömaksut 1.1.2025 alkaen siten, että alle 18-vuotiaiden vuorot
ovat maksuttomia.]
#side[Päätös][Asia jätettiin pöydälle.]

= § 44 Ehkäisevän päihdetyön toimenpiteet
#side[Valmistelija][hyvinvointikoordinaattori Juha Keksipuro]
Nuuskan ja sähkösavukkeiden käyttö on yleistynyt yläkouluissa, ja vähittäismyynnin valvonnassa todettiin kaksi
rikkomusta.
#side[Päätösehdotus][Lautakunta merkitsee tilannekatsauksen tiedoksi.]
#side[Päätös][Merkittiin tiedoksi.]

= § 45 Kokouksen päättäminen
Puheenjohtaja päätti kokouksen klo 19.10.

= Muutoksenhaku
Tähän päätökseen tyytymätön voi tehdä kirjallisen oikaisuvaatimuksen Keksilän kaupungin
hyvinvointilautakunnalle 14 päivän kuluessa päätöksen tiedoksisaannista.
"""


def minutes_pdf() -> bytes:
    """The minutes, two pages; the same bytes on every machine: Typst's own fonts, a fixed time."""
    made = typst.compile(
        (_PAGE + _TEXT).encode(),
        ignore_system_fonts=True,
        timestamp=datetime.datetime(2025, 4, 4, 8, tzinfo=datetime.UTC),
    )
    assert isinstance(made, bytes)
    return made
