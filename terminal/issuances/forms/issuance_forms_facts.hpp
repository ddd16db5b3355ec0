#pragma once

#include <optional>

#include "schema/base/described.hpp"
#include "schema/base/named_enum.hpp"

namespace qiantai::domain {

/// The papers of gifts given away.
enum class IssuanceForm {
    slip,  ///< 礼品领取小票: 80 mm, what was given, with the signature
    day,  ///< 赠品发放记录表: A4, a day of the store
};
constexpr auto codes_of(IssuanceForm) {
    return std::to_array<CodedValue<IssuanceForm>>(
        {{IssuanceForm::slip, "slip"}, {IssuanceForm::day, "register"}});
}

struct IssuanceFormChoice {
    IssuanceForm form = IssuanceForm::slip;
    std::optional<Uuid> issuance_id{};  ///< slip
    std::optional<Date> day{};          ///< register; none: today
};
QIANTAI_DESCRIBE(IssuanceFormChoice, "", form, issuance_id, day)
QIANTAI_NOTES(IssuanceFormChoice, {.field = "form", .presence = FieldNote::Presence::always})

}  // namespace qiantai::domain
