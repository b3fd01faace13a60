"""The pages: how statements are put into words and marked in their articles, and the templates."""
