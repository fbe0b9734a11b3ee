"""REFI-QDA 1.5, the exchange format of qualitative software: QDC (a codebook) and QDPX (a project)."""
