"""How the extraction model is made: corpus, network, loop, export. Needs PyTorch; nothing of it runs in the product."""
