#include "terminal/paper/slip/gb18030.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>

#include "schema/base/error.hpp"

namespace qiantai::paper {

std::optional<std::string> to_printer_text(std::string_view utf8) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open("GB18030", &error),
                                                                       ucnv_close);
    QIANTAI_ASSERT(U_SUCCESS(error));
    ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                          &error);
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    std::string bytes;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const auto one = text.tempSubStringBetween(at, text.moveIndex32(at, 1));
        char encoded[8];
        error = U_ZERO_ERROR;
        const auto size = ucnv_fromUChars(converter.get(), encoded, sizeof encoded, one.getBuffer(),
                                          one.length(), &error);
        if (U_FAILURE(error) || size < 1 || size > 2) return std::nullopt;
        const auto first = static_cast<unsigned char>(encoded[0]);
        // A control character would be a command.
        if (size == 1 && (first < 0x20 || first == 0x7F)) return std::nullopt;
        // The standard's private areas, and the row that was private before, are empty in a
        // printer's font.
        const auto second = static_cast<unsigned char>(size == 2 ? encoded[1] : 0);
        const bool is_private = size == 2 && ((first >= 0xAA && first <= 0xAF && second >= 0xA1) ||
                                              (first >= 0xF8 && second >= 0xA1) || first == 0xFE ||
                                              (first >= 0xA1 && first <= 0xA7 && second <= 0xA0));
        if (is_private) return std::nullopt;
        bytes.append(encoded, static_cast<std::size_t>(size));
    }
    return bytes;
}

int columns_of(char32_t character) {
    switch (u_getIntPropertyValue(static_cast<UChar32>(character), UCHAR_EAST_ASIAN_WIDTH)) {
        case U_EA_FULLWIDTH:
        case U_EA_WIDE:
        case U_EA_AMBIGUOUS:
            return 2;
        default:
            return 1;
    }
}

int columns_of(std::string_view utf8) {
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    int columns = 0;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        columns += columns_of(static_cast<char32_t>(text.char32At(at)));
    }
    return columns;
}

}  // namespace qiantai::paper
