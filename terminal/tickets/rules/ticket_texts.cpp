#include "terminal/tickets/rules/ticket_texts.hpp"

#include "terminal/base/text_rules.hpp"
#include "terminal/tickets/rules/tickets_facts.hpp"

namespace qiantai::domain {

Result<std::string> normalise_ticket_text(std::string_view typed, int length_max,
                                          std::string_view field) {
    constexpr std::size_t k_mobile_digits = 11;
    QIANTAI_TRY(auto text, normalise_note(typed, static_cast<std::size_t>(length_max), field));
    if (has_digit_run(text, k_mobile_digits)) {
        return make_error(k_ticket_number_in_words, {}, std::string(field));
    }
    return text;
}

Result<std::string> normalise_ticket_reason(std::string_view typed) {
    QIANTAI_TRY(auto reason, normalise_ticket_text(typed, k_ticket_reason_length_max, "reason"));
    if (reason.empty()) return make_error(k_ticket_field_missing, "reason", "reason");
    return reason;
}

}  // namespace qiantai::domain
