#include "tests/kit/ui_fixture.hpp"

#include "terminal/kit/core/field_filter.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_compare.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_member_row.hpp"
#include "terminal/kit/widgets/widget_steps.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"

using namespace qiantai::ui;

namespace {

// One widget alone in a window.
struct Stage {
    explicit Stage(Headless::Size size, Headless::Draw draw)
        : window(resources.files, size, std::move(draw)) {
        window.frames(3);
    }
    const SeenText& text(std::string_view words) const {
        for (const auto& seen : window.seen().texts) {
            if (seen.text == words) return seen;
        }
        FAIL("not drawn: " << words);
        return window.seen().texts.front();
    }
    int times(std::string_view words) const {
        return static_cast<int>(std::ranges::count(window.seen().texts, words, &SeenText::text));
    }

    Resources resources;
    Headless window;
};

Text data(std::string text) {
    return Text::data(std::move(text));
}

}  // namespace

TEST_CASE("content stops growing on wide screens and stands in the middle") {
    Stage stage({3840, 2160, 1}, [](Ui&) {});
    const auto& ui = stage.window.ui();
    const auto wide = page_width(ui, ui.screen(), k_form_width);
    CHECK(wide.width() == k_form_width);
    CHECK(wide.center_x() == doctest::Approx(ui.screen().center_x()).epsilon(0.001));
    const auto narrow = page_width(ui, Rect::sized(96, 0, 900, 700), k_form_width);
    CHECK(narrow.left == 96);
    CHECK(narrow.width() == 900);
}

TEST_CASE("cards fill the columns from the top, each below the shortest") {
    Stage stage(k_landscape, [](Ui&) {});
    Columns columns(stage.window.ui(), Rect::sized(0, 0, 1000, 700), 300, 4);
    REQUIRE(columns.count() == 3);
    CHECK(columns.next().cut_top(400).left == 0);
    const auto second = columns.next().cut_top(100);
    CHECK(columns.next().cut_top(200).left > second.right);
    const auto fourth = columns.next().cut_top(50);
    CHECK(fourth.left == second.left);
    CHECK(fourth.top == second.bottom + 16);
    CHECK(columns.bottom() == 400);
    CHECK(Columns(stage.window.ui(), Rect::sized(0, 0, 200, 700), 300, 4).count() == 1);
}

TEST_CASE("a form has as many columns as its width allows, and whole rows between them") {
    Rect row{};
    Stage stage(k_landscape, [&](Ui& ui) {
        Form form(ui, Rect::sized(0, 0, 700, 600));
        form.text("plain", "", {.label = data("A")});
        form.text("high", "", {.label = data("B"), .kind = FieldKind::lines, .lines = 4});
        row = form.whole_row(56);
        form.text("after", "", {.label = data("C")});
    });
    auto& ui = stage.window.ui();
    CHECK(Form(ui, Rect::sized(0, 0, 1222, 600)).columns() == 3);
    CHECK(Form(ui, Rect::sized(0, 0, 700, 600)).columns() == 2);
    CHECK(Form(ui, Rect::sized(0, 0, 400, 600)).columns() == 1);
    CHECK(Form(ui, Rect::sized(0, 0, 1222, 600), 1).columns() == 1);

    const auto place = [&](std::string_view name) {
        return stage.window.seen().find(name)->target;
    };
    CHECK(place("plain").top == place("high").top);
    CHECK(place("high").left > place("plain").right);
    CHECK(row.width() == 700);
    CHECK(row.top > place("high").bottom);
    CHECK(place("after").left == 0);
    CHECK(place("after").top > row.bottom);
}

TEST_CASE("the action bar stays under the form and above the keyboard, at any size") {
    for (const auto size : {k_landscape, k_portrait, Headless::Size{3840, 2160, 1}}) {
        GalleryWindow gallery(size);
        gallery.open(GalleryPage::forms);
        gallery.touch("remark");
        gallery.window.frames(30);
        const auto& seen = gallery.window.seen();
        const auto* save = seen.find("save");
        REQUIRE(save != nullptr);
        const auto keyboard = gallery.keyboard.height(gallery.window.ui());
        CHECK(keyboard > 0);
        CHECK(save->target.bottom <= size.height - keyboard);
        const auto* field = seen.find("remark");
        REQUIRE(field != nullptr);
        CHECK(field->target.bottom <= save->target.top);
    }
}

