#pragma once

#include <optional>
#include <string>

#include "schema/base/described.hpp"
#include "schema/base/member_codes.hpp"
#include "schema/base/result.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_occasion_malformed{"occasion_malformed", Actor::clerk,
                                                "The occasion's date is no calendar date.",
                                                "日期不正确，请重新选择。"};

struct ContactInput {
    Uuid member_id;
    ContactKind kind = ContactKind::other;
    ContactOutcome outcome = ContactOutcome::reached;
    std::string remark{};
    /// expiry: which card; absent = the one in use that expires first.
    std::optional<Uuid> card_id{};
    /// care: the birthday or holiday (YYYY-MM-DD). An expiry's is the card's.
    std::optional<std::string> occasion_on{};
};
QIANTAI_DESCRIBE(ContactInput, "member_contact", member_id, kind, outcome, remark, card_id,
                 occasion_on)
QIANTAI_NOTES(ContactInput,
              {.field = "card_id", .meaning = "expiry: absent = the card that expires first"},
              {.field = "occasion_on", .meaning = "care: the birthday or holiday"})

struct MemberContact {
    Uuid id{};
    Uuid member_id;
    Coded<ContactKind> kind;
    std::optional<Uuid> card_id;
    std::string occasion_on;  ///< empty = none
    Coded<ContactOutcome> outcome;
    std::string remark;
    std::string business_date;
    std::string created_by;
    TimeMs created_at = 0;
};
QIANTAI_DESCRIBE(MemberContact, "member_contact", id, member_id, kind, card_id, occasion_on,
                 outcome, remark, business_date, created_by, created_at)
QIANTAI_NOTES(MemberContact,
              {.field = "occasion_on",
               .meaning = "expiry: the card's expiry then; care: the birthday"},
              {.field = "remark", .meaning = "only where the member is shown in full"},
              {.field = "created_by", .meaning = "staff number"})

}  // namespace qiantai::domain
