"""Views of the graph for people: pages made from networkx graphs."""
