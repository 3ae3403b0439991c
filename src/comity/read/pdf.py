"""stub."""
from comity.errors import UnreadableDocument
from comity.read.parts import Draft


def read_pdf(name: str, data: bytes) -> Draft:
    """Stub."""
    raise UnreadableDocument("not yet", file=name)
