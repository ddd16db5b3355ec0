#include "terminal/members/screens/column_words.hpp"

#include "assets/words/cases.hpp"
#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/member_page.hpp"
#include "assets/words/members.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

using ValueWords = Text (*)(const Ui&, const Scene&, const std::string&);

Text as_written(const Ui&, const Scene&, const std::string& value) {
    return Text::data(value);
}

template <Text (*words)(const Ui&, std::string_view)>
Text by_code(const Ui& ui, const Scene&, const std::string& value) {
    return words(ui, value);
}

Text calendar_text(const Ui& ui, std::string_view calendar) {
    return code_text<BirthdayCalendar>(ui, calendar,
                                       {{BirthdayCalendar::solar, words::date_solar},
                                        {BirthdayCalendar::lunar, words::date_lunar}});
}

// Its calendar is another column; only a leap month tells by itself.
Text birthday_value(const Ui& ui, const Scene&, const std::string& value) {
    return birthday_text(ui, value, value.find('L') != std::string::npos);
}

Text tier_value(const Ui& ui, const Scene& scene, const std::string& value) {
    return tier_tag(ui, scene.shop, value).text;
}

// With the number: two colleagues of one name would look like the same value.
Text clerk_value(const Ui&, const Scene& scene, const std::string& value) {
    const auto name = colleague_text(scene, value).utf8();
    return Text::data(name == value ? value : name + " · " + value);
}

// The other record need not be on this terminal, so it is told apart by its id's end.
Text merged_value(const Ui& ui, const Scene&, const std::string& value) {
    constexpr std::size_t k_told_apart = 6;
    const auto end = value.substr(value.size() - std::min(value.size(), k_told_apart));
    return ui.tr(words::with_note, ui.tr(words::case_was_merged).utf8(), end);
}

// Which columns were exchanged when the two were merged.
Text exchange_value(const Ui& ui, const Scene&, const std::string& value) {
    const auto exchange = parse_json_object(value);
    std::string_view rest;
    std::string fields, words;
    if (exchange) fields = find_text(*exchange, "fields").value_or("");
    for (rest = fields; !rest.empty();) {
        const auto end = std::min(rest.find(','), rest.size());
        if (!words.empty()) words += ui.tr(words::case_taken_join).utf8();
        words += member_column_text(ui, rest.substr(0, end)).utf8();
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words.empty() ? ui.tr(words::case_was_merged) : Text::words(std::move(words));
}

// Which number it was is the phone's own column to say.
Text released_value(const Ui& ui, const Scene&, const std::string&) {
    return ui.tr(words::event_phone_released);
}

struct ColumnWords {
    std::string_view column;
    TextKey label;
    ValueWords value;
};
constexpr ColumnWords k_columns[] = {
    {"name", words::member_name, as_written},
    {"phone", words::member_phone, as_written},
    {"gender", words::member_gender, by_code<gender_text>},
    {"birthday", words::member_birthday, birthday_value},
    {"birthday_calendar", words::member_birthday_calendar, by_code<calendar_text>},
    {"tier_code", words::member_tier, tier_value},
    {"home_clerk", words::member_home_clerk, clerk_value},
    {"heard_from", words::member_heard_from, by_code<heard_from_text>},
    {"preferences", words::member_preferences, as_written},
    {"notes", words::member_notes, as_written},
    {"status", words::member_status, by_code<member_status_text>},
    {"merged_into", words::case_column_merged, merged_value},
    {"merge_exchange", words::case_column_merged, exchange_value},
    {"released_phone", words::member_phone, released_value},
};

const ColumnWords* find_column_words(std::string_view column) {
    const auto found = std::ranges::find(k_columns, column, &ColumnWords::column);
    return found == std::end(k_columns) ? nullptr : &*found;
}

}  // namespace

Text member_column_text(const Ui& ui, std::string_view column) {
    const auto* words = find_column_words(column);
    return ui.tr(words != nullptr ? words->label : words::code_unknown);
}

Text member_value_text(const Ui& ui, const Scene& scene, std::string_view column,
                       const std::string& value) {
    if (value.empty()) return {};
    const auto* words = find_column_words(column);
    return words != nullptr ? words->value(ui, scene, value) : Text::data(value);
}

}  // namespace qiantai::ui
