"""Styles and scripts of the page, as the browser gets them."""

from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).parent


def _content() -> str:
    files = sorted(path for path in STATIC.iterdir() if path.suffix in {".css", ".js", ".svg"})
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


#: Where they are served: browsers keep them for ever, so that another content has another address.
VERSIONED = f"/static/{_content()}"
#: The styles: what all pages share, then what one family of pages has of its own.
STYLES = ("truyvet.css", *sorted(path.name for path in STATIC.glob("*.css") if path.name != "truyvet.css"))
