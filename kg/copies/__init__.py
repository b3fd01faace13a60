"""The same story twice: which articles are copies or versions of which, by their words."""
