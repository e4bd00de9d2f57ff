"""What our pages share: templates, style, embedded fonts, words, and a policy that forbids all else."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hyte.model import Language
from hyte.presentation.palette import css_variables

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"

ACCESSIBILITY_CHECKER = "'sha256-KTSJmUUM3yhJqOcLeRL8LahahJ2jnA0NU5T1HUqe2Vw='"
"""Hash of axe-core 4.14.1's `axe.min.js`: an auditor may run this one script in a published page, so that the
page can be checked as it stands. Another version needs a browser that is told to pass over the policy."""

_FONTS = {400: "SourceSans3-Regular.ttf.woff2", 600: "SourceSans3-Semibold.ttf.woff2"}


@cache
def words(language: Language) -> dict[str, str]:
    """The page's own words (contents, skip link, source …) in one language."""
    found: dict[str, dict[str, str]] = tomllib.loads((TEMPLATES / "strings.toml").read_text(encoding="utf-8"))
    return found[language]


@cache
def style(*sheets: str) -> Markup:
    """Palette, fonts and the named style sheets as the text of a `style` element."""
    rules = "".join(_compact((TEMPLATES / sheet).read_text(encoding="utf-8")) for sheet in sheets)
    # Only our own files go in, so nothing here can end the element early.
    return Markup(css_variables() + "".join(map(_font_face, sorted(_FONTS))) + rules)


@cache
def script(name: str) -> Markup:
    """A script of ours for a `script` element."""
    return Markup((TEMPLATES / name).read_text(encoding="utf-8"))


def policy(*, styles: str, scripts: str = "") -> str:
    """Content-Security-Policy of a page that holds all it shows: nothing is fetched, only our text runs."""
    rules = ["default-src 'none'", "img-src data:", "font-src data:", f"style-src '{_sha256(styles)}'"]
    allowed = [f"'{_sha256(scripts)}'"] if scripts else []
    rules.append(" ".join(["script-src", *allowed, ACCESSIBILITY_CHECKER]))
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def render(template: str, **values: Any) -> str:
    """Fill a template; every value that is no `Markup` is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def _font_face(weight: int) -> str:
    data = base64.b64encode((HERE / "fonts" / _FONTS[weight]).read_bytes()).decode("ascii")
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'Source Sans 3';font-weight:{weight};font-display:swap;src:{source}}}"


def _compact(sheet: str) -> str:
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.S)
    return re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", sheet)).strip()


def _sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
