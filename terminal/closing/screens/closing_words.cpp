#include "terminal/closing/screens/closing_words.hpp"

#include "assets/words/closing.hpp"
#include "assets/words/find.hpp"
#include "terminal/callbacks/screens/screen_callbacks.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/gifts/screens/screen_requisitions.hpp"
#include "terminal/issuances/screens/screen_issuances.hpp"
#include "terminal/stocktakes/screens/screen_stocktakes.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"
#include "terminal/tickets/screens/ticket_board.hpp"

namespace qiantai::ui {
namespace {

constexpr std::size_t k_subjects_shown = 3;

struct DayItemWords {
    DayItemKind kind;
    TextKey words;
    TextKey done;
    Icon icon;
    ScreenId screen;
};

/// Home has what somebody began and left.
constexpr ScreenId k_drafts_place{"home"};

constexpr DayItemWords k_day_items[] = {
    {DayItemKind::tickets_overdue, words::day_tickets_overdue, words::day_done_tickets_overdue,
     Icon::timer_off, k_ticket_board_screen},
    {DayItemKind::register_unchecked, words::day_register_unchecked,
     words::day_done_register_unchecked, Icon::clipboard, k_issuances_screen},
    {DayItemKind::stocktakes_open, words::day_stocktakes_open, words::day_done_stocktakes_open,
     Icon::archive, k_stocktakes_screen},
    {DayItemKind::requisitions_late, words::day_requisitions_late,
     words::day_done_requisitions_late, Icon::timer_off, k_requisitions_screen},
    {DayItemKind::callbacks_last_day, words::day_callbacks_last_day,
     words::day_done_callbacks_last_day, Icon::phone_in_talk, k_callbacks_screen},
    {DayItemKind::refused_records, words::day_refused_records, words::day_done_refused_records,
     Icon::alert_circle, k_sync_screen},
    {DayItemKind::clock_wrong, words::day_clock_wrong, words::day_done_clock_wrong, Icon::timer,
     k_sync_screen},
    {DayItemKind::tickets_open, words::day_tickets_open, words::day_done_tickets_open,
     Icon::headset, k_ticket_board_screen},
    {DayItemKind::callbacks_due, words::day_callbacks_due, words::day_done_callbacks_due,
     Icon::phone, k_callbacks_screen},
    {DayItemKind::requisitions_open, words::day_requisitions_open,
     words::day_done_requisitions_open, Icon::inbox, k_requisitions_screen},
    {DayItemKind::stocktakes_approved, words::day_stocktakes_approved,
     words::day_done_stocktakes_approved, Icon::archive, k_stocktakes_screen},
    {DayItemKind::counts_due, words::day_counts_due, words::day_done_counts_due, Icon::barcode_scan,
     k_stocktakes_screen},
    {DayItemKind::stock_short, words::day_stock_short, words::day_done_stock_short, Icon::gift,
     k_requisitions_screen},
    {DayItemKind::rights_used_twice, words::day_rights_used_twice,
     words::day_done_rights_used_twice, Icon::star, k_issuances_screen},
    {DayItemKind::gifts_to_take_back, words::day_gifts_to_take_back,
     words::day_done_gifts_to_take_back, Icon::undo, k_issuances_screen},
    {DayItemKind::drafts_unfinished, words::day_drafts_unfinished,
     words::day_done_drafts_unfinished, Icon::pencil, k_drafts_place},
    {DayItemKind::unsent_records, words::day_unsent_records, words::day_done_unsent_records,
     Icon::cloud_off, k_sync_screen},
};

const DayItemWords* find_day_item(const Coded<DayItemKind>& kind) {
    for (const auto& one : k_day_items) {
        if (kind == one.kind) return &one;
    }
    return nullptr;
}

constexpr Choice k_carry_reasons[] = {
    {code_of(CarryReason::no_time), words::carry_no_time},
    {code_of(CarryReason::customer), words::carry_customer},
    {code_of(CarryReason::colleague), words::carry_colleague},
    {code_of(CarryReason::headquarters), words::carry_headquarters},
    {code_of(CarryReason::network), words::carry_network},
};

constexpr Choice k_again_reasons[] = {
    {"late", words::closing_again_late},
    {"done", words::closing_again_done},
    {"mistake", words::closing_again_mistake},
};

}  // namespace

Text day_item_text(const Ui& ui, const Coded<DayItemKind>& kind) {
    const auto* found = find_day_item(kind);
    return ui.tr(found ? found->words : words::code_unknown);
}

Text day_done_text(const Ui& ui, const Coded<DayItemKind>& kind) {
    const auto* found = find_day_item(kind);
    return ui.tr(found ? found->done : words::code_unknown);
}

Icon day_item_icon(const Coded<DayItemKind>& kind) {
    const auto* found = find_day_item(kind);
    return found ? found->icon : Icon::file;
}

ScreenId day_item_screen(const Coded<DayItemKind>& kind) {
    const auto* found = find_day_item(kind);
    return found ? found->screen : k_drafts_place;
}

Text day_subjects_text(const Ui& ui, const Shop& shop, const Coded<DayItemKind>& kind,
                       std::span<const domain::DayItemSubject> subjects) {
    std::string words;
    std::size_t shown = 0;
    for (const auto& subject : subjects) {
        if (subject.name.empty()) continue;
        if (shown++ == k_subjects_shown) return Text::data(words + " …");
        if (!words.empty()) words += " · ";
        words += kind == DayItemKind::register_unchecked ? date_text(ui, shop, subject.name).utf8()
                                                         : subject.name;
    }
    return Text::data(words);
}

std::span<const Choice> carry_reasons() {
    return k_carry_reasons;
}

Text carry_reason_text(const Ui& ui, const domain::CarriedItem& item) {
    if (!item.words.empty()) return Text::data(item.words);
    for (const auto& one : k_carry_reasons) {
        if (one.value == item.reason.text()) return ui.tr(one.words);
    }
    return {};
}

std::span<const Choice> again_reasons() {
    return k_again_reasons;
}

}  // namespace qiantai::ui
