"""Every rule's message and hint, in Chinese and English, once.

The key is the rule's name as editors see it. `{found}` and the other words in braces are filled
from the problem. A test holds this table against the bad cases in `tests/bad/`: no rule without
a case, no case without a rule.
"""

from gongkai.messages.content import CONTENT
from gongkai.messages.exhibition import EXHIBITION
from gongkai.messages.laws import LAWS
from gongkai.messages.loops import LOOPS
from gongkai.messages.message import Message

MESSAGES: dict[str, Message] = CONTENT | LAWS | LOOPS | EXHIBITION

__all__ = ["MESSAGES", "Message"]
