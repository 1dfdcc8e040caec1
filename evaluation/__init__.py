"""Measuring musnad against hand-marked articles. Not shipped with the package."""
