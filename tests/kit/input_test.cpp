#include "tests/kit/ui_fixture.hpp"

#include "terminal/kit/core/press.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/widget_pad.hpp"

using namespace qiantai::ui;

namespace {

/// Twenty rows that scroll.
struct RowsWindow {
    RowsWindow()
        : window(resources.files, {400, 600, 1}, [this](Ui& ui) {
              ScrollArea scroll(ui, "rows", ui.screen());
              auto rest = scroll.content();
              for (int i = 0; i < 20; ++i) {
                  const auto press =
                      press_area(ui, rest.cut_top(80), fmt::format("row {}", i), Text());
                  if (press.pressed) pressed.push_back(i);
                  if (press.long_pressed) long_pressed.push_back(i);
              }
              scroll.finish(rest.top);
          }) {
        window.frames(3);
    }
    float top_of(std::string_view row) const { return window.seen().find(row)->target.top; }

    Resources resources;
    std::vector<int> pressed, long_pressed;
    Headless window;
};

}  // namespace

TEST_CASE("a touch presses, a drag scrolls and presses nothing") {
    RowsWindow rows;
    CHECK(rows.window.touch("row 2"));
    CHECK(rows.pressed == std::vector{2});
    const auto before = rows.top_of("row 5");
    rows.window.drag({200, 500}, {200, 300}, 10);
    CHECK(rows.pressed == std::vector{2});
    CHECK(rows.top_of("row 5") < before - 150);
}

TEST_CASE("content thrown runs on, and a touch stops it without pressing") {
    RowsWindow rows;
    rows.window.drag({200, 550}, {200, 250}, 4);
    const auto left_at = rows.top_of("row 19");
    CHECK(rows.window.ui().moving());
    rows.window.frames(2);
    CHECK(rows.top_of("row 19") < left_at);
    rows.window.touch_at({200, 300});
    CHECK(rows.pressed.empty());
    const auto stopped = rows.top_of("row 19");
    rows.window.frames(5);
    CHECK(rows.top_of("row 19") == stopped);
}

TEST_CASE("held for half a second is a long press and no press") {
    RowsWindow rows;
    CHECK(rows.window.hold("row 1", 0.6));
    CHECK(rows.long_pressed == std::vector{1});
    CHECK(rows.pressed.empty());
    CHECK(rows.window.hold("row 1", 0.1));
    CHECK(rows.pressed == std::vector{1});
}

TEST_CASE("a finger at rest asks for the frame in which the long press happens") {
    RowsWindow rows;
    rows.window.press({200, 40});
    REQUIRE(rows.window.ui().wake_s());
    CHECK(*rows.window.ui().wake_s() <= rows.window.now_s() + 0.5);
    rows.window.release();
    rows.window.frame();
    CHECK_FALSE(rows.window.ui().wake_s());
}

TEST_CASE("arrows walk through a list and bring what they reach into sight; Enter presses it") {
    RowsWindow rows;
    for (int i = 0; i < 12; ++i) rows.window.key(ImGuiKey_DownArrow);
    rows.window.key(ImGuiKey_Enter);
    REQUIRE(rows.pressed.size() == 1);
    CHECK(rows.pressed[0] >= 9);
    const auto* row = rows.window.seen().find(fmt::format("row {}", rows.pressed[0]));
    CHECK(row->clip.contains(row->target));
}

TEST_CASE("Tab reaches fields, typing fills them, Enter goes on to the next") {
    GalleryWindow gallery;
    gallery.window.settings.keyboard = ScreenKeyboard::off;
    gallery.open(GalleryPage::forms);
    gallery.clear(GalleryText::phone);
    gallery.clear(GalleryText::name);
    gallery.touch("phone");
    // What it means is not the field's to judge: nothing that was typed is swallowed.
    gallery.window.type("+86 １39-1182a0746");
    CHECK(gallery.text(GalleryText::phone) == "+86 139-1182a0746");
    gallery.window.key(ImGuiKey_Enter);
    gallery.window.type("Anna");
    CHECK(gallery.text(GalleryText::name) == "Anna");
    gallery.window.key(ImGuiKey_LeftArrow);
    gallery.window.key(ImGuiKey_Backspace);
    CHECK(gallery.text(GalleryText::name) == "Ana");
    gallery.window.chord(ImGuiMod_Ctrl, ImGuiKey_A);
    gallery.window.type("林");
    CHECK(gallery.text(GalleryText::name) == "林");
    gallery.window.key(ImGuiKey_Tab);
    CHECK(gallery.window.ui().memory().field.id == 0);
}

