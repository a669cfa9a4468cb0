"""A behaviour spec -> the documents that midtraining reads (after arXiv 2605.02087)."""
