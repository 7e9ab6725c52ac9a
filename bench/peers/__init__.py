"""The same memberships and the same questions in other engines: is a graph worth it, and where is it not?

Every engine answers who was reached, at which level and from which day on, by one rule set; the answers are compared
set by set before a time is believed. One module an engine.
"""
