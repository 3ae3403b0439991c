"""Makes the PDF files beside it, the same bytes each time. Needs reportlab (the ``samples`` extra); run it from anywhere."""

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

HERE = Path(__file__).parent
PAIRS = [
    "Arland and Belland have traded grain, wool and timber since the old",
    "road over the pass was opened. Their councils meet twice a year, and coop-",
    "eration has deepened with every harvest. A long-",
    "term agreement on water is under negotiation; a long-term peace is not.",
]
SECOND = [
    "Carland, which lies to the south, has observed the talks without tak-",
    "ing part. It supplies both with salt.",
]


def canvas(name: str, **options: object) -> Canvas:
    return Canvas(str(HERE / name), pagesize=A4, invariant=1, pageCompression=1, **options)


def lines(page: Canvas, texts: list[str], y: float, *, x: float = 72, font: str = "Helvetica", size: float = 11) -> float:
    for text in texts:
        page.setFont(font, size)
        page.drawString(x, y, text)
        y -= size * 1.25
    return y


def frame(page: Canvas, number: int) -> None:
    lines(page, ["Valley Institute, Working Papers"], 810, size=8)
    lines(page, [f"Page {number} of 3"], 30, x=280, size=8)


def report() -> None:
    page = canvas("report.pdf")
    page.setTitle("Microsoft Word - draft7.docx")
    page.setAuthor("Jane Doe")
    frame(page, 1)
    y = lines(page, ["Two valleys and their trade"], 770, font="Helvetica-Bold", size=20)
    y = lines(page, ["By Jane Doe and Ali Roe", "Published 3 May 2024"], y - 8)
    y = lines(page, ["Water and grain"], y - 16, font="Helvetica-Bold", size=14)
    y = lines(page, PAIRS, y - 6)
    y = lines(page, SECOND, y - 8)
    y = lines(page, ["Key goods include:"], y - 8)
    for mark, text in (
        ("•", "Wool: Arland sells wool to Belland."),
        ("•", "Timber: Belland sends timber down the"),
        ("", "river every spring."),
    ):
        y = lines(page, [mark], y, x=80) + 11 * 1.25
        y = lines(page, [text], y, x=94)
    lines(page, ["The sale of salt has not been dis-"], y - 8)
    page.setFont("Helvetica", 7)
    page.drawString(72, 60, "1 Figures of the valley council, rounded.")
    page.showPage()
    frame(page, 2)
    y = lines(page, ["cussed since the flood."], 770)
    y = lines(page, ["Figures"], y - 16, font="Helvetica-Bold", size=14)
    y = lines(page, ["The table shows what was traded:"], y - 6)
    table = Table(
        [["Good", "Arland", "Belland"], ["Grain", "$3 million", "$4 million"], ["Wool", "much of it\nfor export", "little"]]
    )
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONTSIZE", (0, 0), (-1, -1), 10)]))
    _, height = table.wrapOn(page, 400, 400)
    table.drawOn(page, 72, y - height - 6)
    y = lines(page, ["Outlook"], y - height - 30, font="Helvetica-Bold")
    lines(page, ["Belland could join the customs union."], y - 4)
    page.showPage()
    frame(page, 3)
    lines(page, ["The end of the story is open."], 770)
    page.save()


def columns() -> None:
    page = canvas("columns.pdf")
    lines(page, ["A paper in two columns"], 780, font="Helvetica-Bold", size=18)
    left = (
        ["Arland supplies its neighbour over the pass"]
        + [f"with grain of every sort and of kind number {n}" for n in range(1, 12)]
        + ["and nothing else at all."]
    )
    right = (
        ["Belland, on the other hand, has no grain: it"]
        + [f"sends back wool and cloth of the dye number {n}" for n in range(1, 12)]
        + ["and asks for more grain."]
    )
    lines(page, left, 740, x=72, size=10)
    lines(page, right, 740, x=320, size=10)
    page.save()


def scanned() -> None:
    page = canvas("scanned.pdf")
    page.rect(72, 400, 300, 300, fill=1)
    page.save()


def locked() -> None:
    page = canvas("locked.pdf", encrypt=StandardEncryption("secret", ownerPassword="owner", canPrint=0))
    lines(page, ["Nobody reads this."], 770)
    page.save()


if __name__ == "__main__":
    report()
    columns()
    scanned()
    locked()
