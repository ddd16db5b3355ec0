#include "terminal/paper/page/qr_modules.hpp"

#include <qrencode.h>

#include <memory>

namespace qiantai::paper {

QrModules qr_modules(const std::string& content) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
        QRcode_encodeString8bit(content.c_str(), 0, QR_ECLEVEL_Q), QRcode_free);
    QrModules modules;
    if (!made) return modules;
    modules.side = made->width;
    const auto count = static_cast<std::size_t>(made->width * made->width);
    for (std::size_t i = 0; i < count; ++i) modules.dark.push_back((made->data[i] & 1U) != 0);
    return modules;
}

}  // namespace qiantai::paper
