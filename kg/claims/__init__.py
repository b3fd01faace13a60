"""What is said, whoever says it: claims derived from the contents of statements."""
