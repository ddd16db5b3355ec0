#include "terminal/paper/slip/slip_printer.hpp"

#include <algorithm>
#include <numeric>

#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/slip/gb18030.hpp"
#include "terminal/paper/slip/slip_lines.hpp"

namespace qiantai::paper {
namespace {

// The commands of ESC/POS.
constexpr std::string_view k_reset = "\x1B@";
constexpr std::string_view k_chinese = "\x1C&";  ///< two bytes are one character
constexpr std::string_view k_feed_and_cut{"\x1D\x56\x42\x00", 4};
constexpr int k_raster_rows_most = 1024;  ///< of one picture: small buffers hold so much

constexpr double k_band_text_pt = 9.5;
constexpr int k_dark_below = 150;

enum class SlipSize { usual, twice };

/// A piece of the roll that is sent as a picture.
Pages band(double height_mm) {
    return {k_slip_dots / 8.0, height_mm, {Page{}}};
}

class SlipWriter {
  public:
    std::string& bytes() { return m_bytes; }
    const std::optional<Error>& error() const { return m_error; }

    void begin() {
        m_bytes += k_reset;
        m_bytes += k_chinese;
    }
    void cut() { m_bytes += k_feed_and_cut; }
    void feed() { m_bytes += '\n'; }

    void text(const std::string& words, Align align, bool bold = false,
              SlipSize size = SlipSize::usual) {
        if (words.empty()) return;
        const auto factor = size == SlipSize::twice ? 2 : 1;
        for (const auto& line : slip_lines(words, k_slip_columns / factor)) {
            put_line(line, align, bold, size);
        }
    }
    void divider() { m_bytes += std::string(k_slip_columns, '-') + "\n"; }

    void picture(const Pages& pages) {
        const auto bitmap = draw_bitmap(pages, 0, 8);
        if (!bitmap) {
            m_error = bitmap.error();
            return;
        }
        for (int top = 0; top < bitmap->height; top += k_raster_rows_most) {
            raster(*bitmap, top, std::min(k_raster_rows_most, bitmap->height - top));
        }
    }

    /// GS ( k: model 2, module of 6 dots, error correction Q, the content, print.
    void qr(const std::string& content) {
        m_bytes += "\x1B\x61\x01";
        m_bytes += std::string_view("\x1D\x28\x6B\x04\x00\x31\x41\x32\x00", 9);
        m_bytes += std::string_view("\x1D\x28\x6B\x03\x00\x31\x43\x06", 8);
        m_bytes += std::string_view("\x1D\x28\x6B\x03\x00\x31\x45\x32", 8);
        const auto size = content.size() + 3;
        m_bytes += std::string_view("\x1D\x28\x6B", 3);
        m_bytes += static_cast<char>(size & 0xFF);
        m_bytes += static_cast<char>(size >> 8 & 0xFF);
        m_bytes += std::string_view("\x31\x50\x30", 3);
        m_bytes += content;
        m_bytes += std::string_view("\x1D\x28\x6B\x03\x00\x31\x51\x30", 8);
        m_bytes += std::string_view("\x1B\x61\x00", 3);
    }

  private:
    void put_line(const std::string& line, Align align, bool bold, SlipSize size) {
        const auto encoded = to_printer_text(line);
        if (!encoded) return put_line_as_picture(line, align, bold, size);
        m_bytes += "\x1B\x61";
        m_bytes += static_cast<char>(align == Align::left ? 0 : align == Align::center ? 1 : 2);
        m_bytes += std::string_view("\x1B\x45", 2);
        m_bytes += bold ? '\x01' : '\x00';
        // Both kinds of characters have a command of their own.
        m_bytes += std::string_view("\x1D\x21", 2);
        m_bytes += size == SlipSize::twice ? '\x11' : '\x00';
        m_bytes += std::string_view("\x1C\x21", 2);
        m_bytes += size == SlipSize::twice ? '\x0C' : '\x00';
        m_bytes += *encoded + "\n";
    }

    void put_line_as_picture(const std::string& line, Align align, bool bold, SlipSize size) {
        const TextStyle style{k_band_text_pt * (size == SlipSize::twice ? 1.9 : 1.0), bold};
        const auto high = style.size_pt * 0.55;
        auto pages = band(high);
        pages.pages[0].items.push_back(
            PlacedText{{0, 0, k_slip_dots / 8.0, high}, line, style, align});
        picture(pages);
    }

    /// GS v 0.
    void raster(const Bitmap& bitmap, int top, int rows) {
        const int row_bytes = (std::min(bitmap.width, k_slip_dots) + 7) / 8;
        m_bytes += std::string_view("\x1D\x76\x30\x00", 4);
        for (const int number : {row_bytes, rows}) {
            m_bytes += static_cast<char>(number & 0xFF);
            m_bytes += static_cast<char>(number >> 8 & 0xFF);
        }
        for (int y = top; y < top + rows; ++y) {
            for (int byte = 0; byte < row_bytes; ++byte) {
                unsigned dots = 0;
                for (int bit = 0; bit < 8; ++bit) {
                    const int x = byte * 8 + bit;
                    const bool dark = x < bitmap.width && bitmap.at(x, y) < k_dark_below;
                    dots = dots << 1 | (dark ? 1U : 0U);
                }
                m_bytes += static_cast<char>(dots);
            }
        }
    }

