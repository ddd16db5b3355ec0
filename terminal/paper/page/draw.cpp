#include "terminal/paper/page/draw.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>

#include "terminal/paper/page/qr_modules.hpp"
#include "terminal/paper/page/type.hpp"

namespace qiantai::paper {
namespace {

using SurfacePtr = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using CairoPtr = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

/// Draws what is placed; the surface's unit is a millimetre.
class PageDrawer {
  public:
    explicit PageDrawer(cairo_t* cairo) : m_cairo(cairo) {}

    void operator()(const PlacedText& text) const {
        const auto layout = m_type.set(text.text, text.style, text.place.width, text.align);
        cairo_save(m_cairo);
        cairo_translate(m_cairo, text.place.left, text.place.top);
        cairo_scale(m_cairo, 1 / k_points_per_mm, 1 / k_points_per_mm);
        ink(text.style.gray);
        cairo_move_to(m_cairo, 0, 0);
        pango_cairo_show_layout(m_cairo, layout.get());
        cairo_restore(m_cairo);
    }
    void operator()(const PlacedLine& line) const {
        ink(line.gray);
        cairo_set_line_width(m_cairo, line.width_mm);
        constexpr double k_dash[] = {1.2, 0.9};
        cairo_set_dash(m_cairo, k_dash, line.dashed ? 2 : 0, 0);
        cairo_set_line_cap(m_cairo, CAIRO_LINE_CAP_SQUARE);
        cairo_move_to(m_cairo, line.x1, line.y1);
        cairo_line_to(m_cairo, line.x2, line.y2);
        cairo_stroke(m_cairo);
        cairo_set_dash(m_cairo, nullptr, 0, 0);
    }
    void operator()(const PlacedGround& ground) const {
        ink(ground.gray);
        cairo_rectangle(m_cairo, ground.place.left, ground.place.top, ground.place.width,
                        ground.place.height);
        cairo_fill(m_cairo);
    }
    void operator()(const PlacedStrokes& strokes) const {
        double right = 1, bottom = 1, left = 65535, top = 65535;
        for (const auto& stroke : strokes.strokes) {
            for (const auto& point : stroke) {
                left = std::min<double>(left, point.x);
                right = std::max<double>(right, point.x);
                top = std::min<double>(top, point.y);
                bottom = std::max<double>(bottom, point.y);
            }
        }
        if (left > right) return;
        const auto wide = std::max(right - left, 1.0), high = std::max(bottom - top, 1.0);
        const auto& place = strokes.place;
        // Never larger than it was written on a pad of the place's own width.
        const auto scale = std::min({place.width / wide, place.height / high, place.width / 6000});
        const auto x0 = place.left + (place.width - wide * scale) / 2;
        const auto y0 = place.top + (place.height - high * scale) / 2;
        ink(0);
        cairo_set_line_width(m_cairo, std::clamp(place.height / 30, 0.25, 0.5));
        cairo_set_line_cap(m_cairo, CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(m_cairo, CAIRO_LINE_JOIN_ROUND);
        for (const auto& stroke : strokes.strokes) {
            for (std::size_t i = 0; i < stroke.size(); ++i) {
                const auto x = x0 + (stroke[i].x - left) * scale;
                const auto y = y0 + (stroke[i].y - top) * scale;
                if (i == 0) cairo_move_to(m_cairo, x, y);
                cairo_line_to(m_cairo, x, y);
            }
            cairo_stroke(m_cairo);
        }
    }
    void operator()(const PlacedQr& code) const {
        const auto modules = qr_modules(code.content);
        if (modules.side == 0) return;
        const auto step = code.place.width / (modules.side + 2 * k_qr_quiet_modules);
        ink(0);
        // Without smoothing: between two modules there is no gray.
        cairo_set_antialias(m_cairo, CAIRO_ANTIALIAS_NONE);
        for (int y = 0; y < modules.side; ++y) {
            for (int x = 0; x < modules.side; ++x) {
                if (!modules.at(x, y)) continue;
                cairo_rectangle(m_cairo, code.place.left + (x + k_qr_quiet_modules) * step,
                                code.place.top + (y + k_qr_quiet_modules) * step, step, step);
            }
        }
        cairo_fill(m_cairo);
        cairo_set_antialias(m_cairo, CAIRO_ANTIALIAS_DEFAULT);
    }

  private:
    void ink(double gray) const { cairo_set_source_rgb(m_cairo, gray, gray, gray); }

    cairo_t* m_cairo;
    Typesetter m_type;
};

void draw_page(cairo_t* cairo, const Page& page) {
    const PageDrawer drawer(cairo);
    for (const auto& placed : page.items) std::visit(drawer, placed);
}

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

Error not_drawn(cairo_status_t status) {
    return make_error(k_page_not_drawn, cairo_status_to_string(status));
}

}  // namespace

Result<std::string> draw_pdf(std::span<const Pages> all, const std::string& title) {
    std::string bytes;
    cairo_status_t status = CAIRO_STATUS_SUCCESS;
    {
        const SurfacePtr surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, 1, 1),
                                 cairo_surface_destroy);
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Qiantai");
        const CairoPtr cairo(cairo_create(surface.get()), cairo_destroy);
        for (const auto& pages : all) {
            for (const auto& page : pages.pages) {
                cairo_pdf_surface_set_size(surface.get(), pages.width_mm * k_points_per_mm,
                                           pages.height_mm * k_points_per_mm);
                cairo_identity_matrix(cairo.get());
                cairo_scale(cairo.get(), k_points_per_mm, k_points_per_mm);
                draw_page(cairo.get(), page);
                cairo_show_page(cairo.get());
            }
        }
        status = cairo_status(cairo.get());
        cairo_surface_finish(surface.get());
        if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface.get());
    }
    if (status != CAIRO_STATUS_SUCCESS) return not_drawn(status);
    return bytes;
}

Result<Bitmap> draw_bitmap(const Pages& pages, std::size_t page, double dots_per_mm) {
    Bitmap bitmap{static_cast<int>(std::ceil(pages.width_mm * dots_per_mm)),
                  static_cast<int>(std::ceil(pages.height_mm * dots_per_mm)),
                  {}};
    const SurfacePtr surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, bitmap.width, bitmap.height),
        cairo_surface_destroy);
    {
        const CairoPtr cairo(cairo_create(surface.get()), cairo_destroy);
        cairo_set_source_rgb(cairo.get(), 1, 1, 1);
        cairo_paint(cairo.get());
        cairo_scale(cairo.get(), dots_per_mm, dots_per_mm);
        draw_page(cairo.get(), pages.pages.at(page));
        const auto status = cairo_status(cairo.get());
        if (status != CAIRO_STATUS_SUCCESS) return not_drawn(status);
    }
    cairo_surface_flush(surface.get());
    const auto* data = cairo_image_surface_get_data(surface.get());
    if (data == nullptr) return not_drawn(cairo_surface_status(surface.get()));
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
    const auto wide = static_cast<std::size_t>(bitmap.width);
    for (std::size_t y = 0; y < static_cast<std::size_t>(bitmap.height); ++y) {
        for (std::size_t x = 0; x < wide; ++x) bitmap.gray.push_back(data[y * stride + x * 4]);
    }
    return bitmap;
}

}  // namespace qiantai::paper
