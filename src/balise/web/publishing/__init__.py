"""From a draft to a post that was approved, published by hand, and can be retracted."""
