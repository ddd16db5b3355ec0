#include "terminal/kit/core/measure.hpp"

#include <imgui_internal.h>

#include <functional>

#include "assets/words/gallery.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/form.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_code_field.hpp"
#include "terminal/kit/widgets/widget_compare.hpp"
#include "terminal/kit/widgets/widget_date.hpp"
#include "terminal/kit/widgets/widget_facts.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_pin.hpp"
#include "terminal/kit/widgets/widget_timeline.hpp"
#include "tests/kit/ui_fixture.hpp"

using namespace qiantai::ui;

namespace {

/// Everything that cuts itself off a place, with words of the gallery, which are long enough to
/// take several lines where it is narrow.
struct Piece {
    std::string_view name;
    std::function<void(Ui&, Rect&)> draw;
};

void draw_sample_facts(Ui& ui, Rect& rest) {
    const std::array facts{
        Fact{.label = ui.tr(words::gallery_phone), .value = Text::data("139****0746")},
        Fact{.label = ui.tr(words::gallery_expiry),
             .value = ui.tr(words::gallery_days_left, 23),
             .note = Text::data("2026-12-14")},
        Fact{.label = ui.tr(words::gallery_email)},
        Fact{.label = ui.tr(words::gallery_address),
             .value = ui.tr(words::gallery_event_complaint_details),
             .whole_row = true}};
    draw_facts(ui, rest, facts);
}

void draw_sample_compare(Ui& ui, Rect& rest) {
    const std::array rows{
        CompareRow{ui.tr(words::gallery_name), Text::data("欧阳晶"), Text::data("欧阳静")},
        CompareRow{ui.tr(words::gallery_phone), Text::data("139"), Text::data("139")},
        CompareRow{ui.tr(words::gallery_address), ui.tr(words::gallery_event_complaint_details),
                   Text()}};
    draw_compare(ui, rest, "compare",
                 {.left_title = ui.tr(words::gallery_here),
                  .left_note = ui.tr(words::gallery_version_note, "14:02", "林晓岚"),
                  .right_title = ui.tr(words::gallery_there),
                  .rows = rows});
}

Field sample_field(const Ui& ui) {
    return {.label = ui.tr(words::gallery_email), .note = ui.tr(words::gallery_email_note)};
}

Field wrong_field(const Ui& ui) {
    return {.label = ui.tr(words::gallery_card),
            .error = ui.tr(words::gallery_event_complaint_details),
            .kind = FieldKind::lines,
            .lines = 3};
}

void draw_sample_form(Ui& ui, Rect& rest) {
    Form form(ui, rest);
    form.begin_card();
    form.heading(ui.tr(words::gallery_form_more), ui.tr(words::gallery_form_more_note));
    form.text("form mail", "", sample_field(ui));
    form.text("form card", "", wrong_field(ui));
    form.control(ui.tr(words::gallery_gender));
    draw_banner(ui, form.whole_row(), "form banner", {.text = ui.tr(words::gallery_refused_phone)});
    form.end_card();
    rest.top = form.bottom();
}

std::vector<Piece> simple_pieces() {
    return {
        {"banner",
         [](Ui& ui, Rect& rest) {
             draw_banner(ui, rest, "banner", {.text = ui.tr(words::gallery_offline_body, 12)});
         }},
        {"banner with an action",
         [](Ui& ui, Rect& rest) {
             draw_banner(ui, rest, "act",
                         {.text = ui.tr(words::gallery_refused_phone),
                          .action = ui.tr(words::gallery_look)});
         }},
        {"field",
         [](Ui& ui, Rect& rest) { draw_field(ui, rest, "field", "value", sample_field(ui)); }},
        {"wrong field",
         [](Ui& ui, Rect& rest) { draw_field(ui, rest, "wrong", "value", wrong_field(ui)); }},
        {"select",
         [](Ui& ui, Rect& rest) { draw_select(ui, rest, "select", sample_field(ui), Text()); }},
        {"date field",
         [](Ui& ui, Rect& rest) {
             draw_date_field(ui, rest, "date", {.label = ui.tr(words::gallery_birthday)}, {});
         }},
        {"code field",
         [](Ui& ui, Rect& rest) { draw_code_field(ui, rest, "code", "7K3Q", wrong_field(ui)); }},
        {"checkbox",
         [](Ui& ui, Rect& rest) {
             draw_checkbox(ui, rest, "consent",
                           {.label = ui.tr(words::gallery_consent), .checked = true});
         }},
        {"pin",
         [](Ui& ui, Rect& rest) {
             draw_pin_entry(ui, rest,
                            {.prompt = ui.tr(words::gallery_pin_prompt, "林晓岚"),
                             .error = ui.tr(words::gallery_pin_wrong)});
         }},
        {"paragraph", [](Ui& ui, Rect& rest) {
             draw_paragraph(ui, rest, ui.tr(words::gallery_consent), TextStyle::body, Role::ink,
                            k_gap);
         }}};
}

std::vector<Piece> pieces() {
    auto all = simple_pieces();
    const auto entry = [](Ui& ui, Rect& rest, Text details) {
        draw_timeline_entry(ui, rest, "event",
                            {.what = ui.tr(words::gallery_event_complaint),
                             .when = ui.tr(words::gallery_yesterday, "16:20"),
                             .details = std::move(details),
                             .opens = true});
    };
    all.push_back({"short event", [=](Ui& ui, Rect& rest) { entry(ui, rest, {}); }});
    all.push_back({"long event", [=](Ui& ui, Rect& rest) {
                       entry(ui, rest, ui.tr(words::gallery_event_complaint_details));
                   }});
    all.push_back({"facts", draw_sample_facts});
    all.push_back({"compare", draw_sample_compare});
    all.push_back({"sheet title", [](Ui& ui, Rect& rest) {
                       draw_sheet_title(ui, rest, {ui.tr(words::gallery_consent), {}});
                   }});
    all.push_back({"card", [](Ui& ui, Rect& rest) {
                       Card card(ui, rest);
                       draw_card_title(ui, card.inside, ui.tr(words::gallery_facts));
                       draw_sample_facts(ui, card.inside);
                   }});
    all.push_back({"form", draw_sample_form});
    return all;
}

float drawn_height(Ui& ui, float width, const Piece& piece) {
    auto rest = Rect::sized(37, 53, width, k_endless);
    const IdScope scope(piece.name);
    piece.draw(ui, rest);
    return rest.top - 53;
}

}  // namespace

