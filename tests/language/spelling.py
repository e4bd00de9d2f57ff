"""Finnish spelling and inflection by Voikko, for tests: which words of a text are no Finnish words."""

from __future__ import annotations

import ctypes
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import lxml.html

from hyte.language.numbers import NBSP
from hyte.language.place_names import Case, PlaceNames
from hyte.reference.areas import Areas

LIBRARY = "libvoikko.so.1"
# Debian and Ubuntu have the library and the vocabulary in packages of these names.
PACKAGES = "libvoikko1 and voikko-fi"
ALLOWED = Path(__file__).with_name("allowed_words.toml")

# The figure in front belongs to its word: 24-vuotiaat.
_WORD = re.compile(r"(?:\d+\.?-)?[^\W\d_]+(?:[-:’'][^\W\d_]+)*-?")
_ABBREVIATION = re.compile(r"[A-ZÅÄÖ]{2,5}(?::[a-zäö]+)?|[bcdfghjklmnpqrstvwxz]{2,5}")
_NO_PROSE = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+"
    r"|\bpipeline\.py(?: [\w-]+)*"
    r"|\b[\w/.-]+\.(?:csv|xlsx?|ods|px|json|docx|odt|pdf|html|md|txt|toml|py|ipynb)\b"
    r"|\bdata/\S+"
    r"|[”»][^”»]{1,400}[”»]"
    r'|"[^"]{1,400}"'
)
# Where a page has figures, names of files and what others wrote, not sentences of ours.
_NOT_OURS = "//table|//blockquote|//q|//cite|//code|//pre|//svg|//script|//style|//head|//dl[@class='cover']"
_BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dt",
    "dd",
    "figcaption",
    "div",
    "section",
    "td",
    "th",
}
_ENDINGS = (
    r"(?::?(?:n|a|ä|in|en|ia|iä|ta|tä|ssa|ssä|issa|issä|sta|stä|ista|istä|iin|een|"
    r"lla|llä|illa|illä|lle|ille|lta|ltä|t|ksi|iksi|kin))?"
)


class NoVoikkoError(Exception):
    """Voikko or its Finnish vocabulary is not on this machine."""


class Voikko:
    """Voikko by ctypes: the package of the distribution serves only the distribution's own Python."""

    def __init__(self) -> None:
        try:
            self._library = library = ctypes.CDLL(LIBRARY)
        except OSError as error:
            raise NoVoikkoError(
                f"{LIBRARY} is not on this machine; Debian's packages are {PACKAGES}"
            ) from error
        library.voikkoInit.restype = ctypes.c_void_p
        library.voikkoInit.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_char_p, ctypes.c_char_p]
        library.voikkoSpellCstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        library.voikkoAnalyzeWordCstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        library.voikkoAnalyzeWordCstr.restype = ctypes.POINTER(ctypes.c_void_p)
        library.voikko_mor_analysis_keys.argtypes = [ctypes.c_void_p]
        library.voikko_mor_analysis_keys.restype = ctypes.POINTER(ctypes.c_char_p)
        library.voikko_mor_analysis_value_cstr.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        library.voikko_mor_analysis_value_cstr.restype = ctypes.c_void_p
        library.voikko_free_mor_analysis.argtypes = [ctypes.POINTER(ctypes.c_void_p)]
        library.voikko_free_mor_analysis_value_cstr.argtypes = [ctypes.c_void_p]
        problem = ctypes.c_char_p()
        self._handle = library.voikkoInit(ctypes.byref(problem), b"fi", None)
        if not self._handle:
            why = (problem.value or b"").decode()
            raise NoVoikkoError(f"Voikko has no Finnish vocabulary ({why}); Debian's packages are {PACKAGES}")

    def knows(self, word: str) -> bool:
        """Whether this is a Finnish word, written right."""
        return bool(self._library.voikkoSpellCstr(self._handle, word.encode()) == 1)

    def analyses(self, word: str) -> list[Mapping[str, str]]:
        """What the word may be: BASEFORM, SIJAMUOTO, NUMBER and so on; none for an unknown word."""
        found = self._library.voikkoAnalyzeWordCstr(self._handle, word.encode())
        analyses: list[Mapping[str, str]] = []
        while found[len(analyses)]:
            analyses.append(self._fields(found[len(analyses)]))
        self._library.voikko_free_mor_analysis(found)
        return analyses

    def _fields(self, analysis: int) -> dict[str, str]:
        keys = self._library.voikko_mor_analysis_keys(analysis)
        fields = {}
        while key := keys[len(fields)]:
            value = self._library.voikko_mor_analysis_value_cstr(analysis, key)
            fields[key.decode()] = (ctypes.cast(value, ctypes.c_char_p).value or b"").decode()
            self._library.voikko_free_mor_analysis_value_cstr(value)
        return fields


