"""Strangers' queries: the SPARQL 1.1 Protocol over a store, in processes that can be killed."""
