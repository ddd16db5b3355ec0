#include "terminal/imports/screens/import_questions.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "assets/words/imports.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/members.hpp"
#include "terminal/base/phone_number.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/imports/screens/import_choices.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"

namespace qiantai::ui {
namespace {

using domain::DateOrder;
using domain::ImportColumn;
using domain::ImportPreview;
using domain::ImportRemark;

constexpr float k_question_least_dp = 420;
constexpr std::string_view k_encodings[] = {"utf-8", "gb18030", "big5", "utf-16le", "utf-16be"};
constexpr std::string_view k_date_fields[] = {"birthday", "joined_on", "expires_on",
                                              "business_date"};

bool is_of(const ImportRemark& remark, const ErrorKind& kind) {
    return remark.code == kind.code;
}

std::vector<std::string> parts_of(const std::string& about) {
    constexpr std::string_view k_between = " | ";
    std::vector<std::string> parts;
    for (std::size_t from = 0; from <= about.size() && !about.empty();) {
        const auto end = std::min(about.find(k_between, from), about.size());
        parts.push_back(about.substr(from, end - from));
        from = end + k_between.size();
    }
    return parts;
}

bool is_encoding_open(const ImportWizardState& state) {
    return !state.preview->certain && state.request.settings.encoding.empty();
}

/// A day that stands there and can be two: 03/04/2024.
struct DateExample {
    std::string text = "03/04";
    int first = 3, second = 4;
};

DateExample date_example(const ImportPreview& preview) {
    for (const auto& column : preview.columns) {
        if (std::ranges::find(k_date_fields, column.field) == std::end(k_date_fields)) continue;
        for (const auto& sample : column.samples) {
            const auto* const end = sample.data() + sample.size();
            DateExample example{.text = sample};
            const auto first = std::from_chars(sample.data(), end, example.first);
            if (first.ec != std::errc() || first.ptr == end) continue;
            if (std::string_view("/.-").find(*first.ptr) == std::string_view::npos) continue;
            const auto second = std::from_chars(first.ptr + 1, end, example.second);
            const auto is_month = [](int number) { return number >= 1 && number <= 12; };
            if (second.ec == std::errc() && is_month(example.first) && is_month(example.second)) {
                return example;
            }
        }
    }
    return {};
}

/// Each question begins a block of its own; on a wide screen they stand side by side.
struct Questions {
    const ImportWizardPart& part;
    Columns& columns;
    Ui& ui = part.ui;
    const ImportPreview& preview = *part.state.preview;
    const domain::ImportSettings& settings = part.state.request.settings;

    Rect& ask(const Text& question) const {
        auto& rest = columns.next();
        draw_paragraph(ui, rest, question, TextStyle::body_strong, Role::ink, k_gap_s);
        return rest;
    }
    void take(std::vector<domain::ColumnChoice> choices) const {
        part.intents.add(imports::TakeColumns{std::move(choices)});
    }
    Text words_of(std::string_view fields) const {
        return import_fields_text(ui, part.state.request.kind, fields);
    }

    void missing(const ImportRemark& remark) const {
        auto& rest = ask(ui.tr(words::import_ask_missing, words_of(remark.about).utf8()));
        std::vector<Text> words;
        std::vector<std::string> headings;
        for (const auto& column : preview.columns) {
            if (column.state == ImportColumn::State::read ||
                column.state == ImportColumn::State::withheld) {
                continue;
            }
            headings.push_back(column.heading);
            words.push_back(Text::data(column.heading));
        }
        if (words.empty()) {
            draw_paragraph(ui, rest, ui.tr(words::import_ask_missing_none), TextStyle::small,
                           Role::ink2, k_gap);
        }
        const auto pressed = draw_word_choices(ui, rest, "missing", words);
        const auto field = remark.about.substr(0, remark.about.find('|'));
        if (pressed) take({{headings[*pressed], field}});
    }

    void twice(const ImportRemark& remark) const {
        for (const auto& heading : parts_of(remark.about)) {
            const auto column = std::ranges::find(preview.columns, heading, &ImportColumn::heading);
            if (column == preview.columns.end()) continue;
            auto& rest = ask(ui.tr(words::import_ask_twice, words_of(column->field).utf8()));
            std::vector<Text> words;
            std::vector<domain::ColumnChoice> choices;
            for (const auto& one : preview.columns) {
                if (one.field != column->field) continue;
                choices.push_back({one.heading, std::string(domain::k_import_left_out)});
                words.push_back(Text::data(one.heading));
            }
            const IdScope scope(heading);
            if (const auto pressed = draw_word_choices(ui, rest, "twice", words)) {
                choices[*pressed].field = column->field;
                take(std::move(choices));
            }
        }
    }

    void lost(const ImportRemark& remark) const {
        for (const auto& heading : parts_of(remark.about)) {
            auto& rest = ask(Text::data(ui.tr(words::import_ask_lost, heading).utf8()));
            const IdScope scope(heading);
            const std::array yes{ui.tr(words::import_column_meaningful_ok)};
            if (draw_word_choices(ui, rest, "leave out", yes)) {
                take({{heading, std::string(domain::k_import_left_out)}});
            }
        }
    }

