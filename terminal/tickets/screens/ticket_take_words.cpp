#include "terminal/tickets/screens/ticket_take_words.hpp"

#include <array>

#include "assets/words/kit.hpp"
#include "assets/words/ticket_take.hpp"
#include "assets/words/tickets.hpp"
#include "terminal/desk/shown.hpp"

namespace qiantai::ui {
namespace {

constexpr int k_named_days = 6;  ///< a week's days are told by their names

TextKey resolution_key(const Coded<ResolutionKind>& resolution) {
    switch (resolution.known().value_or(ResolutionKind::other)) {
        case ResolutionKind::refund:
            return words::ticket_resolution_refund;
        case ResolutionKind::replacement:
            return words::ticket_resolution_replacement;
        case ResolutionKind::discount:
            return words::ticket_resolution_discount;
        case ResolutionKind::compensation:
            return words::ticket_resolution_compensation;
        case ResolutionKind::repair:
            return words::ticket_resolution_repair;
        case ResolutionKind::apology:
            return words::ticket_resolution_apology;
        case ResolutionKind::other:
            break;
    }
    return words::ticket_resolution_other;
}

Text weekday_due_text(const Ui& ui, Date day) {
    constexpr std::array k_days{words::weekday_1, words::weekday_2, words::weekday_3,
                                words::weekday_4, words::weekday_5, words::weekday_6,
                                words::weekday_7};
    const auto name = ui.tr(k_days.at(static_cast<std::size_t>(day.weekday() - 1))).utf8();
    return ui.tr(words::due_weekday, name);
}

}  // namespace

Text ticket_channel_text(const Ui& ui, const Coded<TicketChannel>& channel) {
    return code_text<TicketChannel>(
        ui, channel.text(),
        {{TicketChannel::counter, words::ticket_channel_counter},
         {TicketChannel::phone, words::ticket_channel_phone},
         {TicketChannel::email, words::ticket_channel_email},
         {TicketChannel::online, words::ticket_channel_online},
         {TicketChannel::headquarters, words::ticket_channel_headquarters},
         {TicketChannel::authority, words::ticket_channel_authority}});
}

Icon ticket_channel_icon(TicketChannel channel) {
    switch (channel) {
        case TicketChannel::counter:
            return Icon::store;
        case TicketChannel::phone:
            return Icon::phone;
        case TicketChannel::email:
            return Icon::inbox;
        case TicketChannel::online:
            return Icon::cloud;
        case TicketChannel::headquarters:
            return Icon::desktop;
        case TicketChannel::authority:
            break;
    }
    return Icon::flag;
}

Text ticket_alarm_text(const Ui& ui, const Coded<TicketAlarm>& alarm) {
    if (alarm == TicketAlarm::none) return {};
    return code_text<TicketAlarm>(ui, alarm.text(),
                                  {{TicketAlarm::safety, words::ticket_alarm_safety},
                                   {TicketAlarm::injury, words::ticket_alarm_injury},
                                   {TicketAlarm::press, words::ticket_alarm_press}});
}

Text resolution_text(Language language, const Coded<ResolutionKind>& resolution) {
    if (resolution.empty()) return {};
    return translate(language, resolution_key(resolution));
}

Text due_time_text(const Ui& ui, const Shop& shop, TimeMs time) {
    const auto day = Date::of_time(time, shop.utc_offset_minutes);
    const auto today = Date::of_text(shop.today);
    Text name;
    if (day == today) {
        name = ui.tr(words::date_today);
    } else if (day == today.plus_days(1)) {
        name = ui.tr(words::due_tomorrow);
    } else if (today < day && day <= today.plus_days(k_named_days)) {
        name = weekday_due_text(ui, day);
    } else {
        name = date_text(ui, shop, day);
    }
    return Text::data(name.utf8() + " " + clock_text(shop, time).utf8());
}

}  // namespace qiantai::ui
