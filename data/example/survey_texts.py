"""What invented residents wrote in words of their own, the commonest first."""

from __future__ import annotations

MISSING = (
    "Joukkoliikenne puuttuu kokonaan iltaisin ja viikonloppuisin.",
    "Bussivuorot kylille! Ilman autoa ei pääse mihinkään.",
    "Pienten vuokra-asuntojen hinnat ovat nousseet liikaa.",
    "Koulun sisäilmaongelmista ei kerrota vanhemmille.",
    "Yksinäisyys. Siitä ei kehdata puhua.",
    "Terveysasemalle ei saa aikaa, puhelin on aina varattu.",
    "Bussi kulkee vain kouluaikoina, kesällä ollaan jumissa.",
    "Jalkakäytävät ovat talvella peilijäässä.",
    "Nuorilla ei ole viikonloppuisin muuta paikkaa kuin kaupan piha.",
    "Kaikki pitää hoitaa verkossa, entä me joilla ei ole konetta?",
    "Mopojen ja skoottereiden ajo kevyen liikenteen väylillä.",
    "Ulkomailta muuttaneiden on vaikea saada ystäviä suomalaisista.",
    "Omaishoitajien jaksaminen, sijaista ei saa mistään.",
    "Kotihoidon hoitajat vaihtuvat joka päivä.",
    "Harrastukset maksavat liikaa, kahden lapsen perheessä ei ole varaa.",
    "Humalaiset linja-autoaseman puistossa pelottavat iltaisin.",
    "Päiväkotiryhmät ovat liian suuria.",
    "Työpaikkoja nuorille, kaikki muuttavat pois.",
    "Uimahallin lippu on kallis työttömälle.",
)
"""Concerns that the list of the groups lacks; the buses are the new theme."""

PERSONAL = "Kyytiasioista tietää Maija Kuvitelmala, p. 040 000 0155, kysykää häneltä."
"""An answer that tells whom to ring."""

MISSING_TAILS = (
    "Toivottavasti tähän tartutaan.",
    "Näin on ollut jo vuosia.",
    "Moni naapurikin sanoo samaa.",
    "Kiitos, että kysytte.",
    "Tästä pitäisi puhua enemmän.",
)

JOYS = (
    "Kirjasto ja sen ihana henkilökunta!",
    "Luontopolku ja kylätalkoot.",
    "Omatoimikirjasto on auki silloin kun itsekin ehdin.",
    "Naapurit auttavat toisiaan.",
    "Uimahallin maksuton aamuvuoro eläkeläisille.",
    "Perhekeskuksesta sai apua heti.",
    "Kielikahvilassa olen saanut uusia ystäviä.",
    "Varikko, siellä saa olla oma itsensä.",
    "Kävelyryhmä, jossa tulee lähdettyä sateellakin.",
    "Digituki kirjastossa, nyt osaan maksaa laskut.",
    "Kesätapahtumat torilla.",
    "Lapsen kerho heti koulupäivän jälkeen.",
)

SAMPLE_TEXTS = (
    "Palvelulinja kyliltä keskustaan auttaisi monia.",
    "Kiitos kirjastolle.",
    "Hiekoitus ajoissa, kiitos.",
    "Kaupungin viestintä on selkeämpää kuin ennen.",
    "Lisää penkkejä kävelyreiteille.",
    "Toivon iltaan digitukea, päivisin olen töissä.",
    "Lapsille maksuttomia harrastuksia.",
    "Nuorille töitä kesäksi.",
    "Vuokrat nousevat, palkka ei.",
    "Ystäväpalvelusta on ollut äidilleni iloa.",
    "Valaistus puuttuu pyörätieltä.",
    "Kuntosalin ajat ovat täynnä.",
)

SWEDISH_TEXTS = {
    2: "Bussturerna till skärgården slutar för tidigt.",
    5: "Mer svensk service på hälsostationen.",
    9: "Ensamheten bland äldre på vintern.",
    13: "Ungdomarna behöver ett eget ställe på helgerna.",
    18: "Bussen går inte alls på sommaren.",
}
"""By the respondent's number."""

JOY_TAILS = ("Kiitos siitä!", "Jatkakaa samaan malliin.", "Se tuo iloa arkeen.", "Siitä olen ylpeä.")
