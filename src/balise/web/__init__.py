"""The web application: from a draft to a post that is approved, published and proven."""
