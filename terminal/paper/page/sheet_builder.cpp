#include "terminal/paper/page/sheet_builder.hpp"

#include <algorithm>
#include <cmath>

#include "terminal/paper/page/qr_modules.hpp"

namespace qiantai::paper {
namespace {

constexpr double k_gray = 0.38;      ///< of what is said by the way
constexpr double k_foot_height = 6;  ///< on A4
constexpr double k_endless_roll = 1e6;
constexpr double k_corner_width = 20;  ///< of the copy's name
constexpr double k_corner_code = 16;   ///< side of the code in a page's corner
constexpr double k_heading_gap = 1.6;  ///< below a heading

const Measures k_portrait{.width = 210,
                          .height = 297,
                          .margin = 15,
                          .top = 11,
                          .bottom = 9,
                          .small_pt = 8,
                          .body_pt = 10,
                          .heading_pt = 11.5,
                          .figure_pt = 20,
                          .title_pt = 19,
                          .table_pt = 9,
                          .label = 23,
                          .gap = 4};
const Measures k_landscape = [] {
    auto turned = k_portrait;
    std::swap(turned.width, turned.height);
    return turned;
}();
const Measures k_roll{.width = 80,
                      .height = 0,
                      .margin = 4,
                      .top = 4,
                      .bottom = 6,
                      .small_pt = 7.5,
                      .body_pt = 9.5,
                      .heading_pt = 11,
                      .figure_pt = 20,
                      .title_pt = 15,
                      .table_pt = 8.5,
                      .label = 19,
                      .gap = 2.2};

std::string joined_by_dot(std::initializer_list<std::string> parts) {
    std::string text;
    for (const auto& part : parts) {
        if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
    }
    return text;
}

}  // namespace

const Measures& measures_of(Medium medium) {
    switch (medium) {
        case Medium::a4_portrait:
            return k_portrait;
        case Medium::a4_landscape:
            return k_landscape;
        case Medium::roll_80:
            break;
    }
    return k_roll;
}

TextStyle style_of(const Measures& measures, Look look) {
    switch (look) {
        case Look::small:
            return {measures.small_pt, false, k_gray};
        case Look::body:
            return {measures.body_pt};
        case Look::strong:
            return {measures.body_pt, true};
        case Look::heading:
            return {measures.heading_pt, true};
        case Look::figure:
            break;
    }
    return {measures.figure_pt, true};
}

SheetBuilder::SheetBuilder(const Document& document)
    : m_document(document),
      m_measures(measures_of(document.medium)),
      m_hash(short_hash(document)),
      m_pages{m_measures.width, m_measures.height, {}} {
    begin_page();
}

double SheetBuilder::text(const Place& place, const std::string& words, const TextStyle& style,
                          Align align) {
    if (words.empty()) return 0;
    const auto high = m_type.height_mm(words, style, place.width);
    add(PlacedText{{place.left, place.top, place.width, high}, words, style, align});
    return high;
}

void SheetBuilder::line(double x1, double y1, double x2, double y2, double width_mm, double gray) {
    if (x1 > x2 || y1 > y2) {
        std::swap(x1, x2);
        std::swap(y1, y2);
    }
    const auto rounded = [](double mm) { return static_cast<int>(std::lround(mm * 100)); };
    if (!m_lines.insert({rounded(x1), rounded(y1), rounded(x2), rounded(y2)}).second) return;
    add(PlacedLine{x1, y1, x2, y2, width_mm, gray});
}

void SheetBuilder::box(const Place& place, double width_mm, double gray) {
    line(place.left, place.top, place.right(), place.top, width_mm, gray);
    line(place.right(), place.top, place.right(), place.bottom(), width_mm, gray);
    line(place.right(), place.bottom(), place.left, place.bottom(), width_mm, gray);
    line(place.left, place.bottom(), place.left, place.top, width_mm, gray);
}

void SheetBuilder::begin_block() {
    const bool close = std::exchange(m_after_heading, false);
    if (m_y > m_top) m_y += close ? k_heading_gap : m_measures.gap;
}

double SheetBuilder::room() const {
    if (on_roll()) return k_endless_roll;
    return m_measures.height - m_measures.bottom - k_foot_height - 2 - m_y;
}

double SheetBuilder::whole_room() const {
    if (on_roll()) return k_endless_roll;
    return m_measures.height - m_measures.bottom - k_foot_height - 2 - m_top;
}

bool SheetBuilder::need(double mm) {
    if (mm <= room() || m_y <= m_top) return false;
    turn_page();
    return true;
}

void SheetBuilder::turn_page() {
    begin_page();
}

void SheetBuilder::begin_page() {
    m_pages.pages.emplace_back();
    m_lines.clear();
    m_y = m_measures.top;
    if (on_roll()) {
        draw_roll_head();
    } else {
        draw_head();
    }
    m_top = m_y;
}

void SheetBuilder::draw_head() {
    const auto& head = m_document.head;
    const auto quiet = style_of(m_measures, Look::small);
    const TextStyle plain{m_measures.small_pt + 0.5};
    const auto top = m_y;
    auto x = left();
    if (!head.scanned.empty()) {
        // Its dark modules begin at the margin, the quiet zone reaches over it.
        const auto side = std::max(1, qr_modules(head.scanned).side);
        const auto edge = k_corner_code * k_qr_quiet_modules / side;
        const auto whole = k_corner_code + 2 * edge;
        add(PlacedQr{{x - edge, top - edge, whole, whole}, head.scanned});
        x += k_corner_code + 3;
    }
    // What identifies it stands beside the code, the title in the middle of the page.
    const auto beside = width() * 0.34 - (x - left());
    auto y = top;
    for (const auto* words : {&head.chain, &head.store, &head.number, &head.subtitle}) {
        const bool first = words == &head.chain;
        y += text({x, y, beside, 0}, *words, first ? quiet : plain);
    }
    const TextStyle title{m_measures.title_pt, true};
    const auto room = width() * 0.36;
    const auto high = m_type.height_mm(head.title, title, room);
    const auto bottom = std::max({y, top + k_corner_code, top + high});
    text({left() + (width() - room) / 2, top + (bottom - top - high) / 2, room, 0}, head.title,
         title, Align::center);
    const auto line_high = m_type.height_mm("第", plain, 60);
    text({left() + width() - 50, bottom - 2 * line_high, 50, 0}, head.code, quiet, Align::right);
    // The page's number is put in when all are known.
    m_number_top = bottom - line_high;
    m_y = bottom + 1.6;
    line(left(), m_y, left() + width(), m_y, 0.5);
    m_y += 4;
}

void SheetBuilder::draw_roll_head() {
    const auto& head = m_document.head;
    const auto quiet = style_of(m_measures, Look::small);
    const auto named = !m_document.copies.empty();
    m_y += std::max(
        text({left(), m_y, width() - (named ? k_corner_width + 2 : 0), 0}, head.chain, quiet),
        named ? 5.0 : 0.0);
    m_y += 1;
    m_y += text({left(), m_y, width(), 0}, head.store, style_of(m_measures, Look::strong),
                Align::center);
    m_y += 0.4;
    m_y += text({left(), m_y, width(), 0}, head.title, {m_measures.title_pt, true}, Align::center);
    m_y += 0.4;
    m_y += text({left(), m_y, width(), 0}, joined_by_dot({head.number, head.subtitle}),
                {m_measures.body_pt}, Align::center);
    m_y += 1.8;
    line(left(), m_y, left() + width(), m_y, 0.3);
    m_y += 2;
}

void SheetBuilder::draw_copy(const std::string& copy) {
    if (copy.empty()) return;
    const TextStyle style{m_measures.small_pt + 1, true};
    const Place corner{left() + width() - k_corner_width, m_measures.top - 0.5, k_corner_width, 5};
    box(corner, 0.3);
    const auto high = m_type.height_mm(copy, style, k_corner_width);
    text({corner.left, corner.top + (corner.height - high) / 2, corner.width, 0}, copy, style,
         Align::center);
}

void SheetBuilder::draw_foot() {
    const auto quiet = style_of(m_measures, Look::small);
    const auto& printed = m_document.printed;
    const auto top = m_measures.height - m_measures.bottom - k_foot_height;
    line(left(), top, left() + width(), top, 0.2, 0.6);
    text({left(), top + 1.4, width() * 0.75, 0},
         "打印 " + joined_by_dot({printed.by, printed.at, "终端 " + printed.terminal}), quiet);
    text({left() + width() * 0.75, top + 1.4, width() * 0.25, 0}, "校验 " + m_hash, quiet,
         Align::right);
}

void SheetBuilder::draw_roll_foot() {
    const auto quiet = style_of(m_measures, Look::small);
    const auto& printed = m_document.printed;
    m_y += m_measures.gap;
    add(PlacedLine{left(), m_y, left() + width(), m_y, 0.2, 0.3, true});
    m_y += 1.6;
    m_y +=
        text({left(), m_y, width(), 0}, "打印 " + joined_by_dot({printed.by, printed.at}), quiet);
    m_y += text({left(), m_y, width(), 0},
                joined_by_dot({"终端 " + printed.terminal, "校验 " + m_hash, m_document.head.code}),
                quiet);
    m_pages.height_mm = m_y + m_measures.bottom;
}

Pages SheetBuilder::finish(const std::string& copy) {
    const auto count = m_pages.pages.size();
    auto pages = std::exchange(m_pages.pages, {});
    for (std::size_t i = 0; i < count; ++i) {
        m_pages.pages.push_back(std::move(pages[i]));
        m_lines.clear();
        draw_copy(copy);
        if (on_roll()) {
            draw_roll_foot();
            continue;
        }
        draw_foot();
        const TextStyle plain{m_measures.small_pt + 0.5};
        text({left() + width() - 50, m_number_top, 50, 0},
             "第 " + std::to_string(i + 1) + " 页 共 " + std::to_string(count) + " 页", plain,
             Align::right);
    }
    return std::move(m_pages);
}

}  // namespace qiantai::paper