TEST_CASE("buttons of an action bar answer by their place") {
    std::optional<std::size_t> pressed;
    Stage stage(k_landscape, [&](Ui& ui) {
        const std::array buttons{BarButton{"keep", data("Keep"), {.kind = ButtonKind::primary}},
                                 BarButton{"drop", data("Drop")}};
        const auto hit = draw_action_bar(ui, Rect::sized(0, 0, 700, 60), buttons);
        if (hit) pressed = hit;
    });
    REQUIRE(stage.window.touch("drop"));
    CHECK(pressed == 1);
    REQUIRE(stage.window.touch("keep"));
    CHECK(pressed == 0);
}

TEST_CASE("facts stand in aligned columns; a missing value is said, a long one takes lines") {
    const std::string address(120, 'x');
    const std::array facts{Fact{.label = data("Phone"), .value = data("139")},
                           Fact{.label = data("Mail")},
                           Fact{.label = data("Address"),
                                .value = data("One Two Three Four Five Six Seven Eight Nine Ten "
                                              "Eleven Twelve Thirteen Fourteen Fifteen"),
                                .whole_row = true},
                           Fact{.label = data("Tier"), .value = data("Gold")}};
    float high = 0;
    Stage stage(k_landscape, [&](Ui& ui) {
        auto rest = Rect::sized(0, 0, 400, k_endless);
        draw_facts(ui, rest, facts);
        high = rest.top;
    });
    CHECK(stage.text("Mail").needed.left > stage.text("Phone").needed.right);
    CHECK(stage.text("Mail").needed.top == stage.text("Phone").needed.top);
    CHECK(stage.times("未填写") == 1);
    CHECK(stage.text("Tier").needed.left == doctest::Approx(stage.text("Address").needed.left));
    CHECK(stage.text("Tier").needed.top > stage.text("Address").needed.top + 60);
    CHECK(stage.text("Gold").needed.bottom <= high + 2);
}

TEST_CASE("a timeline entry is as high as its words, and only one that opens can be touched") {
    bool pressed = false;
    TimelineRow entry{.what = data("Renewed"), .when = data("14:02")};
    float high = 0;
    Stage stage(k_landscape, [&](Ui& ui) {
        auto rest = Rect::sized(0, 0, 500, k_endless);
        pressed |= draw_timeline_entry(ui, rest, "event", entry);
        high = rest.top;
    });
    const auto low = high;
    CHECK(stage.window.seen().find("event") == nullptr);
    entry.details = data(
        "A long story about a parcel that came torn and was exchanged the same "
        "day from another store.");
    entry.opens = true;
    stage.window.frames(2);
    CHECK(high > low + 20);
    REQUIRE(stage.window.touch("event"));
    CHECK(pressed);
}

TEST_CASE("two versions: what is equal needs no choice, what differs has one on each side") {
    std::vector<CompareRow> rows{{data("Name"), data("Jing"), data("Jin")},
                                 {data("Phone"), data("139"), data("139")},
                                 {data("Mail"), data("a@b"), Text()}};
    std::optional<CompareChoice> choice;
    float wide = 900;
    Stage stage({1366, 900, 1}, [&](Ui& ui) {
        const CompareTable table{
            .left_title = data("Here"), .right_title = data("There"), .rows = rows};
        auto rest = Rect::sized(0, 0, wide, k_endless);
        const auto hit = draw_compare(ui, rest, "conflict", table);
        if (hit) choice = hit;
    });
    CHECK(stage.window.seen().find("left 1") == nullptr);
    CHECK(stage.times("139") == 2);
    CHECK(stage.times("未填写") == 1);
    REQUIRE(stage.window.touch("right 2"));
    CHECK(choice->row == 2);
    CHECK(choice->side == Side::right);
    REQUIRE(stage.window.touch("all left"));
    CHECK_FALSE(choice->row.has_value());
    CHECK(choice->side == Side::left);

    const auto beside = stage.text("Name").needed;
    CHECK(beside.right < stage.window.seen().find("left 0")->target.left);
    wide = 500;
    stage.window.frames(2);
    CHECK(stage.text("Name").needed.bottom <= stage.window.seen().find("left 0")->target.top + 4);
    CHECK(stage.window.seen().find("right 0")->target.right <= 501);
}

