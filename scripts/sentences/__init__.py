"""What the sentence model is trained with: pairs, network, loop, export."""
