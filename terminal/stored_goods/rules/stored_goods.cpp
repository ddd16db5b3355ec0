#include "terminal/stored_goods/rules/stored_goods.hpp"

#include "schema/base/signature.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/base/text_rules.hpp"
#include "terminal/members/rules/card_number_facts.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/store/number_sequence.hpp"
#include "terminal/stored_goods/rules/stored_goods_sql.hpp"

namespace qiantai::domain {
namespace {

Status check_goods_quantity(int quantity) {
    if (quantity >= 1 && quantity <= k_goods_quantity_max) return {};
    return make_error(k_goods_quantity_malformed, {}, "quantity");
}

/// As the operation is called.
std::string_view action_of_event(GoodsEventKind kind) {
    switch (kind) {
        case GoodsEventKind::withdrawal:
            return "stored_goods.withdraw";
        case GoodsEventKind::reversal:
            return "stored_goods.reverse";
        case GoodsEventKind::move:
            return "stored_goods.move";
        case GoodsEventKind::signing:
            return "stored_goods.sign_deposit";
        case GoodsEventKind::reminder:
            break;
    }
    return "stored_goods.record_reminder";
}

Status take_goods_texts(const GoodsDeposit& deposit, StoredGoods& goods) {
    struct Line {
        std::string_view field;
        const std::string& typed;
        std::string& kept;
        std::size_t length_max;
    };
    for (const auto& line :
         {Line{"item", deposit.item, goods.item, k_goods_item_length_max},
          Line{"barcode", deposit.barcode, goods.barcode, k_goods_short_length_max},
          Line{"unit", deposit.unit, goods.unit, k_goods_unit_length_max},
          Line{"batch", deposit.batch, goods.batch, k_goods_short_length_max},
          Line{"place", deposit.place, goods.place, k_goods_short_length_max},
          Line{"till_receipt", deposit.till_receipt, goods.till_receipt, k_goods_short_length_max},
          Line{"remark", deposit.remark, goods.remark, k_goods_remark_length_max}}) {
        QIANTAI_TRY(line.kept, normalise_note(line.typed, line.length_max, line.field));
    }
    if (goods.item.empty()) return make_error(k_goods_item_missing, {}, "item");
    return {};
}

}  // namespace

Result<StoredGoods> load_goods(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<StoredGoods>("WHERE id = ?");
    QIANTAI_TRY(const auto goods,
                sqlite::one(database.cached(sql).bind(id), sqlite::read_row<StoredGoods>));
    if (!goods) return make_error(k_goods_not_found, {}, "goods_id");
    return *goods;
}

Result<std::vector<GoodsEvent>> load_goods_events(sqlite::Database& database,
                                                  const Uuid& goods_id) {
    static const auto sql = "SELECT " + shape_of<GoodsEvent>().columns +
                            ", row_hlc FROM stored_goods_event WHERE goods_id = ?"
                            " ORDER BY row_hlc, id";
    return sqlite::all(database.cached(sql).bind(goods_id), [](const sqlite::Statement& row) {
        auto event = sqlite::read_row<GoodsEvent>(row);
        event.order = row.integer(row.column_count() - 1);
        return event;
    });
}

Result<std::string> StoredGoodsKeeper::make_number() {
    for (;;) {
        QIANTAI_TRY(const auto sequence, store::next_number(m_context.database, "stored_goods"));
        auto number = store::format_human_number({m_context.identity.store_code,
                                                  m_context.identity.terminal_code, sequence,
                                                  std::string(k_goods_number_kind)});
        if (is_legible_card_number(number)) return number;
    }
}

Result<GoodsCourse> StoredGoodsKeeper::deposit(const Session& session,
                                               const GoodsDeposit& deposit) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    QIANTAI_TRY_STATUS(check_goods_quantity(deposit.quantity));
    if (deposit.fee < Fen() || deposit.fee > k_goods_fee_max) {
        return make_error(k_goods_fee_malformed, {}, "fee");
    }
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    QIANTAI_TRY(const auto today, business_date(m_context, now));
    StoredGoods goods{.id = m_context.new_id(),
                      .store_code = m_context.identity.store_code,
                      .quantity = deposit.quantity,
                      .expires_on = deposit.expires_on,
                      .fee = deposit.fee,
                      .business_date = today,
                      .created_by = session.staff_number,
                      .created_at = now};
    QIANTAI_TRY_STATUS(take_goods_texts(deposit, goods));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const Uuid standing, resolve_merged(m_context.database, deposit.member_id));
    QIANTAI_TRY(const auto member, load_own_member(m_context, standing));
    goods.member_id = member.id;
    QIANTAI_TRY(goods.number, make_number());
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, goods));
    QIANTAI_TRY_STATUS(append_audit(
        m_context, &session,
        {.action = "stored_goods.deposit",
         .subject_entity = "stored_goods",
         .subject_id = goods.id.text(),
         .detail = {{"number", goods.number}, {"quantity", std::to_string(goods.quantity)}}}));
    QIANTAI_TRY(auto course, build_course(session, goods));
    QIANTAI_TRY_STATUS(transaction.commit());
    return course;
}

Result<StoredGoods> StoredGoodsKeeper::load_own(const Uuid& goods_id) {
    QIANTAI_TRY(auto goods, load_goods(m_context.database, goods_id));
    if (goods.store_code != m_context.identity.store_code) {
        return make_error(k_goods_of_other_store, goods.store_code, "goods_id");
    }
    return goods;
}

