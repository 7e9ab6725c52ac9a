"""What people read, in both languages: one catalogue, Vietnamese first. Commands, words of tables, and the page."""

from service.messages.commands import MESSAGES
from service.messages.pages import PAGES
from service.messages.words import WORDS

__all__ = ["MESSAGES", "PAGES", "WORDS", "say", "text", "word"]


def say(lang: str, message: str, /, **values: object) -> str:
    """Return a command's message in the language (vi or en). Raises KeyError for one that is not in the catalogue."""
    return MESSAGES[message][lang == "en"].format(**values)


def text(lang: str, message: str, /, **values: object) -> str:
    """Return a page's message in the language (vi or en). Raises KeyError for one that is not in the catalogue."""
    return PAGES[message][lang == "en"].format(**values)


def word(lang: str, name: str) -> str:
    """Return a word of tables and documents in the language."""
    return WORDS[name][lang == "en"] if name in WORDS else name
