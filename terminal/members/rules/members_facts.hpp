#pragma once

// What is said to and comes back from the service Members (members.hpp).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "terminal/members/rules/card_facts.hpp"
#include "terminal/members/rules/consent_facts.hpp"
#include "terminal/members/rules/member_facts.hpp"
#include "terminal/members/rules/member_origin_facts.hpp"
#include "terminal/members/rules/search_facts.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_possible_duplicate{
    "possible_duplicate", Actor::clerk,
    "A member with this phone number is registered here already. Open that record, or confirm that "
    "this is "
    "another person.",
    "本机已有相同手机号的会员。请打开该会员档案；如确为另一人，请确认后继续登记。"};
inline constexpr ErrorKind k_member_id_taken{
    "member_id_taken", Actor::administrator,
    "Another member has this id. Ids must be new for every registration.",
    "该编号已属于另一会员，登记时编号必须是新的。"};
inline constexpr ErrorKind k_home_clerk_unknown{"home_clerk_unknown", Actor::clerk,
                                                "No colleague of this store has that staff number.",
                                                "本店没有该工号的员工。"};
inline constexpr ErrorKind k_reason_missing{
    "reason_missing", Actor::clerk,
    "Say why, in 2 to 200 characters, without the member's name or number; the reason is kept for "
    "ever.",
    "请填写原因（2 至 200 字），不要写会员姓名或号码；原因将永久保存。"};

/// A reason that is kept for ever, in code points.
inline constexpr std::size_t k_reason_length_min = 2, k_reason_length_max = 200;

/// Most entries of a member's history.
inline constexpr int k_history_max = 200;

enum class DuplicateCheck { refuse, accept };

struct Registration {
    /// Made by the caller beforehand if a repeated call must not register twice: the second call
    /// returns the first's result.
    std::optional<Uuid> id{};
    std::string name;
    std::string phone;
    Coded<Gender> gender = Gender::unstated;
    std::string birthday{};  ///< empty = not told
    BirthdayCalendar birthday_calendar = BirthdayCalendar::solar;
    std::optional<std::string> tier_code{};    ///< absent = the lowest tier
    std::optional<std::string> card_number{};  ///< absent = the terminal's next number
    std::optional<std::string> home_clerk{};   ///< absent = whoever registers
    Coded<HeardFrom> heard_from = HeardFrom::unstated;
    std::string preferences{};
    std::string notes{};
    std::vector<ConsentInput> consents{};
    DuplicateCheck duplicates = DuplicateCheck::refuse;
    TakenOver taken_over{};  ///< an import's
};

/// What is absent stays as it is; an empty text empties the optional ones.
struct MemberUpdate {
    std::optional<std::string> name{};
    std::optional<std::string> phone{};
    std::optional<Coded<Gender>> gender{};
    std::optional<std::string> birthday{};
    std::optional<BirthdayCalendar> birthday_calendar{};
    std::optional<std::string> tier_code{};   ///< right members_assign
    std::optional<std::string> home_clerk{};  ///< right members_assign
    std::optional<Coded<HeardFrom>> heard_from{};
    std::optional<std::string> preferences{};
    std::optional<std::string> notes{};
    DuplicateCheck duplicates = DuplicateCheck::refuse;
};

/// A member with everything that belongs to the person, also from records merged into it.
struct MemberDetails {
    Member member;
    std::vector<MemberCard> cards;
    std::vector<Consent> consents;
    /// Records merged into this one.
    std::vector<Uuid> merged_members;
    /// If this record was merged into another: the one that stands.
    std::optional<Uuid> standing_member;
    /// Of a member without a number: the one that passed on to another person.
    std::string former_phone{};
    /// What earlier systems knew, the newest last.
    std::vector<MemberOrigin> origins{};
};
QIANTAI_DESCRIBE(MemberDetails, "", member, cards, consents, merged_members, standing_member,
                 former_phone, origins)
QIANTAI_NOTES(MemberDetails,
              {.field = "cards", .meaning = "also those of records merged into this one"},
              {.field = "consents", .meaning = "every decision, oldest first"},
              {.field = "merged_members", .meaning = "records merged into this one"},
              {.field = "standing_member",
               .meaning = "the record that stands, if this one was merged"},
              {.field = "former_phone",
               .meaning = "of a member without a number: the one that passed on to another person, "
                          "masked like a number",
               .length_max = 20},
              {.field = "origins",
               .meaning = "what earlier systems knew; their numbers only with the member's"})

/// What this session may see of them.
MemberDetails masked_for(const Session& session, MemberDetails details);

struct MemberHistoryEntry {
    TimeMs at = 0;
    std::string staff_number;
    std::string action;
    std::string detail_json;
};
QIANTAI_DESCRIBE(MemberHistoryEntry, "", at, staff_number, action, detail_json)
QIANTAI_NOTES(MemberHistoryEntry, {.field = "staff_number", .length_max = 12},
              {.field = "action", .length_max = 60, .presence = FieldNote::Presence::always},
              {.field = "detail_json", .meaning = "particulars", .name = "detail", .is_json = true})

enum class DuplicateReason { same_phone, same_name_and_birthday };
constexpr auto codes_of(DuplicateReason) {
    return std::to_array<CodedValue<DuplicateReason>>(
        {{DuplicateReason::same_phone, "same_phone"},
         {DuplicateReason::same_name_and_birthday, "same_name_and_birthday"}});
}

/// A line of a result list: the member as this session may see it, with what stands beside the
/// name. The one shown stands for records that were merged into it; erased ones are not found.
struct FoundMember {
    Member member;
    std::string tier_name;
    std::string card_number;  ///< the newest active card, else the newest; empty if there is none
    Coded<CardStatus> card_status;
    MatchedBy matched_by = MatchedBy::name;
    LastSeen last_seen{};
    std::optional<Uuid> merged_from{};  ///< what was found, if it was merged into this one
};
QIANTAI_DESCRIBE(FoundMember, "", member, tier_name, card_number, card_status, matched_by,
                 last_seen, merged_from)
QIANTAI_NOTES(FoundMember, {.field = "member", .spread = true},
              {.field = "card_number", .meaning = "the newest active card, else newest"},
              {.field = "matched_by",
               .meaning = "which of the member's data was found",
               .presence = FieldNote::Presence::optional},
              {.field = "last_seen",
               .meaning = "the newest of registration, renewals and talks",
               .presence = FieldNote::Presence::optional},
              {.field = "merged_from",
               .meaning = "the record that was found, if merged into this one"})

struct PossibleDuplicate {
    Member member;  ///< with joined_on: when it was registered
    DuplicateReason reason;
    std::string tier_name{};
    std::string card_number{};
    Coded<CardStatus> card_status{};
};

struct DuplicateQuery {
    std::string phone{};
    std::string name{};
    std::string birthday{};
};
QIANTAI_DESCRIBE(DuplicateQuery, "", phone, name, birthday)
QIANTAI_NOTES(DuplicateQuery,
              {.field = "phone", .length_max = 40, .presence = FieldNote::Presence::optional},
              {.field = "name", .presence = FieldNote::Presence::optional},
              {.field = "birthday", .length_max = 11, .presence = FieldNote::Presence::optional})

}  // namespace qiantai::domain
