"""Shares as bars, each with its number: how much is known of what."""

from collections.abc import Iterable

from service.pages import parts

#: Below this share of what should be known, contacts are missed: its bar is marked.
LITTLE = 0.5


def bars(entries: Iterable[tuple[str, float | None]]) -> None:
    """Show names with shares from 0 to 1 as bars; what cannot be told has none."""
    with parts.tag("dl").classes("tv-bars"):
        for name, share in entries:
            parts.text("dt", name)
            with parts.tag("dd"):
                with parts.tag("span").classes("tv-share").props("aria-hidden=true"):
                    little = share is not None and share < LITTLE
                    filled = parts.tag("span").classes("tv-little" if little else "")
                    filled.style(f"width: {100 * (share or 0):.1f}%")
                parts.text("span", parts.percent(share) or "—").classes("tv-right")
