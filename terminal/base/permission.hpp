#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"
#include "schema/base/setup_codes.hpp"
#include "schema/base/uuid.hpp"

namespace qiantai::domain {

/// What can be permitted. Which role has which is the table in permission.cpp, and nowhere else.
enum class Right {
    change_own_pin,
    keep_drafts,  ///< half-filled forms of one's own, on this terminal
    members_register,
    members_update,
    members_assign,  ///< give a member another home clerk
    members_read,    ///< how much of a member is shown depends on the role, see contact_access()
    members_reveal,
    members_look_up,  ///< at other stores, by a whole number
    members_cards,
    members_contact,  ///< work lists of expiring cards and birthdays, and their outcomes
    members_freeze,
    members_consents,
    members_conflicts,
    members_merge,
    members_erase,
    members_copy,
    members_history,
    purchases_keep,        ///< write receipts down, say whose they are, and see all of it
    purchases_correct,     ///< take a receipt back, give it to another member
    purchases_day_totals,  ///< what the till's day came to
    imports_run,           ///< take over files of other systems, and take that back
    tiers_run,             ///< apply the chain's rule of tiers to the store's members
    callbacks_keep,        ///< call members back, and write down what came of it
    callbacks_manage,      ///< give callbacks to others, make lists, call a sample again
    callbacks_plan,        ///< surveys and campaigns of the chain
    callbacks_figures,     ///< what callbacks come to
    stored_goods_keep,     ///< take in, hand out, move, remind, and see all of it
    stored_goods_reverse,  ///< take a withdrawal back
    tickets_keep,     ///< take cases in, take their steps as the course says, and see them
    tickets_decide,   ///< which of two contradicting steps holds; hand a colleague's cases on
    tickets_erase,    ///< empty what a case says of somebody who is no member
    tickets_figures,  ///< statistics and service figures
    attachments_add,       ///< take in photos and files
    attachments_read,      ///< open and save those that records name
    gifts_read,       ///< the chain's catalogue and campaigns
    gifts_catalogue,  ///< keep the catalogue
    campaigns_plan,
    gifts_recall,  ///< say what must not be given away any more
    stock_read,     ///< what lies where, and how it came to that
    stock_keep,     ///< move it about
    stock_receive,      ///< goods of a supplier
    stock_countersign,  ///< the second signature under them
    requisitions_read,
    requisitions_keep,  ///< take the steps that the course gives the role
    issuances_read,
    issuances_keep,       ///< give gifts away, take them back, ask for parts of caps
    issuances_check,      ///< the day's register
    issuances_settle,     ///< gifts whose purchase was given back
    entitlements_grant,   ///< give members rights to gifts, make them void
    entitlements_settle,  ///< rights that were used twice
    duty_plan,            ///< who is on duty, and which member a staff member is
    stocktakes_read,
    stocktakes_count,  ///< count, and post what was approved
    stocktakes_sign,
    stocktakes_lead,  ///< plan, and take the steps that the course gives the role
    closing_read,   ///< how a store's day stands
    closing_close,  ///< close it, hand the store over
    closing_mark,   ///< say of a closed day that this till has written everything
    closing_chain,  ///< which stores' days are missing
    stock_correct,  ///< write off, adjust, take a movement back, settle a shortage
    prints_keep,           ///< print forms, and settle what became of prints
    printers_set,
    audit_list,
    audit_verify,
    sync_run,
    sync_watch,
    sync_remedy,   ///< send a refused record again
    sync_discard,  ///< give a refused record up
    read_setup,    ///< stores, tiers, policies, colleagues' names
    read_terminals,
    admin_stores,
    admin_staff,
    admin_terminals,
    admin_tiers,
    admin_policies,
    figures_read,  ///< what the shop comes to; people only for roles that see them
};
std::span<const Right> all_rights();
std::string_view right_name(Right right);
bool has_right(StaffRole role, Right right);
/// Work lists begin with the members whose home clerk is signed in; otherwise with the store's.
inline bool begins_with_own_members(StaffRole role) {
    return role == StaffRole::clerk;
}
/// Rights that work only on a desk of headquarters, whoever has them.
bool is_headquarters_right(Right right);

/// Who is signed in. Made by Access::sign_in.
struct Session {
    std::string staff_number;
    std::string name;
    StaffRole role = StaffRole::clerk;
    std::string store_code;
    /// While true only the PIN can be changed.
    bool pin_must_change = false;
};

inline constexpr ErrorKind k_not_permitted{
    "not_permitted", Actor::manager,
    "Your role may not do this. Ask somebody whose role may: the store manager or headquarters.",
    "您的岗位无权执行此操作，请联系店长或总部有权限的同事。"};
inline constexpr ErrorKind k_only_at_headquarters{
    "only_at_headquarters", Actor::administrator,
    "This is done on a terminal of headquarters only.", "此操作只能在总部终端上进行。"};
inline constexpr ErrorKind k_same_person{
    "same_person", Actor::manager,
    "Whoever asked for an approval can't give it. Another person has to decide.",
    "申请人不能审批自己的申请，请由另一人审批。"};

/// Two persons: the one who decides is not the one who asked. By staff number, so it holds offline
/// too.
Status check_two_persons(std::string_view asked_by, const Session& decided_by);

/// How much of a member a session sees.
enum class ContactAccess {
    full,
    masked,    ///< name in full, phone 138****1234, nothing else personal
    withheld,  ///< name masked, no phone at all
};
constexpr auto codes_of(ContactAccess) {
    return std::to_array<CodedValue<ContactAccess>>({{ContactAccess::full, "full"},
                                                     {ContactAccess::masked, "masked"},
                                                     {ContactAccess::withheld, "withheld"}});
}
struct MemberOwner {
    std::string_view store_code;
    std::string_view home_clerk;
};
/// Clerks see their own customers in full, store managers all members of their store, headquarters'
/// agents masked, auditors no contact data. A role without members_read sees nothing and never gets
/// here.
ContactAccess contact_access(const Session& session, const MemberOwner& owner);

}  // namespace qiantai::domain
