#include "terminal/purchases/rules/purchase_writer.hpp"

#include "terminal/base/chain_policies.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"

namespace qiantai::domain {
namespace {

Status check_pieces(const std::optional<int>& pieces) {
    if (!pieces || (*pieces >= 1 && *pieces <= k_purchase_pieces_max)) return {};
    return make_error(k_purchase_pieces_malformed, {}, "pieces");
}

Status take_items(const PurchaseEntry& entry, Purchase& purchase) {
    if (entry.items.size() > k_purchase_items_max) {
        return make_error(k_purchase_too_many_items, {}, "items");
    }
    std::vector<PurchaseItem> kept;
    std::optional<int> pieces = 0;
    for (const auto& item : entry.items) {
        PurchaseItem line = item;
        QIANTAI_TRY(line.code, normalise_note(item.code, k_purchase_item_length_max, "items"));
        QIANTAI_TRY(line.name, normalise_note(item.name, k_purchase_item_length_max, "items"));
        QIANTAI_TRY(line.category,
                    normalise_note(item.category, k_purchase_category_length_max, "items"));
        if (line.code.empty() && line.name.empty()) {
            return make_error(k_purchase_item_unnamed, {}, "items");
        }
        QIANTAI_TRY_STATUS(check_pieces(line.pieces));
        if (line.amount && (*line.amount < Fen() || *line.amount > k_purchase_amount_max)) {
            return make_error(k_purchase_amount_malformed, {}, "items");
        }
        if (pieces && line.pieces)
            *pieces += *line.pieces;
        else
            pieces.reset();
        kept.push_back(std::move(line));
    }
    purchase.items = items_text(kept);
    purchase.pieces = entry.pieces;
    if (!purchase.pieces && !kept.empty()) purchase.pieces = pieces;
    return check_pieces(purchase.pieces);
}

Status check_purchase_amount(const PurchaseEntry& entry) {
    const bool is_refund = entry.kind == PurchaseKind::refund;
    const Fen least = is_refund ? Fen(1) : Fen();
    if (entry.amount >= least && entry.amount <= k_purchase_amount_max) return {};
    return make_error(k_purchase_amount_malformed, {}, "amount");
}

}  // namespace

Result<PurchaseMoment> load_purchase_moment(ServiceContext& context) {
    PurchaseMoment moment;
    QIANTAI_TRY(moment.now, load_moment(context));
    QIANTAI_TRY(moment.phone_country, load_phone_country(context, moment.now.at));
    return moment;
}

Result<Date> checked_purchase_date(const std::optional<Date>& date, Date today) {
    if (!date) return today;
    if (*date > today || *date < k_first_purchase_date) {
        return make_error(k_purchase_date_malformed, today.text(), "business_date");
    }
    return *date;
}

Status PurchaseWriter::set_member(const Uuid& member_id, Purchase& purchase) const {
    QIANTAI_TRY(const Uuid standing, resolve_merged(m_context.database, member_id));
    QIANTAI_TRY(const auto member, load_member(m_context.database, standing));
    if (member.status == MemberStatus::erased) return make_error(k_member_erased, {}, "member_id");
    purchase.member_id = member.id;
    const bool elsewhere = member.store_code != purchase.store_code;
    purchase.home_store = elsewhere ? member.store_code : std::string();
    return {};
}

Result<std::vector<Uuid>> PurchaseWriter::find_members(std::string_view number) const {
    if (const auto phone = normalise_phone(number, m_moment.phone_country)) {
        return find_by_phone(m_context.database, *phone);
    }
    const auto card = normalise_card_number(number);
    if (!card) return std::vector<Uuid>();
    return find_by_card(m_context.database, *card);
}

Status PurchaseWriter::take_member_of_sale(Purchase& refund) const {
    if (!refund.refund_of || refund.member_id) return {};
    QIANTAI_TRY(const auto sale, find_purchase(m_context.database, *refund.refund_of));
    if (!sale) return {};
    refund.member_id = sale->member_id;
    refund.home_store = sale->home_store;
    return {};
}

Status check_refund_of(const Purchase& refund, const Purchase& sale, Fen refunded) {
    if (sale.kind != PurchaseKind::sale || sale.undone_at || sale.store_code != refund.store_code) {
        return make_error(k_purchase_refund_of_what, {}, "refund_of");
    }
    if (refund.business_date < sale.business_date) {
        return make_error(k_purchase_refund_too_early, {}, "business_date");
    }
    if (refund.member_id != sale.member_id) {
        return make_error(k_purchase_has_member, {}, "member_id");
    }
    const Fen left = sale.amount - refunded;
    if (refund.amount > left) {
        return make_error(k_purchase_refund_too_high, left.text(), "amount");
    }
    return {};
}

Status PurchaseWriter::check_refund(const Purchase& refund) const {
    QIANTAI_TRY(const auto sale, find_purchase(m_context.database, *refund.refund_of));
    if (!sale) return make_error(k_purchase_refund_of_what, {}, "refund_of");
    QIANTAI_TRY(const auto refunded,
                load_refunded(m_context.database, sale->id, std::optional(refund.id)));
    return check_refund_of(refund, *sale, refunded);
}

Result<Purchase> PurchaseWriter::build(const PurchaseEntry& entry) const {
    QIANTAI_TRY_STATUS(check_purchase_amount(entry));
    Purchase purchase{.store_code = m_context.identity.store_code,
                      .kind = entry.kind,
                      .amount = entry.amount,
                      .refund_of = entry.refund_of,
                      .created_by = m_session.staff_number,
                      .created_at = m_moment.now.at};
    QIANTAI_TRY(purchase.number, normalise_note(entry.number, k_till_receipt_length_max, "number"));
    QIANTAI_TRY(purchase.till, normalise_note(entry.till, k_purchase_till_length_max, "till"));
    QIANTAI_TRY(purchase.source,
                normalise_note(entry.source, k_purchase_source_length_max, "source"));
    if (purchase.source.empty()) purchase.source = k_own_till_source;
    purchase.weak_key = purchase.number.empty();
    QIANTAI_TRY(purchase.business_date,
                checked_purchase_date(entry.business_date, m_moment.now.today));
    QIANTAI_TRY_STATUS(take_items(entry, purchase));
    if (purchase.refund_of && purchase.kind != PurchaseKind::refund) {
        return make_error(k_purchase_refund_of_what, {}, "refund_of");
    }
    return purchase;
}

Status PurchaseWriter::save(const Purchase& purchase, const std::optional<Purchase>& known) const {
    if (!known) return sqlite::insert(m_context.database, purchase);
    return m_context.database
        .cached(
            "UPDATE purchase SET amount = ?, pieces = ?, items = nullif(?, ''), refund_of = ?,"
            " member_id = ?, home_store = nullif(?, ''), claimed = nullif(?, ''),"
            " undone_at = NULL, undone_by = NULL WHERE id = ?")
        .bind(purchase.amount.count(), purchase.pieces, purchase.items, purchase.refund_of,
              purchase.member_id, purchase.home_store, purchase.claimed, purchase.id)
        .run();
}

}  // namespace qiantai::domain
