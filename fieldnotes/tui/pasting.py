"""Decode what a terminal sends: keys as they come, and the words of a paste as nothing but words."""

import codecs
import time

_BREATH = 0.02  # seconds; nobody presses a key so soon behind a paste
_SIGNS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"


class PatientDecoder:
    """Decode what the terminal sends: a wrong byte is one wrong letter, and a paste is nothing but words.

    An escape inside a paste breaks it off in the framework: half of it is typed elsewhere, as keys. A mark
    inside it that says "the paste ends here" does the same in any terminal that lets it pass: what follows
    in the same breath was typed by nobody, and is words as well.
    """

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._in_paste = self._same_breath = False
        self._held = self._before = ""
        self._came = 0.0

    def decode(self, data: bytes, final: bool = False) -> str:
        """Return what came, the escapes of a paste as visible signs; half an end of one waits for its rest.

        Raises OSError where nothing came though there was something to read: the terminal is gone. The framework
        would ask it again, thousands of times a second, for ever.
        """
        if not data:
            raise OSError("the terminal is gone")
        now = time.monotonic()
        self._same_breath = self._same_breath and now - self._came < _BREATH
        self._came = now
        text, said = self._held + self._decoder.decode(data, final), []
        self._held = ""
        while text:
            piece, text = self._pasted(text, final) if self._in_paste else self._typed(text)
            said.append(piece)
        return "".join(said)

    def _typed(self, text: str) -> tuple[str, str]:
        """Return keys, which never wait, up to the beginning of a paste, and the rest."""
        whole = self._before + text
        at = whole.find(_PASTE_BEGINS)
        self._in_paste = at >= 0
        cut = at + len(_PASTE_BEGINS) - len(self._before) if self._in_paste else len(text)
        self._before = "" if self._in_paste else whole[1 - len(_PASTE_BEGINS) :]
        if not self._same_breath:
            return text[:cut], text[cut:]
        begins = _PASTE_BEGINS if self._in_paste else ""
        words = text[: max(0, cut - len(begins))].replace(_PASTE_ENDS, "")
        return words.translate(_SIGNS) + begins, text[cut:]

    def _pasted(self, text: str, final: bool) -> tuple[str, str]:
        """Return words of a paste, with its end where that came, and the rest."""
        words, found, rest = text.partition(_PASTE_ENDS)
        self._in_paste, self._same_breath = not found, bool(found)
        if not found and not final:
            self._held = _beginning_of(_PASTE_ENDS, words)
            words = words[: len(words) - len(self._held)]
        return words.replace("\x1b", "␛") + found, rest


def _beginning_of(mark: str, text: str) -> str:
    """Return the longest end of *text* with which *mark* begins, short of all of it."""
    return next((mark[:size] for size in range(len(mark) - 1, 0, -1) if text.endswith(mark[:size])), "")
