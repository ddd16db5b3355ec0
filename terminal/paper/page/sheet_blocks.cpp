// Paragraphs, fields, signatures and codes on the sheet.

#include <algorithm>

#include "terminal/paper/page/layout.hpp"
#include "terminal/paper/page/sheet_builder.hpp"

namespace qiantai::paper {
namespace {

constexpr double k_pad_x = 1.6, k_pad_y = 1.2;  ///< inside a ruled cell
constexpr double k_label_gray = 0.3;
constexpr double k_grid_gray = 0.35;
constexpr double k_sign_height = 17;
constexpr double k_sign_gap = 5;

/// How many of the layout's lines from `first` on fit into `room_mm`, and where their text ends.
struct FittingLines {
    int last = 0;
    std::size_t end = 0;
};
FittingLines fitting_lines(PangoLayout* layout, int first, double room_mm, std::size_t size) {
    const std::unique_ptr<PangoLayoutIter, decltype(&pango_layout_iter_free)> at(
        pango_layout_get_iter(layout), pango_layout_iter_free);
    FittingLines fitting{first, 0};
    int top = 0;
    for (int i = 0;; ++i) {
        int from = 0, until = 0;
        pango_layout_iter_get_line_yrange(at.get(), &from, &until);
        if (i == first) top = from;
        const auto high = (until - top) / (PANGO_SCALE * k_points_per_mm);
        // One line is placed whatever happens, so that there is an end.
        if (i > first && high > room_mm) return fitting;
        if (i >= first) {
            const auto* line = pango_layout_iter_get_line_readonly(at.get());
            fitting = {i + 1, static_cast<std::size_t>(line->start_index + line->length)};
        }
        if (!pango_layout_iter_next_line(at.get())) return {i + 1, size};
    }
}

struct FieldRow {
    std::vector<const Field*> fields{};
    int taken = 0;
};
std::vector<FieldRow> rows_of(const FieldGrid& grid) {
    std::vector<FieldRow> rows;
    for (const auto& field : grid.fields) {
        const auto span = std::clamp(field.span, 1, grid.columns);
        if (rows.empty() || rows.back().taken + span > grid.columns) rows.emplace_back();
        rows.back().fields.push_back(&field);
        rows.back().taken += span;
    }
    return rows;
}

void place_ruled_row(SheetBuilder& sheet, const FieldGrid& grid, const FieldRow& row) {
    const auto& measures = sheet.measures();
    const TextStyle label{measures.table_pt, false, k_label_gray}, value{measures.body_pt};
    const auto column = sheet.width() / grid.columns;
    const auto value_width = [&](std::size_t i) {
        // The last one takes what is left of its row.
        const auto span = std::clamp(row.fields[i]->span, 1, grid.columns) +
                          (i + 1 == row.fields.size() ? grid.columns - row.taken : 0);
        return span * column - measures.label;
    };
    double high = 0;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        high = std::max(
            {high,
             sheet.type().height_mm(row.fields[i]->value + " ", value,
                                    value_width(i) - 2 * k_pad_x),
             sheet.type().height_mm(row.fields[i]->label, label, measures.label - 2 * k_pad_x)});
    }
    high += 2 * k_pad_y;
    sheet.need(high);
    auto x = sheet.left();
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        const auto& field = *row.fields[i];
        const auto wide = value_width(i);
        const Place head{x, sheet.y(), measures.label, high};
        sheet.add(PlacedGround{head});
        const auto middle = [&](const std::string& words, const TextStyle& style, double width) {
            return sheet.y() + (high - sheet.type().height_mm(words, style, width)) / 2;
        };
        const auto inside = measures.label - 2 * k_pad_x;
        sheet.text({x + k_pad_x, middle(field.label, label, inside), inside, 0}, field.label,
                   label);
        const auto room = wide - 2 * k_pad_x;
        sheet.text({x + measures.label + k_pad_x, middle(field.value, value, room), room, 0},
                   field.value, value);
        sheet.box({x, sheet.y(), measures.label + wide, high}, 0.2, k_grid_gray);
        sheet.line(x + measures.label, sheet.y(), x + measures.label, sheet.y() + high, 0.2,
                   k_grid_gray);
        x += measures.label + wide;
    }
    sheet.move(high);
}

void place_plain_field(SheetBuilder& sheet, const Field& field) {
    const auto& measures = sheet.measures();
    const TextStyle label{measures.body_pt, false, k_label_gray}, value{measures.body_pt};
    const auto wide = sheet.width() - measures.label;
    const auto first =
        sheet.text({sheet.left(), sheet.y(), measures.label - 1, 0}, field.label, label);
    const auto second =
        sheet.text({sheet.left() + measures.label, sheet.y(), wide, 0}, field.value, value);
    sheet.move(std::max(first, second) + 0.5);
}

