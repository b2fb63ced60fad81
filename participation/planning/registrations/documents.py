"""Documents and the proof of their publication: what the house has to know."""
