"""Reports of something seen: who says it, named or not; who receives which part; what they write to each other."""
