#include "terminal/kit/widgets/question_sheet.hpp"

#include <set>

#include "terminal/kit/widgets/widget_date.hpp"
#include "tests/kit/ui_fixture.hpp"

using namespace qiantai::ui;

namespace {

/// A sheet that asks something, with so many buttons of its own, alone in a window.
struct SheetWindow {
    explicit SheetWindow(std::size_t count)
        : buttons{BarButton{"main", Text::data("Do"), {.kind = ButtonKind::primary}},
                  BarButton{"other", Text::data("Or")}},
          window(resources.files, k_landscape, [this, count](Ui& ui) {
              const std::span own(buttons.data(), count);
              const Heading heading{Text::data("What?"), Text::data("P")};
              const auto now =
                  draw_question_sheet(ui, ui.screen(), {heading, 600, own},
                                      [&](Rect& inside) { inside.cut_top(ui.px(100)); });
              left |= now.left;
              if (now.pressed) pressed = now.pressed;
          }) {
        window.settings.motion = Motion::off;
        window.frames(3);
    }

    Resources resources;
    std::array<BarButton, 2> buttons;
    bool left = false;
    std::optional<std::size_t> pressed{};
    Headless window;
};

}  // namespace

TEST_CASE(
    "every sheet that asks is left by its cross, by cancel, by Esc and by a touch beside it") {
    for (const std::size_t count : {1, 2}) {
        CAPTURE(count);
        SheetWindow sheet(count);
        for (const auto* way : {"close sheet", "cancel"}) {
            sheet.left = false;
            REQUIRE(sheet.window.touch(way));
            CHECK(sheet.left);
        }
        sheet.left = false;
        sheet.window.key(ImGuiKey_Escape);
        CHECK(std::exchange(sheet.left, false));
        sheet.window.touch_at({20, 400});
        CHECK(sheet.left);
        CHECK_FALSE(sheet.pressed);
        REQUIRE(sheet.window.touch("main"));
        CHECK(sheet.pressed == 0u);
        CHECK((sheet.window.seen().find("other") == nullptr) == (count == 1));
    }
}

TEST_CASE("what is missing is said as a whole") {
    SheetWindow sheet(1);
    const auto& ui = sheet.window.ui();
    CHECK(fill_first_text(ui, {}).empty());
    const std::array missing{Text::data("新货位"), Text::data("原因")};
    CHECK(fill_first_text(ui, std::span(missing).first(1)).utf8() == "请先填写新货位");
    CHECK(fill_first_text(ui, missing).utf8() == "请先填写新货位、原因");
}

TEST_CASE("all of the calendar is in sight on the smallest screens, thirteen months in two rows") {
    const Resources resources;
    // A year with a leap month, whose other months have their places beside it.
    const DatePick pick{.calendar = CalendarKind::lunar, .year = 1987, .month = 6, .decade = 1980};
    for (const auto size : {Headless::Size{1366, 768, 1.5f}, Headless::Size{1024, 600, 1}}) {
        CAPTURE(size.height);
        Headless window(resources.files, size,
                        [&](Ui& ui) { draw_date_sheet(ui, ui.screen(), Text::data("P"), pick); });
        window.settings.motion = Motion::off;
        window.frames(3);
        const auto& seen = window.seen();
        int cells = 0;
        std::set<float> month_rows;
        for (const auto& item : seen.items) {
            CAPTURE(item.name);
            CHECK(item.clip.contains(item.target));
            if (item.kind != ItemKind::key) continue;
            ++cells;
            CHECK(item.target.width() >= 48 * size.scale - 0.5f);
            CHECK(item.target.height() >= 48 * size.scale - 0.5f);
            if (item.name.starts_with("month")) month_rows.insert(item.target.top);
        }
        CHECK(cells == 10 + 10 + 13 + 30);
        CHECK(month_rows.size() == 2);
        for (const auto* heading : {"年", "月", "日"}) CHECK(seen.shows(heading));
        CHECK(seen.shows("请先选日"));
    }
}
