"""Questions in words → answers with their quotes, or an honest "not stated"."""

from comity.ask.answering import ask
from comity.ask.card import Card, Verdict

__all__ = ["Card", "Verdict", "ask"]
