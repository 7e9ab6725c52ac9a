"""The pages of the analyses: each module declares one, by the skeleton that all have in common."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")  # each registers its own
