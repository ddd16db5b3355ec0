#include "terminal/ctl/pin_source.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "schema/base/file.hpp"

namespace qiantai::ctl {
Result<std::string> read_descriptor(int descriptor, std::size_t bytes_max) {
    std::string content;
    char buffer[4096];
    while (content.size() <= bytes_max) {
        const ssize_t got = ::read(descriptor, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            return make_error(k_file_error,
                              fmt::format("descriptor {}: {}", descriptor, std::strerror(errno)));
        }
        if (got == 0) return content;
        content.append(buffer, static_cast<std::size_t>(got));
    }
    return make_error(k_file_error, fmt::format("more than {} bytes", bytes_max));
}

Result<Secret> read_pin(const PinSource& source) {
    if (source.file.has_value() == source.descriptor.has_value())
        return make_error(k_pin_source_missing);
    QIANTAI_TRY(const auto content,
                source.file ? read_secret_file(*source.file)
                            : read_secret(*source.descriptor,
                                          fmt::format("descriptor {}", *source.descriptor)));
    const std::string_view text = content;
    return Secret(text.substr(0, text.find_first_of("\r\n")));
}

}  // namespace qiantai::ctl
