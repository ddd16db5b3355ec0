#include "terminal/purchases/rules/purchases.hpp"

#include "terminal/base/audit.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/purchases/rules/purchase_writer.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"
#include "terminal/purchases/rules/tiers.hpp"

namespace qiantai::domain {
namespace {

/// As often the same can be bought in a day without a number.
constexpr int k_weak_ordinals_max = 1000;

/// What was written down, or whose it is now.
AuditEntry about_purchase(std::string_view action, const Purchase& purchase) {
    AuditEntry entry{.action = std::string(action),
                     .subject_entity = "purchase",
                     .subject_id = purchase.id.text(),
                     .detail = {{"kind", purchase.kind.text()},
                                {"amount", purchase.amount.text()},
                                {"date", purchase.business_date.text()}}};
    if (purchase.member_id) entry.detail["member_id"] = purchase.member_id->text();
    return entry;
}

}  // namespace

Result<Purchase> load_purchase(sqlite::Database& database, const Uuid& id) {
    QIANTAI_TRY(const auto purchase, find_purchase(database, id));
    if (!purchase) return make_error(k_purchase_not_found, {}, "purchase_id");
    return *purchase;
}

Result<std::optional<Purchase>> find_purchase(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<Purchase>("WHERE id = ?");
    return sqlite::one(database.cached(sql).bind(id), sqlite::read_row<Purchase>);
}

Result<Fen> load_refunded(sqlite::Database& database, const Uuid& sale,
                          const std::optional<Uuid>& without) {
    auto& statement = database.cached(
        "SELECT ifnull(sum(amount), 0) FROM purchase WHERE refund_of = ?1 AND undone_at IS NULL"
        " AND id IS NOT ?2");
    QIANTAI_TRY(const auto sum,
                sqlite::only(statement.bind(sale, without), sqlite::integer_column));
    return Fen(sum);
}

/// As the entry says; one person, or nobody if it says nobody.
Status Purchases::take_buyer(const PurchaseWriter& writer, const PurchaseEntry& entry,
                             Purchase& purchase) {
    if (entry.member_id) return writer.set_member(*entry.member_id, purchase);
    if (entry.member_number.empty()) return {};
    QIANTAI_TRY(const auto members, writer.find_members(entry.member_number));
    if (members.empty()) return make_error(k_purchase_member_unknown, {}, "member_number");
    if (members.size() > 1) return make_error(k_purchase_member_ambiguous, {}, "member_number");
    return writer.set_member(members.front(), purchase);
}

Result<std::optional<Purchase>> Purchases::find_same(const PurchaseEntry& entry,
                                                     Purchase& purchase) {
    if (!purchase.weak_key) {
        purchase.id = purchase_id(purchase);
        return find_purchase(m_context.database, purchase.id);
    }
    for (int ordinal = 0; ordinal < k_weak_ordinals_max; ++ordinal) {
        purchase.id = weak_purchase_id(purchase, ordinal);
        QIANTAI_TRY(const auto known, find_purchase(m_context.database, purchase.id));
        if (!known || known->undone_at) return known;
        if (!entry.repeated) break;
    }
    return make_error(k_purchase_repeated, {}, "repeated");
}

Result<PurchaseLine> Purchases::save(const Session& session, const AuditEntry& entry,
                                     const Purchase& purchase, sqlite::Transaction& transaction) {
    QIANTAI_TRY_STATUS(append_audit(m_context, &session, entry));
    if (purchase.member_id) {
        QIANTAI_TRY_STATUS(apply_tier_rule(m_context, session, *purchase.member_id));
    }
    QIANTAI_TRY(auto line, build_line(session, purchase));
    QIANTAI_TRY_STATUS(transaction.commit());
    return line;
}

Result<PurchaseLine> Purchases::record(const Session& session, const PurchaseEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto moment, load_purchase_moment(m_context));
    const PurchaseWriter writer(m_context, session, moment);
    QIANTAI_TRY(auto purchase, writer.build(entry));
    QIANTAI_TRY_STATUS(take_buyer(writer, entry, purchase));
    QIANTAI_TRY_STATUS(writer.take_member_of_sale(purchase));
    QIANTAI_TRY(const auto known, find_same(entry, purchase));
    if (known && !known->undone_at) {
        if (!is_same_receipt(*known, purchase)) {
            return make_error(k_purchase_differs, known->amount.text(), "number");
        }
        return build_line(session, *known);
    }
    if (purchase.refund_of) QIANTAI_TRY_STATUS(writer.check_refund(purchase));
    QIANTAI_TRY_STATUS(writer.save(purchase, known));
    return save(session, about_purchase("purchases.record", purchase), purchase, transaction);
}

