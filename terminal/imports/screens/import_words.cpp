#include "terminal/imports/screens/import_words.hpp"

#include <algorithm>

#include "assets/words/find.hpp"
#include "assets/words/imports.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

using domain::Import;
using domain::ImportKind;
using domain::ImportStatus;

struct FieldWords {
    std::string_view field;
    TextKey words;
};
constexpr FieldWords k_member_field_words[] = {
    {"name", words::import_field_name},
    {"first_name", words::import_field_first_name},
    {"last_name", words::import_field_last_name},
    {"nickname", words::import_field_nickname},
    {"phone", words::import_field_phone},
    {"gender", words::import_field_gender},
    {"birthday", words::import_field_birthday},
    {"birthday_calendar", words::import_field_birthday_calendar},
    {"tier_code", words::import_field_tier_code},
    {"card_number", words::import_field_card_number},
    {"home_clerk", words::import_field_home_clerk},
    {"heard_from", words::import_field_heard_from},
    {"preferences", words::import_field_preferences},
    {"notes", words::import_field_notes},
    {"joined_on", words::import_field_joined_on},
    {"expires_on", words::import_field_expires_on},
    {"status", words::import_field_status},
    {"store", words::import_field_store},
    {"number", words::import_field_number},
    {"spent", words::import_field_spent},
    {"visits", words::import_field_visits},
    {"marketing", words::import_field_marketing},
    {"marketing_email", words::import_field_marketing_email}};
constexpr FieldWords k_receipt_field_words[] = {
    {"number", words::import_field_receipt_number},
    {"till", words::import_field_till},
    {"store", words::import_field_store},
    {"business_date", words::import_field_business_date},
    {"amount", words::import_field_amount},
    {"total", words::import_field_total},
    {"discount", words::import_field_discount},
    {"paid", words::import_field_paid},
    {"change", words::import_field_change},
    {"stored_value", words::import_field_stored_value},
    {"kind", words::import_field_kind},
    {"direction", words::import_field_direction},
    {"state", words::import_field_state},
    {"refund_of", words::import_field_refund_of},
    {"member_number", words::import_field_member_number},
    {"phone", words::import_field_phone},
    {"card", words::import_field_card_number},
    {"item_code", words::import_field_item_code},
    {"item_name", words::import_field_item_name},
    {"item_category", words::import_field_item_category},
    {"item_pieces", words::import_field_item_pieces},
    {"item_amount", words::import_field_item_amount},
    {"pieces", words::import_field_pieces}};

void draw_refused_line(Ui& ui, Rect& rest, const ImportRefusedLine& line) {
    auto words = rest;
    const auto number = ui.tr(words::import_refused_line, line.line);
    const auto column = std::max(ui.px(84), text_width(ui, number.utf8(), TextStyle::small) + 1);
    const auto label = words.cut_left(column, ui.px(k_gap_m));
    for (const auto& fault : line.faults) {
        const auto why = error_text(ui, fault.error).utf8();
        const auto text = fault.heading.empty() ? Text::data(why)
                          : fault.value.empty()
                              ? ui.tr(words::import_refused_value, fault.heading, why)
                              : ui.tr(words::import_refused_cell, fault.heading, fault.value, why);
        draw_paragraph(ui, words, text, TextStyle::small, Role::ink, k_gap_xs);
    }
    draw_text(
        ui, Rect(label.left, label.top, label.right, label.top + line_height(ui, TextStyle::small)),
        number, TextStyle::small, Role::ink2);
    rest.top = words.top + ui.px(k_gap_s);
}

}  // namespace

Text import_kind_text(const Ui& ui, ImportKind kind) {
    if (kind == ImportKind::gifts) return ui.tr(words::import_kind_gifts);
    return ui.tr(kind == ImportKind::members ? words::import_kind_members
                                             : words::import_kind_purchases);
}

Icon import_kind_icon(ImportKind kind) {
    if (kind == ImportKind::gifts) return Icon::gift;
    return kind == ImportKind::members ? Icon::accounts : Icon::receipt;
}

Text import_field_text(const Ui& ui, ImportKind kind, std::string_view field) {
    const auto words = kind == ImportKind::members
                           ? std::span<const FieldWords>(k_member_field_words)
                           : k_receipt_field_words;
    const auto found = std::ranges::find(words, field, &FieldWords::field);
    return found == words.end() ? ui.tr(words::code_unknown) : ui.tr(found->words);
}

Text import_fields_text(const Ui& ui, ImportKind kind, std::string_view fields) {
    Text words;
    while (!fields.empty()) {
        const auto end = std::min(fields.find('|'), fields.size());
        const auto one = import_field_text(ui, kind, fields.substr(0, end));
        words = words.empty() ? one : ui.tr(words::import_fields_or, words.utf8(), one.utf8());
        fields.remove_prefix(std::min(end + 1, fields.size()));
    }
    return words;
}

Tag import_status_tag(const Ui& ui, const Import& import, bool runs) {
    switch (import.status) {
        case ImportStatus::running:
            return runs ? Tag{ui.tr(words::import_status_running), Tone::info}
                        : Tag{ui.tr(words::import_status_cut_off), Tone::warning};
        case ImportStatus::done:
            return {ui.tr(words::import_status_done), Tone::success};
        case ImportStatus::undoing:
            return {ui.tr(words::import_status_undoing), Tone::warning};
        case ImportStatus::undone:
            break;
    }
    return {ui.tr(words::import_status_undone), Tone::neutral};
}

