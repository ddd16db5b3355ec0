// What a file was understood as, and every column with what it is taken for.

#include <algorithm>
#include <charconv>

#include "assets/words/find.hpp"
#include "assets/words/imports.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/imports/screens/import_questions.hpp"
#include "terminal/imports/screens/import_words.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_chip.hpp"
#include "terminal/kit/widgets/widget_choice.hpp"
#include "terminal/kit/widgets/widget_overlay.hpp"
#include "terminal/kit/widgets/widget_state.hpp"

namespace qiantai::ui {
namespace {

using domain::ImportColumn;
using domain::ImportPreview;
using State = ImportColumn::State;

constexpr float k_column_row_height = 68, k_columns_least = 480;

/// Notes that say all there is to say, with the lines they are about.
const ErrorKind* const k_told[] = {&domain::k_import_weak_keys, &domain::k_import_last_line_open,
                                   &domain::k_import_lines_short,
                                   &domain::k_import_private_characters};

Text separator_text(const Ui& ui, const std::string& separator) {
    if (separator == ",") return ui.tr(words::import_separator_comma);
    if (separator == ";") return ui.tr(words::import_separator_semicolon);
    if (separator == "\t") return ui.tr(words::import_separator_tab);
    if (separator == "|") return ui.tr(words::import_separator_bar);
    return ui.tr(words::import_separator_other, separator);
}

void draw_read(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& preview = *part.state.preview;
    {
        Card card(ui, rest);
        draw_card_title(ui, card.inside, ui.tr(words::import_read_heading));
        const bool text = preview.format == "csv";
        const auto what =
            text ? ui.tr(words::import_read_csv, encoding_text(ui, preview.encoding).utf8(),
                         separator_text(ui, preview.separator).utf8())
                 : Text::data(ui.tr(words::import_read_sheet, preview.sheet).utf8());
        auto line = card.inside;
        const bool sheets = preview.sheets.size() > 1;
        if (sheets) {
            const auto label = ui.tr(words::import_sheet_change);
            const auto button = line.cut_right(button_width(ui, label, {}), ui.px(k_gap_m));
            if (draw_button(ui, Rect(button).cut_top(ui.px(k_target_min)), "sheets", label)) {
                part.intents.add(imports::OpenSheets{true});
            }
        }
        const auto top = line.top;
        draw_paragraph(ui, line, what, TextStyle::body, Role::ink, k_gap_xs);
        draw_paragraph(
            ui, line,
            ui.tr(words::import_read_rows, number_text(preview.rows).utf8(), preview.heading_line),
            TextStyle::body, Role::ink);
        card.inside.top = std::max(line.top, sheets ? top + ui.px(k_target_min) : top);
    }
    rest.cut_top(ui.px(k_gap_m));
}

/// What is no question, but worth knowing before the import.
void draw_notes(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& state = part.state;
    const auto note = [&](std::string_view name, Text words, Tone tone, Text action = {}) {
        const bool pressed =
            draw_banner(ui, rest, name, {tone, std::move(words), std::move(action)});
        rest.cut_top(ui.px(k_gap_m));
        return pressed;
    };
    if (state.preview->begun_before && note("begun before", ui.tr(words::import_begun_before),
                                            Tone::warning, ui.tr(words::import_go_on))) {
        part.intents.add(imports::GoOn{*state.preview->begun_before});
    }
    if (state.preview->imported_before) {
        {
            Card card(ui, rest);
            draw_paragraph(ui, card.inside, ui.tr(words::import_imported_before),
                           TextStyle::body_strong, Role::ink);
            if (draw_checkbox(
                    ui, card.inside, "again",
                    {.label = ui.tr(words::import_again), .checked = state.request.again})) {
                part.intents.add(imports::Again{!state.request.again});
            }
        }
        rest.cut_top(ui.px(k_gap_m));
    }
    for (const auto& remark : state.preview->remarks) {
        const auto told = std::ranges::find(k_told, remark.code, [](const ErrorKind* kind) {
            return std::string_view(kind->code);
        });
        if (told != std::end(k_told)) {
            const auto words = error_text(ui, make_error(**told));
            const auto text =
                remark.about.empty()
                    ? words
                    : Text::data(ui.tr(words::with_note, words.utf8(), remark.about).utf8());
            note(remark.code, text,
                 *told == &domain::k_import_weak_keys ? Tone::info : Tone::warning);
        } else if (remark.code == domain::k_import_birthday_default.code) {
            // "1990-01-01 × 312"
            constexpr std::string_view k_times = " × ";
            const auto at = remark.about.find(k_times);
            if (at == std::string::npos) continue;
            note(remark.code + remark.about,
                 ui.tr(words::import_note_birthday, remark.about.substr(at + k_times.size()),
                       remark.about.substr(0, at)),
                 Tone::info);
        } else if (remark.code == domain::k_import_number_destroyed.code) {
            note(remark.code, Text::data(ui.tr(words::import_note_rounded, remark.about).utf8()),
                 Tone::warning);
        }
    }
}

Text meaning_text(const ImportWizardPart& part, const ImportColumn& column) {
    auto& ui = part.ui;
    switch (column.state) {
        case State::read:
            return import_field_text(ui, part.state.request.kind, column.field);
        case State::left_out:
            return ui.tr(words::import_column_left_out);
        case State::meaningful:
            return ui.tr(words::import_column_meaningful);
        case State::withheld:
            return ui.tr(words::import_column_withheld);
        case State::unknown:
            break;
    }
    return ui.tr(words::import_column_unknown);
}

Text samples_text(const Ui& ui, const ImportColumn& column) {
    if (column.state == State::withheld) return ui.tr(words::import_column_hidden);
    if (column.samples.empty()) return ui.tr(words::import_column_empty);
    std::string words;
    for (const auto& sample : column.samples) {
        words += (words.empty() ? "" : " · ") + shown_sample(sample);
    }
    return Text::data(words);
}

void draw_column(const ImportWizardPart& part, Rect& rest, std::size_t index, bool last) {
    auto& ui = part.ui;
    const auto& column = part.state.preview->columns[index];
    auto row = rest.cut_top(ui.px(k_column_row_height));
    if (!last) divider(ui, row.left, row.right, row.bottom - 1);
    const auto words = meaning_text(part, column);
    if (column.state == State::withheld) {
        const auto wide = tag_width(ui, words);
        const auto tag = row.cut_right(wide, ui.px(k_gap_m));
        draw_tag(ui, tag, words, Tone::neutral);
    } else {
        const Chip chip{.label = words,
                        .tone = column.state == State::read         ? Tone::primary
                                : column.state == State::meaningful ? Tone::danger
                                                                    : Tone::neutral,
                        .opens = true};
        const auto wide = std::min(chip_width(ui, chip), row.width() * 0.6f);
        const auto place = row.cut_right(wide, ui.px(k_gap_m));
        if (draw_chip(ui, place.centered(wide, ui.px(k_chip_height)), "column " + column.heading,
                      chip)) {
            part.intents.add(imports::OpenColumn{index});
        }
    }
    const auto title = line_height(ui, TextStyle::body_strong);
    auto lines = row.centered(row.width(), title + line_height(ui, TextStyle::small));
    draw_text(ui, lines.cut_top(title), Text::data(column.heading), TextStyle::body_strong,
              Role::ink);
    draw_text(ui, lines, samples_text(ui, column), TextStyle::small, Role::ink2);
}

void draw_column_cards(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto count = part.state.preview->columns.size();
    const int side_by_side = column_count(ui, rest.width(), k_columns_least, 2);
    {
        Card card(ui, rest);
        draw_card_title(ui, card.inside, ui.tr(words::import_columns_heading));
        draw_paragraph(ui, card.inside, ui.tr(words::import_columns_note), TextStyle::small,
                       Role::ink2, k_gap_s);
        const auto wide = static_cast<std::size_t>(side_by_side);
        const auto per_column = (count + wide - 1) / wide;
        const auto top = card.inside;
        for (std::size_t place = 0; place < wide; ++place) {
            auto column = top.column(static_cast<int>(place), side_by_side, ui.px(k_gap_xl));
            const auto from = place * per_column;
            const auto to = std::min(count, from + per_column);
            for (auto i = from; i < to; ++i) draw_column(part, column, i, i + 1 == to);
            card.inside.top = std::max(card.inside.top, column.top);
        }
    }
    rest.cut_top(ui.px(k_gap_m));
}

void draw_reading_failed(const ImportWizardPart& part, Rect& rest) {
    auto& ui = part.ui;
    const auto& error = *part.state.error;
    const EmptyState empty{.icon = Icon::alert_circle,
                           .tone = Tone::danger,
                           .title = error_text(ui, error),
                           .action = ui.tr(words::import_step_file)};
    if (draw_empty_state(ui, rest.cut_top(ui.px(280)), "other file", empty)) {
        part.intents.add(imports::GoTo{ImportStep::file});
    }
    // What reads as nothing in one encoding may do so in another.
    const bool of_text = error.code() == std::string_view("import_encoding_unknown");
    if (of_text || !part.state.request.settings.encoding.empty()) {
        draw_encoding_question(part, rest);
    }
}

ChoiceAnswer draw_sheets(Ui& ui, const Rect& area, const ImportPreview& preview) {
    std::vector<Text> options;
    std::optional<int> selected;
    for (const auto& sheet : preview.sheets) {
        if (sheet == preview.sheet) selected = static_cast<int>(options.size());
        options.push_back(Text::data(sheet));
    }
    return draw_choice_sheet(ui, area, {{ui.tr(words::import_sheet_title), {}}, options, selected});
}

}  // namespace

void ImportWizardPart::draw_columns(Rect& rest) const {
    if (state.error) return draw_reading_failed(*this, rest);
    if (!state.preview) {
        Card card(ui, rest);
        const ImportRunning running{.import = {.rows = state.rows_read}, .reading = true};
        return draw_import_progress(ui, card.inside, running);
    }
    // Of a workbook the wrong sheet may have been read, which explains everything that is asked.
    const bool sheets = state.preview->sheets.size() > 1;
    if (sheets) draw_read(*this, rest);
    draw_notes(*this, rest);
    draw_import_questions(*this, rest);
    draw_column_cards(*this, rest);
    if (!sheets) draw_read(*this, rest);
    if (state.request.kind != domain::ImportKind::members) return;
    const bool on = state.request.settings.unknown_as_empty;
    if (draw_checkbox(ui, rest, "unknown as empty",
                      {.label = ui.tr(words::import_unknown_as_empty), .checked = on})) {
        intents.add(imports::UnknownAsEmpty{!on});
    }
}

void draw_import_choice(Ui& ui, const Rect& area, const Scene&, const ImportWizardState& state,
                        ImportWizardIntents& intents) {
    if (!state.preview) return;
    const auto& preview = *state.preview;
    if (state.choosing_sheet) {
        const auto answer = draw_sheets(ui, area, preview);
        if (answer.chosen) {
            intents.add(
                imports::ChooseSheet{preview.sheets[static_cast<std::size_t>(*answer.chosen)]});
        } else if (answer.dismissed) {
            intents.add(imports::OpenSheets{false});
        }
        return;
    }
    if (!state.column || *state.column >= preview.columns.size()) return;
    const auto& column = preview.columns[*state.column];
    std::vector<Text> options{ui.tr(words::import_column_left_out)};
    std::optional<int> selected = 0;
    for (const auto& field : preview.fields) {
        if (field == column.field) selected = static_cast<int>(options.size());
        options.push_back(import_field_text(ui, state.request.kind, field));
    }
    const auto answer =
        draw_choice_sheet(ui, area,
                          {{ui.tr(words::import_column_meaning_title), Text::data(column.heading)},
                           options,
                           selected});
    if (answer.chosen) {
        const auto field = *answer.chosen == 0
                               ? std::string(domain::k_import_left_out)
                               : preview.fields[static_cast<std::size_t>(*answer.chosen - 1)];
        intents.add(imports::TakeColumns{{{column.heading, field}}});
    } else if (answer.dismissed) {
        intents.add(imports::OpenColumn{std::nullopt});
    }
}

}  // namespace qiantai::ui