Result<Purchase> Purchases::load_own(const Uuid& purchase_id) {
    QIANTAI_TRY(auto purchase, load_purchase(m_context.database, purchase_id));
    if (purchase.store_code != m_context.identity.store_code) {
        return make_error(k_purchase_of_other_store, purchase.store_code, "purchase_id");
    }
    if (purchase.undone_at) return make_error(k_purchase_undone_already, {}, "purchase_id");
    return purchase;
}

Result<PurchaseLine> Purchases::assign(const Session& session, const Uuid& purchase_id,
                                       const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto purchase, load_own(purchase_id));
    if (purchase.member_id && !has_right(session.role, Right::purchases_correct)) {
        return make_error(k_purchase_has_member, {}, "purchase_id");
    }
    const auto before = purchase.member_id;
    QIANTAI_TRY(const auto moment, load_purchase_moment(m_context));
    QIANTAI_TRY_STATUS(PurchaseWriter(m_context, session, moment).set_member(member_id, purchase));
    purchase.claimed.clear();
    // What was given back of it goes along.
    auto& statement = m_context.database.cached(
        "UPDATE purchase SET member_id = ?2, home_store = nullif(?3, ''), claimed = NULL"
        " WHERE id = ?1 OR refund_of = ?1");
    QIANTAI_TRY_STATUS(statement.bind(purchase.id, purchase.member_id, purchase.home_store).run());
    if (before) QIANTAI_TRY_STATUS(apply_tier_rule(m_context, session, *before));
    return save(session, about_purchase("purchases.assign", purchase), purchase, transaction);
}

Result<PurchaseLine> Purchases::undo(const Session& session, const Uuid& purchase_id,
                                     std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_correct));
    QIANTAI_TRY(const auto why,
                normalise_reason(reason, k_purchase_reason_length_max, k_purchase_reason_missing));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(auto purchase, load_own(purchase_id));
    QIANTAI_TRY(const auto refunded, load_refunded(m_context.database, purchase.id, std::nullopt));
    if (refunded > Fen()) return make_error(k_purchase_has_refunds, {}, "purchase_id");
    QIANTAI_TRY(purchase.undone_at, record_time(m_context));
    purchase.undone_by = session.staff_number;
    auto& statement =
        m_context.database.cached("UPDATE purchase SET undone_at = ?, undone_by = ? WHERE id = ?");
    QIANTAI_TRY_STATUS(statement.bind(purchase.undone_at, purchase.undone_by, purchase.id).run());
    return save(session,
                {.action = "purchases.undo",
                 .subject_entity = "purchase",
                 .subject_id = purchase.id.text(),
                 .detail = {{"amount", purchase.amount.text()}, {"reason", why}}},
                purchase, transaction);
}

Result<DayTotal> Purchases::save_day_total(const Session& session, const DayTotalEntry& entry) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_day_totals));
    const auto in_range = [](int count) { return count >= 0 && count <= k_day_receipts_max; };
    const bool usable = in_range(entry.receipts) && in_range(entry.pieces.value_or(0)) &&
                        entry.net <= k_day_net_max && entry.net >= Fen() - k_day_net_max;
    if (!usable) return make_error(k_day_total_malformed, {}, "receipts");
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto date, checked_purchase_date(entry.business_date, today));
    DayTotal total{.id = day_total_id(m_context.identity.store_code, date),
                   .store_code = m_context.identity.store_code,
                   .business_date = date,
                   .net = entry.net,
                   .receipts = entry.receipts,
                   .pieces = entry.pieces,
                   .created_by = session.staff_number};
    QIANTAI_TRY(total.source, normalise_note(entry.source, k_purchase_source_length_max, "source"));
    if (total.source.empty()) total.source = k_own_till_source;
    QIANTAI_TRY(total.created_at, record_time(m_context));
    QIANTAI_TRY(const auto known, find_day_total(m_context.database, total.id));
    if (known) {
        auto& statement = m_context.database.cached(
            "UPDATE day_total SET source = ?, net = ?, receipts = ?, pieces = ?, created_by = ?,"
            " created_at = ? WHERE id = ?");
        QIANTAI_TRY_STATUS(statement
                               .bind(total.source, total.net.count(), total.receipts, total.pieces,
                                     total.created_by, total.created_at, total.id)
                               .run());
    } else {
        QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, total));
    }
    QIANTAI_TRY_STATUS(append_audit(m_context, &session,
                                    {.action = "purchases.save_day_total",
                                     .subject_entity = "day_total",
                                     .subject_id = total.id.text(),
                                     .detail = {{"date", date.text()},
                                                {"net", total.net.text()},
                                                {"receipts", std::to_string(total.receipts)}}}));
    QIANTAI_TRY_STATUS(transaction.commit());
    return total;
}

}  // namespace qiantai::domain
