#include "terminal/imports/rules/import_text.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "schema/base/encoding.hpp"

namespace qiantai::ctl {
namespace {

constexpr std::string_view k_utf8_mark = "\xEF\xBB\xBF";
/// What ICU counts in.
constexpr std::size_t k_bytes_max = INT32_MAX / 2;

/// With U+FFFD where the bytes mean nothing.
std::string mend_utf8(std::string_view bytes) {
    const auto* text = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto length = static_cast<std::int32_t>(bytes.size());
    std::string utf8;
    utf8.reserve(bytes.size());
    for (std::int32_t at = 0; at < length;) {
        const std::int32_t start = at;
        UChar32 c = 0;
        U8_NEXT(text, at, length, c);
        if (c < 0)
            utf8 += "\xEF\xBF\xBD";
        else
            utf8.append(bytes, static_cast<std::size_t>(start),
                        static_cast<std::size_t>(at - start));
    }
    return utf8;
}

Result<std::string> convert_gb18030(std::string_view bytes) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("gb18030", &error),
                                                                       ucnv_close);
    if (U_FAILURE(error)) return make_error(k_import_encoding_unknown, u_errorName(error));
    // In pieces, so that a large file is not held in a third encoding.
    constexpr std::size_t k_piece = 1u << 16;
    std::string utf8;
    utf8.reserve(bytes.size() * 3 / 2);
    std::vector<UChar> buffer(k_piece);
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    for (;;) {
        UChar* target = buffer.data();
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source, end,
                       nullptr, 1, &error);
        // A piece never ends in half a pair: what would not fit stays in the converter.
        icu::UnicodeString(false, buffer.data(), static_cast<int32_t>(target - buffer.data()))
            .toUTF8String(utf8);
        if (error == U_BUFFER_OVERFLOW_ERROR) continue;
        if (U_FAILURE(error)) return make_error(k_import_encoding_unknown, u_errorName(error));
        return utf8;
    }
}

// A few broken bytes do not make UTF-8 into GB18030: read as such, every Chinese name would turn
// into another one. Text that is GB18030 has hardly a well-formed sequence.
bool is_mostly_utf8(std::string_view bytes) {
    const auto* text = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto length = static_cast<int32_t>(bytes.size());
    std::size_t good = 0, bad = 0;
    for (int32_t at = 0; at < length;) {
        const int32_t start = at;
        UChar32 c = 0;
        U8_NEXT(text, at, length, c);
        if (c < 0)
            ++bad;
        else if (at - start > 1)
            ++good;
    }
    return good > bad;
}

// Nearly any bytes decode as GB18030. Of another encoding come characters of private use, kana and
// symbols among the Chinese ones, which a few rare names do not reach.
bool reads_as_chinese(std::string_view utf8) {
    const auto* text = reinterpret_cast<const std::uint8_t*>(utf8.data());
    const auto length = static_cast<std::int32_t>(utf8.size());
    std::size_t usual = 0, odd = 0;
    for (std::int32_t at = 0; at < length;) {
        UChar32 c = 0;
        U8_NEXT(text, at, length, c);
        constexpr UChar32 k_ascii_end = 0x80;
        if (c < k_ascii_end || c == 0xFFFD) continue;
        UErrorCode error = U_ZERO_ERROR;
        const auto script = uscript_getScript(c, &error);
        const bool punctuation = (U_GET_GC_MASK(c) & (U_GC_P_MASK | U_GC_Z_MASK)) != 0;
        const bool wide_ascii = c >= 0xFF01 && c <= 0xFF5E;
        ++(script == USCRIPT_HAN || punctuation || wide_ascii ? usual : odd);
    }
    constexpr std::size_t k_one_odd_in = 10;
    return odd * k_one_odd_in <= usual + odd;
}

}  // namespace

std::string_view name_of(TextEncoding encoding) {
    return encoding == TextEncoding::utf8 ? "UTF-8" : "GB18030";
}

Result<DecodedText> decode_text(std::string bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
        bytes.find('\0') != std::string::npos) {
        return make_error(k_import_encoding_unknown, "UTF-16 or a file that is no text");
    }
    QIANTAI_ASSERT(bytes.size() <= k_bytes_max);
    const bool marked = bytes.starts_with(k_utf8_mark);
    if (marked) bytes.erase(0, k_utf8_mark.size());
    if (is_utf8(bytes)) return DecodedText{std::move(bytes), TextEncoding::utf8};
    // Broken places are shown line by line.
    if (marked || is_mostly_utf8(bytes)) return DecodedText{mend_utf8(bytes), TextEncoding::utf8};
    QIANTAI_TRY(auto utf8, convert_gb18030(bytes));
    if (!reads_as_chinese(utf8)) {
        return make_error(k_import_encoding_unknown, "it may be Big5 or another encoding");
    }
    return DecodedText{std::move(utf8), TextEncoding::gb18030};
}

}  // namespace qiantai::ctl
