"""The pages in Chromium, from a real server over a real store."""

import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.api.samples import FACTORY, HOSTILE, KIM, STATEMENTS
from tests.api.test_pages import PAGES
from tests.browser import DESK, PHONE, SMALL_PHONE, complaints, requested, sized

TEXT = "return document.getElementById('text').textContent"


def visit(chrome: Chrome, address: str, size: tuple[int, int] = DESK) -> None:
    sized(chrome, size)
    chrome.get("about:blank")
    complaints(chrome)
    requested(chrome)
    chrome.get(address)


@pytest.mark.parametrize("size", [SMALL_PHONE, PHONE, DESK])
@pytest.mark.parametrize("path", PAGES)
def test_page_fits_and_complains_of_nothing(chrome: Chrome, address: str, path: str, size: tuple[int, int]) -> None:
    visit(chrome, address + path, size)
    assert chrome.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert "broken" not in chrome.title.split(" · ")
    assert complaints(chrome) == []
    assert all(url.startswith((address, "data:", "chrome:", "about:")) for url in requested(chrome))


@pytest.mark.parametrize("document", [FACTORY, HOSTILE])
def test_marked_text_is_the_article(chrome: Chrome, address: str, document: object) -> None:
    assert document in (FACTORY, HOSTILE)
    text, identifier = (FACTORY.text, FACTORY.id) if document is FACTORY else (HOSTILE.text, HOSTILE.id)
    visit(chrome, f"{address}/document/{identifier}")
    assert chrome.execute_script(TEXT) == text


def test_hostile_article_adds_nothing_to_the_page(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{HOSTILE.id}")
    assert chrome.find_elements(By.CSS_SELECTOR, "main img, main svg, main script, a[href^='javascript']") == []
    assert chrome.execute_script("return document.title").startswith("</title><script>")
    assert complaints(chrome) == []


def test_search_finds_and_leads_to_the_place(chrome: Chrome, address: str) -> None:
    visit(chrome, address)
    chrome.find_element(By.NAME, "about").send_keys("epochal", Keys.TAB, "Kim", Keys.ENTER)
    WebDriverWait(chrome, 5).until(lambda browser: "about=" in browser.current_url)
    assert chrome.current_url == f"{address}/?about=epochal&source=Kim"
    (found,) = chrome.find_elements(By.CSS_SELECTOR, ".statement")
    assert "Kim Jong-un demanded" in found.text
    found.find_element(By.CSS_SELECTOR, ".proof a").click()
    WebDriverWait(chrome, 5).until(lambda browser: "#s-" in browser.current_url)
    lit = chrome.execute_script("return [...document.querySelectorAll('.on')].map((piece) => piece.textContent)")
    assert lit == ["Kim Jong-un", "called for", "“epochal change”"]
    assert "0.83" in chrome.find_element(By.ID, "panel").text
    assert complaints(chrome) == []


def test_nested_words_are_marked_twice_and_not_by_colour_alone(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}")
    nested = chrome.find_element(By.CSS_SELECTOR, ".text .in0.in1")
    assert nested.text == "“epochal change”"
    assert nested.value_of_css_property("background-image").count("linear-gradient") == 2
    assert chrome.find_element(By.CSS_SELECTOR, ".text .source").value_of_css_property("font-weight") == "700"
    assert chrome.find_element(By.CSS_SELECTOR, ".text .cue").value_of_css_property("font-style") == "italic"


def test_pointing_shows_the_innermost_statement_beside_the_text(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}")
    ActionChains(chrome).move_to_element(chrome.find_element(By.CSS_SELECTOR, ".text .in0.in1")).perform()
    panel = chrome.find_element(By.ID, "panel").text
    assert "Kim Jong-un demanded" in panel
    assert "what North Korean state media said" in panel
    assert "The Daily, citing North Korean state media, citing Kim Jong-un" in panel


def test_statements_around_are_offered(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}")
    chrome.find_element(By.CSS_SELECTOR, ".text .in0.in1").click()
    chrome.find_element(By.XPATH, "//*[@id='panel']//button[.='North Korean state media said']").click()
    assert "that Kim Jong-un called for" in chrome.find_element(By.CSS_SELECTOR, "#panel .quote").text


def test_statements_are_reached_by_keyboard(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}")
    chrome.execute_script("document.querySelector('.article-head a[rel]').focus()")
    shown = []
    for _ in STATEMENTS[:3]:
        ActionChains(chrome).send_keys(Keys.TAB).perform()
        shown.append(chrome.find_element(By.CSS_SELECTOR, "#panel .says").text)
    assert shown[0].startswith("North Korean state media said")
    assert shown[1].startswith("Kim Jong-un demanded")
    ActionChains(chrome).send_keys(Keys.ESCAPE).perform()
    assert "statements in this article" in chrome.find_element(By.ID, "panel").text


def test_address_with_offsets_lights_that_very_place(chrome: Chrome, address: str) -> None:
    """Offsets count code points, also behind an emoji and a carriage return."""
    start = FACTORY.text.index("warned")
    visit(chrome, f"{address}/document/{FACTORY.id}#char={start - 4},{start + 6}")
    lit = chrome.execute_script("return [...CSS.highlights.get('place')].map(String)")
    assert lit == [FACTORY.text[start - 4 : start + 6]]


@pytest.mark.parametrize("fragment", ["char=5,2", "char=90000,90001", "s-nothing", "%E0%A4%A", "char=0,99999"])
def test_address_with_a_wrong_place_breaks_nothing(chrome: Chrome, address: str, fragment: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}#{fragment}")
    assert complaints(chrome) == []


def test_tap_on_a_phone_opens_and_closes_the_card(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}", PHONE)
    panel = chrome.find_element(By.ID, "panel")
    assert not panel.is_displayed()
    chrome.find_element(By.CSS_SELECTOR, ".text .cue").click()
    assert panel.is_displayed()
    assert "North Korean state media said" in panel.text
    chrome.find_element(By.CSS_SELECTOR, "#panel .close").click()
    assert not panel.is_displayed()


def test_sheet_leaves_what_was_tapped_in_sight(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}", SMALL_PHONE)
    chrome.execute_script("document.querySelector('.article-head').style.marginBottom = '60vh'")
    tapped = chrome.find_elements(By.CSS_SELECTOR, ".text .cue")[-1]
    chrome.execute_script("arguments[0].scrollIntoView({ block: 'end' })", tapped)
    tapped.click()
    ends = "return [arguments[0].getBoundingClientRect(), document.getElementById('panel').getBoundingClientRect()]"
    piece, sheet = chrome.execute_script(ends, tapped)
    assert 0 <= piece["top"] < piece["bottom"] <= sheet["top"]


def test_enter_leads_into_the_panel_and_escape_back(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}")
    chrome.execute_script("document.querySelector('.article-head a[rel]').focus()")
    ActionChains(chrome).send_keys(Keys.TAB, Keys.TAB, Keys.ENTER).perform()
    focused = chrome.switch_to.active_element
    assert (focused.text, focused.get_attribute("class")) == ("Kim Jong-un", "who")
    ActionChains(chrome).send_keys(Keys.ESCAPE).perform()
    assert chrome.switch_to.active_element.get_attribute("aria-details") == "card-1"
    assert "statements in this article" in chrome.find_element(By.ID, "panel").text


def test_citation_is_copied(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}#s-{STATEMENTS[1].id}")
    grant = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": address}
    chrome.execute_cdp_cmd("Browser.grantPermissions", grant)
    chrome.find_element(By.CSS_SELECTOR, "#panel .cite summary").click()
    button = chrome.find_element(By.CSS_SELECTOR, "#panel .cite button")
    button.click()
    WebDriverWait(chrome, 5).until(lambda _: button.text == "Copied")
    copied = chrome.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied.startswith("Kim Jong-un demanded: “epochal change”, “Kim calls for change”, The Daily, 15 May 2024")
    start = FACTORY.text.index("“epochal change”")
    assert copied.endswith(f"/document/{FACTORY.id}#char={start},{start + 16}")


def test_card_of_a_picture_leads_on(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/network")
    chrome.switch_to.frame(chrome.find_element(By.TAG_NAME, "iframe"))
    chrome.find_element(By.ID, "find").send_keys("Kim Jong-un", Keys.ENTER)
    chrome.find_element(By.CSS_SELECTOR, "#card dd a").click()
    chrome.switch_to.default_content()
    WebDriverWait(chrome, 5).until(lambda browser: "had_from=" in browser.current_url)
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".statement")) == 1