@dataclass(frozen=True, slots=True)
class Speller:
    """Tells the words that are no Finnish ones; names of places and the allowed words are left alone."""

    voikko: Voikko
    names: frozenset[str]
    allowed: re.Pattern[str]

    def misspelt(self, text: str, also: Collection[str] = ()) -> list[str]:
        """Words of a text that are not Finnish, each once, in their order.

        Numbers, addresses, names of files, words in quotation marks, abbreviations, names of municipalities,
        counties and regions in any case, and the words of ``allowed_words.toml`` are passed over; so are the
        words `also`: names of one's own, and what others wrote.
        """
        prose = _NO_PROSE.sub(" ", text.replace("\u00ad", "").replace(NBSP, " "))
        found = dict.fromkeys(match[0] for match in _WORD.finditer(prose) if _is_whole(prose, match))
        return [word for word in found if word not in also and not self._is_right(word)]

    def misspelt_in_page(self, page: str, also: Collection[str] = ()) -> list[str]:
        """The same of a rendered report: its sentences, headings and lists, without tables and quotations."""
        return self.misspelt(prose_of(page), also)

    def _is_right(self, word: str) -> bool:
        if self._is_known(word):
            return True
        parts = [part for part in word.split("-") if part]
        return len(parts) > 1 and all(self._is_known(part) for part in parts)

    def _is_known(self, word: str) -> bool:
        # A dash at the end stands for a part that follows later: hyvinvointi- ja turvallisuustyö.
        bare = word.rstrip("-’'")
        if (
            len(bare) < 2
            or bare in self.names
            or self.allowed.fullmatch(bare)
            or _ABBREVIATION.fullmatch(bare)
        ):
            return True
        # Voikko reads 5-luokkalaiset, but not 5.-luokkalaiset.
        return any(self.voikko.knows(form) for form in (word, bare, bare.replace(".-", "-")))


def words_of(text: str) -> list[str]:
    """All words of a text, as `Speller.misspelt` parts them."""
    return [match[0] for match in _WORD.finditer(text)]


def _is_whole(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
    # What touches a figure or a mark belongs to a code, a unit or an ending: m2, osoitin_4, §:ään.
    return not re.search(r"[\d_:]", before) and not re.search(r"[\d_]", after)


def prose_of(page: str) -> str:
    """What a page says in sentences of its own, one block after the other."""
    tree = lxml.html.document_fromstring(page)
    for element in tree.xpath(_NOT_OURS):
        element.drop_tree()
    for element in tree.iter():
        if element.tag in _BLOCKS:
            element.tail = f"\n{element.tail or ''}"
    return str(tree.text_content())


@cache
def speller() -> Speller:
    """The speller with the names and words of the project.

    Raises
    ------
    NoVoikkoError
        When Voikko or its vocabulary is not here.
    """
    entries = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))
    words = [re.escape(word) for group in entries.values() for word in group]
    return Speller(Voikko(), _names(), re.compile(f"(?:{'|'.join(words)}){_ENDINGS}"))


def _names() -> frozenset[str]:
    areas = Areas.official()
    names = PlaceNames(areas)
    places = (*areas.all_municipalities, *areas.counties, *areas.regions)
    regions = [place.region_id for place in places] + [f"KU{merger.old_code}" for merger in areas.mergers]
    texts = [names.inflected(region, case, "fi") for region in regions for case in Case]
    # In Finnish text a Swedish name stands only as it is.
    texts += [place.name_sv for place in places]
    words = {word for text in texts for word in text.split()} | {text for text in texts if " " not in text}
    return frozenset(words | {part for word in words for part in word.split("-") if len(part) > 2})
