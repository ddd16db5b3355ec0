#include "terminal/issuances/screens/screen_duty.hpp"

#include <array>

#include "assets/words/campaigns.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/core/scroll_area.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/members/screens/lists_frame.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_duty_bar_height = 60, k_duty_card_dp = 420;

void draw_duty_day(Ui& ui, Rect& rest, const Scene& scene, const DutyState& state,
                   DutyIntents& intents) {
    auto bar = rest.cut_top(ui.px(k_duty_bar_height), ui.px(k_gap_m));
    const Date day = state.day->on_date;
    if (draw_icon_button(ui, bar.cut_left(ui.px(k_duty_bar_height)), "day before",
                         ui.tr(words::duty_day_before), Icon::chevron_left)) {
        intents.add(duty::ShowDay{day.plus_days(-1)});
    }
    if (draw_icon_button(ui, bar.cut_right(ui.px(k_duty_bar_height)), "day after",
                         ui.tr(words::duty_day_after), Icon::chevron_right)) {
        intents.add(duty::ShowDay{day.plus_days(1)});
    }
    draw_text(ui, bar, date_text(ui, scene.shop, day), TextStyle::title, Role::ink, Align::center);
}

void draw_duty_card(Ui& ui, Rect& rest, const Scene& scene, const DutyState& state,
                    const domain::DutyStaff& staff, DutyIntents& intents) {
    Card card(ui, rest, k_gap);
    auto& inside = card.inside;
    const bool may = scene.has_right(domain::Right::duty_plan);
    const auto name = Text::data(staff.name + " " + staff.number);
    if (draw_switch(ui, inside.cut_top(ui.px(k_target_min)), "duty " + staff.number, name,
                    staff.on_duty, may)) {
        intents.add(duty::SetOnDuty{staff.number, !staff.on_duty});
    }
    auto line = inside.cut_top(ui.px(k_target_min));
    std::string member = ui.tr(words::duty_no_member).utf8();
    if (staff.member_id) {
        const auto known = state.member_names.find(*staff.member_id);
        member = ui.tr(words::duty_member,
                       known == state.member_names.end() ? std::string() : known->second)
                     .utf8();
    }
    if (may) {
        const auto label =
            ui.tr(staff.member_id ? words::duty_forget_member : words::duty_name_member);
        const auto wide = std::max(text_width(ui, label.utf8(), TextStyle::body) + ui.px(k_gap_m),
                                   ui.px(k_target_min));
        if (draw_text_button(ui, line.cut_right(wide, ui.px(k_gap_s)), "member " + staff.number,
                             label)) {
            if (staff.member_id) {
                intents.add(duty::ForgetMember{staff.number});
            } else {
                intents.add(duty::AskMember{staff.number, staff.name});
            }
        }
    }
    draw_text(ui, line, Text::data(member), TextStyle::small, Role::ink2);
}

}  // namespace

void draw_duty(Ui& ui, const Rect& area, const Scene& scene, const DutyState& state,
               DutyIntents& intents) {
    auto rest = page_width(ui, area);
    const auto presence = draw_list_absence(ui, rest, state.error, state.day.has_value());
    if (presence == ListPresence::retry) intents.add(duty::Reload{});
    if (presence != ListPresence::there) return;
    if (scene.has_right(domain::Right::duty_plan)) {
        const auto bar = rest.cut_bottom(ui.px(k_button_height), ui.px(k_gap_m));
        const auto lacks = state.changed ? Text() : ui.tr(words::duty_unchanged);
        if (draw_button(ui, bar, "save duty", ui.tr(words::duty_save),
                        {.kind = ButtonKind::primary,
                         .icon = Icon::check,
                         .lacks = lacks,
                         .busy = state.saving})) {
            intents.add(duty::Save{});
        }
    }
    draw_duty_day(ui, rest, scene, state, intents);
    ScrollArea scroll(ui, "duty", rest);
    auto content = scroll.content();
    draw_paragraph(ui, content,
                   ui.tr(state.day->planned ? words::duty_note : words::duty_unplanned),
                   TextStyle::body, Role::ink2, k_gap_m);
    Columns columns(ui, content, k_duty_card_dp, 3);
    for (const auto& staff : state.day->staff) {
        draw_duty_card(ui, columns.next(), scene, state, staff, intents);
    }
    scroll.finish(columns.bottom());
}

}  // namespace qiantai::ui
