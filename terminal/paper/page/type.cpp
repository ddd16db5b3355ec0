#include "terminal/paper/page/type.hpp"

namespace qiantai::paper {
namespace {

constexpr const char* k_family = "Noto Sans CJK SC";
constexpr double k_line_spacing = 1.12;  ///< of the font's own line

}  // namespace

Typesetter::Typesetter()
    : m_fonts(pango_cairo_font_map_new()), m_context(pango_font_map_create_context(m_fonts.get())) {
    // A unit is a point, and nothing is moved onto a screen's pixels.
    pango_cairo_context_set_resolution(m_context.get(), 72);
    const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options(
        cairo_font_options_create(), cairo_font_options_destroy);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(m_context.get(), options.get());
    pango_context_set_language(m_context.get(), pango_language_from_string("zh-cn"));
    pango_context_set_round_glyph_positions(m_context.get(), FALSE);
}

LayoutPtr Typesetter::set(const std::string& text, const TextStyle& style, double width_mm,
                          Align align) const {
    LayoutPtr layout(pango_layout_new(m_context.get()));
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(
        pango_font_description_new(), pango_font_description_free);
    pango_font_description_set_family_static(font.get(), k_family);
    pango_font_description_set_absolute_size(font.get(), style.size_pt * PANGO_SCALE);
    pango_font_description_set_weight(font.get(),
                                      style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    const std::unique_ptr<PangoAttrList, decltype(&pango_attr_list_unref)> attributes(
        pango_attr_list_new(), pango_attr_list_unref);
    pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("tnum=1"));
    pango_layout_set_attributes(layout.get(), attributes.get());
    pango_layout_set_line_spacing(layout.get(), static_cast<float>(k_line_spacing));
    if (width_mm > 0) {
        pango_layout_set_width(layout.get(),
                               static_cast<int>(width_mm * k_points_per_mm * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    }
    pango_layout_set_alignment(layout.get(), align == Align::center  ? PANGO_ALIGN_CENTER
                                             : align == Align::right ? PANGO_ALIGN_RIGHT
                                                                     : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

double Typesetter::width_mm(const std::string& text, const TextStyle& style) const {
    PangoRectangle logical{};
    pango_layout_get_extents(set(text, style, 0, Align::left).get(), nullptr, &logical);
    return logical.width / (PANGO_SCALE * k_points_per_mm);
}

double Typesetter::height_mm(const std::string& text, const TextStyle& style,
                             double width_mm) const {
    PangoRectangle logical{};
    pango_layout_get_extents(set(text, style, width_mm, Align::left).get(), nullptr, &logical);
    return logical.height / (PANGO_SCALE * k_points_per_mm);
}

}  // namespace qiantai::paper
