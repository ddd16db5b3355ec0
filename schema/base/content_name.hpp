#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace qiantai {

/// A content's name: SHA-256 of its bytes as 64 lower-case hexadecimal digits.
std::string content_name(std::string_view bytes);
bool is_content_name(std::string_view text);

/// The same of bytes that come in pieces.
class ContentNamer {
  public:
    ContentNamer();
    ~ContentNamer();
    void add(std::string_view bytes);
    /// Once.
    std::string finish();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace qiantai
