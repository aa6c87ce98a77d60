"""Answers to Markdown, Markdown to HTML, HTML to PDF."""
