"""What stays out of our logs: addresses that are keys, because who has them may act."""

import logging
import re

# The part of an address behind these words is a secret of whoever got the link.
SECRETS = re.compile(r"/(abbestellen|einladung|traeger)/[^/\s?'\"]{20,}")


class WithoutKeys(logging.Filter):
    """Takes personal links out of whatever is logged, whoever logs it."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        hidden = SECRETS.sub(r"/\1/…", text)
        if hidden != text:
            record.msg, record.args = hidden, ()
        return True
