#pragma once

#include <string>
#include <string_view>

#include "schema/base/result.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_import_encoding_unknown{
    "import_encoding_unknown", Actor::administrator,
    "The file is neither UTF-8 nor GB18030 text. Save it as \"CSV UTF-8\" and import that.",
    "文件不是 UTF-8 或 GB18030 编码的文本。请另存为“CSV UTF-8”后重新导入。"};

enum class TextEncoding { utf8, gb18030 };
std::string_view name_of(TextEncoding encoding);

struct DecodedText {
    std::string utf8;  ///< without byte order mark; U+FFFD where the bytes mean nothing
    TextEncoding encoding = TextEncoding::utf8;
};

/// UTF-8 if the bytes are that, but for single broken places, or begin with its mark; else GB18030
/// (what Excel writes in China; GBK and GB2312 are parts of it). UTF-16 and files with zero bytes
/// are refused. Takes no more memory than the text and its UTF-8.
Result<DecodedText> decode_text(std::string bytes);

}  // namespace qiantai::ctl
