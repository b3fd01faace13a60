"""Who is "the agency", and when was "Sunday"?"""
