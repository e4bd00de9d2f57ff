"""`pipeline.toml` read strictly: an unknown key is refused with the nearest known name."""

from __future__ import annotations

import difflib
import os
import tomllib
from pathlib import Path
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from hyte.errors import UsageError
from hyte.model import Edition, Language

SETTINGS_FILE = "pipeline.toml"
PROCESSED_VARIABLE = "HYTE_PROCESSED"
"""Environment variable by which the pipeline tells a notebook where the processed tables are."""

SETTINGS_VARIABLE = "HYTE_SETTINGS"
"""Environment variable by which the pipeline tells a notebook which `pipeline.toml` holds."""

LOCAL = "local"
"""The executor that stands for worker processes of this machine."""

Format = Literal["html", "pdf", "xlsx"]
PeerRule = Literal["likeness", "county_and_group"]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _weight(default: float) -> Any:
    return Field(default, ge=0, le=100, allow_inf_nan=False)


class Folders(_Section):
    """Where things are; relative paths start at the folder of `pipeline.toml`."""

    raw: Path = Path("data/raw")
    processed: Path = Path("data/processed")
    output: Path = Path("output")
    working: Path = Path("working")
    """Where the working edition goes: it names persons, and must not lie among what is published."""
    notebooks: Path = Path("notebooks")


class Reports(_Section):
    """What is reported when the command line does not say."""

    reports: tuple[str, ...] = ("annual_report",)
    municipalities: tuple[str, ...] = ()
    """Names or codes; empty means every municipality that has a folder of its own in the raw data."""
    years: tuple[int, ...] = ()
    """Empty means the newest year that the raw data hold."""
    languages: tuple[Language | Literal["own"], ...] = ("own",)
    """`own` means the municipality's own languages: Finnish, Swedish, or both."""
    formats: tuple[Format, ...] = ("html", "pdf", "xlsx")
    edition: Edition = "public"
    """`working` puts back the personal data that are withheld from the public edition."""

    @field_validator("years")
    @classmethod
    def _years_are_years(cls, years: tuple[int, ...]) -> tuple[int, ...]:
        for year in years:
            if not 1990 <= year <= 2100:
                raise ValueError(f"{year} is not a report year")
        return years


class Likeness(_Section):
    """How peers are searched: how many, and how much each part of the likeness weighs."""

    peers: int = Field(8, ge=3, le=30)
    size: float = _weight(1.0)
    age: float = _weight(1.0)
    group: float = _weight(0.5)
    language: float = _weight(0.5)
    county: float = _weight(0.5)

    @model_validator(mode="after")
    def _something_weighs(self) -> Self:
        if not any((self.size, self.age, self.group, self.language, self.county)):
            raise ValueError("size, age, group, language and county cannot all be 0")
        return self


class Comparison(_Section):
    """How figures are set beside each other."""

    oldest_data: int = Field(5, ge=0, le=50)
    """An indicator whose newest figure is older than this many years is left to the coverage annex."""
    peer_rule: PeerRule = "likeness"
    """`likeness`: the most alike in the whole country; `county_and_group`: of the own county and group."""
    false_discovery: float = Field(0.0, ge=0, le=0.5, allow_inf_nan=False)
    """So large a share of the differences that are told may be false on average; 0: each is tested alone."""
    peers: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Peers of a municipality, chosen by hand: `"Heinola" = ["Iitti", "Hollola"]`; before any rule."""
    likeness: Likeness = Likeness()


class Disclosure(_Section):
    """From how many persons on a count is shown, by source; 0 where the source hides what it wants to."""

    sheets: int = Field(5, ge=0, le=100)
    """The municipality's own sheets, from which nobody has taken out small counts before."""
    sotkanet: int = Field(0, ge=0, le=100)
    statfin: int = Field(0, ge=0, le=100)
    thl: int = Field(0, ge=0, le=100)
    tea: int = Field(0, ge=0, le=100)


