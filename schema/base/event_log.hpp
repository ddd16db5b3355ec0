#pragma once

// What a program writes down of its own work, for whoever has to find out later why something
// failed. It holds no personal data, because none gets in: a line is an event's name and fields,
// names are literals in the code, and a value is a number, a truth, an id, an error's kind or
// another literal. Text that was read, typed or received has no way into it.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "schema/base/error.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai {

/// A word that stands in the code: small letters, digits, '_', '-' and '.'.
class LogWord {
  public:
    consteval LogWord(const char* text) : m_text(text) {
        for (const char c : m_text) {
            const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
                                 c == '-' || c == '.';
            if (!allowed) throw "a word of the log has a character that it must not have";
        }
    }
    std::string_view text() const { return m_text; }

  private:
    std::string_view m_text;
};

/// One field of a line. Never a number by which somebody is known: no phone, card, PIN.
class LogField {
  public:
    template <std::integral Number>
    requires(!std::same_as<Number, bool>) LogField(LogWord name, Number number)
        : m_name(name.text()), m_json(std::to_string(static_cast<std::int64_t>(number))) {}
    template <std::same_as<bool> Truth>
    LogField(LogWord name, Truth truth) : m_name(name.text()), m_json(truth ? "true" : "false") {}
    LogField(LogWord name, const Uuid& id) : m_name(name.text()), m_json(quoted(id.text())) {}
    LogField(LogWord name, LogWord word) : m_name(name.text()), m_json(quoted(word.text())) {}
    /// The kind's code; what an error says beside it may be anything and stays out.
    LogField(LogWord name, const ErrorKind& kind)
        : m_name(name.text()), m_json(quoted(kind.code)) {}
    LogField(LogWord name, Actor actor) : m_name(name.text()), m_json(quoted(actor_name(actor))) {}

    std::string_view name() const { return m_name; }
    /// The value as JSON.
    const std::string& json() const { return m_json; }

  private:
    static std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

    std::string_view m_name;
    std::string m_json;
};

enum class LogLevel : std::uint8_t { info, warning, error };
std::string_view log_level_name(LogLevel level);

/// Thread-safe. Writing never fails for the caller: a log that can't be written is no reason to
/// stop work.
class EventLog {
  public:
    virtual ~EventLog() = default;
    virtual void write(LogLevel level, LogWord event, std::initializer_list<LogField> fields) = 0;

    /// A failure: what asks nobody to act is a warning, a clerk's slip is information.
    void write_error(LogWord event, const Error& error);
};

/// Where nothing is kept: a computer that is no terminal yet, tests that look at other things.
class SilentLog final : public EventLog {
  public:
    void write(LogLevel, LogWord, std::initializer_list<LogField>) override {}
};

}  // namespace qiantai
