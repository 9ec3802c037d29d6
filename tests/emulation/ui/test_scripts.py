"""What the scripts add to pages that work without them: keyboard, grid, autosave, one sending."""

import json

import pytest

pytestmark = pytest.mark.browser
ADDRESS = "/thu-vien-giao-dien/"


def focused(page, what):
    return page.evaluate(f"document.activeElement.{what}")


def test_the_keyboard_reaches_search_list_and_queue(open_page):
    page = open_page(ADDRESS)
    page.keyboard.press("/")
    assert focused(page, "id") == "q"
    page.locator("#q").blur()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page, "textContent") == "Sở Giáo dục, Khoa học và Công nghệ"
    page.keyboard.press("k")
    assert focused(page, "textContent") == "Sở Nội vụ"
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/ban-lam-viec/")


def test_a_key_typed_into_a_field_is_only_a_letter(open_page):
    page = open_page(ADDRESS)
    page.locator("#id_name").press_sequentially("j/?")
    assert page.locator("#id_name").input_value() == "j/?"
    assert not page.locator("#keys").is_visible()


def test_a_selection_shows_the_bulk_bar(open_page):
    page = open_page(ADDRESS)
    assert not page.locator(".bulk-bar").is_visible()
    page.locator("[data-select-all]").check()
    assert page.locator("[data-bulk-count]").text_content() == "5"
    assert page.locator(".bulk-bar").is_visible()


PASTE = """(cell, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_grid_is_entered_like_a_spreadsheet(open_page):
    page = open_page(ADDRESS)
    cells = page.locator(".grid-entry [data-cell]")
    cells.nth(0).focus()
    page.keyboard.press("Enter")
    assert focused(page, "value") == "1234.5"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert focused(page, "ariaLabel") == "Sở Nội vụ, lũy kế"
    cells.nth(0).evaluate(PASTE, "1.000,5\t2\r\n3\t4\r\n")
    assert [cells.nth(place).input_value() for place in range(4)] == ["1.000,5", "2", "3", "4"]
    assert page.locator("[data-sum=now]").text_content() == "1.003,5"
    assert page.locator("[data-blank=now]").text_content() == "3"


def make_autosaving(page, answer):
    asked = []

    def respond(route):
        asked.append(route.request.post_data)
        route.fulfill(**answer)

    page.route("**/tu-luu/", respond)
    page.evaluate("document.getElementById('sample-form').dataset.autosave = '/tu-luu/'")
    page.locator("#id_name").fill("Phong trào")
    return asked


def test_work_is_saved_by_itself_without_the_one_time_key(open_page):
    page = open_page(ADDRESS)
    body = json.dumps({"saved_at": "14:07", "version": 9})
    asked = make_autosaving(page, {"status": 200, "content_type": "application/json", "body": body})
    page.get_by_text("Đã lưu lúc 14:07").wait_for(timeout=8000)
    assert page.locator("#sample-form [name=version]").input_value() == "9"
    assert "Phong trào" in asked[0]
    assert 'name="once"' not in asked[0]


def test_a_failed_autosave_says_why(open_page):
    page = open_page(ADDRESS)
    body = json.dumps({"error": "Báo cáo đã được người khác sửa."})
    make_autosaving(page, {"status": 409, "content_type": "application/json", "body": body})
    page.get_by_text("Báo cáo đã được người khác sửa.").wait_for(timeout=8000)


def test_a_form_is_sent_once_however_often_it_is_clicked(open_page):
    page = open_page(ADDRESS)
    sent = []
    page.route("**/gui/", lambda route: sent.append(1))  # never answered, like a slow line
    page.evaluate(
        "Object.assign(document.getElementById('sample-form'), {method: 'post', action: '/gui/'})"
    )
    state = page.evaluate(
        """() => {
          const button = document.querySelector("#sample-form button[type=submit]");
          for (let click = 0; click < 3; click += 1) button.click();
          return button.getAttribute("aria-disabled");
        }"""
    )
    page.wait_for_timeout(300)
    assert state == "true"
    assert len(sent) == 1


def test_leaving_with_unsaved_work_warns(open_page):
    page = open_page(ADDRESS)
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.locator("#id_name").click()
    page.keyboard.type("Phong trào")
    page.goto("about:blank")
    assert asked == ["beforeunload"]
