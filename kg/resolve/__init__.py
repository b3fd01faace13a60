"""Who "the agency" is, and when "Sunday" was."""
