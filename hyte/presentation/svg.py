"""A chart's SVG made small and harmless: the same picture in about half the bytes, always the same.

Styles become attributes, because a strict content security policy may forbid styles within an image.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hyte.errors import PublishingError

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_PATH_TOKEN = re.compile(r"[A-Za-z]|" + _NUMBER.pattern)
_TRANSLATE = re.compile(r"translate\(\s*([^\s,)]+)(?:[\s,]+([^\s,)]+))?\s*\)")
_SCALE = re.compile(r"scale\(\s*([^\s,)]+)")
_SCALE_ALONE = re.compile(r"scale\(([^\s,)]+)\)")
_PAIRED_HEX = re.compile(r"#([0-9a-fA-F])\1([0-9a-fA-F])\2([0-9a-fA-F])\3")
_UNIVERSAL = re.compile(r"^\s*\*\s*\{([^}]*)\}\s*$")
_COORDINATES = frozenset(
    {"x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "x2", "y1", "y2", "points"}
)
_REFUSED = frozenset({"script", "foreignObject", "iframe", "a", "animate", "set"})
_DIGITS = 2
_ARGUMENTS = {"M": 2, "L": 2, "Q": 4, "C": 6}


_REMEMBERED = 64
_compact: dict[str, None] = {}
"""The last pictures made here: a chart is asked for as it is drawn, and again where it is shown."""


def compact_svg(svg: str) -> str:
    """Round coordinates to what the eye can tell apart, drop comments, metadata and unused ids.

    The finer the scale that a coordinate is drawn at (letters), the fewer digits it keeps; the error stays
    below 0.01 units of the picture. The result has no XML declaration and quotes attributes with apostrophes.

    Raises
    ------
    PublishingError
        When the text is no well-formed SVG, or holds scripts or addresses outside itself.
    """
    if svg in _compact:
        return svg
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise PublishingError(f"the chart is no well-formed SVG: {error}.") from None
    if root.tag != f"{_SVG}svg":
        raise PublishingError("the chart's outermost element is no svg.", remedy="Give it the SVG namespace.")
    own = {"xmlns": "http://www.w3.org/2000/svg"} | _root_style(root)
    written = _written(root, _short_ids(root), own, 1.0)
    _compact[written] = None
    if len(_compact) > _REMEMBERED:
        del _compact[next(iter(_compact))]
    return written


def svg_data_uri(svg: str) -> str:
    """The compacted picture as a `data:` address, percent-encoded, which is shorter than base64."""
    return "data:image/svg+xml," + quote(compact_svg(svg), safe="'(),;:=/-._~!*+@?&$")


def svg_size(svg: str) -> tuple[float, float] | None:
    """Width and height from the `viewBox`, in the picture's own units; None when there is no view box."""
    found = re.search(r"viewBox=[\"']([^\"']+)[\"']", svg)
    numbers = [float(number) for number in _NUMBER.findall(found[1])] if found else []
    return (numbers[2], numbers[3]) if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0 else None


def _short_ids(root: ElementTree.Element) -> dict[str, str]:
    """Every id that something refers to, in document order, with a short name."""
    used: set[str] = set()
    for element in root.iter():
        for value in element.attrib.values():
            used.update(re.findall(r"url\(\s*['\"]?#([^)'\"]+)", value))
            if value.startswith("#") and not re.fullmatch(r"#[0-9a-fA-F]{3,8}", value):
                used.add(value[1:])
        href = element.get(_XLINK_HREF) or element.get("href") or ""
        used.add(href.removeprefix("#"))
    names = [element.attrib["id"] for element in root.iter() if element.get("id") in used]
    return {name: _letters(number) for number, name in enumerate(dict.fromkeys(names))}


def _letters(number: int) -> str:
    text = ""
    while True:
        number, rest = divmod(number, 26)
        text = chr(ord("a") + rest) + text
        if number == 0:
            return text
        number -= 1


