#include "terminal/demo/demo_signature.hpp"

#include "schema/base/signature.hpp"

namespace qiantai::ctl {

std::string demo_signature(int seed) {
    std::vector<Stroke> strokes;
    for (int part = 0; part < 3; ++part) {
        Stroke stroke;
        for (int i = 0; i <= 12; ++i) {
            const int wave = (i * (3 + (seed + part) % 4)) % 8;
            stroke.push_back({static_cast<std::uint16_t>(1500 + part * 2200 + i * 130),
                              static_cast<std::uint16_t>(1300 + (wave < 4 ? wave : 8 - wave) * 320 +
                                                         (seed * 37 + part * 91) % 200)});
        }
        strokes.push_back(std::move(stroke));
    }
    return signature_text(strokes);
}

}  // namespace qiantai::ctl
