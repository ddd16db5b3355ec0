#pragma once

// Text files of other systems as UTF-8, piece by piece: a million lines take no more memory than one
// piece. A file is looked through once when it is opened, because what its bytes mean can be told
// only from all of them.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "schema/base/named_enum.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_import_encoding_unknown{
    "import_encoding_unknown", Actor::administrator,
    "The file is no text in UTF-8, GB18030 or UTF-16. Save it as \"CSV UTF-8\" and import that, or "
    "say which encoding it has.",
    "文件不是 UTF-8、GB18030 或 UTF-16 编码的文本。请另存为“CSV UTF-8”后重新导入，或指明编码。"};
inline constexpr ErrorKind k_import_no_file{
    "import_no_file", Actor::clerk,
    "This is no file that can be imported. Choose a file, not a folder or a device.",
    "这不是可以导入的文件，请选择文件。"};

enum class TextEncoding { utf8, gb18030, utf16le, utf16be, big5 };
constexpr auto codes_of(TextEncoding) {
    return std::to_array<CodedValue<TextEncoding>>({{TextEncoding::utf8, "utf-8"},
                                                    {TextEncoding::gb18030, "gb18030"},
                                                    {TextEncoding::utf16le, "utf-16le"},
                                                    {TextEncoding::utf16be, "utf-16be"},
                                                    {TextEncoding::big5, "big5"}});
}

class TextFile {
  public:
    /// As the mark at its beginning says; else UTF-8 if the bytes are that, but for single broken
    /// places; else GB18030 (what Excel writes in China; GBK and GB2312 are parts of it) if that
    /// reads as Chinese. Big5 and UTF-16 without a mark only if `chosen`. k_file_error,
    /// k_import_no_file, k_import_encoding_unknown.
    static Result<TextFile> open(const std::filesystem::path& path,
                                 std::optional<TextEncoding> chosen = {});
    TextFile(TextFile&&) noexcept;
    TextFile& operator=(TextFile&&) noexcept;
    ~TextFile();

    TextEncoding encoding() const { return m_encoding; }
    /// False: somebody should look whether it reads well, because nearly any bytes are such text.
    bool is_certain() const { return m_certain; }
    std::uint64_t size() const { return m_size; }         ///< in bytes
    std::uint64_t bytes_read() const { return m_at; }

    /// Appends the next piece without the mark; U+FFFD where the bytes mean nothing. False: the
    /// file is at its end and nothing was appended. k_file_error.
    Result<bool> read(std::string& utf8);
    /// The next read() gives the beginning again.
    void rewind();

  private:
    class Converter;
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    TextFile() = default;
    Status detect(std::optional<TextEncoding> chosen);
    Status check_chinese();
    Result<bool> read_bytes(std::string& bytes);

    std::filesystem::path m_path;
    std::unique_ptr<std::FILE, Close> m_file;
    std::uint64_t m_size = 0, m_at = 0;
    std::size_t m_mark = 0;  ///< bytes of the mark at the beginning
    TextEncoding m_encoding = TextEncoding::utf8;
    bool m_certain = true;
    std::unique_ptr<Converter> m_converter;
};

}  // namespace qiantai::domain
