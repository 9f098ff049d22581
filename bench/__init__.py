"""Speed and memory of Gongkai beside Hugo, on the same law records. Run with `python -m bench`."""
