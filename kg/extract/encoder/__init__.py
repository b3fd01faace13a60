"""The trained encoder at work: pieces and windows in, spans and links out. Only numpy, tokenizers, onnxruntime."""
