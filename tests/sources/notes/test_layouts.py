"""Whole notes as other secretaries write them; what stands in braces is a record of the kind before it."""

import re

import pytest

from .conftest import Read, Write, kinds

_LABEL = re.compile(r"\{(?P<kind>[a-z_]+): (?P<text>[^{}]*)\}")
NOTES = [
    """\
# Lasten ja nuorten hyvinvointiryhmä, muistio
Aika: 12.3.2024 klo 13–15
Kokoontuminen: kaupungintalo, kokoushuone Aallotar

## Mistä olemme huolissamme
- {concern: Nuorten vapaa-ajan paikat sulkeutuvat aikaisin}
- {concern: Lasten liikkuminen on vähentynyt}

## Mistä olemme iloisia
- {joy: Kerhoihin on tullut uusia ohjaajia}
- {joy: Koulukiusaaminen on saatu kuriin}

## Mitä seuraavaksi
- {measure: Kartoitetaan nuorisotilojen aukioloajat}
- {measure: Pyydetään seuroilta tiedot vapaista vuoroista}
""",
    """\
# Ikääntyneiden neuvosto, kokousmuistio 3.4.2024

## Pelkoja ja murheita
- {concern: Kaatumiset talvella}
- {concern: Pankkipalvelut siirtyvät verkkoon}

## Kiitosta ja kehuja
- {joy: Kotihoidon henkilökunta on ystävällistä}
- {joy: Palvelulinja toimii}

## Kuntalaisilta kuultua
- {resident_input: Torille kaivataan lisää penkkejä}
- {resident_input: Terveyskeskuksen takaisinsoitto viipyy}
""",
    """\
Hyvinvointitiimin palaveri 4.5.2023

Nousevat kehityskulut:
- {phenomenon: Sähköpotkulaudat ovat lisääntyneet keskustassa}
- {phenomenon: Yhä useampi nuori opiskelee etänä}

Heikkoudet:
- {concern: Tieto ei kulje toimialojen välillä}
Vahvuudet ja onnistumiset:
- {joy: Kulttuurikasvatussuunnitelma on otettu käyttöön}

Tehtävät ennen seuraavaa palaveria
- {measure: Tuloskortti päivitetään}
- {measure: Kutsut lähetetään järjestöille}
""",
    """\
# Perhekeskuksen verkosto
Muistio 20.9.2024

**Huolet:** {concern: Neuvolan jonot ovat kasvaneet.}

**Ilot:** {joy: Perhepesä on auki kolmena päivänä viikossa.}

**Havaintoja arjesta:** {phenomenon: Perheet muuttavat keskustaan.}

**Jatkotyö:** {measure: Tehdään perheille kysely} (perhekeskuskoordinaattori)

**Linjaus:** {decision: Perhepesän aukiolo jatkuu syksyllä.}
""",
    """\
# Turvallisuusryhmän kokous 7.2.2024

| Asia | Mitä havaittu | Mitä tehdään | Kenen vastuulla | Valmiina |
|---|---|---|---|---|
| Liikenne | {phenomenon: Mopoilla ajetaan väylällä} | {measure: Asennetaan ajoesteet} | tekniikka | 4/2024 |
| Koulut | {phenomenon: Energiajuomat yleistyvät} | {measure: Aihe otetaan esille} | rehtorit | kevät 2024 |
""",
    """\
# Koulujen hyvinvointikierros 2023

| Koulu | Hyvää | Kehitettävää | Lasten terveiset |
|---|---|---|---|
| Kirkonkylä | {joy: Kaverivälitunnit} | {concern: Ruokalan melu} | {resident_input: Pihalle uudet keinut} |
| Harju | {joy: Uusi piha} | {concern: Koulukyydin odotusajat} | {resident_input: Enemmän retkiä} |
""",
    """\
# Minnesanteckningar från välfärdsteamet 4.4.2024
Plats: Stadshuset

## Det här bekymrar oss
- {concern: Unga sover för lite}
- {concern: Köerna till talterapeut är långa}

## Det här är vi nöjda med
- {joy: Klubbverksamheten har fått fler deltagare}

## Nästa åtgärder
- {measure: Skolorna kontaktas}

## Vad vi har hört av invånarna
- {resident_input: Belysningen vid motionsspåret borde lagas}
""",
    """\
# Referat från nätverksmötet 5.5.2024

**Styrkor:** {joy: Samarbetet med föreningarna löper bra.}

**Svagheter:** {concern: Informationen når inte alla familjer.}

**Tecken i tiden:** {phenomenon: Fler familjer flyttar till landsbygden.}

**Uppgifter:** {measure: Fritidssektorn ordnar en infokväll.}
""",
    """\
# Skolrundan 2024

| Skola | Fungerar bra | Behöver utvecklas | Elevernas hälsning |
|---|---|---|---|
| Byskolan | {joy: Rastaktiviteterna} | {concern: Ventilationen} | {resident_input: En klättervägg} |
| Centrumskolan | {joy: Biblioteket} | {concern: Skolvägens trafik} | {resident_input: Längre raster} |
""",
    """\
# Hyvinvointiohjelman luonnos

## Päämäärämme
- {goal: Asukkaat liikkuvat enemmän}
- {goal: Yksinäisyys vähenee}

## Tärkeimmät asiat vuonna 2025
- {priority: Mielenterveyden edistäminen}
- {priority: Lähiliikuntapaikat}

## Miten teemme sen
- {means: Kyläkerhot ja kirjastoauto}
- {means: Liikuntaneuvonta}
""",
    """\
# Kuka kuuluu ja mitä tekee

## Hyvinvointijohtoryhmän kokoonpano
- {role: kunnanjohtaja (pj)}
- {role: sivistysjohtaja}
- {role: tekninen johtaja}
- {role: hyvinvointikoordinaattori (sihteeri)}

## Mitä hyvinvointijohtoryhmä tekee
- {role: seuraa hyvinvointisuunnitelman toteutumista}
- {role: sovittaa yhteen toimialojen työtä}
""",
    """\
# Vuosikello

| Vaihe | Ajankohta | Vastuu |
|---|---|---|
| {process_step: Tilastotietojen kokoaminen} | tammi–helmikuu | hyvinvointikoordinaattori |
| {process_step: Toimialojen täydennykset} | maaliskuu | toimialat |
| {process_step: Käsittely} | toukokuu | kunnanhallitus |
""",
    """\
# Hyvinvointiteot ja jarrut 2023

## Mitä saimme aikaan
- {deed: Avattiin kuntoportaat}
- {deed: Koulutettiin 20 mielenterveyden ensiauttajaa}

## Mikä hidasti työtä
- {brake: Henkilöstö vaihtui}
- {brake: Määrärahat loppuivat kesken}
""",
    """\
# Goda gärningar och hinder

## Det här gjorde vi
- {deed: Ordnade en familjedag}
- {deed: Byggde en frisbeegolfbana}

## Det här bromsade oss
- {brake: Brist på personal}
- {brake: Lokalerna var stängda}
""",
    """\
# Nuorisovaltuuston ja päättäjien ilta 11.11.2024

## Mitä nuoret sanoivat
- {resident_input: Bussit kulkevat huonosti iltaisin}
- {resident_input: Kesätöitä pitäisi olla enemmän}

## Mitä luvattiin
- {decision: Kesätyöpaikkojen määrä tarkistetaan}
""",
    """\
# Asukasilta Kuusikylässä
Asukkaiden esille nostamia asioita:
- {resident_input: Tievalot sammuvat liian aikaisin}
- {resident_input: Uimaranta tarvitsee laiturin}
Kuntaan toivotaan:
- {resident_input: lisää vuokra-asuntoja}
- {resident_input: kerhoja ikäihmisille}
""",
    """\
# Kyselyn tulokset
Kyselyyn vastasi 212 kuntalaista.
Vastauksissa korostui:
- {resident_input: Luonto ja turvallisuus ovat parasta kunnassa}
- {resident_input: Palvelut ovat kaukana}
""",
    """\
# Ohjausryhmän esitys
Ohjausryhmä esittää:
- {proposal: hyvinvointikoordinaattorin työaika lisätään 80 prosenttiin}
- {proposal: kylätaloille varataan avustusta}
Esitykset lautakunnalle:
- {proposal: Uimahallin sisäänpääsy alennetaan}
""",
    """\
# Gruppens förslag till nämnden
- {proposal: Simhallen hålls öppen på söndagar}
- {proposal: En ungdomsledare anställs}
""",
    """\
# Hankesuunnitelman kärjet
Kolme kärkeä:
- {priority: Liikunta}
- {priority: Mielen hyvinvointi}
- {priority: Osallisuus}
""",
    """\
# Prioriteringar och fokus

## Fokus 2025
- {priority: Barns rörelse}
- {priority: Äldres trygghet}

## Mål för perioden
- {goal: Fler rör på sig}

## Hur vi når dit
- {means: Motionsrådgivning i varje by}
""",
    """\
# Koulukierroksen huomiot

## Erityistä huomiota vaatii
- {concern: Sisäilma alakoulussa}

## Positiiviset havainnot
- {joy: Kouluruoka maistuu}

## Toimenpide-ehdotukset
- {proposal: Sisäilmaryhmä kutsutaan koolle}
""",
    """\
# Ehkäisevän työn verkosto 6.2.2025
Läsnä: 8 henkilöä

**Mikä ihmetyttää?** {phenomenon: Kirjastoon tullaan tekemään etätöitä.}

**Missä onnistuttiin:** {joy: Yhteinen vanhempainilta keräsi 70 osallistujaa.}

**Mikä huolettaa?** {concern: Vertaisohjaajia ei löydy tarpeeksi.}

**Mitä luvattiin tehdä:** {measure: Nuorisotyö tekee esitteen.}
""",
    """\
# Hyvinvointiryhmä, muistio 3/2024
§ 1 Kokouksen avaus
§ 2 {agenda_item: Kouluterveyskysely}
Käytiin läpi tulokset. {concern: Ryhmää huolestuttaa kahdeksasluokkalaisten poikien päihdekokeilut.}
{decision: Ryhmä päätti pyytää rehtoreilta selvityksen poissaoloista.}
§ 3 {agenda_item: Avustusten jako}
Perustelut: Vuonna 2023 lautakunta päätti jakaa avustukset kahdessa erässä.
Ehdotus: {proposal: Avustukset jaetaan yhdessä erässä toukokuussa.}
Päätös: {decision: Ehdotus hyväksyttiin.}
§ 4 Muut asiat
§ 5 Kokouksen päättäminen
""",
    """\
# Ungdomsfullmäktige träffar beslutsfattare

## Vad ungdomarna lyfte fram
- {resident_input: Bussarna går för sällan på helgerna}
- {resident_input: Skolmaten borde vara godare}

## Vad beslutsfattarna lovade
- {decision: Busstidtabellen tas upp med grannkommunen}

## Idéer att jobba vidare med
- {proposal: Ett ungdomscafé i gamla brandstationen}
""",
    """\
# Ikäryhmittäinen koonti

## Lapset 0–6 v
Vahvuudet
- {joy: Neuvolan palvelut ovat lähellä}
Kehittämiskohteet
- {concern: Avoin varhaiskasvatus puuttuu}

## Työikäiset
Vahvuudet
- {joy: Työllisyys on parantunut}
Kehittämiskohteet
- {concern: Mielenterveyssyistä johtuvat poissaolot kasvavat}
""",
    """\
# Toimialojen teot ja esteet 2024

| Toimiala | Mitä tehtiin | Mikä vaikeutti |
|---|---|---|
| Sivistystoimi | {deed: Koulujen liikuntatunnit lisääntyivät} | {brake: Salivuorot loppuivat kesken} |
| Tekninen toimi | {deed: Kevyen liikenteen väylä valmistui} | {brake: Rakentaminen kallistui} |
""",
    """\
# Palautekooste

## Poimintoja asiakaspalautteesta
- {resident_input: Hakemuslomake on vaikea täyttää}
- {resident_input: Puhelimeen vastataan hyvin}

## Kehittämisehdotuksia lautakunnalle
- {proposal: Lomake käännetään selkokielelle}

## Seuraavat stepit
- {measure: Lomakkeen testaus asiakasraadissa}
""",
    """\
Moikka,
tässä eilisen palaverin muistiinpanot (12.9.2024).
Paikalla olivat rehtori, kuraattori, nuoriso-ohjaaja ja koulupoliisi.

{phenomenon: Iltaisin on näkynyt paljon nuoria koulun pihalla.}
{concern: Huolta aiheuttaa erityisesti ilkivalta.}
{joy: Hyvää on se, että vanhemmat ovat lähteneet mukaan iltapartiointiin.}

Jatkosta sovittiin seuraavaa:
- {decision: rehtori tiedottaa koteja}
- {decision: nuoriso-ohjaaja jalkautuu pihalle perjantaisin}
""",
    """\
# Asukasraati 2.10.2024
Kirjaston kokoushuone, 14 osallistujaa

## Raatilaisten mielipiteitä
- {resident_input: Joukkoliikenne kulkee huonosti}
- {resident_input: Puistot ovat siistejä}

## Raadin suositukset kunnalle
- {proposal: Palveluliikenne lauantaisin}
""",
    """\
# Hyvinvointityön vuosi

| Milloin | Mitä | Kuka |
|---|---|---|
| Helmikuu | {process_step: Indikaattoritiedot kootaan} | koordinaattori |
| Huhtikuu | {process_step: Kertomuksen käsittely} | johtoryhmä |
""",
    """\
# Muistio 1.2.2024

| Toimenpide | Vastuu | Aikataulu | Tila |
|---|---|---|---|
| {measure: Kuntosaliohjaus ikäihmisille} | Liikunta | syksy | toteutunut |
| {measure: Iltakahvila} | Nuorisotyö | kevät | ei aloitettu |
""",
    """\
# Nuorten palvelut -työryhmä 5.5.2024
1. Kokouksen avaus
2. {agenda_item: Nuorten päihdetilanne}
Etsivä nuorisotyö kertoi, että tilanne on rauhallinen.
1. Alkoholi
2. Nuuska
3. Sähkötupakka
3. {agenda_item: Kesätoiminta}
{decision: Päätettiin järjestää leiri heinäkuussa.}
4. Seuraava kokous
""",
]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.partition("\n")[0].strip("# ")[:40])
def test_a_note(note: str, write: Write, read: Read) -> None:
    written = _LABEL.sub(r"\g<text>", note)
    found = kinds(read(write(written, "muistio.md")))
    expected = [(match["kind"], match["text"].rstrip(" .")) for match in _LABEL.finditer(note)]
    assert sorted((kind, text.rstrip(" .")) for _, kind, text in found) == sorted(expected)
