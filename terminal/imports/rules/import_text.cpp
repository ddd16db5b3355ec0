#include "terminal/imports/rules/import_text.hpp"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include "schema/base/file.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_piece_bytes = 1u << 18;
constexpr std::string_view k_replacement = "\xEF\xBF\xBD";
/// What programs of old times put at a text's end.
constexpr char k_end_of_text = 0x1A;

struct Mark {
    std::string_view bytes;
    TextEncoding encoding;
};
constexpr Mark k_marks[] = {{"\xEF\xBB\xBF", TextEncoding::utf8},
                            {"\xFF\xFE", TextEncoding::utf16le},
                            {"\xFE\xFF", TextEncoding::utf16be}};

/// How many bytes at the end begin a character whose rest is still to come.
std::size_t unfinished_bytes(std::string_view bytes) {
    for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xC0) == 0x80) continue;
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        return length > back ? back : 0;
    }
    return 0;
}

/// Calls `visit` with every character, -1 where the bytes mean nothing, and the bytes it has.
template <typename Visit>
void each_character(std::string_view utf8, Visit visit) {
    const auto* text = reinterpret_cast<const std::uint8_t*>(utf8.data());
    const auto length = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t at = 0; at < length;) {
        const std::int32_t start = at;
        UChar32 c = 0;
        U8_NEXT(text, at, length, c);
        visit(c, utf8.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start)));
    }
}

/// What bytes say about whether they are UTF-8.
struct Utf8Evidence {
    std::size_t good = 0, bad = 0;
    bool has_nul = false;

    void add(std::string_view bytes) {
        has_nul |= bytes.find('\0') != std::string_view::npos;
        each_character(bytes, [&](UChar32 c, std::string_view of) {
            if (c < 0)
                ++bad;
            else if (of.size() > 1)
                ++good;
        });
    }
};

// Nearly any bytes decode as GB18030. Of another encoding come characters of private use, kana and
// symbols among the Chinese ones, which a few rare names do not reach.
struct ChineseEvidence {
    std::size_t usual = 0, odd = 0;

    void add(std::string_view utf8) {
        each_character(utf8, [&](UChar32 c, std::string_view) {
            constexpr UChar32 k_ascii_end = 0x80;
            if (c < k_ascii_end || c == 0xFFFD) return;
            UErrorCode error = U_ZERO_ERROR;
            const auto script = uscript_getScript(c, &error);
            const bool punctuation = (U_GET_GC_MASK(c) & (U_GC_P_MASK | U_GC_Z_MASK)) != 0;
            const bool wide_ascii = c >= 0xFF01 && c <= 0xFF5E;
            // Of heads: 储值余额(¥).
            const bool currency = U_GET_GC_MASK(c) == U_GC_SC_MASK;
            ++(script == USCRIPT_HAN || punctuation || wide_ascii || currency ? usual : odd);
        });
    }
    bool reads_as_chinese() const {
        constexpr std::size_t k_one_odd_in = 10;
        return odd * k_one_odd_in <= usual + odd;
    }
};

const char* converter_name(TextEncoding encoding) {
    switch (encoding) {
        case TextEncoding::gb18030:
            return "gb18030";
        case TextEncoding::utf16le:
            return "UTF-16LE";
        case TextEncoding::utf16be:
            return "UTF-16BE";
        case TextEncoding::big5:
            return "Big5";
        case TextEncoding::utf8:
            break;
    }
    return "UTF-8";
}

}  // namespace

/// Bytes to UTF-8, however they are cut into pieces.
class TextFile::Converter {
  public:
    static Result<std::unique_ptr<Converter>> make(TextEncoding encoding) {
        auto converter = std::make_unique<Converter>();
        if (encoding == TextEncoding::utf8) return converter;
        UErrorCode error = U_ZERO_ERROR;
        converter->m_icu.reset(ucnv_open(converter_name(encoding), &error));
        if (U_FAILURE(error)) return make_error(k_import_encoding_unknown, u_errorName(error));
        converter->m_buffer.resize(k_piece_bytes);
        return converter;
    }

    Status convert(std::string_view bytes, bool last, std::string& utf8) {
        if (!m_icu) {
            mend(bytes, last, utf8);
            return {};
        }
        const char* source = bytes.data();
        const char* const end = source + bytes.size();
        for (;;) {
            UChar* target = m_buffer.data();
            UErrorCode error = U_ZERO_ERROR;
            ucnv_toUnicode(m_icu.get(), &target, m_buffer.data() + m_buffer.size(), &source, end,
                           nullptr, last ? 1 : 0, &error);
            // A piece never ends in half a pair: what would not fit stays in the converter.
            icu::UnicodeString(false, m_buffer.data(),
                               static_cast<std::int32_t>(target - m_buffer.data()))
                .toUTF8String(utf8);
            if (error == U_BUFFER_OVERFLOW_ERROR) continue;
            if (U_FAILURE(error)) return make_error(k_import_encoding_unknown, u_errorName(error));
            return {};
        }
    }

