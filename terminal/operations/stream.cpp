#include "terminal/operations/stream.hpp"

#include <sodium.h>
#include <unistd.h>

#include <cerrno>

#include "schema/base/json_values.hpp"
#include "terminal/operations/json_forms.hpp"

namespace qiantai::ctl {
namespace {

/// Lines of a descriptor, without their ends.
class InputLines {
  public:
    explicit InputLines(int input) : m_input(input) {}

    struct Line {
        std::string text;
        bool too_long = false;
    };
    /// Nothing at the end; a last line without its end counts.
    std::optional<Line> next() {
        Line line;
        for (;;) {
            const auto end = m_buffer.find('\n', m_at);
            const auto piece = std::string_view(m_buffer).substr(m_at, end - m_at);
            if (line.text.size() + piece.size() > k_stream_line_bytes_max) line.too_long = true;
            if (!line.too_long) line.text += piece;
            m_any = m_any || !piece.empty();
            // It may have been a PIN.
            sodium_memzero(m_buffer.data() + m_at, piece.size());
            if (end != std::string::npos) {
                m_at = end + 1;
                m_any = false;
                return line;
            }
            if (!fill()) {
                const bool last = std::exchange(m_any, false);
                return last ? std::optional(std::move(line)) : std::nullopt;
            }
        }
    }

  private:
    bool fill() {
        m_buffer.resize(65536);
        m_at = 0;
        ssize_t got = 0;
        do {
            got = ::read(m_input, m_buffer.data(), m_buffer.size());
        } while (got < 0 && errno == EINTR);
        m_buffer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return got > 0;
    }

    int m_input;
    std::string m_buffer;
    std::size_t m_at = 0;
    bool m_any = false;  ///< something of the line under way was read
};

boost::json::object answer_line(OperationTable& table, Desk& desk, const InputLines::Line& line) {
    if (line.too_long) return answer_of({}, nullptr, make_error(k_line_too_long));
    const auto parsed = parse_json_object(line.text, wiped_storage());
    if (!parsed) return answer_of({}, nullptr, make_error(k_line_malformed));
    const auto& object = *parsed;
    const auto* op = object.if_contains("op");
    const auto* tag = object.if_contains("tag");
    const auto* input = object.if_contains("in");
    if (op == nullptr || !op->is_string())
        return answer_of({}, tag, make_error(k_line_malformed, {}, "op"));
    for (const auto& member : object) {
        const auto& key = member.key();
        if (key != "op" && key != "in" && key != "tag") {
            return answer_of(op->get_string(), tag,
                             make_error(k_line_malformed, "unknown field", key));
        }
    }
    const boost::json::value none(boost::json::object_kind);
    return answer_of(op->get_string(), tag,
                     table.call(desk, op->get_string(), input == nullptr ? none : *input));
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

boost::json::object answer_of(std::string_view op, const boost::json::value* tag,
                              const Result<boost::json::object>& result) {
    boost::json::object answer{{"ok", result.ok()}};
    set_text(answer, "op", op);
    if (tag != nullptr) answer["tag"] = *tag;
    if (result.ok())
        answer["out"] = result.value();
    else
        answer["error"] = to_json(result.error());
    return answer;
}

bool write_all(int output, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(output, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

StreamEnd run_stream(OperationTable& table, Desk& desk, int input, int output) {
    InputLines lines(input);
    while (auto line = lines.next()) {
        if (!line->too_long && is_blank(line->text)) continue;
        const auto answer = boost::json::serialize(answer_line(table, desk, *line)) + "\n";
        wipe(line->text);
        wipe_stack();
        if (!write_all(output, answer)) return StreamEnd::output_closed;
    }
    return StreamEnd::input_ended;
}

}  // namespace qiantai::ctl
