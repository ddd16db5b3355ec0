#include "terminal/base/permission.hpp"

namespace qiantai::domain {
namespace {

enum class Place { anywhere, headquarters };

constexpr unsigned bit(StaffRole role) {
    return 1u << static_cast<unsigned>(role);
}
constexpr unsigned k_clerk = bit(StaffRole::clerk), k_manager = bit(StaffRole::store_manager),
                   k_agent = bit(StaffRole::cs_agent), k_cs_manager = bit(StaffRole::cs_manager),
                   k_auditor = bit(StaffRole::auditor), k_admin = bit(StaffRole::admin),
                   k_keeper = bit(StaffRole::warehouse_keeper);
constexpr unsigned k_store = k_clerk | k_manager;
constexpr unsigned k_all = k_store | k_agent | k_cs_manager | k_auditor | k_admin | k_keeper;

struct Permission {
    Right right;
    std::string_view name;
    unsigned roles;
    Place place = Place::anywhere;
};

// The one table of who may do what. Agents of headquarters reveal nothing here: contact data opens
// to them only with a task's timed authorisation. Administrators see no member, not even masked.
constexpr Permission k_permissions[] = {
    {Right::change_own_pin, "change_own_pin", k_all},
    {Right::keep_drafts, "keep_drafts", k_all},
    {Right::members_register, "members_register", k_store},
    {Right::members_update, "members_update", k_store},
    {Right::members_assign, "members_assign", k_manager},
    {Right::members_read, "members_read", k_store | k_agent | k_cs_manager | k_auditor},
    {Right::members_reveal, "members_reveal", k_store},
    {Right::members_look_up, "members_look_up", k_store},
    {Right::members_cards, "members_cards", k_store},
    {Right::members_contact, "members_contact", k_store},
    {Right::members_freeze, "members_freeze", k_manager},
    {Right::members_consents, "members_consents", k_store},
    {Right::members_conflicts, "members_conflicts", k_manager},
    {Right::members_merge, "members_merge", k_manager},
    {Right::members_erase, "members_erase", k_manager},
    {Right::members_copy, "members_copy", k_manager},
    {Right::members_history, "members_history", k_manager | k_auditor},
    {Right::purchases_keep, "purchases_keep", k_store},
    {Right::purchases_correct, "purchases_correct", k_manager},
    {Right::purchases_day_totals, "purchases_day_totals", k_store},
    {Right::imports_run, "imports_run", k_manager},
    {Right::tiers_run, "tiers_run", k_store},
    {Right::callbacks_keep, "callbacks_keep", k_store | k_agent | k_cs_manager},
    {Right::callbacks_manage, "callbacks_manage", k_manager | k_cs_manager},
    {Right::callbacks_plan, "callbacks_plan", k_agent | k_cs_manager, Place::headquarters},
    {Right::callbacks_figures, "callbacks_figures",
     k_manager | k_agent | k_cs_manager | k_auditor},
    {Right::stored_goods_keep, "stored_goods_keep", k_store},
    {Right::stored_goods_reverse, "stored_goods_reverse", k_manager},
    {Right::tickets_keep, "tickets_keep", k_store | k_agent | k_cs_manager},
    {Right::tickets_decide, "tickets_decide", k_manager | k_cs_manager},
    {Right::tickets_erase, "tickets_erase", k_manager | k_cs_manager},
    {Right::tickets_figures, "tickets_figures", k_manager | k_agent | k_cs_manager},
    {Right::figures_read, "figures_read",
     k_manager | k_agent | k_cs_manager | k_auditor | k_admin},
    {Right::attachments_add, "attachments_add", k_store | k_agent | k_cs_manager},
    {Right::attachments_read, "attachments_read", k_store | k_agent | k_cs_manager | k_auditor},
    {Right::gifts_read, "gifts_read", k_all},
    {Right::gifts_catalogue, "gifts_catalogue", k_admin, Place::headquarters},
    {Right::campaigns_plan, "campaigns_plan", k_cs_manager | k_admin, Place::headquarters},
    {Right::gifts_recall, "gifts_recall", k_cs_manager | k_admin, Place::headquarters},
    {Right::stock_read, "stock_read",
     k_store | k_agent | k_cs_manager | k_auditor | k_keeper},
    {Right::stock_keep, "stock_keep", k_store | k_keeper},
    {Right::stock_receive, "stock_receive", k_keeper},
    {Right::stock_countersign, "stock_countersign", k_agent | k_cs_manager | k_keeper},
    {Right::stock_correct, "stock_correct", k_manager | k_keeper},
    {Right::requisitions_read, "requisitions_read",
     k_store | k_agent | k_cs_manager | k_auditor | k_keeper},
    {Right::requisitions_keep, "requisitions_keep",
     k_store | k_agent | k_cs_manager | k_keeper},
    {Right::issuances_read, "issuances_read", k_store | k_agent | k_cs_manager | k_auditor},
    {Right::issuances_keep, "issuances_keep", k_store},
    {Right::issuances_check, "issuances_check", k_manager},
    {Right::issuances_settle, "issuances_settle", k_manager},
    {Right::entitlements_grant, "entitlements_grant", k_manager},
    {Right::entitlements_settle, "entitlements_settle", k_manager | k_cs_manager},
    {Right::duty_plan, "duty_plan", k_manager},
    {Right::stocktakes_read, "stocktakes_read",
     k_store | k_agent | k_cs_manager | k_auditor | k_keeper},
    {Right::stocktakes_count, "stocktakes_count", k_store | k_keeper},
    {Right::stocktakes_sign, "stocktakes_sign", k_store | k_agent | k_cs_manager | k_keeper},
    {Right::stocktakes_lead, "stocktakes_lead", k_manager | k_agent | k_cs_manager | k_keeper},
    {Right::closing_read, "closing_read",
     k_store | k_agent | k_cs_manager | k_auditor | k_keeper},
    {Right::closing_close, "closing_close", k_manager | k_keeper},
    {Right::closing_mark, "closing_mark", k_store | k_keeper},
    {Right::closing_chain, "closing_chain", k_agent | k_cs_manager | k_auditor},
    {Right::prints_keep, "prints_keep", k_store | k_agent | k_cs_manager | k_keeper},
    {Right::printers_set, "printers_set", k_manager | k_cs_manager | k_admin | k_keeper},
    {Right::audit_list, "audit_list", k_manager | k_auditor},
    {Right::audit_verify, "audit_verify", k_manager | k_auditor | k_admin},
    {Right::sync_run, "sync_run", k_all},
    {Right::sync_watch, "sync_watch", k_all},
    {Right::sync_remedy, "sync_remedy", k_store | k_admin | k_keeper},
    {Right::sync_discard, "sync_discard", k_manager | k_admin | k_keeper},
    {Right::read_setup, "read_setup", k_all},
    {Right::read_terminals, "read_terminals", k_manager | k_auditor | k_admin},
    {Right::admin_stores, "admin_stores", k_admin, Place::headquarters},
    {Right::admin_staff, "admin_staff", k_admin, Place::headquarters},
    {Right::admin_terminals, "admin_terminals", k_admin, Place::headquarters},
    {Right::admin_tiers, "admin_tiers", k_admin, Place::headquarters},
    {Right::admin_policies, "admin_policies", k_admin, Place::headquarters},
};

constexpr auto k_rights = [] {
    std::array<Right, std::size(k_permissions)> rights{};
    for (std::size_t i = 0; i < rights.size(); ++i) rights[i] = k_permissions[i].right;
    return rights;
}();

const Permission& permission_of(Right right) {
    const auto found = std::ranges::find(k_permissions, right, &Permission::right);
    QIANTAI_ASSERT(found != std::end(k_permissions));
    return *found;
}

}  // namespace

std::span<const Right> all_rights() {
    return k_rights;
}

std::string_view right_name(Right right) {
    return permission_of(right).name;
}

bool has_right(StaffRole role, Right right) {
    return (permission_of(right).roles & bit(role)) != 0;
}

bool is_headquarters_right(Right right) {
    return permission_of(right).place == Place::headquarters;
}

Status check_two_persons(std::string_view asked_by, const Session& decided_by) {
    if (asked_by == decided_by.staff_number) return make_error(k_same_person);
    return {};
}

ContactAccess contact_access(const Session& session, const MemberOwner& owner) {
    const bool own_store = owner.store_code == session.store_code;
    switch (session.role) {
        case StaffRole::store_manager:
            return own_store ? ContactAccess::full : ContactAccess::masked;
        case StaffRole::clerk:
            return own_store && owner.home_clerk == session.staff_number ? ContactAccess::full
                                                                         : ContactAccess::masked;
        case StaffRole::cs_agent:
        case StaffRole::cs_manager:
            return ContactAccess::masked;
        case StaffRole::auditor:
        case StaffRole::admin:
        case StaffRole::warehouse_keeper:
            return ContactAccess::withheld;
    }
    return ContactAccess::withheld;
}

}  // namespace qiantai::domain
