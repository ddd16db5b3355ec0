#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"

namespace qiantai::ui {

inline constexpr ErrorKind k_pinyin_missing{
    "pinyin_missing", Actor::administrator,
    "The pinyin dictionary cannot be read. Install the package libgooglepinyin0.",
    "拼音词库无法读取。请安装 libgooglepinyin0。"};

struct PinyinCandidate {
    std::string text;
    std::size_t letters;  ///< how many of the typed letters it uses up
    bool operator==(const PinyinCandidate&) const = default;
};

/// What the on-screen keyboard asks for Chinese words.
class PinyinSource {
  public:
    virtual ~PinyinSource() = default;
    /// The best words for these letters (a to z), best first; the first one uses as many of them as
    /// it can.
    virtual std::vector<PinyinCandidate> candidates(std::string_view letters, std::size_t most) = 0;
    /// The letters with a blank between syllables: "ou yang j".
    virtual std::string cut(std::string_view letters) = 0;
};

/// libgooglepinyin with its system dictionary, which it holds in memory after open(). It keeps no
/// user dictionary: what is typed here are customers' names, and those are not to lie on the disk
/// unencrypted. The library is one engine for the whole process, so only one of these may exist at
/// a time.
class GooglePinyin final : public PinyinSource {
  public:
    static Result<std::unique_ptr<GooglePinyin>> open(const std::filesystem::path& dictionary);
    ~GooglePinyin() override;
    GooglePinyin(const GooglePinyin&) = delete;
    GooglePinyin& operator=(const GooglePinyin&) = delete;

    std::vector<PinyinCandidate> candidates(std::string_view letters, std::size_t most) override;
    std::string cut(std::string_view letters) override;

  private:
    GooglePinyin() = default;
};

/// Where Debian puts the dictionary.
std::filesystem::path default_pinyin_dictionary();

}  // namespace qiantai::ui
