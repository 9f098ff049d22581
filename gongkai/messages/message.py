"""What a rule says to an editor, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """What was found and expected, and how to mend it."""

    zh: str
    en: str
    hint_zh: str
    hint_en: str
    error: bool = True

    def text(self, language: str) -> str:
        return self.zh if language == "zh" else self.en

    def hint(self, language: str) -> str:
        return self.hint_zh if language == "zh" else self.hint_en
