"""Whole numbers of things: bounded, so that every page can show them."""

from typing import Annotated

from pydantic import Field

MOST = 999_999_999_999
"""The largest whole number a record may hold: nothing that is counted here comes near it, and every page can show it."""

Count = Annotated[int, Field(ge=0, le=MOST)]
"""How many there are of something, which may be none."""

Positive = Annotated[int, Field(ge=1, le=MOST)]
"""How many there are of something that is there."""