Text encoding_text(const Ui& ui, std::string_view code) {
    constexpr std::pair<std::string_view, TextKey> k_encodings[] = {
        {"utf-8", words::import_encoding_utf8},
        {"gb18030", words::import_encoding_gb18030},
        {"big5", words::import_encoding_big5},
        {"utf-16le", words::import_encoding_utf16le},
        {"utf-16be", words::import_encoding_utf16be}};
    for (const auto& [known, words] : k_encodings) {
        if (known == code) return ui.tr(words);
    }
    return ui.tr(words::code_unknown);
}

Text import_about_text(const Ui& ui, const Scene& scene, const Import& import) {
    return Text::data(ui.tr(words::import_about, import.source,
                            time_text(ui, scene.shop, import.started_at).utf8(),
                            colleague_text(scene, import.staff_number).utf8())
                          .utf8());
}

std::vector<ImportSentence> import_sentences(const Ui& ui, const Import& import, bool check) {
    std::vector<ImportSentence> sentences;
    const auto& counts = import.counts;
    const auto say = [&](std::int64_t count, Tone tone, TextKey words) {
        if (count > 0) sentences.push_back({tone, ui.tr(words, number_text(count).utf8())});
    };
    if (import.status == ImportStatus::undone || import.status == ImportStatus::undoing) {
        sentences.push_back(
            {Tone::success, ui.tr(words::import_sentence_gone, number_text(import.gone).utf8())});
        say(import.stayed, Tone::warning, words::import_sentence_stayed);
        return sentences;
    }
    const bool members = import.kind == ImportKind::members;
    const auto added = check ? (members ? words::import_sentence_can_members
                                        : words::import_sentence_can_purchases)
                             : (members ? words::import_sentence_added_members
                                        : words::import_sentence_added_purchases);
    sentences.push_back({counts.added > 0 ? Tone::success : Tone::neutral,
                         ui.tr(added, number_text(counts.added).utf8())});
    say(counts.completed, Tone::success, words::import_sentence_completed);
    say(counts.known, Tone::neutral, words::import_sentence_known);
    say(counts.refused, Tone::danger, words::import_sentence_refused);
    say(counts.duplicates, Tone::warning, words::import_sentence_duplicates);
    say(counts.unclear_member, Tone::warning, words::import_sentence_unclear);
    say(counts.no_member, Tone::neutral, words::import_sentence_nobody);
    say(counts.cancelled, Tone::neutral, words::import_sentence_cancelled);
    say(counts.stored_value, Tone::neutral, words::import_sentence_stored);
    say(counts.other_store, Tone::neutral, words::import_sentence_other_store);
    say(counts.totals, Tone::neutral, words::import_sentence_totals);
    return sentences;
}

void draw_sentences(Ui& ui, Rect& rest, const std::vector<ImportSentence>& sentences) {
    for (const auto& [tone, text] : sentences) {
        auto words = rest;
        const auto sign = words.cut_left(ui.px(24), ui.px(k_gap_m));
        const auto lines = wrapped_height(ui, text, TextStyle::large, words.width());
        const auto line = rest.cut_top(std::max(ui.px(32), lines), ui.px(k_gap_s));
        words.bottom = line.bottom;
        draw_icon(ui, {sign.center_x(), line.center_y()}, tone_icon(tone), 24, tone_text(tone));
        draw_wrapped(ui, words.centered(words.width(), lines), text, TextStyle::large, Role::ink);
    }
}

void draw_refused_lines(Ui& ui, Rect& rest, const std::vector<ImportRefusedLine>& lines,
                        std::int64_t count) {
    Card card(ui, rest);
    draw_card_title(ui, card.inside, ui.tr(words::import_refused_heading), number_text(count),
                    Tone::danger);
    for (const auto& line : lines) draw_refused_line(ui, card.inside, line);
    if (static_cast<std::int64_t>(lines.size()) < count) {
        draw_paragraph(ui, card.inside, ui.tr(words::import_refused_some, lines.size()),
                       TextStyle::small, Role::ink2);
    }
}

void draw_import_progress(Ui& ui, Rect& rest, const ImportRunning& running) {
    constexpr float k_progress_height = 12;
    const auto& import = running.import;
    const auto& counts = import.counts;
    const auto bar = rest.cut_top(ui.px(k_progress_height), ui.px(k_gap_m));
    const auto number = [](std::int64_t value) { return number_text(value).utf8(); };
    Text words;
    if (running.reading) {
        draw_moving_bar(ui, bar);
        words = ui.tr(words::import_reading, number(import.rows));
    } else if (running.undoing) {
        const auto all = std::max<std::int64_t>(1, counts.added + counts.completed);
        draw_progress(ui, bar,
                      static_cast<float>(import.gone + import.stayed) / static_cast<float>(all));
        words = ui.tr(words::import_progress_undo, number(import.gone), number(import.stayed));
    } else if (counts.lines >= import.rows) {
        draw_moving_bar(ui, bar);
        words = import.kind == ImportKind::purchases
                    ? ui.tr(words::import_progress_tiers)
                    : ui.tr(words::import_progress, number(counts.lines), number(import.rows),
                            number(counts.added), number(counts.refused));
    } else {
        draw_progress(ui, bar, static_cast<float>(counts.lines) / static_cast<float>(import.rows));
        words = ui.tr(words::import_progress, number(counts.lines), number(import.rows),
                      number(counts.added), number(counts.refused));
    }
    draw_paragraph(ui, rest, words, TextStyle::body, Role::ink, k_gap_s);
}

}  // namespace qiantai::ui
