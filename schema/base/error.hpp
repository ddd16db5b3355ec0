#pragma once

#include <string>
#include <string_view>

namespace qiantai {

/// Who has to act on an error. Every error the programs show names one of these.
enum class Actor {
    itself,         ///< nothing to do: the program retries by itself
    clerk,          ///< the person at the counter can put it right
    manager,        ///< the store manager decides
    administrator,  ///< headquarters' administrator: configuration, keys, devices
};

std::string_view actor_name(Actor actor);

/// One kind of expected failure. Kinds are constants with static lifetime, declared beside the code
/// that returns them; `code` is stable and travels on the wire, the words are what a person reads
/// and say what is wrong and what to do.
struct ErrorKind {
    std::string_view code;
    Actor actor;
    std::string_view words_en;
    std::string_view words_zh;
};

/// A failure that happened: its kind and the particulars (a file name, a column, a number). The
/// detail never holds a secret or contact data, because errors are logged.
struct Error {
    const ErrorKind* kind;
    std::string detail;
    std::string field{};  ///< the input field at fault, if one is

    std::string_view code() const { return kind->code; }
    Actor actor() const { return kind->actor; }
    /// "words (detail)" in English.
    std::string message() const;
    /// The same in Chinese.
    std::string message_zh() const;
};

inline Error make_error(const ErrorKind& kind, std::string detail = {}, std::string field = {}) {
    return Error{&kind, std::move(detail), std::move(field)};
}

/// Bugs, unlike expected failures, end the program at once; the check stays on in release builds.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line);

}  // namespace qiantai

#define QIANTAI_ASSERT(expression) \
    ((expression) ? void(0) : ::qiantai::assertion_failed(#expression, __FILE__, __LINE__))
