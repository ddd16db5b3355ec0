#include "terminal/paper/slip/slip_lines.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>

#include "schema/base/error.hpp"
#include "terminal/paper/slip/gb18030.hpp"

namespace qiantai::paper {
namespace {

int columns_of_part(const icu::UnicodeString& part) {
    int columns = 0;
    for (int32_t at = 0; at < part.length(); at = part.moveIndex32(at, 1)) {
        columns += columns_of(static_cast<char32_t>(part.char32At(at)));
    }
    return columns;
}

class LineFiller {
  public:
    explicit LineFiller(int columns) : m_columns(columns) {}

    /// A part that is not broken if it can be helped.
    void add(icu::UnicodeString part) {
        const bool ends_line = part.endsWith(u'\n');
        if (ends_line) part.truncate(part.length() - 1);
        auto trimmed = part;
        while (trimmed.endsWith(u' ')) trimmed.truncate(trimmed.length() - 1);
        if (m_used > 0 && m_used + columns_of_part(trimmed) > m_columns) end_line();
        for (int32_t at = 0; at < part.length(); at = part.moveIndex32(at, 1)) {
            const auto one = part.char32At(at);
            const auto wide = columns_of(static_cast<char32_t>(one));
            if (m_used + wide > m_columns) {
                if (one == u' ') continue;
                end_line();
            }
            m_line.append(one);
            m_used += wide;
        }
        if (ends_line) end_line();
    }
    std::vector<std::string> finish() {
        if (m_used > 0 || m_lines.empty()) end_line();
        return std::move(m_lines);
    }

  private:
    void end_line() {
        while (m_line.endsWith(u' ')) m_line.truncate(m_line.length() - 1);
        m_lines.emplace_back();
        m_line.toUTF8String(m_lines.back());
        m_line.remove();
        m_used = 0;
    }

    int m_columns;
    int m_used = 0;
    icu::UnicodeString m_line;
    std::vector<std::string> m_lines;
};

}  // namespace

std::vector<std::string> slip_lines(std::string_view utf8, int columns) {
    QIANTAI_ASSERT(columns >= 2);
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createLineInstance(icu::Locale::getSimplifiedChinese(), error));
    QIANTAI_ASSERT(U_SUCCESS(error));
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    breaks->setText(text);
    LineFiller filler(columns);
    for (auto from = breaks->first(), until = breaks->next(); until != icu::BreakIterator::DONE;
         from = until, until = breaks->next()) {
        filler.add(text.tempSubStringBetween(from, until));
    }
    return filler.finish();
}

}  // namespace qiantai::paper
