"""How themes are found: settings, steps, embeddings, graph, communities, naming, the run folder."""
