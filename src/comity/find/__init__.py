"""Document → mentions: what a text names, before it is settled who is meant."""