class Run(_Section):
    """How the work is done."""

    workers: int = Field(0, ge=0, le=256)
    """Worker processes; 0 means one for each core."""
    timeout: int = Field(600, ge=10)
    """Seconds that one cell of a notebook may take."""
    report_timeout: int = Field(3600, ge=10)
    """Seconds that a whole notebook may take."""
    memory: int = Field(2048, ge=0, le=1_048_576)
    """MiB that the process of a notebook may use for itself (Linux only); 0 sets no limit."""

    executor: str = LOCAL
    """`local`: worker processes of this machine; `tcp://host:8786`: the scheduler of a Dask cluster."""
    wait: int = Field(3600, ge=0)
    """Seconds to wait for another run that is writing into the same output folder."""

    @field_validator("executor")
    @classmethod
    def _local_or_address(cls, executor: str) -> str:
        if executor != LOCAL and not executor.startswith(("tcp://", "tls://")):
            raise ValueError(f"{executor!r} is neither {LOCAL!r} nor an address such as tcp://host:8786")
        return executor

    @field_validator("memory")
    @classmethod
    def _enough_to_start(cls, memory: int) -> int:
        if 0 < memory < 512:
            raise ValueError(
                f"{memory} MiB are too few for any notebook; give 512 or more, or 0 for no limit"
            )
        return memory


class Settings(_Section):
    """The whole of `pipeline.toml`."""

    folders: Folders = Folders()
    reports: Reports = Reports()
    comparison: Comparison = Comparison()
    disclosure: Disclosure = Disclosure()
    run: Run = Run()


def read_settings(path: Path) -> Settings:
    """Read a settings file; folders become absolute.

    Raises
    ------
    UsageError
        When the file is no TOML, or holds a key or a value that is not known.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            "The settings file cannot be read.",
            place=path.name,
            remedy="Restore pipeline.toml, or run the command in the project's folder.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The settings file is not valid TOML: {error}.", place=path.name, remedy="Mend that line."
        ) from error
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        raise UsageError(
            " ".join(dict.fromkeys(_problem(item) for item in error.errors())),
            place=path.name,
            remedy="Mend or remove the line.",
        ) from None
    base = path.resolve().parent
    folders = Folders(
        **{name: (base / folder).resolve() for name, folder in settings.folders.model_dump().items()}
    )
    return settings.model_copy(update={"folders": folders})


def find_settings(start: Path | None = None) -> Settings:
    """Find and read `pipeline.toml`: named by the environment, else in `start` or a folder above it.

    The environment's processed folder, when given, replaces the one of the file, so that a notebook reads
    what the pipeline has just written.
    """
    named = os.environ.get(SETTINGS_VARIABLE)
    path = Path(named) if named else _search((start or Path.cwd()).resolve())
    settings = read_settings(path)
    processed = os.environ.get(PROCESSED_VARIABLE)
    if processed:
        folders = settings.folders.model_copy(update={"processed": Path(processed).resolve()})
        settings = settings.model_copy(update={"folders": folders})
    return settings


def _search(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder / SETTINGS_FILE
    raise UsageError(
        f"No {SETTINGS_FILE} in {start} or above it.",
        remedy="Open the notebook or run the command inside the project's folder.",
    )


def _problem(item: Any) -> str:
    # A value that may be one of several kinds is refused once for each, with the kind at the end.
    keys = [str(key) for key in item["loc"] if isinstance(key, str) and not key.startswith("literal[")]
    name = ".".join(keys)
    if item["type"] != "extra_forbidden":
        return f"{name}: {_refusal(name, item)}"
    known: type[BaseModel] = Settings
    for key in keys[:-1]:
        section = known.model_fields[key].annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            known = section
    near = difflib.get_close_matches(keys[-1], known.model_fields, n=1, cutoff=0.5)
    names = f"did you mean {near[0]!r}?" if near else f"known names: {', '.join(known.model_fields)}."
    return f"Unknown setting {name!r}; {names}"


def _refusal(name: str, item: Any) -> str:
    context, kind = item.get("ctx", {}), item["type"]
    if kind == "literal_error":
        known = {
            "reports.languages": (*get_args(Language), "own"),
            "reports.edition": get_args(Edition),
            "comparison.peer_rule": get_args(PeerRule),
        }.get(name, get_args(Format))
        return f"{item['input']!r} is not one of {', '.join(known)}."
    if kind == "value_error":
        return f"{context['error']}."
    wanted = {
        "greater_than_equal": f"{context.get('ge', 0):g} or more",
        "less_than_equal": f"{context.get('le', 0):g} or less",
        "int_parsing": "a whole number",
        "int_type": "a whole number",
        "int_from_float": "a whole number",
        "float_parsing": "a number",
        "float_type": "a number",
        "finite_number": "a number",
        "string_type": "a text in quotation marks",
        "path_type": "a folder in quotation marks",
        "tuple_type": "a list in square brackets",
        "dict_type": "a section",
        "model_type": "a section",
    }.get(kind)
    return f"{item['input']!r} must be {wanted}." if wanted else f"{item['msg']}."
