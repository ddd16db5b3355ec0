#pragma once

// What headquarters offers people to choose from when they take a case and answer it: subjects with
// the words that go with them, what customers ask for, responsible departments, standard answers;
// and which words make a case serious or urgent. One policy for the chain.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/described.hpp"
#include "schema/base/result.hpp"
#include "schema/base/ticket_codes.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_ticket_choices_malformed{
    "ticket_choices_malformed", Actor::administrator,
    "Choices of tickets are lists of short texts as the reference describes them; the place that is "
    "wrong is said here.",
    "工单选项须为参考文档所述的短文本列表，出错位置见提示。"};

struct TicketSubject {
    Coded<TicketKind> kind{};
    std::string name{};
    std::vector<std::string> phrases{};  ///< that build what the customer says
};
QIANTAI_DESCRIBE(TicketSubject, "", kind, name, phrases)
inline constexpr int k_ticket_choices_max = 40;
QIANTAI_NOTES(TicketSubject, {.field = "name", .length_max = k_ticket_short_length_max},
              {.field = "phrases", .length_max = k_ticket_choices_max})

/// A word that makes a case more than a normal one.
struct SeverityWord {
    std::string word{};
    Coded<TicketSeverity> severity{};
    Coded<TicketAlarm> alarm = TicketAlarm::none;
};
QIANTAI_DESCRIBE(SeverityWord, "", word, severity, alarm)
QIANTAI_NOTES(SeverityWord, {.field = "word", .length_max = k_ticket_short_length_max},
              {.field = "alarm", .presence = FieldNote::Presence::optional})

/// 标准答复.
struct StandardAnswer {
    std::string title{};
    std::string text{};
};
QIANTAI_DESCRIBE(StandardAnswer, "", title, text)
QIANTAI_NOTES(StandardAnswer, {.field = "title", .length_max = k_ticket_short_length_max},
              {.field = "text", .length_max = k_ticket_words_length_max})

/// Headquarters' policy of this code; a list that it leaves out stays as usual.
inline constexpr std::string_view k_ticket_choices_policy = "tickets.choices";
struct TicketChoices {
    std::vector<TicketSubject> subjects{};
    std::vector<std::string> demands{};
    std::vector<std::string> departments{};
    std::vector<StandardAnswer> answers{};
    std::vector<SeverityWord> severity_words{};
};
QIANTAI_DESCRIBE(TicketChoices, "", subjects, demands, departments, answers, severity_words)
QIANTAI_NOTES(TicketChoices, {.field = "subjects", .length_max = k_ticket_choices_max},
              {.field = "demands", .length_max = k_ticket_choices_max},
              {.field = "departments", .length_max = k_ticket_choices_max},
              {.field = "answers", .length_max = k_ticket_choices_max},
              {.field = "severity_words", .length_max = k_ticket_choices_max})

/// Of a chain that has said nothing.
const TicketChoices& usual_ticket_choices();
/// Of the policy's JSON; the usual ones where it says nothing usable.
TicketChoices parse_ticket_choices(std::string_view json);
/// k_ticket_choices_malformed.
Status check_ticket_choices(std::string_view json);

/// What the words make of a case: the gravest of those they hold. Nothing if they hold none.
struct SeverityGuess {
    TicketSeverity severity{};
    TicketAlarm alarm{};
    std::string because{};  ///< the word
};
QIANTAI_DESCRIBE(SeverityGuess, "", severity, alarm, because)
std::optional<SeverityGuess> guess_severity(const TicketChoices& choices, std::string_view words);

}  // namespace qiantai::domain
