#include "sync/core/wire_lines.hpp"

#include <algorithm>
#include <array>

#include "sync/core/json_text.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"

namespace qiantai::sync {

namespace json = boost::json;

namespace {

constexpr std::int64_t k_clock_time_max = (1ll << 47) - 1;
constexpr std::int64_t k_clock_counter_max = 0xFFFF;
constexpr std::size_t k_name_length_max = 64;

json::parse_options parse_options() {
    json::parse_options options;
    options.max_depth = tuning::k_json_depth_max;
    return options;
}

}  // namespace

/// Parses into memory that is used again for each line: no line costs an allocation unless it is
/// very long.
struct LineReader::Parser {
    Parser() : parser(json::storage_ptr(), parse_options()) {}

    std::array<unsigned char, 64u << 10> buffer;
    /// Made anew for each line: a released one would double its next block each time, without
    /// bound.
    std::optional<json::monotonic_resource> memory;
    json::parser parser;
    std::optional<json::value> value;
};

LineReader::LineReader(std::string_view content)
    : m_rest(content), m_parser(std::make_unique<Parser>()) {}
LineReader::~LineReader() = default;

Result<const json::value*> LineReader::next() {
    ++m_line_number;
    if (m_rest.empty()) return malformed("is missing");
    const auto end = m_rest.find('\n');
    const std::size_t size = std::min(end, m_rest.size());
    m_line = m_rest.substr(0, size);
    if (end == std::string_view::npos) {
        if (size > tuning::k_line_bytes_max) return too_large("is too long");
        return malformed("is cut");
    }
    m_rest.remove_prefix(size + 1);
    if (size > tuning::k_line_bytes_max) return too_large("is too long");
    const auto line = m_line;

    Parser& parser = *m_parser;
    parser.value.reset();
    parser.parser.reset();
    parser.memory.emplace(parser.buffer.data(), parser.buffer.size());
    parser.parser.reset(&*parser.memory);
    boost::system::error_code failure;
    parser.parser.write(line.data(), line.size(), failure);
    if (failure) return malformed(failure.message());
    parser.value.emplace(parser.parser.release());
    return &std::as_const(*parser.value);
}

Status LineReader::charge(std::size_t bytes) {
    m_charged_bytes += bytes;
    if (m_charged_bytes > tuning::k_decoded_bytes_max)
        return too_large("would take too much memory");
    return {};
}

Error LineReader::malformed(std::string_view what) const {
    return make_error(k_wire_malformed,
                      "line " + std::to_string(m_line_number) + ": " + std::string(what));
}

Error LineReader::too_large(std::string_view what) const {
    return make_error(k_wire_too_large,
                      "line " + std::to_string(m_line_number) + ": " + std::string(what));
}

bool has_just(const json::object& object, std::initializer_list<std::string_view> names) {
    if (object.size() != names.size()) return false;
    for (const std::string_view name : names) {
        if (!object.contains(name)) return false;
    }
    return true;
}

bool is_wire_name(std::string_view text) {
    if (text.empty() || text.size() > k_name_length_max || text[0] < 'a' || text[0] > 'z')
        return false;
    return std::ranges::all_of(
        text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void append_clock(std::string& out, Hlc clock, Hlc reference) {
    const std::int64_t elapsed_ms = clock.time_ms() - reference.time_ms();
    const std::int64_t counter = clock.raw() - Hlc::at(clock.time_ms()).raw();
    if (clock == Hlc()) {
        out += "null";
    } else if (clock.raw() - 1 == reference.raw()) {
        out += '0';
    } else if (counter == 0 && elapsed_ms != 0) {
        append_integer(out, elapsed_ms);
    } else {
        out += '[';
        append_integer(out, elapsed_ms);
        out += ',';
        append_integer(out, counter);
        out += ']';
    }
}

std::optional<Hlc> parse_clock(const json::value& value, Hlc reference) {
    if (value.is_null()) return Hlc();
    std::int64_t elapsed_ms = 0, counter = 0;
    if (const auto* integer = value.if_int64()) {
        if (*integer == 0) {
            if (reference.raw() == INT64_MAX) return std::nullopt;
            return Hlc(reference.raw() + 1);
        }
        elapsed_ms = *integer;
    } else {
        const auto* pair = value.if_array();
        if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_int64() ||
            !(*pair)[1].is_int64()) {
            return std::nullopt;
        }
        elapsed_ms = (*pair)[0].get_int64();
        counter = (*pair)[1].get_int64();
    }
    if (elapsed_ms < -k_clock_time_max || elapsed_ms > k_clock_time_max) return std::nullopt;
    if (counter < 0 || counter > k_clock_counter_max) return std::nullopt;
    const std::int64_t time_ms = reference.time_ms() + elapsed_ms;
    if (time_ms < 0 || time_ms > k_clock_time_max) return std::nullopt;
    return Hlc::at(time_ms, static_cast<int>(counter));
}

}  // namespace qiantai::sync
