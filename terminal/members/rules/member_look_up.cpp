#include "terminal/members/rules/member_look_up.hpp"

#include "terminal/base/chain_policies.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/members/rules/card_number_facts.hpp"

namespace qiantai::domain {
namespace {

/// A card with fewer digits could be the end of a phone number or half of a pinyin.
constexpr std::ptrdiff_t k_card_digits_least = 8, k_phone_digits = 11;

}  // namespace

Result<LookUpNumber> parse_look_up(std::string_view typed, PhoneCountry home) {
    LookUpNumber number;
    // Eleven digits may be a printed card's number as well.
    if (auto phone = normalise_phone(typed, home)) number.phone = *std::move(phone);
    if (auto card = normalise_card_number(typed)) number.card_number = *std::move(card);
    if (number.phone.empty() && number.card_number.empty()) {
        return make_error(k_number_not_whole, {}, "number");
    }
    return number;
}

bool looks_whole(std::string_view typed, PhoneCountry home) {
    const auto number = parse_look_up(typed, home);
    if (!number) return false;
    if (!number->phone.empty()) return true;
    const std::string_view card = number->card_number;
    const auto digits = std::ranges::count_if(card, [](char c) { return c >= '0' && c <= '9'; });
    const bool begins_as_phone = card.front() == '1' && digits == std::ssize(card);
    return digits >= k_card_digits_least && !(begins_as_phone && digits < k_phone_digits);
}

Result<LookUpNumber> check_look_up(ServiceContext& context, const Session& session,
                                   std::string_view typed) {
    QIANTAI_TRY_STATUS(require_right(context, session, Right::members_look_up));
    QIANTAI_TRY(const auto home, load_phone_country(context));
    return parse_look_up(typed, home);
}

Status record_look_up(ServiceContext& context, const Session& session, const LookUpNumber& number,
                      std::span<const Uuid> found) {
    AuditEntry entry{.action = "members.look_up",
                     .detail = {{"asked_by", number.phone.empty() ? "card_number" : "phone"},
                                {"found", std::to_string(found.size())}}};
    if (!found.empty()) {
        entry.subject_entity = "member";
        entry.subject_id = found.front().text();
    }
    QIANTAI_TRY_STATUS(write_audit(context, &session, entry));
    if (found.empty()) return make_error(k_member_nowhere, {}, "number");
    return {};
}

}  // namespace qiantai::domain
