#include "terminal/sync_page/screens/screen_sync.hpp"

#include "assets/words/callbacks.hpp"
#include "assets/words/closing.hpp"
#include "assets/words/find.hpp"
#include "assets/words/gifts.hpp"
#include "assets/words/issuances.hpp"
#include "assets/words/purchases.hpp"
#include "assets/words/stocktakes.hpp"
#include "assets/words/stored_goods.hpp"
#include "assets/words/sync.hpp"
#include "assets/words/tickets.hpp"

namespace qiantai::ui {
namespace {

struct EntityWords {
    std::string_view entity;
    TextKey words;
    Icon icon;
};

constexpr EntityWords k_entities[] = {
    {"member", words::entity_member, Icon::account_plus},
    {"member_card", words::entity_member_card, Icon::credit_card},
    {"consent", words::entity_consent, Icon::check_circle},
    {"member_conflict", words::entity_member_conflict, Icon::accounts},
    {"member_contact", words::entity_member_contact, Icon::phone_in_talk},
    {"renewal", words::entity_renewal, Icon::refresh},
    {"member_origin", words::entity_member_origin, Icon::history},
    {"purchase", words::entity_purchase, Icon::receipt},
    {"day_total", words::entity_day_total, Icon::receipt},
    {"tier_change", words::entity_tier_change, Icon::star},
    {"tier_forecast", words::entity_tier_forecast, Icon::star},
    {"callback_task", words::entity_callback_task, Icon::phone_in_talk},
    {"callback_step", words::entity_callback_step, Icon::phone_in_talk},
    {"callback_access", words::entity_callback_access, Icon::phone},
    {"callback_plan", words::entity_callback_plan, Icon::accounts},
    {"key_customer", words::entity_key_customer, Icon::star},
    {"stored_goods", words::entity_stored_goods, Icon::archive},
    {"stored_goods_event", words::entity_stored_goods_event, Icon::archive},
    {"ticket", words::entity_ticket, Icon::headset},
    {"ticket_event", words::entity_ticket_event, Icon::headset},
    {"gift", words::entity_gift, Icon::gift},
    {"gift_barcode", words::entity_gift_barcode, Icon::gift},
    {"gift_recall", words::entity_gift_recall, Icon::gift},
    {"gift_bin", words::entity_gift_bin, Icon::archive},
    {"campaign", words::entity_campaign, Icon::star},
    {"stock_movement", words::entity_stock_movement, Icon::archive},
    {"requisition", words::entity_requisition, Icon::gift},
    {"requisition_event", words::entity_requisition_event, Icon::gift},
    {"receipt_signature", words::entity_receipt_signature, Icon::archive},
    {"issuance", words::entity_issuance, Icon::gift},
    {"issuance_line", words::entity_issuance_line, Icon::gift},
    {"issuance_return", words::entity_issuance_return, Icon::gift},
    {"issuance_settlement", words::entity_issuance_settlement, Icon::gift},
    {"entitlement", words::entity_entitlement, Icon::star},
    {"entitlement_conflict", words::entity_entitlement_conflict, Icon::star},
    {"lease_claim", words::entity_lease_claim, Icon::gift},
    {"lease", words::entity_lease, Icon::gift},
    {"lease_pool", words::entity_lease_pool, Icon::gift},
    {"register_check", words::entity_register_check, Icon::check_circle},
    {"register_month", words::entity_register_month, Icon::calendar},
    {"duty_roster", words::entity_duty_roster, Icon::account},
    {"staff_member", words::entity_staff_member, Icon::account},
    {"stocktake", words::entity_stocktake, Icon::archive},
    {"stocktake_event", words::entity_stocktake_event, Icon::archive},
    {"stocktake_count", words::entity_stocktake_count, Icon::archive},
    {"stocktake_line", words::entity_stocktake_line, Icon::archive},
    {"day_close", words::entity_day_close, Icon::store},
    {"day_mark", words::entity_day_mark, Icon::store},
    {"hand_over", words::entity_hand_over, Icon::accounts},
    {"audit_event", words::entity_audit_event, Icon::history},
    {"staff", words::entity_staff, Icon::account},
    {"store", words::entity_store, Icon::store},
    {"tier", words::entity_tier, Icon::star},
    {"policy", words::entity_policy, Icon::file},
    {"terminal", words::entity_terminal, Icon::tune},
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
    return ui.tr(found != nullptr ? found->words : words::code_unknown);
}

Icon entity_icon(const std::string& entity) {
    const auto* found = find_words(entity);
    return found != nullptr ? found->icon : Icon::file;
}

}  // namespace qiantai::ui
