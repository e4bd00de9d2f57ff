"""PDF files that cannot be read, or not as a whole: refused in plain words or told, never read as empty."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from hyte.errors import InputError

from .pdf_making import altered, at, drawn, lines_of, scan, texts, typeset

NOTE = typeset("= Huolenaiheet\n- Melu\n#pagebreak()\n= Ilonaiheet\n- Puistot")


def locked(user: str, owner: str) -> bytes:
    return altered(NOTE, lambda pdf: None, encryption=pikepdf.Encryption(user=user, owner=owner))


def refusal(data: bytes, folder: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        lines_of(data, folder)
    assert caught.value.remedy
    assert str(caught.value.place) == "muistio.pdf"
    return caught.value


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (locked("salasana", "toinen"), "locked with a password"),
        (NOTE[: len(NOTE) // 2], "cut short"),
        (NOTE[:-60], "cut short"),
        (b"%PDF-1.7\n", "cut short"),
        (b"%PDF-1.7\nroskaa\n%%EOF\n", "damaged"),
        (b"Ei tama ole PDF", "no PDF"),
        (b"PK\x03\x04" + bytes(100), "no PDF"),
        (scan(), "no text layer"),
        (drawn(b""), "only empty pages"),
    ],
)
def test_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    assert reason in refusal(data, tmp_path).reason


def test_without_the_end_of_a_file_for_the_web(tmp_path: Path) -> None:
    whole = altered(NOTE, lambda pdf: None, linearize=True)
    assert texts(whole, tmp_path) == ["Huolenaiheet", "Melu", "Ilonaiheet", "Puistot"]
    end = whole.index(b"%%EOF") + 6
    assert "cut short" in refusal(whole[:end], tmp_path).reason


def test_owner_restrictions_do_not_hinder(tmp_path: Path) -> None:
    assert texts(locked("", "omistaja"), tmp_path) == ["Huolenaiheet", "Melu", "Ilonaiheet", "Puistot"]


def test_pages_that_are_pictures_are_told(tmp_path: Path) -> None:
    def insert(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(scan())) as picture:
            for place in (1, 2, 4):
                pdf.pages.insert(place, picture.pages[0])

    lines, unread = lines_of(altered(NOTE, insert), tmp_path)
    assert unread == ("pages 2–3, 5 (pictures without text)",)
    assert [(line.text, line.page) for line in lines] == [
        ("Huolenaiheet", 1),
        ("Melu", 1),
        ("Ilonaiheet", 4),
        ("Puistot", 4),
    ]


def test_comments_and_form_fields_become_lines_and_attachments_are_told(tmp_path: Path) -> None:
    def annotate(pdf: pikepdf.Pdf) -> None:
        def note(kind: str, text: str) -> pikepdf.Dictionary:
            return pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name("/" + kind),
                Rect=[10, 10, 20, 20],
                Contents=pikepdf.String(text),
            )

        pdf.pages[1].Annots = pikepdf.Array(
            [note("Highlight", "Tarkista määrä"), note("Link", "linkki"), note("Popup", "toisto")]
        )
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("Huoli"), V=pikepdf.String("Melu"))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        pdf.attachments["liite.txt"] = b"ei lueta"
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('hei')")
        )

    lines, unread = lines_of(altered(NOTE, annotate), tmp_path)
    assert unread == ("attached files",)
    assert [(line.part, line.page, line.text) for line in lines if line.part] == [
        ("form field", None, "Huoli: Melu"),
        ("comment", 2, "Tarkista määrä"),
    ]
    assert not any("alert" in line.text for line in lines)


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    def damage(pdf: pikepdf.Pdf) -> None:
        stream = pdf.pages[1].Contents
        packed = bytearray(stream.read_raw_bytes())
        packed[len(packed) // 2] ^= 0xFF
        stream.write(bytes(packed), filter=pikepdf.Name.FlateDecode)

    data = altered(NOTE, damage, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    lines, unread = lines_of(data, tmp_path)
    assert unread == ("page 2 (damaged, read in part)",)
    assert [line.text for line in lines][:2] == ["Huolenaiheet", "Melu"]


def test_letters_without_a_meaning_are_told(tmp_path: Path) -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            del font["/ToUnicode"]

    one = typeset("= Huolenaiheet\n- Melu koulun pihalla ja sen ympärillä on lisääntynyt")
    assert "letters have no meaning" in refusal(altered(one, hide), tmp_path).reason


def bomb(pdf: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(pdf, b"")
    stream.write(zlib.compress(b"q Q " * 10_000_000, 9), filter=pikepdf.Name.FlateDecode)
    pdf.pages[0].Contents = stream


def twice_packed(pdf: pikepdf.Pdf) -> None:
    stream = pikepdf.Stream(pdf, b"")
    packed = zlib.compress(zlib.compress(b"q Q " * 10_000_000, 9), 9)
    stream.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]))
    pdf.pages[0].Contents = stream


def forms_in_forms(pdf: pikepdf.Pdf, orders: bytes = b"/A Do " * 10) -> None:
    inner = None
    for _ in range(12):
        form = pikepdf.Stream(pdf, b"0 0 m" if inner is None else orders)
        form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary({} if inner is None else {"/A": inner})
        )
        inner = pdf.make_indirect(form)
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"/A Do")
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inner))


def hidden_uses(pdf: pikepdf.Pdf) -> None:
    forms_in_forms(pdf, b"/A%\nDo /#41 Do " * 5)


def endless(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_indirect(pikepdf.Stream(pdf, b"/A Do /A Do"))
    form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
    pdf.pages[0].Contents = pikepdf.Stream(pdf, b"/A Do")
    pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))


def many_pages(pdf: pikepdf.Pdf) -> None:
    for _ in range(2000):
        pdf.add_blank_page()


@pytest.mark.parametrize("change", [bomb, twice_packed, forms_in_forms, hidden_uses, endless, many_pages])
def test_unreasonably_big(change: object, tmp_path: Path) -> None:
    data = altered(NOTE, change, stream_decode_level=pikepdf.StreamDecodeLevel.none)  # type: ignore[arg-type]
    assert "unreasonably big" in refusal(data, tmp_path).reason


def test_a_form_used_now_and_then_is_read(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        form = pikepdf.Stream(pdf, b"0 0 5 5 re f")
        form.Subtype, form.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
        data = drawn(at(72, 700, "Huolet: melu"))
        with pikepdf.open(io.BytesIO(data)) as page:
            page.pages[0].Resources.XObject = pikepdf.Dictionary(A=page.copy_foreign(pdf.make_indirect(form)))
            orders = page.pages[0].Contents.read_bytes() + b"/A Do " * 20
            page.pages[0].Contents = pikepdf.Stream(page, orders)
            out = io.BytesIO()
            page.save(out)
    assert texts(out.getvalue(), tmp_path) == ["Huolet: melu"]


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_is_read_or_refused_and_never_more(seed: int, tmp_path: Path) -> None:
    data = bytearray(NOTE)
    place = (seed * 7919) % len(data)
    match seed % 3:
        case 0:
            data[place] ^= 0x5A
        case 1:
            del data[place : place + 20]
        case _:
            data[place:place] = bytes(range(seed, seed + 20))
    try:
        lines, unread = lines_of(bytes(data), tmp_path)
    except InputError:
        return
    whole = {"Huolenaiheet", "Melu", "Ilonaiheet", "Puistot"}
    assert unread or {line.text for line in lines} >= whole