    void lines(const ImportRemark& remark) const {
        auto& rest = ask(Text::data(ui.tr(words::import_ask_lines, remark.about).utf8()));
        const std::array words{ui.tr(words::import_ask_lines_receipt),
                               ui.tr(words::import_ask_lines_item)};
        const auto pressed = draw_word_choices(ui, rest, "lines", words);
        if (pressed) take({{remark.about, *pressed == 0 ? "amount" : "item_amount"}});
    }

    void paid(const ImportRemark& remark) const {
        auto& rest = ask(Text::data(ui.tr(words::import_ask_paid, remark.about).utf8()));
        std::vector<Text> words{
            Text::data(ui.tr(words::import_ask_paid_itself, remark.about).utf8())};
        std::vector<std::string> headings{remark.about};
        for (const auto& column : preview.columns) {
            const bool free = column.state == ImportColumn::State::unknown ||
                              column.state == ImportColumn::State::left_out;
            if (!free) continue;
            headings.push_back(column.heading);
            words.push_back(Text::data(column.heading));
        }
        const auto pressed = draw_word_choices(ui, rest, "paid", words);
        if (pressed) take({{headings[*pressed], "amount"}});
    }

    /// "4月3日".
    Text day(int month, int number) const {
        const auto& shop = part.scene.shop;
        const auto year = shop.today.substr(0, shop.today.find('-'));
        return date_text(ui, shop,
                         Date::of_text(fmt::format("{}-{:02}-{:02}", year, month, number)));
    }

    /// Also once it is answered: then the answer can be changed.
    void dates(bool open) const {
        if (!open && settings.date_order.empty()) return;
        const auto example = date_example(preview);
        auto& rest = ask(Text::data(ui.tr(words::import_ask_dates, example.text).utf8()));
        const std::array words{day(example.second, example.first),
                               day(example.first, example.second)};
        std::optional<std::size_t> chosen;
        if (const auto order = parse_code<DateOrder>(settings.date_order)) {
            chosen = *order == DateOrder::day_first ? 0 : 1;
        }
        const auto pressed = draw_word_choices(ui, rest, "dates", words, chosen);
        if (!pressed) return;
        part.intents.add(imports::ChooseDateOrder{*pressed == 0 ? DateOrder::day_first
                                                                : DateOrder::month_first});
    }

    void gender(const std::string& code, const std::string& now) const {
        constexpr std::string_view k_meanings[] = {"female", "male", "unstated"};
        auto& rest = ask(Text::data(ui.tr(words::import_ask_gender, code).utf8()));
        const std::array words{ui.tr(words::gender_female), ui.tr(words::gender_male),
                               ui.tr(words::gender_unstated)};
        std::optional<std::size_t> chosen;
        const auto found = std::ranges::find(k_meanings, std::string_view(now));
        if (found != std::end(k_meanings)) {
            chosen = static_cast<std::size_t>(found - std::begin(k_meanings));
        }
        if (const auto pressed = draw_word_choices(ui, rest, "gender " + code, words, chosen)) {
            part.intents.add(imports::ChooseGender{code, std::string(k_meanings[*pressed])});
        }
    }

    void calendar(const std::string& code, const std::string& now) const {
        auto& rest = ask(Text::data(ui.tr(words::import_ask_calendar, code).utf8()));
        const std::array words{ui.tr(words::date_solar), ui.tr(words::date_lunar)};
        std::optional<std::size_t> chosen;
        if (!now.empty()) chosen = now == "lunar" ? 1 : 0;
        if (const auto pressed = draw_word_choices(ui, rest, "calendar " + code, words, chosen)) {
            part.intents.add(imports::ChooseCalendar{code, *pressed == 0 ? "solar" : "lunar"});
        }
    }

    void store() const {
        const auto column =
            std::ranges::find(preview.columns, std::string_view("store"), &ImportColumn::field);
        if (column == preview.columns.end()) return;
        const auto& shop = part.scene.shop;
        const bool known = std::ranges::any_of(column->samples, [&](const auto& sample) {
            return std::ranges::any_of(shop.stores, [&](const auto& store) {
                return store.first == sample || store.second == sample;
            });
        });
        if (known && settings.own_store.empty()) return;
        auto& rest = ask(ui.tr(words::import_ask_store));
        std::vector<Text> words;
        std::optional<std::size_t> chosen;
        std::vector<std::string> names = column->samples;
        std::ranges::sort(names);
        names.erase(std::ranges::unique(names).begin(), names.end());
        for (const auto& name : names) {
            if (name == settings.own_store) chosen = words.size();
            words.push_back(Text::data(name));
        }
        const auto pressed = draw_word_choices(ui, rest, "stores", words, chosen);
        if (pressed) part.intents.add(imports::TypeOwnStore{names[*pressed]});
        draw_paragraph(ui, rest, ui.tr(words::import_ask_store_note), TextStyle::small, Role::ink2,
                       k_gap);
    }

