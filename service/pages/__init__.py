"""The web page: thin over the API, which it asks as whoever is signed in. ``with_pages`` puts it beside the API."""

from service.pages.mounting import with_pages

__all__ = ["with_pages"]