TEST_CASE("what a scanner typed into a field is taken back, and nothing else") {
    constexpr const char* k_scan_begins =
        "\x02"
        "8888";
    constexpr const char* k_scan_ends = "0001\x18";
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.clear(GalleryText::phone);
    gallery.touch("phone");
    gallery.window.type("139");
    gallery.window.type(k_scan_begins);
    CHECK(gallery.text(GalleryText::phone) == "1398888");
    gallery.window.type(k_scan_ends);
    CHECK(gallery.text(GalleryText::phone) == "139");
    // Somebody else has edited it meanwhile: it is theirs.
    gallery.window.type(k_scan_begins);
    gallery.window.key(ImGuiKey_Backspace);
    gallery.window.type(k_scan_ends);
    CHECK(gallery.text(GalleryText::phone) == "1398880001");
    gallery.window.type(k_scan_ends);
    CHECK(gallery.text(GalleryText::phone) == "13988800010001");
    gallery.open(GalleryPage::pads);
    gallery.state.pin = "1";
    gallery.window.type(k_scan_begins);
    gallery.window.type(k_scan_ends);
    CHECK(gallery.state.pin.empty());
}

TEST_CASE("a dialog takes all touches, Esc closes it, and what lies below cannot be reached") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::states);
    gallery.touch("对话框");
    CHECK(gallery.window.seen().shows("删除这位会员？"));
    CHECK(gallery.window.seen().find("对话框") == nullptr);
    gallery.window.touch_at({40, 120});
    CHECK(gallery.state.page == GalleryPage::states);
    CHECK_FALSE(gallery.state.modal);
    gallery.touch("对话框");
    gallery.window.key(ImGuiKey_Escape);
    CHECK_FALSE(gallery.state.modal);
}

TEST_CASE("a date is chosen by touch in both calendars") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::forms);
    gallery.touch("生日");
    gallery.touch("公历");
    CHECK(gallery.state.birthday_edited == DatePick{CalendarKind::solar, 1986, 9, false, 18, 1980});
    gallery.touch("90后");
    gallery.touch("year 1996");
    gallery.touch("12月");
    gallery.touch("day 31");
    gallery.touch("确定");
    CHECK(gallery.state.birthday == DatePick{CalendarKind::solar, 1996, 12, false, 31, 1990});
    CHECK_FALSE(gallery.state.modal);
}

TEST_CASE("a signature is kept as strokes and scrolls nothing") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::pads);
    const auto* pad = gallery.window.seen().find("pad");
    REQUIRE(pad != nullptr);
    const auto area = pad->target;
    gallery.window.drag({area.left + 20, area.bottom - 120}, {area.left + 200, area.bottom - 60},
                        8);
    gallery.window.drag({area.left + 40, area.bottom - 100}, {area.left + 40, area.bottom - 20}, 5);
    REQUIRE(gallery.state.strokes.size() == 2);
    CHECK(gallery.state.strokes[0].size() >= 8);
    CHECK(gallery.state.strokes[0].front().x < gallery.state.strokes[0].back().x);
    gallery.touch("重签");
    CHECK(gallery.state.strokes.empty());
}

TEST_CASE("pads take touches and physical digits") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::pads);
    gallery.state.amount.clear();
    gallery.state.pin.clear();
    gallery.window.frame();
    gallery.touch("5");
    gallery.touch("erase");
    gallery.touch("7");
    CHECK(gallery.state.amount == "7");
    CHECK(apply_pad_key("1234", PadKey::d5, 4) == "1234");
    CHECK(apply_pad_key("12", PadKey::erase, 4) == "1");
    CHECK(apply_pad_key("", PadKey::erase, 4).empty());
}

TEST_CASE("a table sorts by its headings, and a touch on a row chooses it") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::lists);
    gallery.touch("按账面排序");
    CHECK(gallery.state.sort == TableSort{1, SortOrder::descending});
    gallery.touch("按实盘排序");
    CHECK(gallery.state.sort == TableSort{2, SortOrder::ascending});
    gallery.touch("gift GF-0231");
    CHECK(gallery.state.table_row == 1u);
}

TEST_CASE("language and theme change while it runs") {
    GalleryWindow gallery;
    CHECK(gallery.window.seen().shows("控件一览"));
    gallery.window.settings.language = Language::en;
    gallery.window.settings.theme = ThemeKind::dark;
    gallery.window.frames(2);
    CHECK(gallery.window.seen().shows("Widget gallery"));
    CHECK(gallery.window.ui().theme()[Role::surface] == Color::hex(0x19211E));
}
