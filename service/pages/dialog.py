"""A window over the page in which something is asked; it opens as it is built, and goes when it is closed."""

from pathlib import Path

from nicegui.element import Element

from service.pages.visit import Visit


class Dialog(Element, component=Path(__file__).parent / "static" / "dialog.js"):
    """Built within a box of its own, which holds one at a time; what is built within stands in the window."""

    def __init__(self, visit: Visit, box: Element, *, heading: str) -> None:
        box.clear()
        with box:
            super().__init__()
        self._props.update(heading=heading, close=visit.say("close"))
        self.on("closed", box.clear)