TEST_CASE("what is measured is as high as when it is drawn, and nothing of it stands below") {
    const auto all = pieces();
    for (const float scale : {1.0f, 1.25f}) {
        for (const float width : {300.0f, 560.0f, 940.0f}) {
            for (const auto& piece : all) {
                float measured = 0, drawn = 0;
                Resources resources;
                Headless window(resources.files, {1366, 3000, scale}, [&](Ui& ui) {
                    measured = measured_height(ui, width * scale,
                                               [&](Rect& rest) { piece.draw(ui, rest); });
                    drawn = drawn_height(ui, width * scale, piece);
                });
                for (const auto language : {Language::zh, Language::en}) {
                    window.settings.language = language;
                    window.frames(2);
                    CAPTURE(piece.name);
                    CAPTURE(width);
                    CAPTURE(static_cast<int>(language));
                    CHECK(measured > 20);
                    CHECK(measured == drawn);
                    float lowest = 0;
                    for (const auto& text : window.seen().texts) {
                        lowest = std::max(lowest, text.needed.bottom);
                    }
                    for (const auto& item : window.seen().items) {
                        lowest = std::max(lowest, item.target.bottom);
                    }
                    CHECK(lowest <= 53 + drawn + 1);
                }
            }
        }
    }
}

TEST_CASE("measuring shows nothing, offers nothing to touch or to focus, and remembers nothing") {
    const auto all = pieces();
    Resources resources;
    std::vector<std::uint8_t> empty;
    {
        Headless window(resources.files, k_landscape, [](Ui&) {});
        window.frames(3);
        empty = window.picture().rgba;
    }
    Headless window(resources.files, k_landscape, [&](Ui& ui) {
        const Measuring measuring(ui);
        for (const auto& piece : all) drawn_height(ui, 560, piece);
        auto rest = Rect::sized(0, 0, 560, k_endless);
        ScrollArea scroll(ui, "scroll", rest);
        CHECK(scroll.finish(2000) == 2000);
        ui.appearing("thing", 1);
        ui.keep_moving();
        ui.wake_at(2);
        draw_dialog(ui, rest,
                    {.heading = {Text::words("?"), {}}, .body = {}, .confirm = Text::words("!")});
    });
    window.frames(3);
    window.key(ImGuiKey_Tab);
    window.touch_at({100, 100});
    CHECK(window.seen().items.empty());
    CHECK(window.seen().texts.empty());
    const auto& memory = window.ui().memory();
    CHECK(memory.focus.last.stops.empty());
    CHECK(memory.focus.views.empty());
    CHECK(memory.field.id == 0);
    CHECK(memory.scrolls.empty());
    CHECK(memory.appearances.empty());
    CHECK(ImGui::GetCurrentContext()->NavId == 0);
    CHECK_FALSE(window.ui().moving());
    CHECK_FALSE(window.ui().wake_s().has_value());
    CHECK((window.picture().rgba == empty));
}

