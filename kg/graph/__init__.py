"""The store as networks: who relays whom, and how often."""
