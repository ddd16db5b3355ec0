#include "tests/layering/source_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

namespace qiantai::layering {
namespace {

// Walks over C++ text and blanks what is no code. Just enough of the lexer's rules: raw strings,
// escapes, and that the quote in 1'000 opens no literal.
class Blanker {
  public:
    explicit Blanker(std::string_view text) : m_text(text), m_out(text) {}

    std::string run() {
        while (m_at < m_text.size()) step();
        return std::move(m_out);
    }

  private:
    void step() {
        if (starts_with("//")) {
            blank_until(find("\n"));
        } else if (starts_with("/*")) {
            blank_until(find_end("*/", m_at + 2));
        } else if (m_text[m_at] == '"') {
            if (is_raw_string()) {
                blank_raw_string();
            } else {
                blank_quoted('"');
            }
        } else if (m_text[m_at] == '\'' && !is_digit_separator()) {
            blank_quoted('\'');
        } else {
            ++m_at;
        }
    }

    bool starts_with(std::string_view what) const { return m_text.substr(m_at).starts_with(what); }

    std::size_t find(std::string_view what) const {
        return std::min(m_text.find(what, m_at), m_text.size());
    }

    std::size_t find_end(std::string_view what, std::size_t from) const {
        const auto found = m_text.find(what, from);
        return found == std::string_view::npos ? m_text.size() : found + what.size();
    }

    bool is_raw_string() const { return m_at > 0 && m_text[m_at - 1] == 'R'; }

    bool is_digit_separator() const {
        return m_at > 0 && std::isxdigit(static_cast<unsigned char>(m_text[m_at - 1])) != 0 &&
               m_at + 1 < m_text.size() &&
               std::isxdigit(static_cast<unsigned char>(m_text[m_at + 1])) != 0 &&
               !(m_at + 2 < m_text.size() && m_text[m_at + 2] == '\'');
    }

    void blank_raw_string() {
        const auto open = m_text.find('(', m_at);
        if (open == std::string_view::npos) {
            blank_until(m_text.size());
            return;
        }
        std::string close = ")";
        close += m_text.substr(m_at + 1, open - m_at - 1);
        close += '"';
        blank_until(find_end(close, open));
    }

    void blank_quoted(char quote) {
        auto end = m_at + 1;
        while (end < m_text.size() && m_text[end] != quote && m_text[end] != '\n') {
            end += m_text[end] == '\\' ? 2U : 1U;
        }
        blank_until(std::min(end + 1, m_text.size()));
    }

    void blank_until(std::size_t end) {
        for (; m_at < end; ++m_at) {
            if (m_text[m_at] != '\n') m_out[m_at] = ' ';
        }
    }

    std::string_view m_text;
    std::string m_out;
    std::size_t m_at = 0;
};

constexpr std::array k_folders = {"schema", "sync",      "terminal", "assets",
                                  "tests",  "packaging", ".ci"};

bool is_text(const std::string& text) {
    return std::string_view(text).substr(0, 4096).find('\0') == std::string_view::npos;
}

void load(const std::filesystem::path& root, const std::filesystem::path& file,
          std::vector<SourceFile>& files) {
    std::ifstream stream(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (is_text(text))
        files.push_back({file.lexically_relative(root).generic_string(), std::move(text)});
}

}  // namespace

std::string blank_comments_and_literals(std::string_view text) {
    return Blanker(text).run();
}

std::vector<Include> includes_of(std::string_view text) {
    const std::string code = blank_comments_and_literals(text);
    std::vector<Include> includes;
    for (std::size_t start = 0, line = 1; start < code.size(); ++line) {
        const auto end = std::min(code.find('\n', start), code.size());
        auto at = code.find_first_not_of(" \t", start);
        if (at < end && code[at] == '#') {
            at = code.find_first_not_of(" \t", at + 1);
            if (at < end && code.compare(at, 7, "include") == 0) {
                const auto open = text.find_first_of("<\"", at + 7);
                const auto close =
                    open < end ? text.find_first_of(">\"", open + 1) : std::string_view::npos;
                if (close < end) {
                    includes.push_back({static_cast<int>(line), text[open] == '"',
                                        std::string(text.substr(open + 1, close - open - 1))});
                }
            }
        }
        start = end + 1;
    }
    return includes;
}

int line_at(std::string_view text, std::size_t offset) {
    return 1 + static_cast<int>(std::ranges::count(text.substr(0, offset), '\n'));
}

bool is_cpp(std::string_view path) {
    return path.ends_with(".cpp") || path.ends_with(".hpp");
}

std::string folder_of(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

std::vector<SourceFile> load_project(const std::filesystem::path& root) {
    namespace fs = std::filesystem;
    std::vector<SourceFile> files;
    for (const auto& entry : fs::directory_iterator(root)) {
        if (entry.is_regular_file()) load(root, entry.path(), files);
    }
    for (const auto* folder : k_folders) {
        if (!fs::is_directory(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (entry.is_regular_file()) load(root, entry.path(), files);
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::string describe(const std::vector<Violation>& violations) {
    std::string text;
    for (const auto& violation : violations) {
        text +=
            "\n" + violation.path + ":" + std::to_string(violation.line) + ": " + violation.what;
    }
    return text;
}

}  // namespace qiantai::layering
