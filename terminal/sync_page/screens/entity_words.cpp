#include "terminal/sync_page/screens/screen_sync.hpp"

namespace qiantai::ui {
namespace {

struct EntityWords {
    std::string_view entity;
    TextKey words;
    Icon icon;
};

constexpr EntityWords k_entities[] = {
    {"member", TextKey::entity_member, Icon::account_plus},
    {"member_card", TextKey::entity_member_card, Icon::credit_card},
    {"consent", TextKey::entity_consent, Icon::check_circle},
    {"member_conflict", TextKey::entity_member_conflict, Icon::accounts},
    {"member_contact", TextKey::entity_member_contact, Icon::phone_in_talk},
    {"renewal", TextKey::entity_renewal, Icon::refresh},
    {"member_origin", TextKey::entity_member_origin, Icon::history},
    {"purchase", TextKey::entity_purchase, Icon::receipt},
    {"day_total", TextKey::entity_day_total, Icon::receipt},
    {"tier_change", TextKey::entity_tier_change, Icon::star},
    {"tier_forecast", TextKey::entity_tier_forecast, Icon::star},
    {"callback_task", TextKey::entity_callback_task, Icon::phone_in_talk},
    {"callback_step", TextKey::entity_callback_step, Icon::phone_in_talk},
    {"callback_access", TextKey::entity_callback_access, Icon::phone},
    {"callback_plan", TextKey::entity_callback_plan, Icon::accounts},
    {"key_customer", TextKey::entity_key_customer, Icon::star},
    {"stored_goods", TextKey::entity_stored_goods, Icon::archive},
    {"stored_goods_event", TextKey::entity_stored_goods_event, Icon::archive},
    {"ticket", TextKey::entity_ticket, Icon::headset},
    {"ticket_event", TextKey::entity_ticket_event, Icon::headset},
    {"gift", TextKey::entity_gift, Icon::gift},
    {"gift_barcode", TextKey::entity_gift_barcode, Icon::gift},
    {"gift_recall", TextKey::entity_gift_recall, Icon::gift},
    {"gift_bin", TextKey::entity_gift_bin, Icon::archive},
    {"campaign", TextKey::entity_campaign, Icon::star},
    {"stock_movement", TextKey::entity_stock_movement, Icon::archive},
    {"requisition", TextKey::entity_requisition, Icon::gift},
    {"requisition_event", TextKey::entity_requisition_event, Icon::gift},
    {"receipt_signature", TextKey::entity_receipt_signature, Icon::archive},
    {"issuance", TextKey::entity_issuance, Icon::gift},
    {"issuance_line", TextKey::entity_issuance_line, Icon::gift},
    {"issuance_return", TextKey::entity_issuance_return, Icon::gift},
    {"issuance_settlement", TextKey::entity_issuance_settlement, Icon::gift},
    {"entitlement", TextKey::entity_entitlement, Icon::star},
    {"entitlement_conflict", TextKey::entity_entitlement_conflict, Icon::star},
    {"lease_claim", TextKey::entity_lease_claim, Icon::gift},
    {"lease", TextKey::entity_lease, Icon::gift},
    {"lease_pool", TextKey::entity_lease_pool, Icon::gift},
    {"register_check", TextKey::entity_register_check, Icon::check_circle},
    {"register_month", TextKey::entity_register_month, Icon::calendar},
    {"duty_roster", TextKey::entity_duty_roster, Icon::account},
    {"staff_member", TextKey::entity_staff_member, Icon::account},
    {"stocktake", TextKey::entity_stocktake, Icon::archive},
    {"stocktake_event", TextKey::entity_stocktake_event, Icon::archive},
    {"stocktake_count", TextKey::entity_stocktake_count, Icon::archive},
    {"stocktake_line", TextKey::entity_stocktake_line, Icon::archive},
    {"day_close", TextKey::entity_day_close, Icon::store},
    {"day_mark", TextKey::entity_day_mark, Icon::store},
    {"hand_over", TextKey::entity_hand_over, Icon::accounts},
    {"audit_event", TextKey::entity_audit_event, Icon::history},
    {"staff", TextKey::entity_staff, Icon::account},
    {"store", TextKey::entity_store, Icon::store},
    {"tier", TextKey::entity_tier, Icon::star},
    {"policy", TextKey::entity_policy, Icon::file},
    {"terminal", TextKey::entity_terminal, Icon::tune},
};

const EntityWords* find_words(const std::string& entity) {
    for (const auto& one : k_entities) {
        if (one.entity == entity) return &one;
    }
    return nullptr;
}

}  // namespace

Text entity_text(const Ui& ui, const std::string& entity) {
    const auto* found = find_words(entity);
    return ui.tr(found != nullptr ? found->words : TextKey::code_unknown);
}

Icon entity_icon(const std::string& entity) {
    const auto* found = find_words(entity);
    return found != nullptr ? found->icon : Icon::file;
}

}  // namespace qiantai::ui
