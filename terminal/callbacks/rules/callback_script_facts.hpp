#pragma once

// What is said on the telephone: greeting, whether it is convenient, the reason, three to five
// questions with fixed answers, thanks. FORMS.md, C5. Headquarters may word it by policy, for each
// kind; it is spoken to customers, so it is in the chain's language.

#include <string>
#include <vector>

#include "terminal/callbacks/rules/callback_facts.hpp"

namespace qiantai::domain {

/// Fixed answers; none: the answer is in words alone.
struct CallbackQuestion {
    std::string text{};
    std::vector<std::string> answers{};
};
QIANTAI_DESCRIBE(CallbackQuestion, "", text, answers)
QIANTAI_NOTES(CallbackQuestion, {.field = "text", .length_max = k_callback_question_length_max},
              {.field = "answers", .length_max = 6})
inline constexpr std::size_t k_callback_questions_max = 5, k_callback_answers_max = 6;

/// Texts may hold {customer}, {clerk}, {store}, {matter}, {date} and {days}, see fill_script().
struct CallbackScript {
    std::string greeting{};  ///< with the question whether it is convenient
    std::string reason{};
    std::vector<CallbackQuestion> questions{};
    std::string thanks{};
    std::string message{};  ///< a message's draft, for whom no call reaches
};
QIANTAI_DESCRIBE(CallbackScript, "", greeting, reason, questions, thanks, message)
QIANTAI_NOTES(CallbackScript, {.field = "questions", .length_max = 5},
              {.field = "message", .presence = FieldNote::Presence::optional})

/// The policy callbacks.script.<kind>.
std::string script_policy(const Coded<CallbackKind>& kind);
CallbackScript usual_script(const Coded<CallbackKind>& kind);
/// Of the policy's JSON; the usual one of the kind where it says nothing usable.
CallbackScript parse_script(std::string_view json, const Coded<CallbackKind>& kind);
/// A question has a text of at most 200 characters, and at most 6 different answers of at most 40.
bool are_usable(const std::vector<CallbackQuestion>& questions);

struct ScriptWords {
    std::string customer{};  ///< 孙女士
    std::string clerk{};
    std::string store{};
    std::string matter{};
    std::string date{};  ///< of the occasion, 11月14日
    std::string days{};  ///< from today to the occasion, or since
};
/// A text with an unknown name in braces keeps it.
std::string fill_words(std::string_view text, const ScriptWords& words);
CallbackScript fill_script(CallbackScript script, const ScriptWords& words);

}  // namespace qiantai::domain
