#pragma once

#include <optional>

#include "schema/base/described.hpp"
#include "schema/base/named_enum.hpp"

namespace qiantai::domain {

/// The papers of gifts given away.
enum class IssuanceForm {
    slip,  ///< 礼品领取小票: 80 mm, what was given, with the signature
    day,  ///< 赠品发放记录表: A4, a day of the store
    /// The same of a month and one till, by the till's own numbers: what was printed stays on its
    /// page, because later lines follow it.
    month,
};
constexpr auto codes_of(IssuanceForm) {
    return std::to_array<CodedValue<IssuanceForm>>(
        {{IssuanceForm::slip, "slip"},
         {IssuanceForm::day, "register"},
         {IssuanceForm::month, "month"}});
}

struct IssuanceFormChoice {
    IssuanceForm form = IssuanceForm::slip;
    std::optional<Uuid> issuance_id{};  ///< slip
    std::optional<Date> day{};          ///< register, month: any of its days; none: today
    std::string terminal_code{};        ///< month; empty: this till's
};
QIANTAI_DESCRIBE(IssuanceFormChoice, "", form, issuance_id, day, terminal_code)
QIANTAI_NOTES(IssuanceFormChoice, {.field = "form", .presence = FieldNote::Presence::always},
              {.field = "terminal_code",
               .length_max = 8,
               .presence = FieldNote::Presence::optional})

}  // namespace qiantai::domain
