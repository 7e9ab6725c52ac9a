"""Ugly workbooks as firms send them, made up, and the whole outcome of each beside them."""
