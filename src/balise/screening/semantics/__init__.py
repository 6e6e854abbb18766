"""The meaning of whole sentences, where the extra ``semantic`` is installed: vectors, and nothing else."""