void place_signature(SheetBuilder& sheet, const Signature& signature, double x, double wide,
                     double role_high) {
    const auto& measures = sheet.measures();
    const TextStyle small{measures.small_pt + 1};
    auto y = sheet.y();
    sheet.text({x, y + role_high - sheet.type().height_mm(signature.role, small, wide), wide, 0},
               signature.role, small);
    y += role_high + 0.8;
    const Place box{x, y, wide, k_sign_height};
    if (signature.strokes.empty()) {
        sheet.box(box, 0.2, 0.45);
    } else {
        sheet.add(PlacedStrokes{{box.left + 1, box.top + 1, box.width - 2, box.height - 2},
                                signature.strokes});
        sheet.line(box.left, box.bottom(), box.right(), box.bottom(), 0.2, 0.45);
    }
    y += k_sign_height + 1;
    // What is not known of an empty box is written by hand.
    const bool open = signature.strokes.empty();
    const auto name = signature.name.empty() && open ? "姓名" : signature.name;
    const auto when = signature.when.empty() && open ? "日期" : signature.when;
    sheet.text({x, y, wide / 2, 0}, name, small);
    sheet.text({x + wide / 2, y, wide / 2, 0}, when, small,
               signature.when.empty() ? Align::left : Align::right);
    if (!open) return;
    const auto base = y + sheet.type().height_mm("名", small, wide);
    const auto underline = [&](double from, double until) {
        sheet.line(from, base, until, base, 0.2, 0.45);
    };
    if (signature.name.empty()) underline(x + 8.5, x + wide / 2 - 2);
    if (signature.when.empty()) underline(x + wide / 2 + 8.5, x + wide);
}

/// The highest of the words above the boxes.
double roles_height(const SheetBuilder& sheet, const Signatures& signatures, double wide) {
    const TextStyle small{sheet.measures().small_pt + 1};
    double high = 0;
    for (const auto& box : signatures.boxes) {
        high = std::max(high, sheet.type().height_mm(box.role, small, wide));
    }
    return high;
}

}  // namespace

void place_block(SheetBuilder& sheet, const Paragraph& paragraph) {
    sheet.begin_block();
    const auto style = style_of(sheet.measures(), paragraph.look);
    const auto layout = sheet.type().set(paragraph.text, style, sheet.width(), paragraph.align);
    const auto lines = pango_layout_get_line_count(layout.get());
    const auto line_mm = sheet.type().height_mm("字", style, sheet.width());
    // A heading stays with what it is about.
    if (paragraph.look == Look::heading) sheet.need(4 * line_mm);
    int next = 0;
    std::size_t from = 0;
    while (next < lines) {
        sheet.need(line_mm);
        const auto fitting = fitting_lines(layout.get(), next, sheet.room(), paragraph.text.size());
        auto part = paragraph.text.substr(from, fitting.end - from);
        // A break before the part is no empty line of it.
        if (from > 0 && part.starts_with('\n')) part.erase(0, 1);
        sheet.move(
            sheet.text({sheet.left(), sheet.y(), sheet.width(), 0}, part, style, paragraph.align));
        next = fitting.last;
        from = fitting.end;
        if (next < lines) sheet.turn_page();
    }
    if (paragraph.look == Look::heading) sheet.end_heading();
}

void place_block(SheetBuilder& sheet, const FieldGrid& grid) {
    sheet.begin_block();
    if (sheet.on_roll()) {
        for (const auto& field : grid.fields) place_plain_field(sheet, field);
        return;
    }
    for (const auto& row : rows_of(grid)) place_ruled_row(sheet, grid, row);
}

void place_block(SheetBuilder& sheet, const Signatures& signatures) {
    if (signatures.boxes.empty()) return;
    sheet.begin_block();
    const auto most =
        std::max(1, static_cast<int>((sheet.width() + k_sign_gap) /
                                     (std::max(k_signature_width_least_mm, 34.0) + k_sign_gap)));
    const auto count = static_cast<int>(signatures.boxes.size());
    const auto beside = std::min(count, most);
    const auto lines = (count + beside - 1) / beside;
    const auto wide = (sheet.width() - (beside - 1) * k_sign_gap) / beside;
    const auto roles = roles_height(sheet, signatures, wide);
    const TextStyle small{sheet.measures().small_pt + 1};
    const auto high = roles + k_sign_height + 2.5 + sheet.type().height_mm("名", small, wide);
    sheet.need(lines * high + (lines - 1) * k_sign_gap);
    for (int i = 0; i < count; ++i) {
        if (i > 0 && i % beside == 0) sheet.move(high + k_sign_gap);
        place_signature(sheet, signatures.boxes[static_cast<std::size_t>(i)],
                        sheet.left() + i % beside * (wide + k_sign_gap), wide, roles);
    }
    sheet.move(high);
}

void place_block(SheetBuilder& sheet, const QrCode& code) {
    sheet.begin_block();
    const auto quiet = style_of(sheet.measures(), Look::small);
    const auto caption = sheet.type().height_mm(code.caption, quiet, sheet.width());
    sheet.need(code.side_mm + 1 + caption);
    const auto x = sheet.left() + (sheet.width() - code.side_mm) / 2;
    sheet.add(PlacedQr{{x, sheet.y(), code.side_mm, code.side_mm}, code.content});
    sheet.move(code.side_mm + 0.5);
    sheet.move(sheet.text({sheet.left(), sheet.y(), sheet.width(), 0}, code.caption, quiet,
                          Align::center));
}

void place_block(SheetBuilder& sheet, const Divider&) {
    sheet.begin_block();
    sheet.need(1);
    sheet.add(PlacedLine{sheet.left(), sheet.y(), sheet.left() + sheet.width(), sheet.y(), 0.2, 0.3,
                         sheet.on_roll()});
}

void place_block(SheetBuilder& sheet, const Space& space) {
    if (space.mm < sheet.room()) sheet.move(space.mm);
}

}  // namespace qiantai::paper
