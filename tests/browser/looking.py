"""What can be wrong with a page: each function returns its findings in words."""

from pathlib import Path

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 700}
WIDE = {"width": 1280, "height": 900}

# Adds up how far things moved by themselves since the page began.
SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => {
  if (!entry.hadRecentInput) window.shifted += entry.value;
})).observe({type: "layout-shift", buffered: true});
"""
MOST_SHIFT = 0.02
MOST_REQUESTS = 12
MOST_BYTES = 100 * 1024
FILLED_IN = "form[method=post] :is(textarea, select, input:not([type=hidden]))"


class Axe:
    """Examines each page once, however many visitors come to the same."""

    def __init__(self):
        self.examined = set()

    def findings(self, page):
        content = page.inner_html("main")
        if content in self.examined:
            return []
        self.examined.add(content)
        return axe_findings(page)


def axe_findings(page):
    page.evaluate(AXE.read_text())  # past the content security policy
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "resultTypes": ["violations"],
    }
    result = page.evaluate("options => axe.run(document, options)", options)
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in result["violations"]]


def side_scroll(page):
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide"] if width > page.viewport_size["width"] else []


def restlessness(page):
    shifted = page.evaluate("window.shifted")
    return [f"moved by {shifted:.3f}"] if shifted > MOST_SHIFT else []


def missing_htmx(page):
    uses = "document.querySelector('[hx-get], [hx-post]')"
    is_missing = page.evaluate(f"Boolean({uses}) && !window.htmx")
    return ["exchanges parts, but has no htmx"] if is_missing else []


class Ears:
    """Hears what a page says to other houses and in the console."""

    def __init__(self, visitor):
        self.heard = []
        self.own = (visitor.house.url, "data:", "blob:")
        visitor.page.on("request", self.hear_request)
        visitor.page.on("console", self.hear_console)
        visitor.page.on("pageerror", lambda error: self.heard.append(str(error)))

    def hear_request(self, request):
        if not request.url.startswith(self.own):
            self.heard.append(f"asks {request.url}")

    def hear_console(self, message):
        """Violations of the content security policy are told here, too."""
        if message.type == "error":
            self.heard.append(f"console: {message.text}")

    def findings(self, page):
        heard, self.heard = self.heard, []
        return heard


class Wire:
    """Weighs each page as if it were the first that somebody visits."""

    def __init__(self, page):
        self.context = page.context
        self.wire = page.context.new_cdp_session(page)
        self.wire.send("Network.enable")
        self.wire.on("Network.responseReceived", self.hear_answer)
        self.wire.on("Network.loadingFinished", self.hear_end)
        self.forget()

    def forget(self):
        """Before each page: nothing is known here from an earlier one."""
        self.context.clear_cookies()
        self.wire.send("Network.clearBrowserCache")
        self.answers, self.sizes = {}, {}

    def hear_answer(self, event):
        self.answers[event["requestId"]] = event["type"], event["response"]["url"]

    def hear_end(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def findings(self, page):
        parts = {
            url: self.sizes.get(name, 0)
            for name, (kind, url) in self.answers.items()
            if kind != "Image" and not url.startswith("data:")
        }
        if len(parts) > MOST_REQUESTS:
            yield f"{len(parts)} requests without pictures: {sorted(parts)}"
        size = sum(parts.values())
        if size > MOST_BYTES:
            yield f"{size:.0f} bytes without pictures"
        yield from self.cookies(page)

    def cookies(self, page):
        """A page with a form to fill in may set one cookie, and only for the form."""
        allowed = {"formular"} if page.query_selector(FILLED_IN) else set()
        for name in {cookie["name"] for cookie in self.context.cookies()} - allowed:
            yield f"sets the cookie {name}"