TEST_CASE("a field that is measured before it is drawn takes what is typed once") {
    std::string value;
    int changes = 0;
    Resources resources;
    Headless window(resources.files, k_landscape, [&](Ui& ui) {
        const auto draw = [&](Rect& rest) {
            const auto result = draw_field(ui, rest, "name", value, {.label = Text::data("Name")});
            if (!result.changed) return;
            value = *result.changed;
            ++changes;
        };
        measured_height(ui, 400, draw);
        auto rest = Rect::sized(0, 0, 400, k_endless);
        draw(rest);
        measured_height(ui, 400, draw);
    });
    window.frames(3);
    REQUIRE(window.touch("name"));
    window.type("ab");
    window.frames(3);
    CHECK(value == "ab");
    CHECK(changes == 1);
    window.key(ImGuiKey_Tab);
    CHECK(window.ui().memory().focus.last.stops.size() == 1);
}

TEST_CASE("a card that is drawn after what stands on it looks as one that was there first") {
    Resources resources;
    const auto picture = [&](const std::function<void(Ui&)>& draw) {
        Headless window(resources.files, k_landscape, draw);
        window.frames(3);
        return window.picture().rgba;
    };
    const auto place = Rect::sized(30, 20, 600, 700);
    const auto late = picture([&](Ui& ui) {
        auto rest = place;
        Card outer(ui, rest);
        draw_sample_facts(ui, outer.inside);
        const Card inner(ui, outer.inside);
    });
    const auto before = picture([&](Ui& ui) {
        auto rest = place;
        const auto padding = 2 * ui.px(k_gap_l);
        const auto facts = measured_height(ui, place.width() - padding,
                                           [&](Rect& inside) { draw_sample_facts(ui, inside); });
        auto inside = draw_card(ui, rest.cut_top(facts + 2 * padding));
        draw_sample_facts(ui, inside);
        draw_card(ui, inside.cut_top(padding));
    });
    CHECK((late == before));
}

TEST_CASE("a sheet is as high as what stands in it; its foot stays where there is no room") {
    float room = 700;
    Panel panel{};
    float end = 0;
    Resources resources;
    Headless window(resources.files, k_landscape, [&](Ui& ui) {
        const auto draw = [&](Rect& inside) {
            draw_sheet_title(ui, inside, {ui.tr(words::gallery_facts), {}});
            ScrollArea scroll(ui, "facts", inside, Role::surface);
            auto rest = scroll.content();
            draw_sample_facts(ui, rest);
            end = rest.top;
            inside.top = scroll.finish(rest.top);
        };
        panel =
            draw_sheet(ui, Rect::sized(0, 0, 1366, room),
                       {.width_dp = 560, .foot_dp = k_button_height, .foot_gap_dp = k_gap}, draw);
    });
    window.frames(3);
    CHECK(panel.foot.top == doctest::Approx(end + k_gap));
    CHECK(panel.foot.height() == doctest::Approx(k_button_height));
    CHECK(panel.foot.bottom < room);
    const auto high = panel.foot.bottom;
    room = 260;
    window.frames(3);
    CHECK(panel.foot.bottom < room);
    CHECK(panel.foot.bottom < high);
    CHECK(panel.foot.height() == doctest::Approx(k_button_height));
    CHECK(end > panel.foot.top);
}
