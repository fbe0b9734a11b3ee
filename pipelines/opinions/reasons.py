"""Why a text is set apart: short keys that the wording of the pages translates."""

NO_WORDS = "no words"
LINK = "link or removed text only"
NO_ANSWER = "says there is no answer"
LATER = "puts the answer off"
ELSEWHERE = "refers to another contribution only"
STANCE = "agrees or disagrees only"
GREETING = "greeting or thanks only"
SMALL_TALK = "a reaction without a subject of its own"
PROCEDURE = "leads the conversation on"
FACILITATOR = "turn of a facilitator"
QUESTION = "repeats the question only"

REASONS = (
    NO_WORDS,
    LINK,
    NO_ANSWER,
    LATER,
    ELSEWHERE,
    STANCE,
    GREETING,
    SMALL_TALK,
    PROCEDURE,
    FACILITATOR,
    QUESTION,
)
