#pragma once

// The members of the store: registering, changing, looking at, finding. Every method checks its
// right; every write is one transaction with its audit event, on disk when the method returns.
//
// History: what a member's record was before is not copied anywhere a person could leaf through it,
// because an erased person must be gone everywhere. Who changed which fields and when is in the
// audit trail (field names, no values); a value that lost against another store's edit is in a
// conflict record, which erasure empties.

#include "terminal/base/audit.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_consents.hpp"
#include "terminal/members/rules/member_row.hpp"

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

enum class DuplicateCheck { refuse, accept };

struct Registration {
    /// Made by the caller beforehand if a repeated call must not register twice: the second call
    /// returns the first's result.
    std::optional<Uuid> id{};
    std::string name;
    std::string phone;
    std::string gender = "unstated";
    std::string birthday{};  ///< empty = not told
    BirthdayCalendar birthday_calendar = BirthdayCalendar::solar;
    std::optional<std::string> tier_code{};    ///< absent = the lowest tier
    std::optional<std::string> card_number{};  ///< absent = the terminal's next number
    std::optional<std::string> home_clerk{};   ///< absent = whoever registers
    std::string heard_from = "other";
    std::string preferences{};
    std::string notes{};
    std::vector<ConsentInput> consents{};
    DuplicateCheck duplicates = DuplicateCheck::refuse;
};

/// What is absent stays as it is; an empty text empties the optional ones.
struct MemberUpdate {
    std::optional<std::string> name{};
    std::optional<std::string> phone{};
    std::optional<std::string> gender{};
    std::optional<std::string> birthday{};
    std::optional<BirthdayCalendar> birthday_calendar{};
    std::optional<std::string> tier_code{};   ///< right members_assign
    std::optional<std::string> home_clerk{};  ///< right members_assign
    std::optional<std::string> heard_from{};
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
};

struct MemberHistoryEntry {
    TimeMs at = 0;
    std::string staff_number;
    std::string action;
    std::string detail_json;
};

enum class DuplicateReason { same_phone, same_name_and_birthday };
std::string_view duplicate_reason_name(DuplicateReason reason);
/// A line of a result list: the member as this session may see it, with what stands beside the
/// name. The one shown stands for records that were merged into it; erased ones are not found.
struct FoundMember {
    Member member;
    std::string tier_name;
    std::string card_number;  ///< the newest active card, else the newest; empty if there is none
    std::string card_status;
    std::optional<Uuid> merged_from{};  ///< what was found, if it was merged into this one
};
struct PossibleDuplicate {
    Member member;  ///< with joined_on: when it was registered
    DuplicateReason reason;
    std::string tier_name{};
    std::string card_number{};
    std::string card_status{};
};
struct DuplicateQuery {
    std::string phone{};
    std::string name{};
    std::string birthday{};
};

class Members {
  public:
    explicit Members(ServiceContext& context) : m_context(context) {}

    /// Right: members_register. Errors: the rules' of text.hpp, birthday.hpp and card_number.hpp,
    /// k_possible_duplicate.
    Result<MemberDetails> register_member(const Session& session, const Registration& registration);

    /// Right: members_update; tier and home clerk need members_assign too.
    Result<MemberDetails> update(const Session& session, const Uuid& id,
                                 const MemberUpdate& changes);

    /// Masked by role. Right: members_read.
    Result<MemberDetails> get(const Session& session, const Uuid& id);

    /// By phone, last four digits, card number, part of the name, pinyin; the best first, at
    /// most 50. Masked by role. Right: members_read.
    Result<std::vector<FoundMember>> find(const Session& session, std::string_view typed);

    /// The member unmasked, for a reason that is kept in the audit trail. Right: members_reveal.
    Result<Member> reveal_contact(const Session& session, const Uuid& id, std::string_view reason);

    /// For warnings while typing; empty fields are not compared. Masked. Right: members_register.
    Result<std::vector<PossibleDuplicate>> possible_duplicates(const Session& session,
                                                               const DuplicateQuery& query);

    /// Who else might be this person: the same phone, or the same name and birthday, without those
    /// a manager has said to be somebody else. Masked. Right: members_read.
    Result<std::vector<PossibleDuplicate>> duplicates_of(const Session& session, const Uuid& id);

    /// Who did what with this member, newest first. Right: members_history.
    Result<std::vector<MemberHistoryEntry>> history(const Session& session, const Uuid& id);

    /// Everything kept about the person, for handing over to them. Audited with its reason. Right:
    /// members_copy.
    Result<MemberDetails> copy(const Session& session, const Uuid& id, std::string_view reason);

  private:
    Result<MemberDetails> load_details(const Uuid& id);
    Result<std::vector<PossibleDuplicate>> find_alike(const Session& session,
                                                      const DuplicateQuery& query);
    Status check_duplicate_phone(const std::string& phone, DuplicateCheck check,
                                 const std::optional<Uuid>& own_id);
    Status check_home_clerk(std::string_view staff_number);
    Result<Member> build_member(const Session& session, const Registration& registration,
                                const Tier& tier);
    Result<std::optional<MemberDetails>> find_repeated(const Registration& registration);
    Result<std::vector<std::pair<std::string, std::string>>> build_changes(
        const Member& member, const MemberUpdate& changes);
    ServiceContext& m_context;
};

/// The reason's text as it is kept: k_reason_missing if it is too short or long, or would keep
/// personal data for ever.
Result<std::string> check_reason(std::string_view reason, const Member& member);

}  // namespace qiantai::domain
