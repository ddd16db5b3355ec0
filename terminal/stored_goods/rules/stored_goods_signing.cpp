// The customer's signature under what was taken in: one for everything of a visit.

#include <boost/json.hpp>

#include "schema/base/described_json.hpp"
#include "schema/base/encoding.hpp"
#include "schema/base/json_values.hpp"
#include "schema/base/signature.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "terminal/stored_goods/rules/stored_goods_sql.hpp"

namespace qiantai::domain {
namespace {

/// What stands there until headquarters has a text of its own.
const std::vector<std::string> k_usual_conditions = {
    "存货归顾客所有，门店代为保管，可分次领取；每次领取由顾客或其委托人当面核对并签名。",
    "请在有效期前领取。临期和久未领取的，门店会电话或短信提醒；过期商品不予更换。",
    "领取时请出示本单或报登记的手机号，他人代领须说明姓名。",
    "保管期间因门店原因损坏、遗失的，由门店按原购买价赔偿。",
};

}  // namespace

Result<std::vector<std::string>> load_goods_conditions(ServiceContext& context) {
    QIANTAI_TRY(const auto policy, load_policy(context, k_goods_conditions_policy));
    if (!policy) return k_usual_conditions;
    const auto json = parse_json_object(*policy);
    if (!json) return k_usual_conditions;
    const auto conditions = from_json<GoodsConditions>(*json);
    return conditions ? conditions->conditions : k_usual_conditions;
}

Result<std::vector<StoredGoods>> load_visit(ServiceContext& context, const StoredGoods& goods) {
    static const auto sql = sqlite::select_of<StoredGoods>(
        "WHERE store_code = ? AND business_date = ? AND member_id IN"
        " (SELECT unhex(value) FROM json_each(?)) ORDER BY created_at, id");
    QIANTAI_TRY(const Uuid standing, resolve_merged(context.database, goods.member_id));
    QIANTAI_TRY(const auto group, load_merged_group(context.database, standing));
    boost::json::array people;
    for (const auto& id : group) people.emplace_back(to_hex(id.bytes()));
    if (group.empty()) people.emplace_back(to_hex(goods.member_id.bytes()));
    QIANTAI_TRY(auto visit, sqlite::all(context.database.cached(sql).bind(
                                            goods.store_code, goods.business_date.text(),
                                            boost::json::serialize(people)),
                                        sqlite::read_row<StoredGoods>));
    const auto asked = std::ranges::find(visit, goods.id, &StoredGoods::id);
    if (asked != visit.end()) std::rotate(visit.begin(), asked, asked + 1);
    return visit;
}

Result<GoodsToSign> StoredGoodsKeeper::to_sign(const Session& session, const Uuid& goods_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto asked, load_own(goods_id));
    QIANTAI_TRY(const auto policy, load_reminder_policy());
    QIANTAI_TRY(const auto visit, load_visit(m_context, asked));
    GoodsToSign to_sign;
    for (const auto& goods : visit) {
        QIANTAI_TRY(const auto events, load_goods_events(m_context.database, goods.id));
        if (signing_of(events) != nullptr) {
            if (goods.id == goods_id) return make_error(k_goods_signed_already, {}, "goods_id");
            continue;
        }
        if (to_sign.goods.size() == k_goods_visit_max) break;
        QIANTAI_TRY(auto line, build_line(session, goods, events, policy));
        to_sign.goods.push_back(std::move(line));
    }
    QIANTAI_TRY(to_sign.conditions, load_goods_conditions(m_context));
    return to_sign;
}

Result<GoodsCourse> StoredGoodsKeeper::sign_deposit(const Session& session,
                                                    const GoodsSigning& signing) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    if (signing.goods_ids.empty() || signing.goods_ids.size() > k_goods_visit_max) {
        return make_error(k_goods_not_one_visit, {}, "goods_ids");
    }
    QIANTAI_TRY(const auto signature, check_signed(signing.signature, signing.signed_text));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(m_context.database));
    QIANTAI_TRY(const auto first, load_own(signing.goods_ids.front()));
    QIANTAI_TRY(const Uuid person, resolve_merged(m_context.database, first.member_id));
    for (const auto& id : signing.goods_ids) {
        QIANTAI_TRY(const auto goods, load_own(id));
        QIANTAI_TRY(const Uuid whose, resolve_merged(m_context.database, goods.member_id));
        if (whose != person) return make_error(k_goods_not_one_visit, {}, "goods_ids");
        QIANTAI_TRY(const auto events, load_goods_events(m_context.database, id));
        if (signing_of(events) != nullptr) {
            return make_error(k_goods_signed_already, goods.number, "goods_ids");
        }
        QIANTAI_TRY(auto event, new_event(session, goods, GoodsEventKind::signing));
        event.signed_text = signing.signed_text;
        event.signature = signature;
        QIANTAI_TRY_STATUS(write(session, goods, event));
    }
    QIANTAI_TRY(auto course, build_course(session, first));
    QIANTAI_TRY_STATUS(transaction.commit());
    return course;
}

}  // namespace qiantai::domain
