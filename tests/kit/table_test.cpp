#include "tests/kit/layout_check.hpp"
#include "tests/kit/ui_fixture.hpp"

#include "terminal/kit/widgets/widget_table.hpp"

using namespace qiantai::ui;

namespace {

/// A table of so many people in a window of this size, alone.
struct TableWindow {
    explicit TableWindow(Headless::Size size, std::size_t count = 12)
        : window(files, size, [this, count](Ui& ui) {
              const std::array columns{
                  TableColumn{.title = Text::data("Name"), .width = ui.px(240)},
                  TableColumn{.title = Text::data("Tier"), .width = ui.px(140)},
                  TableColumn{.title = Text::data("Last seen"), .width = ui.px(140)}};
              auto rest = ui.screen();
              const auto result = draw_table(
                  ui, rest, "people",
                  {.columns = columns,
                   .row_count = count,
                   .row = [&](std::size_t i) -> TableRow {
                       ++rows_asked;
                       return {
                           .name = fmt::format("row {}", i),
                           .person = {.name = Text::data(fmt::format("P{}", i))},
                           .cells = {{.text = Text::data("gold"), .tag = Tone::gold},
                                     {.text = Text::data("today"), .note = Text::data("renewed")}}};
                   },
                   .action = action,
                   .has_more = has_more});
              end_in_sight = result.end_in_sight;
              if (result.row) pressed = result.row;
              left = rest.height();
          }) {
        window.settings.motion = Motion::off;
        window.frames(3);
    }

    FontFiles files = FontFiles::open({}).value();
    Text action{};
    bool has_more = false;
    bool end_in_sight = false;
    std::optional<std::size_t> pressed{};
    int rows_asked = 0;
    float left = 0;
    Headless window;
};

}  // namespace

TEST_CASE("a narrow table leaves out its last columns, not the names") {
    TableWindow wide({600, 700, 1});
    CHECK(wide.window.seen().shows("Last seen"));
    CHECK(wide.window.seen().shows("renewed"));
    TableWindow narrow({500, 700, 1});
    CHECK(narrow.window.seen().shows("Tier"));
    CHECK_FALSE(narrow.window.seen().shows("Last seen"));
    CHECK_FALSE(narrow.window.seen().shows("renewed"));
    CHECK(narrow.window.seen().shows("P0"));
}

TEST_CASE("a column gets what its texts need before the names get more than their least") {
    const auto files = FontFiles::open({}).value();
    const auto shortened = [&](float wide) {
        Headless window(files, {wide, 300, 1}, [](Ui& ui) {
            const std::array clerks{Text::data("古丽娜尔·艾力")};
            const std::array columns{
                TableColumn{.title = Text::data("Name"), .width = 200},
                TableColumn{.title = Text::data("Seen"), .width = 100},
                TableColumn{
                    .title = Text::data("Clerk"), .width = 90, .wish = column_width(ui, clerks)}};
            auto rest = ui.screen();
            draw_table(ui, rest, "people",
                       {.columns = columns, .row_count = 1, .row = [&](std::size_t) -> TableRow {
                            return {.name = "row",
                                    .person = {.name = Text::data("P")},
                                    .cells = {{.text = Text::data("today")}, {.text = clerks[0]}}};
                        }});
        });
        window.frames(2);
        for (const auto& text : window.seen().texts) {
            if (text.text.starts_with("古丽")) return text.shortened;
        }
        FAIL("no clerk");
        return true;
    };
    CHECK_FALSE(shortened(460));
    // The least of the others stays theirs.
    CHECK(shortened(400));
}

TEST_CASE("where there is room for two rows only the heading gives way to them") {
    CHECK(TableWindow({600, 300, 1}).window.seen().shows("Tier"));
    TableWindow low({600, 180, 1});
    CHECK_FALSE(low.window.seen().shows("Tier"));
    CHECK(low.window.seen().shows("P1"));
}

TEST_CASE("only what is in sight is asked for, and the end asks for more") {
    TableWindow table({600, 400, 1}, 5000);
    CHECK(table.rows_asked < 100);
    table.has_more = true;
    table.window.frames(2);
    CHECK_FALSE(table.end_in_sight);
    TableWindow few({600, 400, 1}, 2);
    few.has_more = true;
    few.window.frames(2);
    CHECK(few.end_in_sight);
}

TEST_CASE("a table takes the height of its rows and leaves the rest") {
    CHECK(TableWindow({600, 700, 1}, 2).left > 400);
    CHECK(TableWindow({600, 700, 1}, 50).left == 0);
}

TEST_CASE("the button at a row's end does what the row does") {
    TableWindow table({600, 700, 1});
    table.action = Text::data("Call");
    table.window.frames(2);
    check_no_overlap(table.window);
    REQUIRE(table.window.touch("action row 1"));
    CHECK(table.pressed == 1u);
    REQUIRE(table.window.touch("row 2"));
    CHECK(table.pressed == 2u);
}