    void all() const {
        bool dates_open = false;
        std::map<std::string, std::string> genders, calendars;
        for (const auto& remark : preview.remarks) {
            if (is_of(remark, domain::k_import_heading_missing)) missing(remark);
            if (is_of(remark, domain::k_import_heading_twice)) twice(remark);
            if (is_of(remark, domain::k_import_column_meaningful)) lost(remark);
            if (is_of(remark, domain::k_import_lines_unclear)) lines(remark);
            if (is_of(remark, domain::k_import_amount_unclear)) paid(remark);
            dates_open |= is_of(remark, domain::k_import_date_order_unclear);
            auto* codes = is_of(remark, domain::k_import_gender_codes)     ? &genders
                          : is_of(remark, domain::k_import_calendar_codes) ? &calendars
                                                                           : nullptr;
            if (codes == nullptr) continue;
            for (const auto& code : parts_of(remark.about)) codes->emplace(code, std::string());
        }
        dates(dates_open);
        // Answered ones stay where they are, so that nothing moves below the finger.
        for (const auto& [code, meaning] : settings.genders) genders[code] = meaning;
        for (const auto& [code, meaning] : settings.calendars) calendars[code] = meaning;
        for (const auto& [code, meaning] : genders) gender(code, meaning);
        for (const auto& [code, meaning] : calendars) calendar(code, meaning);
        store();
    }
};

}  // namespace

std::string shown_sample(const std::string& sample) {
    constexpr std::size_t k_number_digits = 9;
    std::size_t run = 0;
    for (const char c : sample) {
        run = c >= '0' && c <= '9' ? run + 1 : 0;
        if (run == k_number_digits) return domain::mask_phone(sample);
    }
    return sample;
}

int count_open_questions(const ImportWizardState& state) {
    int open = is_encoding_open(state) ? 1 : 0;
    for (const auto& remark : state.preview->remarks) {
        if (!remark.must_answer) continue;
        const bool several = is_of(remark, domain::k_import_column_meaningful) ||
                             is_of(remark, domain::k_import_heading_twice) ||
                             is_of(remark, domain::k_import_gender_codes) ||
                             is_of(remark, domain::k_import_calendar_codes);
        open += several ? static_cast<int>(parts_of(remark.about).size()) : 1;
    }
    return open;
}

void draw_encoding_question(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& state = part.state;
    const auto& chosen = state.request.settings.encoding;
    std::string_view now = chosen;
    if (state.preview) {
        const bool open = is_encoding_open(state);
        draw_paragraph(
            ui, rest, ui.tr(open ? words::import_encoding_question : words::import_encoding_chosen),
            TextStyle::body_strong, Role::ink, k_gap_xs);
        if (open) {
            draw_paragraph(ui, rest, ui.tr(words::import_encoding_question_body), TextStyle::small,
                           Role::ink2, k_gap_s);
        }
        // Names tell best whether it reads well; without them whatever stands first.
        const auto& columns = state.preview->columns;
        auto shown = std::ranges::find(columns, std::string_view("name"), &ImportColumn::field);
        if (shown == columns.end()) shown = columns.begin();
        if (shown != columns.end()) {
            std::string words = shown->heading;
            for (const auto& sample : shown->samples) words += " · " + shown_sample(sample);
            draw_paragraph(ui, rest, Text::data(words), TextStyle::title, Role::ink, k_gap_m);
        }
        now = state.preview->encoding;
    } else {
        draw_paragraph(ui, rest, ui.tr(words::import_encoding_failed), TextStyle::body_strong,
                       Role::ink, k_gap_s);
    }
    if (state.preview && chosen.empty()) {
        const std::array right{ui.tr(words::import_encoding_right)};
        if (draw_word_choices(ui, rest, "right", right)) {
            part.intents.add(imports::ChooseEncoding{state.preview->encoding});
        }
    }
    std::vector<Text> words;
    std::optional<std::size_t> marked;
    for (const auto code : k_encodings) {
        if (code == now) marked = words.size();
        words.push_back(encoding_text(ui, code));
    }
    if (const auto pressed = draw_word_choices(ui, rest, "encodings", words, marked)) {
        part.intents.add(imports::ChooseEncoding{std::string(k_encodings[*pressed])});
    }
}

void draw_import_questions(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& state = part.state;
    const bool encoding = state.preview->format == "csv" &&
                          (!state.preview->certain || !state.request.settings.encoding.empty());
    const auto draw = [&](Rect& inside) {
        const auto top = inside.top;
        Columns columns(ui, inside, k_question_least_dp, 2, k_gap_xs);
        if (encoding) draw_encoding_question(part, columns.next());
        Questions{part, columns}.all();
        inside.top = std::max(top, columns.bottom());
    };
    if (measured_height(ui, rest.width(), draw) <= 0) return;
    {
        Card card(ui, rest);
        if (const int open = count_open_questions(state); open > 0) {
            draw_card_title(ui, card.inside, ui.tr(words::import_questions_heading, open));
        }
        draw(card.inside);
    }
    rest.cut_top(ui.px(k_gap_m));
}

}  // namespace qiantai::ui