    std::string m_bytes;
    std::optional<Error> m_error;
};

/// `text` in so many columns.
std::string padded(const std::string& text, int columns, Align align) {
    const auto free = static_cast<std::size_t>(std::max(0, columns - columns_of(text)));
    const auto before = align == Align::left ? 0 : align == Align::right ? free : free / 2;
    return std::string(before, ' ') + text + std::string(free - before, ' ');
}

/// What the columns of a line are, with a free one between.
std::vector<int> table_columns(const Table& table) {
    const auto count = static_cast<int>(table.columns.size());
    const auto shares =
        std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                        [](double sum, const Column& column) { return sum + column.share; });
    const auto room = k_slip_columns - (count - 1);
    std::vector<int> columns;
    int used = 0;
    for (const auto& column : table.columns) {
        const auto wide = std::max(2, static_cast<int>(room * column.share / shares));
        columns.push_back(wide);
        used += wide;
    }
    columns.back() += std::max(0, room - used);
    return columns;
}

class SlipBlocks {
  public:
    explicit SlipBlocks(SlipWriter& writer) : m_writer(writer) {}

    void operator()(const Paragraph& paragraph) const {
        const bool large = paragraph.look == Look::figure;
        const bool bold =
            large || paragraph.look == Look::strong || paragraph.look == Look::heading;
        m_writer.text(paragraph.text, paragraph.align, bold,
                      large ? SlipSize::twice : SlipSize::usual);
    }
    void operator()(const FieldGrid& grid) const {
        int label = 0;
        for (const auto& field : grid.fields) label = std::max(label, columns_of(field.label));
        label = std::min(label, k_slip_columns / 3);
        for (const auto& field : grid.fields) put_field(field, label);
    }
    void operator()(const Table& table) const {
        if (table.columns.empty()) return;
        const auto columns = table_columns(table);
        Row head;
        for (const auto& column : table.columns) head.cells.push_back({column.title, {}});
        put_row(table, head, columns, false);
        m_writer.divider();
        for (const auto& row : table.rows) put_row(table, row, columns, row.is_sum);
        if (table.rows.empty()) m_writer.text(table.when_empty, Align::center);
    }
    void operator()(const Signatures& signatures) const {
        for (const auto& box : signatures.boxes) {
            m_writer.feed();
            m_writer.text(box.role, Align::left);
            auto pages = band(17);
            if (!box.strokes.empty()) {
                pages.pages[0].items.push_back(PlacedStrokes{{4, 1, 64, 15}, box.strokes});
            }
            pages.pages[0].items.push_back(PlacedLine{0, 16.4, k_slip_dots / 8.0, 16.4, 0.25});
            m_writer.picture(pages);
            const bool open = box.strokes.empty();
            const auto name = box.name.empty() && open ? "姓名 __________" : box.name;
            const auto when = box.when.empty() && open ? "日期 __________" : box.when;
            m_writer.text(name + "  " + when, Align::left);
        }
    }
    void operator()(const QrCode& code) const {
        m_writer.qr(code.content);
        m_writer.text(code.caption, Align::center);
    }
    void operator()(const Divider&) const { m_writer.divider(); }
    void operator()(const Space&) const { m_writer.feed(); }

  private:
    void put_field(const Field& field, int label) const {
        const auto names = slip_lines(field.label, label);
        const auto values = slip_lines(field.value, k_slip_columns - label - 2);
        for (std::size_t i = 0; i < std::max(names.size(), values.size()); ++i) {
            m_writer.text(padded(i < names.size() ? names[i] : "", label, Align::left) + "  " +
                              (i < values.size() ? values[i] : ""),
                          Align::left);
        }
    }
    void put_row(const Table& table, const Row& row, const std::vector<int>& columns,
                 bool bold) const {
        std::vector<std::vector<std::string>> lines;
        std::size_t high = 1;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const bool there = i < row.cells.size();
            const bool is_signed = there && !row.cells[i].strokes.empty();
            lines.push_back(slip_lines(is_signed ? "已签"
                                       : there   ? row.cells[i].text
                                                 : "",
                                       columns[i]));
            high = std::max(high, lines.back().size());
        }
        for (std::size_t at = 0; at < high; ++at) {
            std::string line;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                if (i > 0) line += ' ';
                line += padded(at < lines[i].size() ? lines[i][at] : "", columns[i],
                               table.columns[i].align);
            }
            while (line.ends_with(' ')) line.pop_back();
            m_writer.text(line, Align::left, bold);
        }
    }

    SlipWriter& m_writer;
};

void write_copy(SlipWriter& writer, const Document& document, const std::string& copy) {
    const auto& head = document.head;
    writer.begin();
    if (!copy.empty()) writer.text("【" + copy + "】", Align::right, true);
    writer.text(head.chain, Align::center);
    writer.text(head.store, Align::center, true);
    writer.text(head.title, Align::center, true, SlipSize::twice);
    writer.text(head.number, Align::center);
    writer.text(head.subtitle, Align::center);
    writer.divider();
    const SlipBlocks blocks(writer);
    for (const auto& block : document.blocks) std::visit(blocks, block);
    writer.divider();
    const auto& printed = document.printed;
    writer.text("打印 " + printed.by + " " + printed.at, Align::left);
    writer.text("终端 " + printed.terminal + "  校验 " + short_hash(document) + "  " + head.code,
                Align::left);
    writer.cut();
}

}  // namespace

Result<std::string> slip_bytes(const Document& document) {
    if (!is_roll(document.medium)) return make_error(k_not_for_a_roll);
    SlipWriter writer;
    if (document.copies.empty()) write_copy(writer, document, {});
    for (const auto& copy : document.copies) write_copy(writer, document, copy);
    if (writer.error()) return *writer.error();
    return std::move(writer.bytes());
}

}  // namespace qiantai::paper
