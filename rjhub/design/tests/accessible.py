"""What axe finds on the page that is open."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Only what is wrong comes back: all that axe found right takes the browser longer to hand over than to find.
_ASK = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(
    found => found.violations.map(each => `${each.id}: ${each.nodes[0].html}`))"""


def broken_rules(page: Page, rules: tuple[str, ...] = RULES) -> list[str]:
    """Each rule that the page breaks, with the first element that breaks it."""
    page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(_ASK, list(rules))
    return found
