"""Realistic workbooks of a made-up industrial park, and the truth that they describe."""

from loaders.sample.write import Truth, write_sample

__all__ = ["Truth", "write_sample"]
