#include "sync/core/wire_packing.hpp"

#include <charconv>
#include <chrono>
#include <cstdlib>

#include "schema/base/encoding.hpp"
#include "schema/base/error.hpp"
#include "sync/core/json_text.hpp"

namespace qiantai::sync {
namespace {

namespace json = boost::json;

constexpr std::string_view k_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t k_random_letters = 13, k_whole_letters = 22;
constexpr std::int64_t k_id_elapsed_max = 9'999'999;
constexpr std::int64_t k_elapsed_max_ms = 1ll << 46;
constexpr std::int64_t k_day_ms = 24ll * 3600 * 1000;

constexpr std::array<std::int8_t, 256> make_letter_values() {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < k_letters.size(); ++i) {
        values[static_cast<std::uint8_t>(k_letters[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}
constexpr auto k_letter_values = make_letter_values();

std::int64_t time_of(const Uuid& id) {
    std::int64_t time_ms = 0;
    for (std::size_t i = 0; i < 6; ++i) time_ms = time_ms << 8 | id.bytes()[i];
    return time_ms;
}

/// The bits of a version 7 id behind version and variant.
struct RandomBits {
    std::uint64_t high = 0;  ///< 12 bits
    std::uint64_t low = 0;   ///< 62 bits
};
constexpr std::uint64_t k_low_mask = (1ull << 62) - 1;

RandomBits random_bits_of(const Uuid& id) {
    const auto& bytes = id.bytes();
    RandomBits bits{.high = (bytes[6] & 0x0Fu) << 8 | bytes[7], .low = 0};
    for (std::size_t i = 8; i < 16; ++i) bits.low = bits.low << 8 | bytes[i];
    bits.low &= k_low_mask;
    return bits;
}

Uuid make_id(std::int64_t time_ms, RandomBits bits) {
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(time_ms >> (40 - 8 * i));
    bytes[6] = static_cast<std::uint8_t>(0x70 | bits.high >> 8);
    bytes[7] = static_cast<std::uint8_t>(bits.high);
    bits.low |= 1ull << 63;
    for (std::size_t i = 8; i < 16; ++i)
        bytes[i] = static_cast<std::uint8_t>(bits.low >> (8 * (15 - i)));
    return Uuid(bytes);
}

/// `count` letters of six bits, the highest first.
void append_bits(std::string& out, std::uint64_t bits, int count) {
    for (int i = count - 1; i >= 0; --i) out += k_letters[bits >> (6 * i) & 63];
}

std::optional<std::uint64_t> parse_bits(std::string_view letters) {
    std::uint64_t bits = 0;
    for (const char letter : letters) {
        const int value = k_letter_values[static_cast<std::uint8_t>(letter)];
        if (value < 0 || bits >> 58 != 0) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint64_t>(value);
    }
    return bits;
}

std::optional<Uuid> parse_canonical_id(const json::value& value) {
    const auto* text = value.if_string();
    if (text == nullptr || text->size() != 36) return std::nullopt;
    const auto id = Uuid::parse(*text);
    return id && id->text() == std::string_view(*text) ? id : std::nullopt;
}

std::int64_t day_of(Hlc clock) {
    return clock.time_ms() / k_day_ms;
}

/// Days since 1970 of a date written YYYY-MM-DD that the calendar has.
std::optional<std::int64_t> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [text](std::size_t at, std::size_t length) -> unsigned {
        unsigned value = 0;
        for (const char c : text.substr(at, length)) {
            if (c < '0' || c > '9') return 0;
            value = value * 10 + static_cast<unsigned>(c - '0');
        }
        return value;
    };
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(0, 4))),
                                           std::chrono::month(number(5, 2)),
                                           std::chrono::day(number(8, 2))};
    if (!date.ok() || date.year() < std::chrono::year(1)) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count();
}

std::optional<std::string> format_day(std::int64_t day) {
    constexpr std::int64_t k_first_day = -719'162,
                           k_last_day = 2'932'896;  // 0001-01-01, 9999-12-31
    if (day < k_first_day || day > k_last_day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    std::string text = "0000-00-00";
    const auto write = [&text](std::size_t at, unsigned value) {
        for (; value > 0; value /= 10) text[at--] = static_cast<char>('0' + value % 10);
    };
    write(3, static_cast<unsigned>(static_cast<int>(date.year())));
    write(6, static_cast<unsigned>(date.month()));
    write(9, static_cast<unsigned>(date.day()));
    return text;
}

bool is_near(std::int64_t time_ms, Hlc clock) {
    return time_ms >= 0 && std::abs(time_ms - clock.time_ms()) <= k_elapsed_max_ms;
}

}  // namespace

std::string_view packing_name(Packing packing) {
    switch (packing) {
        case Packing::plain:
            return "plain";
        case Packing::time:
            return "time";
        case Packing::date:
            return "date";
        case Packing::id:
            return "id";
    }
    QIANTAI_ASSERT(false);
}

std::optional<Packing> parse_packing(std::string_view name) {
    for (const Packing packing : {Packing::time, Packing::date, Packing::id}) {
        if (name == packing_name(packing)) return packing;
    }
    return std::nullopt;
}

bool fits(Packing packing, const json::value& value, Hlc clock) {
    switch (packing) {
        case Packing::plain:
            return true;
        case Packing::time:
            return value.is_int64() && is_near(value.get_int64(), clock);
        case Packing::date:
            return value.is_string() && parse_date(value.get_string()).has_value();
        case Packing::id:
            return parse_canonical_id(value).has_value();
    }
    QIANTAI_ASSERT(false);
}

void append_packed(std::string& out, Packing packing, const json::value& value, Hlc clock) {
    if (packing == Packing::time) return append_integer(out, value.get_int64() - clock.time_ms());
    if (packing == Packing::id) return append_id(out, *parse_canonical_id(value), clock);
    if (packing == Packing::date) {
        if (const auto day = parse_date(value.get_string()))
            return append_integer(out, *day - day_of(clock));
    }
    append_json(out, value);
}

bool unpack(Packing packing, const json::value& packed, Hlc clock, json::value& into) {
    const auto* integer = packed.if_int64();
    const auto* text = packed.if_string();
    if (packing == Packing::plain || (packing == Packing::date && text != nullptr)) {
        into = packed;
        return true;
    }
    if (packing == Packing::id) {
        const auto id = text == nullptr ? std::nullopt : unpack_id(*text, clock);
        if (id) into = id->text();
        return id.has_value();
    }
    if (integer == nullptr || std::abs(*integer / 2) > k_elapsed_max_ms) return false;
    if (packing == Packing::time) {
        into = clock.time_ms() + *integer;
        return true;
    }
    const auto date = format_day(day_of(clock) + *integer);
    if (date) into = *date;
    return date.has_value();
}

void append_id(std::string& out, const Uuid& id, Hlc clock) {
    const auto& bytes = id.bytes();
    const std::int64_t elapsed_ms = time_of(id) - clock.time_ms();
    const bool is_v7 = bytes[6] >> 4 == 7 && bytes[8] >> 6 == 2;
    out += '"';
    if (is_v7 && std::abs(elapsed_ms) <= k_id_elapsed_max) {
        const RandomBits bits = random_bits_of(id);
        append_bits(out, bits.high, 2);
        append_bits(out, bits.low, 11);
        if (elapsed_ms != 0) append_integer(out, elapsed_ms);
    } else {
        out += to_base64url(as_text(bytes));
    }
    out += '"';
}

std::optional<Uuid> unpack_id(std::string_view packed, Hlc clock) {
    if (packed.size() == k_whole_letters) {
        const auto bytes = from_base64url(packed);
        if (!bytes || bytes->size() != 16) return std::nullopt;
        return Uuid::from_bytes(as_bytes(*bytes));
    }
    if (packed.size() < k_random_letters || packed.size() > k_whole_letters) return std::nullopt;
    const auto high = parse_bits(packed.substr(0, 2));
    const auto low = parse_bits(packed.substr(2, k_random_letters - 2));
    if (!high || !low || *low > k_low_mask) return std::nullopt;
    std::int64_t elapsed_ms = 0;
    if (packed.size() > k_random_letters) {
        const auto* end = packed.data() + packed.size();
        const auto parsed = std::from_chars(packed.data() + k_random_letters, end, elapsed_ms);
        if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
        if (elapsed_ms == 0 || std::abs(elapsed_ms) > k_id_elapsed_max) return std::nullopt;
    }
    const std::int64_t time_ms = clock.time_ms() + elapsed_ms;
    if (time_ms < 0) return std::nullopt;
    return make_id(time_ms, {.high = *high, .low = *low});
}

}  // namespace qiantai::sync