def test_card_leads_to_the_source(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/document/{FACTORY.id}#s-{STATEMENTS[1].id}")
    chrome.find_element(By.CSS_SELECTOR, "#panel .who").click()
    WebDriverWait(chrome, 5).until(lambda browser: "/source/" in browser.current_url)
    assert chrome.current_url.endswith(KIM.id)


def test_network_is_drawn_in_its_frame(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/network")
    chrome.switch_to.frame(chrome.find_element(By.TAG_NAME, "iframe"))
    assert chrome.execute_script("return network.getConnectedNodes(arguments[0]).length", KIM.id) == 1
    assert chrome.execute_script("return window.origin") == "null"
    chrome.switch_to.default_content()
    assert complaints(chrome) == []


def test_figures_of_a_claim_stand_below_it_on_a_phone(chrome: Chrome, address: str) -> None:
    visit(chrome, f"{address}/claims?all=true", PHONE)
    row = chrome.find_element(By.CSS_SELECTOR, ".claims tbody tr")
    claim, figure = row.find_element(By.TAG_NAME, "td"), row.find_element(By.CSS_SELECTOR, "[data-of^='article']")
    assert claim.size["width"] > 0.85 * PHONE[0]
    assert figure.rect["y"] >= claim.rect["y"] + claim.size["height"]
    after = "return getComputedStyle(arguments[0], '::after').content"
    assert "article" in chrome.execute_script(after, figure)
    none = chrome.find_element(By.CSS_SELECTOR, ".claims td.none[data-of='deny']")
    assert chrome.execute_script(after, none) == '"no denial found"'