def _root_style(root: ElementTree.Element) -> dict[str, str]:
    """matplotlib's one style rule, for all elements, as attributes that the elements inherit."""
    found: dict[str, str] = {}
    for style in root.iter(f"{_SVG}style"):
        rule = _UNIVERSAL.match(style.text or "")
        if rule is None:
            raise PublishingError("the chart holds a style sheet.", remedy="Write styles as attributes.")
        found |= _declarations(rule[1])
    return found


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _written(
    element: ElementTree.Element, ids: Mapping[str, str], extra: Mapping[str, str], scale: float
) -> str:
    if not isinstance(element.tag, str) or not element.tag.startswith(_SVG):
        return ""
    tag = element.tag.removeprefix(_SVG)
    if tag in ("metadata", "style"):
        return ""
    if tag in _REFUSED:
        raise PublishingError(f"the chart holds <{tag}>, which a report does not publish.")
    found = _SCALE.search(element.get("transform", ""))
    scale *= abs(float(found[1])) if found else 1.0
    attributes = dict(extra) | _attributes(element, tag, ids, scale)
    inner = escape((element.text or "").strip()) if tag in ("title", "desc", "text", "tspan") else ""
    inner += "".join(_written(child, ids, {}, scale) for child in element)
    if tag == "g" and not attributes:
        return inner
    if tag in ("g", "defs") and not inner:
        return ""
    written = "".join(
        " {}='{}'".format(name, escape(value, {"'": "&#39;"})) for name, value in attributes.items()
    )
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def _attributes(
    element: ElementTree.Element, tag: str, ids: Mapping[str, str], scale: float
) -> dict[str, str]:
    found: dict[str, str] = {}
    digits = _digits(scale)
    own_scale = _SCALE_ALONE.fullmatch(element.get("transform", ""))
    # Letters are drawn in units far below what the eye can tell apart: they are redrawn in larger ones.
    coarse = own_scale is not None and digits < 0 and _simple(element.get("d", ""))
    for name, value in element.attrib.items():
        if name == "id":
            if value in ids:
                found["id"] = ids[value]
        elif name == "style":
            found |= {key: _short(text, ids) for key, text in _declarations(value).items()}
        elif name in (_XLINK_HREF, "href"):
            if not value.startswith(("#", "data:image/png", "data:image/jpeg")):
                raise PublishingError(f"the chart leads outside itself, to {value[:60]!r}.")
            found["href"] = f"#{ids.get(value[1:], value[1:])}" if value.startswith("#") else value
        elif name.startswith("on") or name.startswith("{"):
            continue
        elif name == "d":
            found[name] = _path(value, digits if coarse else max(0, digits))
        elif name == "transform" and own_scale and coarse:
            found[name] = f"scale({float(own_scale[1]) * 10**-digits:.8g})"
        elif name == "transform":
            found[name] = _TRANSLATE.sub(lambda move: _moved(move, digits), value)
        elif name in _COORDINATES:
            found[name] = _NUMBER.sub(lambda number: _rounded(number[0], digits), value)
        else:
            found[name] = _short(value, ids)
    if tag == "use" and not {"x", "y"} & set(found):
        move = _TRANSLATE.fullmatch(found.get("transform", ""))
        if move:
            del found["transform"]
            found |= {key: value for key, value in (("x", move[1]), ("y", move[2] or "0")) if value != "0"}
    if tag == "svg":
        found.pop("version", None)
    return found


def _short(value: str, ids: Mapping[str, str]) -> str:
    value = re.sub(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)", lambda m: f"url(#{ids.get(m[1], m[1])})", value)
    return _PAIRED_HEX.sub(r"#\1\2\3", value) if re.fullmatch(r"#[0-9a-fA-F]{6}", value) else value


def _moved(move: re.Match[str], digits: int) -> str:
    parts = [_rounded(part, digits) for part in move.groups() if part is not None]
    return f"translate({','.join(parts)})"


@lru_cache(maxsize=8192)  # every chart brings the same letters
def _path(data: str, digits: int) -> str:
    """Path data in whole steps of the last digit, with relative commands where it has only absolute ones."""
    tokens = _PATH_TOKEN.findall(data)
    if not _simple(data):
        return _joined(token if token.isalpha() else _rounded(token, digits) for token in tokens)
    written: list[str] = []
    last = ""
    try:
        for command, numbers in _relative(tokens, digits):
            if command != last or command in "mz":
                written.append(command)
            written.extend(_step(number, max(0, digits)) for number in numbers)
            last = command
    except (KeyError, ValueError):
        raise PublishingError("the chart holds a path that cannot be read.") from None
    return _joined(written)


@lru_cache(maxsize=8192)
def _simple(data: str) -> bool:
    return bool(data) and {token for token in _PATH_TOKEN.findall(data) if token.isalpha()} <= set("MLQCZz")


def _relative(tokens: Sequence[str], digits: int) -> Iterator[tuple[str, list[int]]]:
    """Commands M L Q C Z as m l h v q c z; numbers in steps of the last digit, so that nothing drifts."""
    x, y, start = 0, 0, (0, 0)
    command, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at].upper(), at + 1
        if command == "Z":
            x, y = start
            command = ""
            yield "z", []
            continue
        count = _ARGUMENTS[command]
        steps = [round(float(token) * 10**digits) for token in tokens[at : at + count]]
        at += count
        moved = [step - (y if odd % 2 else x) for odd, step in enumerate(steps)]
        x, y = steps[-2:]
        if command == "M":
            start = (x, y)
            yield "m", moved
            command = "L"
        elif command == "L" and 0 in moved:
            yield ("h", moved[:1]) if moved[1] == 0 else ("v", moved[1:])
        else:
            yield command.lower(), moved


def _step(number: int, digits: int) -> str:
    return _trimmed(f"{number / 10**digits:.{digits}f}")


def _joined(tokens: Iterable[str]) -> str:
    written: list[str] = []
    for token in tokens:
        free = not written or token.isalpha() or written[-1].isalpha() or token.startswith("-")
        written.append(token if free else f",{token}")
    return "".join(written)


def _digits(scale: float) -> int:
    """Decimals that keep the error below 0.01 units of the picture; negative for tens and hundreds."""
    return _DIGITS + math.floor(math.log10(scale)) if 0 < scale < 1 else _DIGITS


def _rounded(number: str, digits: int) -> str:
    return _trimmed(f"{float(number):.{max(0, digits)}f}")


def _trimmed(text: str) -> str:
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
