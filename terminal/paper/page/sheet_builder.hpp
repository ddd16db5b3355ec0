#pragma once

// Fills pages from the top; what a block asks for before it places anything.

#include <array>
#include <set>

#include "terminal/paper/page/type.hpp"

namespace qiantai::paper {

/// How large everything is on a medium.
struct Measures {
    double width = 0, height = 0;  ///< of the paper; a roll has no height
    double margin = 0;             ///< left and right
    double top = 0, bottom = 0;    ///< margins; the head stands below, the foot above them
    double small_pt = 0, body_pt = 0, heading_pt = 0, figure_pt = 0, title_pt = 0, table_pt = 0;
    double label = 0;  ///< width of a field's label
    double gap = 0;    ///< between blocks

    double body_width() const { return width - 2 * margin; }
};
const Measures& measures_of(Medium medium);
TextStyle style_of(const Measures& measures, Look look);

class SheetBuilder {
  public:
    explicit SheetBuilder(const Document& document);

    const Measures& measures() const { return m_measures; }
    const Typesetter& type() const { return m_type; }
    bool on_roll() const { return is_roll(m_document.medium); }
    double left() const { return m_measures.margin; }
    double width() const { return m_measures.body_width(); }
    double y() const { return m_y; }
    void move(double mm) { m_y += mm; }
    /// Where the next block begins: below a gap, but at a page's top. What a heading is about stands
    /// close below it.
    void begin_block();
    void end_heading() { m_after_heading = true; }

    /// What is left of the page; endless on a roll.
    double room() const;
    /// Of an empty page.
    double whole_room() const;
    /// Goes to a new page unless so much fits here. True if it did.
    bool need(double mm);
    void turn_page();

    void add(Placed placed) { m_pages.pages.back().items.push_back(std::move(placed)); }
    /// A text at the place's top; returns its height.
    double text(const Place& place, const std::string& words, const TextStyle& style,
                Align align = Align::left);
    /// Cells share their edges: the same line is placed once on a page.
    void line(double x1, double y1, double x2, double y2, double width_mm = 0.2, double gray = 0);
    void box(const Place& place, double width_mm = 0.2, double gray = 0);

    /// The finished pages, with their foot and numbers.
    Pages finish(const std::string& copy);

  private:
    void begin_page();
    void draw_head();
    void draw_roll_head();
    void draw_foot();
    void draw_roll_foot();
    void draw_copy(const std::string& copy);

    const Document& m_document;
    const Measures& m_measures;
    Typesetter m_type;
    std::string m_hash;
    Pages m_pages;
    double m_y = 0;
    double m_top = 0;         ///< where a page's body begins
    double m_number_top = 0;  ///< where the page's number stands
    bool m_after_heading = false;
    std::set<std::array<int, 4>> m_lines{};  ///< of this page, in hundredths of a millimetre
};

void place_block(SheetBuilder& sheet, const Paragraph& paragraph);
void place_block(SheetBuilder& sheet, const FieldGrid& grid);
void place_block(SheetBuilder& sheet, const Table& table);
void place_block(SheetBuilder& sheet, const Signatures& signatures);
void place_block(SheetBuilder& sheet, const QrCode& code);
void place_block(SheetBuilder& sheet, const Divider& divider);
void place_block(SheetBuilder& sheet, const Space& space);

}  // namespace qiantai::paper
