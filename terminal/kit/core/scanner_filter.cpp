#include "terminal/kit/core/scanner_filter.hpp"

#include <utility>

namespace qiantai::ui {
namespace {

// What barcodes and the QR codes of cards hold. Anything else was typed.
bool is_code_character(char32_t character) {
    return character > 0x20 && character < 0x7F;
}

}  // namespace

std::vector<ScannerFilter::Event> ScannerFilter::release() {
    std::vector<Event> events;
    for (const char c : std::exchange(m_held, {})) {
        events.emplace_back(Typed{static_cast<char32_t>(c)});
    }
    return events;
}

std::vector<ScannerFilter::Event> ScannerFilter::on_character(char32_t character, double now_s) {
    auto events = on_time(now_s);
    if (!is_code_character(character)) {
        auto held = release();
        events.insert(events.end(), held.begin(), held.end());
        events.emplace_back(Typed{character});
        return events;
    }
    m_held += static_cast<char>(character);
    m_last_s = now_s;
    return events;
}

std::vector<ScannerFilter::Event> ScannerFilter::on_enter(double now_s) {
    auto events = on_time(now_s);
    if (m_held.size() >= k_scanner_code_min) {
        events.emplace_back(Scanned{std::exchange(m_held, {})});
        return events;
    }
    auto held = release();
    events.insert(events.end(), held.begin(), held.end());
    events.emplace_back(Enter{});
    return events;
}

std::vector<ScannerFilter::Event> ScannerFilter::on_time(double now_s) {
    if (m_held.empty() || now_s - m_last_s <= k_scanner_gap_s) return {};
    return release();
}

std::optional<double> ScannerFilter::deadline_s() const {
    if (m_held.empty()) return std::nullopt;
    return m_last_s + k_scanner_gap_s;
}

}  // namespace qiantai::ui
