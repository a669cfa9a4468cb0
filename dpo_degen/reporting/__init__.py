"""A run folder in; summary.json, report.html and cards out."""