TEST_CASE("the conflict in the gallery is settled field by field, or for one side at once") {
    GalleryWindow gallery(Headless::Size{1366, 1600, 1});
    gallery.open(GalleryPage::records);
    CHECK_FALSE(gallery.window.seen().find("keep")->enabled);
    gallery.touch("all right");
    CHECK(gallery.window.seen().find("keep")->enabled);
    gallery.touch("left 3");
    CHECK(gallery.state.conflict[3] == Side::left);
    CHECK(gallery.state.conflict[4] == Side::right);
}

TEST_CASE("tags that do not fit beside a name are counted") {
    float wide = 1000;
    const std::array tags{Tag{data("Gold")}, Tag{data("Birthday today")}, Tag{data("Card frozen")}};
    Stage stage(k_landscape, [&](Ui& ui) {
        draw_member_row(ui, Rect::sized(0, 0, wide, 76), "row",
                        {.name = data("欧阳晶"), .subtitle = data("139"), .tags = tags});
    });
    CHECK(stage.times("Card frozen") == 1);
    CHECK(stage.times("+1") + stage.times("+2") == 0);
    wide = 380;
    stage.window.frames(2);
    CHECK(stage.times("Gold") == 1);
    CHECK(stage.times("Card frozen") == 0);
    CHECK(stage.times("+2") == 1);
    CHECK_FALSE(stage.text("欧阳晶").shortened);
}

TEST_CASE("a wizard's steps are named side by side, or one at a time where that is too wide") {
    float wide = 900;
    std::size_t current = 1;
    const std::array steps{data("Code"), data("Check"), data("Load data"), data("Ready")};
    Stage stage(k_landscape,
                [&](Ui& ui) { draw_steps(ui, Rect::sized(0, 0, wide, 64), steps, current); });
    CHECK(stage.times("Ready") == 1);
    CHECK(stage.times("1") == 0);
    CHECK(stage.times("2") == 1);
    wide = 360;
    stage.window.frames(2);
    CHECK(stage.times("Ready") == 0);
    CHECK(stage.times("Check") == 1);
    CHECK(stage.times("第 2 / 4 步") == 1);
    current = 4;
    stage.window.frames(2);
    CHECK(stage.times("Ready") == 1);
}

TEST_CASE("a code is put right while it is typed") {
    CHECK(accepted(FieldKind::code, "7k3qf-iLo0u ａ１！张") == "7K3QF1100A1");
    CHECK(accepted(FieldKind::digits, "１２ 3a4") == "1234");
    CHECK(accepted(FieldKind::amount, "¥1,２34。5元") == "1234.5");
    CHECK(accepted(FieldKind::amount, "－3") == "-3");
    CHECK(accepted(FieldKind::phone, "＋８６ (138) 1111x") == "＋86 (138) 1111x");
    CHECK(accepted(FieldKind::latin, "a·b é") == "ab ");
    CHECK(accepted(FieldKind::text, "张·三") == "张·三");
}

TEST_CASE("a code stands in four groups; typing, pasting and the screen's keys fill them") {
    GalleryWindow gallery;
    gallery.open(GalleryPage::wizard);
    gallery.clear(GalleryText::code);
    CHECK_FALSE(gallery.window.seen().find("continue")->enabled);
    gallery.touch("code");
    gallery.touch("k");
    gallery.touch("7");
    gallery.window.type("il");
    CHECK(gallery.text(GalleryText::code) == "K711");
    ImGui::SetClipboardText("3qf0m-9xa2t-00zz9-beyond");
    gallery.window.chord(ImGuiMod_Ctrl, ImGuiKey_A);
    gallery.window.chord(ImGuiMod_Ctrl, ImGuiKey_V);
    CHECK(gallery.text(GalleryText::code) == "3QF0M9XA2T00ZZ9BEY0N");
    CHECK(gallery.window.seen().find("continue")->enabled);

    // Characters of different groups are further apart than those of one.
    gallery.touch("hide");
    const auto x = [&](std::string_view character) {
        for (const auto& text : gallery.window.seen().texts) {
            if (text.text == character) return text.needed.center_x();
        }
        return 0.0f;
    };
    const auto within = x("X") - x("9"), between = x("9") - x("M");
    CHECK(within > 0);
    CHECK(between == doctest::Approx(2 * within).epsilon(0.1));
}