Result<GoodsEvent> StoredGoodsKeeper::new_event(const Session& session, const StoredGoods& goods,
                                                GoodsEventKind kind) {
    QIANTAI_TRY(const TimeMs now, record_time(m_context));
    QIANTAI_TRY(const auto today, business_date(m_context, now));
    return GoodsEvent{.id = m_context.new_id(),
                      .store_code = goods.store_code,
                      .goods_id = goods.id,
                      .member_id = goods.member_id,
                      .kind = kind,
                      .business_date = today,
                      .created_by = session.staff_number,
                      .created_at = now};
}

Result<std::string> StoredGoodsKeeper::check_signed(std::string_view signature,
                                                    std::string_view signed_text) {
    QIANTAI_TRY(auto kept, take_signature(signature));
    if (signed_text.empty()) return make_error(k_goods_signed_text_missing, {}, "signed_text");
    QIANTAI_TRY_STATUS(
        check_column(m_context.manifest, "stored_goods_event", "signed_text", signed_text));
    return kept;
}

Status StoredGoodsKeeper::write(const Session& session, const StoredGoods& goods,
                                const GoodsEvent& event) {
    QIANTAI_TRY_STATUS(sqlite::insert(m_context.database, event));
    AuditEntry entry{.action = std::string(action_of_event(*event.kind.known())),
                     .subject_entity = "stored_goods",
                     .subject_id = goods.id.text(),
                     .detail = {{"number", goods.number}}};
    if (event.quantity) entry.detail["quantity"] = std::to_string(*event.quantity);
    if (event.reverses_id) entry.detail["reverses"] = event.reverses_id->text();
    if (!event.outcome.empty()) entry.detail["outcome"] = event.outcome.text();
    return append_audit(m_context, &session, entry);
}

Result<GoodsCourse> StoredGoodsKeeper::save(const Session& session, const StoredGoods& goods,
                                            const GoodsEvent& event,
                                            sqlite::Transaction& transaction) {
    QIANTAI_TRY_STATUS(write(session, goods, event));
    QIANTAI_TRY(auto course, build_course(session, goods));
    QIANTAI_TRY_STATUS(transaction.commit());
    return course;
}

Result<GoodsCourse> StoredGoodsKeeper::withdraw(const Session& session,
                                                const GoodsWithdrawal& withdrawal) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    QIANTAI_TRY_STATUS(check_goods_quantity(withdrawal.quantity));
    QIANTAI_TRY(auto signature, check_signed(withdrawal.signature, withdrawal.signed_text));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto goods, load_own(withdrawal.goods_id));
    QIANTAI_TRY(const auto events, load_goods_events(m_context.database, goods.id));
    const auto state = fold_goods(goods, events);
    if (withdrawal.quantity > state.remaining) {
        return make_error(k_goods_not_enough, std::to_string(state.remaining), "quantity");
    }
    QIANTAI_TRY(auto event, new_event(session, goods, GoodsEventKind::withdrawal));
    event.quantity = withdrawal.quantity;
    event.signature = std::move(signature);
    event.signed_text = withdrawal.signed_text;
    event.signed_by = GoodsSigner::member;
    if (!withdrawal.signer.empty()) {
        QIANTAI_TRY(event.signer, normalise_name(withdrawal.signer));
        event.signed_by = GoodsSigner::other;
    }
    return save(session, goods, event, transaction);
}

Result<GoodsCourse> StoredGoodsKeeper::reverse(const Session& session, const Uuid& withdrawal_id,
                                               std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_reverse));
    QIANTAI_TRY(auto why,
                normalise_reason(reason, k_goods_reason_length_max, k_goods_reason_missing));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    const auto goods_id = sqlite::one(
        m_context.database
            .cached("SELECT goods_id FROM stored_goods_event WHERE id = ? AND kind = 'withdrawal'")
            .bind(withdrawal_id),
        sqlite::id_column);
    if (!goods_id) return goods_id.error();
    if (!*goods_id) return make_error(k_goods_no_withdrawal, {}, "withdrawal_id");
    QIANTAI_TRY(const auto goods, load_own(**goods_id));
    QIANTAI_TRY(const auto events, load_goods_events(m_context.database, goods.id));
    if (is_reversed(withdrawal_id, events)) {
        return make_error(k_goods_reversed_already, {}, "withdrawal_id");
    }
    QIANTAI_TRY(auto event, new_event(session, goods, GoodsEventKind::reversal));
    event.reverses_id = withdrawal_id;
    event.reason = std::move(why);
    return save(session, goods, event, transaction);
}

Result<GoodsCourse> StoredGoodsKeeper::move(const Session& session, const Uuid& goods_id,
                                            std::string_view place, std::string_view reason) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    QIANTAI_TRY(auto why,
                normalise_reason(reason, k_goods_reason_length_max, k_goods_reason_missing));
    QIANTAI_TRY(auto where, normalise_note(place, k_goods_short_length_max, "place"));
    if (where.empty()) return make_error(k_goods_place_missing, {}, "place");
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto goods, load_own(goods_id));
    QIANTAI_TRY(const auto events, load_goods_events(m_context.database, goods.id));
    if (fold_goods(goods, events).place == where) {
        return make_error(k_goods_same_place, {}, "place");
    }
    QIANTAI_TRY(auto event, new_event(session, goods, GoodsEventKind::move));
    event.place = std::move(where);
    event.reason = std::move(why);
    return save(session, goods, event, transaction);
}

Result<GoodsCourse> StoredGoodsKeeper::record_reminder(const Session& session, const Uuid& goods_id,
                                                       ReminderOutcome outcome) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto goods, load_own(goods_id));
    QIANTAI_TRY(auto event, new_event(session, goods, GoodsEventKind::reminder));
    event.outcome = outcome;
    return save(session, goods, event, transaction);
}

}  // namespace qiantai::domain
