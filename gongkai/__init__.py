"""Gongkai: records of a legislature in, a public bilingual website out."""

__version__ = "0.1.0"