  private:
    void mend(std::string_view bytes, bool last, std::string& utf8) {
        m_kept += bytes;
        const std::size_t kept = last ? 0 : unfinished_bytes(m_kept);
        const auto whole = std::string_view(m_kept).substr(0, m_kept.size() - kept);
        std::size_t good = 0;  // from where on nothing is broken
        each_character(whole, [&](UChar32 c, std::string_view of) {
            if (c >= 0) return;
            const auto at = static_cast<std::size_t>(of.data() - whole.data());
            utf8.append(whole, good, at - good).append(k_replacement);
            good = at + of.size();
        });
        utf8.append(whole, good);
        m_kept.erase(0, whole.size());
    }

    struct Close {
        void operator()(UConverter* converter) const { ucnv_close(converter); }
    };
    std::unique_ptr<UConverter, Close> m_icu;
    std::vector<UChar> m_buffer;
    std::string m_kept;
};

TextFile::TextFile(TextFile&&) noexcept = default;
TextFile& TextFile::operator=(TextFile&&) noexcept = default;
TextFile::~TextFile() = default;

Result<TextFile> TextFile::open(const std::filesystem::path& path,
                                std::optional<TextEncoding> chosen) {
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        return make_error(k_import_no_file, path.string());
    }
    TextFile file;
    file.m_path = path;
    file.m_file.reset(std::fopen(path.c_str(), "rbe"));
    if (!file.m_file) {
        return make_error(k_file_error, path.string() + ": " + std::strerror(errno));
    }
    file.m_size = std::filesystem::file_size(path, failed);
    QIANTAI_TRY_STATUS(file.detect(chosen));
    file.rewind();
    return file;
}

Result<bool> TextFile::read_bytes(std::string& bytes) {
    bytes.resize(k_piece_bytes);
    const auto got = std::fread(bytes.data(), 1, bytes.size(), m_file.get());
    bytes.resize(got);
    if (got == 0 && std::ferror(m_file.get()) != 0) {
        return make_error(k_file_error, m_path.string() + ": " + std::strerror(errno));
    }
    m_at += got;
    return got > 0;
}

// A few broken bytes do not make UTF-8 into GB18030: read as such, every Chinese name would turn
// into another one. Text that is GB18030 has hardly a well-formed sequence.
Status TextFile::detect(std::optional<TextEncoding> chosen) {
    Utf8Evidence evidence;
    std::string bytes, carried;
    bool more = true, first = true;
    while (more) {
        QIANTAI_TRY(more, read_bytes(bytes));
        for (const auto& mark : k_marks) {
            const bool fits = !chosen || *chosen == mark.encoding;
            if (!first || !fits || !bytes.starts_with(mark.bytes)) continue;
            m_encoding = mark.encoding;
            m_mark = mark.bytes.size();
            return {};
        }
        if (chosen) {
            m_encoding = *chosen;
            return {};
        }
        first = false;
        carried += bytes;
        const std::size_t kept = more ? unfinished_bytes(carried) : 0;
        evidence.add(std::string_view(carried).substr(0, carried.size() - kept));
        carried.erase(0, carried.size() - kept);
    }
    if (evidence.bad == 0 || evidence.good > evidence.bad) {
        m_certain = evidence.bad == 0;
        if (evidence.has_nul) return make_error(k_import_encoding_unknown, "no text");
        return {};
    }
    if (evidence.has_nul) return make_error(k_import_encoding_unknown, "no text");
    return check_chinese();
}

Status TextFile::check_chinese() {
    m_encoding = TextEncoding::gb18030;
    m_certain = false;
    rewind();
    ChineseEvidence evidence;
    std::string text;
    for (bool more = true; more;) {
        text.clear();
        QIANTAI_TRY(more, read(text));
        evidence.add(text);
    }
    if (evidence.reads_as_chinese()) return {};
    return make_error(k_import_encoding_unknown, "it may be Big5 or another encoding");
}

void TextFile::rewind() {
    std::rewind(m_file.get());
    std::fseek(m_file.get(), static_cast<long>(m_mark), SEEK_SET);
    m_at = m_mark;
    m_converter.reset();
}

Result<bool> TextFile::read(std::string& utf8) {
    if (!m_converter) {
        QIANTAI_TRY(m_converter, Converter::make(m_encoding));
    }
    const std::size_t before = utf8.size();
    std::string bytes;
    // A piece may hold no more than the beginning of a character.
    for (bool more = true; more && utf8.size() == before;) {
        QIANTAI_TRY(more, read_bytes(bytes));
        QIANTAI_TRY_STATUS(m_converter->convert(bytes, !more, utf8));
        if (m_at >= m_size && utf8.ends_with(k_end_of_text)) utf8.pop_back();
    }
    return utf8.size() > before;
}

}  // namespace qiantai::domain
