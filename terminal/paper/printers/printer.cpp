#include "terminal/paper/printers/printer.hpp"

#include <charconv>

#include "terminal/paper/printers/ipp_printer.hpp"
#include "terminal/paper/printers/raw_printer.hpp"

namespace qiantai::paper {
namespace {

bool is_port(std::string_view text) {
    int port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port > 0 && port < 65536;
}

bool has_host(std::string_view rest) {
    return !rest.empty() && rest.front() != '/' && rest.front() != ':' &&
           rest.find_first_of(" \t\n@") == std::string_view::npos;
}

/// A name, an IPv4 address, or an IPv6 one in brackets.
bool is_socket_host(std::string_view host) {
    if (host.starts_with('[')) return host.size() > 2 && host.find(']') == host.size() - 1;
    return host.find_first_of(":[]/") == std::string_view::npos;
}

}  // namespace

Result<PrinterKind> parse_printer_address(std::string_view address) {
    for (const std::string_view scheme : {"ipp://", "ipps://"}) {
        if (!address.starts_with(scheme)) continue;
        if (has_host(address.substr(scheme.size()))) return PrinterKind::ipp;
        return make_error(k_printer_address_malformed, {}, "address");
    }
    constexpr std::string_view k_socket = "socket://";
    if (address.starts_with(k_socket)) {
        const auto rest = address.substr(k_socket.size());
        const auto colon = rest.rfind(':');
        if (has_host(rest) && colon != std::string_view::npos && is_port(rest.substr(colon + 1)) &&
            is_socket_host(rest.substr(0, colon))) {
            return PrinterKind::raw;
        }
    } else if (address.starts_with('/') && address.size() > 1 && !address.ends_with('/')) {
        return PrinterKind::raw;
    }
    return make_error(k_printer_address_malformed, {}, "address");
}

SendOutcome send_to_printer(const std::string& address, const std::string& title,
                            const std::string& bytes, const PrinterPatience& patience) {
    const auto kind = parse_printer_address(address);
    if (!kind) return SendOutcome::failed(kind.error());
    return *kind == PrinterKind::ipp ? send_ipp(address, title, bytes, patience)
                                     : send_raw(address, bytes, patience);
}

Status probe_printer(const std::string& address, const PrinterPatience& patience) {
    QIANTAI_TRY(const auto kind, parse_printer_address(address));
    return kind == PrinterKind::ipp ? probe_ipp(address, patience) : probe_raw(address, patience);
}

}  // namespace qiantai::paper
