"""What the web page says, a table a page; each message stands in one of them."""

from service.messages.pages import finding, frame, signing_in, tracing

_TABLES = (frame.MESSAGES, signing_in.MESSAGES, finding.MESSAGES, tracing.MESSAGES)
PAGES: dict[str, tuple[str, str]] = {name: both for table in _TABLES for name, both in table.items()}
if len(PAGES) != sum(map(len, _TABLES)):
    raise ValueError("a message of the page stands in two tables")
