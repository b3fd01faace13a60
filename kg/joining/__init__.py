"""Statements that express one proposition, joined to one claim, as articles come and go."""
