#include "terminal/members/screens/member_events.hpp"

#include "assets/words/find.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/screens/column_words.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

using domain::TimelineKind;

struct Look {
    TimelineKind kind;
    Icon icon;
    Tone tone;
    TextKey what;
};
constexpr Look k_looks[] = {
    {TimelineKind::registered, Icon::account_plus, Tone::primary, words::event_registered},
    {TimelineKind::card_issued, Icon::credit_card, Tone::primary, words::event_card_issued},
    {TimelineKind::card_event, Icon::credit_card, Tone::warning, words::event_card},
    {TimelineKind::renewed, Icon::sync, Tone::success, words::event_renewed},
    {TimelineKind::renewal_undone, Icon::undo, Tone::info, words::event_renewal_undone},
    {TimelineKind::contact_undone, Icon::undo, Tone::info, words::event_contact_undone},
    {TimelineKind::lapsed, Icon::archive, Tone::neutral, words::event_lapsed},
    {TimelineKind::consent_given, Icon::check_circle, Tone::success, words::event_consent_given},
    {TimelineKind::consent_withdrawn, Icon::close_circle, Tone::warning,
     words::event_consent_withdrawn},
    {TimelineKind::contacted, Icon::phone, Tone::info, words::event_contacted},
    {TimelineKind::edited, Icon::pencil, Tone::neutral, words::event_edited},
    {TimelineKind::conflict_decided, Icon::check, Tone::neutral, words::event_conflict},
    {TimelineKind::merged, Icon::accounts, Tone::info, words::event_merged},
    {TimelineKind::merge_undone, Icon::undo, Tone::info, words::event_merge_undone},
    {TimelineKind::phone_released, Icon::phone, Tone::warning, words::event_phone_released},
    {TimelineKind::phone_restored, Icon::undo, Tone::neutral, words::event_phone_restored},
    {TimelineKind::contact_revealed, Icon::eye, Tone::warning, words::event_revealed},
    {TimelineKind::copied, Icon::file, Tone::info, words::event_copied},
    {TimelineKind::erased, Icon::trash, Tone::neutral, words::event_erased},
};

std::string columns_text(const Ui& ui, const std::vector<std::string>& columns) {
    std::string all;
    for (const auto& column : columns) {
        if (!all.empty()) all += ui.settings().language == Language::zh ? "、" : ", ";
        all += member_column_text(ui, column).utf8();
    }
    return all;
}

// What there is to say besides what happened.
std::string details_of(const Ui& ui, const Shop& shop, const domain::TimelineEntry& event) {
    switch (event.kind) {
        case TimelineKind::card_issued:
            return event.card_number;
        case TimelineKind::card_event: {
            const auto action = parse_code<domain::CardAction>(event.value);
            const auto words = action ? card_action_text(ui, *action) : ui.tr(words::code_unknown);
            return event.card_number.empty() ? words.utf8()
                                             : words.utf8() + " · " + event.card_number;
        }
        case TimelineKind::renewed:
        case TimelineKind::renewal_undone:
            return event.card_number + " · " + date_text(ui, shop, event.before).utf8() + " → " +
                   date_text(ui, shop, event.after).utf8();
        case TimelineKind::lapsed:
            return event.card_number + " · " + lapse_reason_text(ui, event.value).utf8();
        case TimelineKind::consent_given:
        case TimelineKind::consent_withdrawn:
            return consent_purpose_text(ui, event.value).utf8() +
                   ui.tr(words::register_consent_version, event.detail).utf8();
        case TimelineKind::contacted: {
            const auto outcome = outcome_text(ui, event.value).utf8();
            return event.detail.empty() ? outcome : outcome + " · " + event.detail;
        }
        case TimelineKind::edited:
        case TimelineKind::conflict_decided:
            return columns_text(ui, event.fields);
        case TimelineKind::registered:
        case TimelineKind::contact_undone:
        case TimelineKind::merged:
        case TimelineKind::merge_undone:
        case TimelineKind::phone_released:
        case TimelineKind::phone_restored:
        case TimelineKind::contact_revealed:
        case TimelineKind::copied:
        case TimelineKind::erased:
            break;
    }
    return event.detail;
}

}  // namespace

Text card_action_text(const Ui& ui, domain::CardAction action) {
    switch (action) {
        case domain::CardAction::issue:
            return ui.tr(words::card_issue);
        case domain::CardAction::replace:
            return ui.tr(words::card_replace);
        case domain::CardAction::report_lost:
            return ui.tr(words::card_report_lost);
        case domain::CardAction::found:
            return ui.tr(words::card_found);
        case domain::CardAction::freeze:
            return ui.tr(words::card_freeze);
        case domain::CardAction::unfreeze:
            return ui.tr(words::card_unfreeze);
        case domain::CardAction::renew:
            return ui.tr(words::card_renew);
        case domain::CardAction::lapse:
            break;
    }
    return ui.tr(words::card_lapse);
}

Text consent_purpose_text(const Ui& ui, std::string_view purpose) {
    return code_text<ConsentPurpose>(ui, purpose,
                                     {{ConsentPurpose::membership, words::consent_membership},
                                      {ConsentPurpose::marketing, words::consent_marketing},
                                      {ConsentPurpose::callback, words::consent_callback}});
}

Text consent_channel_text(const Ui& ui, const Coded<ConsentChannel>& channel) {
    return code_text<ConsentChannel>(ui, channel.text(),
                                     {{ConsentChannel::counter, words::channel_counter},
                                      {ConsentChannel::phone, words::channel_phone},
                                      {ConsentChannel::online, words::channel_online},
                                      {ConsentChannel::paper, words::channel_paper},
                                      {ConsentChannel::taken_over, words::channel_taken_over}});
}

TimelineRow timeline_entry(const Ui& ui, const Shop& shop, const domain::TimelineEntry& event) {
    const auto look = std::ranges::find(k_looks, event.kind, &Look::kind);
    QIANTAI_ASSERT(look != std::end(k_looks));
    auto who = event.staff_name.empty() ? event.staff_number
                                        : event.staff_name + " · " + event.staff_number;
    return {.icon = look->icon,
            .tone = look->tone,
            .what = ui.tr(look->what),
            .when = time_text(ui, shop, event.at),
            .who = Text::data(std::move(who)),
            .details = Text::data(details_of(ui, shop, event))};
}

}  // namespace qiantai::ui
