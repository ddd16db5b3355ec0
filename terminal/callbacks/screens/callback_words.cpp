#include "terminal/callbacks/screens/callback_words.hpp"

#include <algorithm>

#include "assets/words/callbacks.hpp"
#include "assets/words/find.hpp"
#include "terminal/desk/shown.hpp"

namespace qiantai::ui {
namespace {

using domain::CallbackBlock;

/// 今天, 明天, 后天, else the date.
Text near_date_text(const Ui& ui, const Shop& shop, Date date) {
    switch (Date::of_text(shop.today).days_until(date)) {
        case 0:
            return ui.tr(words::callback_today);
        case 1:
            return ui.tr(words::callback_tomorrow);
        case 2:
            return ui.tr(words::callback_after_tomorrow);
        default:
            return date_text(ui, shop, date);
    }
}

TextKey outcome_key(CallbackOutcome outcome) {
    switch (outcome) {
        case CallbackOutcome::reached:
            return words::callback_outcome_reached;
        case CallbackOutcome::no_answer:
            return words::callback_outcome_no_answer;
        case CallbackOutcome::later:
            return words::callback_outcome_later;
        case CallbackOutcome::wrong_number:
            return words::callback_outcome_wrong_number;
        case CallbackOutcome::refused:
            return words::callback_outcome_refused;
        case CallbackOutcome::do_not_call:
            break;
    }
    return words::callback_outcome_do_not_call;
}

Text expiry_words(const Ui& ui, int days) {
    if (days > 0) return ui.tr(words::callback_card_expires_in, days);
    if (days == 0) return ui.tr(words::callback_card_expires_today);
    return ui.tr(words::callback_card_expired, -days);
}

constexpr Choice k_loss_reasons[] = {
    {"moved", words::loss_moved},         {"price", words::loss_price},
    {"goods", words::loss_goods},         {"service", words::loss_service},
    {"complaint", words::loss_complaint}, {"competitor", words::loss_competitor},
    {"no_need", words::loss_no_need},     {"unreachable", words::loss_unreachable},
    {"other", words::loss_other}};

}  // namespace

Text callback_kind_text(const Ui& ui, const Coded<CallbackKind>& kind) {
    using enum CallbackKind;
    return code_text<CallbackKind>(ui, kind.text(),
                                   {{complaint, words::callback_kind_complaint},
                                    {survey, words::callback_kind_survey},
                                    {purchase, words::callback_kind_purchase},
                                    {gift_check, words::callback_kind_gift_check},
                                    {new_member, words::callback_kind_new_member},
                                    {expiring, words::callback_kind_expiring},
                                    {birthday, words::callback_kind_birthday},
                                    {asleep, words::callback_kind_asleep},
                                    {lost, words::callback_kind_lost},
                                    {key_customer, words::callback_kind_key_customer},
                                    {holiday, words::callback_kind_holiday},
                                    {new_goods, words::callback_kind_new_goods},
                                    {invitation, words::callback_kind_invitation},
                                    {campaign, words::callback_kind_campaign},
                                    {by_hand, words::callback_kind_by_hand}});
}

Text callback_matter_text(const Ui& ui, const Shop& shop, const domain::CallbackLine& line) {
    const auto& task = line.task;
    const auto kind = callback_kind_text(ui, task.kind);
    if (!task.matter.empty()) return Text::data(kind.utf8() + " · " + task.matter);
    if (!line.occasion_days) return Text::data(kind.utf8());
    const int days = *line.occasion_days;
    if (task.kind == CallbackKind::expiring) return Text::data(expiry_words(ui, days).utf8());
    if (task.kind == CallbackKind::asleep || task.kind == CallbackKind::lost) {
        return Text::data(kind.utf8() + " · " +
                          ui.tr(words::callback_away_days, std::max(0, -days)).utf8());
    }
    return Text::data(kind.utf8() + " · " + near_date_text(ui, shop, *task.occasion_on).utf8());
}

Text callback_block_text(const Ui& ui, const Shop& shop, const domain::CallbackLine& line) {
    const auto from = line.from ? near_date_text(ui, shop, *line.from).utf8() : std::string();
    switch (line.block) {
        case CallbackBlock::none:
            return {};
        case CallbackBlock::not_yet:
            if (line.state.later_at) {
                return ui.tr(words::callback_agreed_at,
                             time_text(ui, shop, *line.state.later_at).utf8());
            }
            return ui.tr(
                words::callback_not_before, from,
                ui.tr(line.state.next_try && line.state.next_try->half_day == HalfDay::afternoon
                          ? words::callback_afternoon
                          : words::callback_morning)
                    .utf8());
        case CallbackBlock::called_today:
            return ui.tr(words::callback_called_today);
        case CallbackBlock::cared_for:
            return ui.tr(words::callback_cared_for, from);
        case CallbackBlock::unwanted:
            return ui.tr(words::callback_unwanted);
        case CallbackBlock::no_number:
            return ui.tr(words::callback_no_number);
        case CallbackBlock::not_at_this_hour:
            return ui.tr(words::callback_not_at_this_hour);
    }
    return {};
}

DueWords callback_due_words(const Ui& ui, const Shop& shop, const domain::CallbackLine& line) {
    DueWords words;
    const auto& state = line.state;
    if (!state.is_open()) {
        words.text = callback_status_text(ui, state.status);
        words.tone =
            state.status == domain::CallbackStatus::reached ? Tone::success : Tone::neutral;
        if (state.satisfaction) words.note = satisfaction_text(ui, *state.satisfaction);
        return words;
    }
    words.note = ui.tr(words::callback_nth_try, state.tries + 1);
    if (line.block != CallbackBlock::none && !state.later_at) {
        words.text = callback_block_text(ui, shop, line);
        return words;
    }
    if (state.later_at) {
        words.text = ui.tr(words::callback_agreed, time_text(ui, shop, *state.later_at).utf8());
        words.tone = Tone::warning;
        words.note = ui.tr(words::callback_agreed_note);
    } else if (line.days_left < 0) {
        words.text = ui.tr(words::callback_late_days, -line.days_left);
        words.tone = Tone::danger;
    } else if (line.days_left == 0) {
        words.text = ui.tr(words::callback_last_day);
        words.tone = Tone::danger;
    } else {
        words.text =
            ui.tr(words::callback_due_until, near_date_text(ui, shop, line.task.due_until).utf8());
    }
    return words;
}

Text callback_outcome_text(const Ui& ui, const Coded<CallbackOutcome>& outcome) {
    const auto known = outcome.known();
    return known ? ui.tr(outcome_key(*known)) : Text();
}

Text callback_recorded_text(Language language, const std::string& name,
                            const Coded<CallbackOutcome>& outcome) {
    const auto key = outcome_key(outcome.known().value_or(CallbackOutcome::reached));
    const auto words = translate(language, key).utf8();
    return translate(language, words::callback_recorded, fmt::make_format_args(name, words));
}

std::span<const Choice> loss_reason_choices() {
    return k_loss_reasons;
}

Text loss_reason_text(const Ui& ui, const Coded<LossReason>& reason) {
    for (const auto& choice : k_loss_reasons) {
        if (choice.value == reason.text()) return ui.tr(choice.words);
    }
    return reason.empty() ? Text() : ui.tr(words::code_unknown);
}

Text callback_status_text(const Ui& ui, domain::CallbackStatus status) {
    using enum domain::CallbackStatus;
    switch (status) {
        case open:
            return ui.tr(words::callback_status_open);
        case reached:
            return ui.tr(words::callback_outcome_reached);
        case not_reached:
            return ui.tr(words::callback_status_not_reached);
        case wrong_number:
            return ui.tr(words::callback_outcome_wrong_number);
        case refused:
            return ui.tr(words::callback_outcome_refused);
        case unwanted:
            return ui.tr(words::callback_outcome_do_not_call);
        case ended:
            return ui.tr(words::callback_status_ended);
    }
    return {};
}

Text satisfaction_text(const Ui& ui, int score) {
    constexpr TextKey k_words[] = {words::callback_score_1, words::callback_score_2,
                                   words::callback_score_3, words::callback_score_4,
                                   words::callback_score_5};
    return ui.tr(k_words[std::clamp(score, 1, 5) - 1]);
}

Text callback_step_text(const Ui& ui, const domain::CallbackHistoryItem& item) {
    const auto& event = item.event;
    switch (event.step.known().value_or(CallbackStep::undone)) {
        case CallbackStep::called:
            return callback_outcome_text(ui, event.outcome);
        case CallbackStep::handed_over:
            if (event.for_headquarters.value_or(false)) {
                return ui.tr(words::callback_handed_to_headquarters);
            }
            if (item.to_name.empty()) return ui.tr(words::callback_handed_to_all);
            return Text::data(ui.tr(words::callback_handed_to, item.to_name).utf8());
        case CallbackStep::number_opened:
            return ui.tr(words::callback_number_opened);
        case CallbackStep::number_closed:
            return ui.tr(words::callback_number_closed);
        case CallbackStep::ended:
            return ui.tr(words::callback_status_ended);
        case CallbackStep::checked:
            return ui.tr(event.agrees.value_or(false) ? words::callback_checked_true
                                                      : words::callback_checked_false);
        case CallbackStep::undone:
            break;
    }
    return ui.tr(words::callback_step_undone);
}

std::string countdown_text(TimeMs left_ms) {
    const auto seconds = std::max<TimeMs>(0, left_ms) / 1000;
    return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string spaced_phone(const std::string& phone) {
    if (phone.size() != 11) return phone;
    return phone.substr(0, 3) + " " + phone.substr(3, 4) + " " + phone.substr(7);
}

}  // namespace qiantai::ui
