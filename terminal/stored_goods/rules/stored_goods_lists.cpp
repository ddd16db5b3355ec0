#include <boost/json.hpp>

#include "schema/base/encoding.hpp"
#include "terminal/base/chain_policies.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/members/rules/member_search.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"
#include "terminal/stored_goods/rules/stored_goods_sql.hpp"

namespace qiantai::domain {
namespace {

// fold_goods() in SQL, to choose rows by; a test proves that they agree. `g` is the deposit.
#define QIANTAI_GOODS_LEFT                                                       \
    "(g.quantity - (SELECT ifnull(sum(w.quantity), 0) FROM stored_goods_event w" \
    " WHERE w.goods_id = g.id AND w.kind = 'withdrawal' AND w.id NOT IN"         \
    " (SELECT r.reverses_id FROM stored_goods_event r WHERE r.goods_id = g.id"   \
    " AND r.kind = 'reversal' AND r.reverses_id IS NOT NULL)))"
#define QIANTAI_GOODS_PLACE                                                    \
    "ifnull((SELECT p.place FROM stored_goods_event p WHERE p.goods_id = g.id" \
    " AND p.kind = 'move' ORDER BY p.row_hlc DESC, p.id DESC LIMIT 1), g.place)"

/// "g.id, g.store_code, …".
std::string goods_columns() {
    std::string columns;
    for (const auto& field : shape_of<StoredGoods>().fields) {
        columns += (columns.empty() ? "g." : ", g.") + std::string(field.column());
    }
    return columns;
}

/// Whom the text finds as it finds members everywhere, by pinyin and initials too: JSON of their ids
/// in hexadecimal digits.
Result<std::string> people_found(sqlite::Database& database, const std::string& text) {
    boost::json::array people;
    if (!text.empty()) {
        QIANTAI_TRY(const auto hits, search_members(database, text));
        for (const auto& hit : hits) people.emplace_back(to_hex(hit.id.bytes()));
    }
    return boost::json::serialize(people);
}

Result<std::vector<StoredGoods>> load_goods_page(ServiceContext& context, const GoodsFilter& filter,
                                                 const std::optional<Uuid>& standing) {
    // One statement for a person's, found by who deposited them, and one for the store's.
    static const auto rest = std::string(
        " AND (?2 IS NULL OR (g.created_at, g.id) < (?2, ?3))"
        " AND (?4 = '' OR g.item = ?4)"
        " AND (?5 = '' OR " QIANTAI_GOODS_PLACE
        " = ?5)"
        " AND (?6 = 0 OR " QIANTAI_GOODS_LEFT
        " <> 0)"
        " AND (?7 = '' OR instr(g.item, ?7) > 0 OR instr(g.number, upper(?7)) > 0"
        " OR g.barcode = ?7 OR g.member_id IN (SELECT unhex(value) FROM json_each(?9))"
        " OR EXISTS (SELECT 1 FROM member m WHERE m.id = g.member_id"
        " AND (instr(m.name, ?7) > 0 OR m.phone = ?7"
        " OR (length(?7) = 4 AND substr(m.phone, -4) = ?7))))"
        " ORDER BY g.created_at DESC, g.id DESC LIMIT ?8");
    static const auto of_store =
        "SELECT " + goods_columns() + " FROM stored_goods g WHERE g.store_code = ?1" + rest;
    static const auto of_person =
        "WITH RECURSIVE person(id) AS (SELECT ?1 UNION SELECT m.id FROM member m"
        " JOIN person ON m.merged_into = person.id) SELECT " +
        goods_columns() + " FROM stored_goods g WHERE g.member_id IN (SELECT id FROM person)" +
        rest;
    QIANTAI_TRY(const auto people, people_found(context.database, filter.text));
    auto& statement = context.database.cached(standing ? of_person : of_store);
    if (standing) {
        statement.bind_one(1, *standing);
    } else {
        statement.bind_one(1, context.identity.store_code);
    }
    std::optional<TimeMs> at;
    std::optional<Uuid> id;
    if (filter.after) {
        at = filter.after->at;
        id = filter.after->id;
    }
    statement.bind_one(2, at);
    statement.bind_one(3, id);
    statement.bind_one(4, filter.item);
    statement.bind_one(5, filter.place);
    statement.bind_one(6, filter.only_remaining ? 1 : 0);
    statement.bind_one(7, filter.text);
    statement.bind_one(8, filter.limit + 1);
    statement.bind_one(9, people);
    return sqlite::all(statement, sqlite::read_row<StoredGoods>);
}

/// This store's that could be due: something is left, and either they expire or they lie.
Result<std::vector<StoredGoods>> load_possibly_due(ServiceContext& context,
                                                   const GoodsReminderPolicy& policy, Date today) {
    int soon = 0;
    for (const int days : policy.expiry_days) soon = std::max(soon, days);
    static const auto sql = "SELECT " + goods_columns() +
                            " FROM stored_goods g WHERE g.store_code = ?1 AND"
                            " (g.expires_on <= ?2 OR g.business_date <= ?3) AND " QIANTAI_GOODS_LEFT
                            " > 0";
    return sqlite::all(
        context.database.cached(sql).bind(context.identity.store_code, today.plus_days(soon).text(),
                                          today.plus_days(-policy.idle_days).text()),
        sqlite::read_row<StoredGoods>);
}

}  // namespace

Result<GoodsReminderPolicy> StoredGoodsKeeper::load_reminder_policy() {
    QIANTAI_TRY(const auto value, load_policy(m_context, k_goods_reminder_policy));
    return value ? parse_reminder_policy(*value) : GoodsReminderPolicy();
}

Result<GoodsLine> StoredGoodsKeeper::build_line(const Session& session, const StoredGoods& goods,
                                                std::span<const GoodsEvent> events,
                                                const GoodsReminderPolicy& policy) {
    GoodsLine line{.goods = goods, .state = fold_goods(goods, events)};
    QIANTAI_TRY(line.member_id, resolve_merged(m_context.database, goods.member_id));
    const auto member = load_member(m_context.database, line.member_id);
    // Goods may arrive before their member does; they are shown without a name until then.
    if (!member && member.error().kind != &k_member_not_found) return member.error();
    if (member) {
        auto shown = masked_for(session, *member);
        if (shown.contact != ContactAccess::full) line.goods.remark.clear();
        line.member_name = std::move(shown.name);
        line.member_phone = std::move(shown.phone);
    }
    QIANTAI_TRY(const auto today, business_date(m_context));
    line.reminder = reminder_of(goods, line.state, policy, today);
    return line;
}

Result<GoodsCourse> StoredGoodsKeeper::build_course(const Session& session,
                                                    const StoredGoods& goods) {
    GoodsCourse course;
    QIANTAI_TRY(course.events, load_goods_events(m_context.database, goods.id));
    QIANTAI_TRY(const auto policy, load_reminder_policy());
    QIANTAI_TRY(course.line, build_line(session, goods, course.events, policy));
    std::ranges::reverse(course.events);
    return course;
}

Result<GoodsCourse> StoredGoodsKeeper::get(const Session& session, const Uuid& goods_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto goods, load_goods(m_context.database, goods_id));
    return build_course(session, goods);
}

Result<GoodsCourse> StoredGoodsKeeper::find(const Session& session, std::string_view number) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    QIANTAI_TRY(const auto parsed, store::parse_human_number(number));
    static const auto sql = sqlite::select_of<StoredGoods>("WHERE number = ? ORDER BY id LIMIT 1");
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto goods,
                sqlite::one(m_context.database.cached(sql).bind(store::format_human_number(parsed)),
                            sqlite::read_row<StoredGoods>));
    if (!goods) return make_error(k_goods_not_found, {}, "number");
    return build_course(session, *goods);
}

Result<GoodsPage> StoredGoodsKeeper::list(const Session& session, const GoodsFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    GoodsFilter bounded = filter;
    bounded.limit = std::clamp(filter.limit, 1, k_goods_list_max);
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    std::optional<Uuid> standing;
    if (filter.member_id) {
        QIANTAI_TRY(standing, resolve_merged(m_context.database, *filter.member_id));
    }
    QIANTAI_TRY(auto rows, load_goods_page(m_context, bounded, standing));
    QIANTAI_TRY(const auto policy, load_reminder_policy());
    GoodsPage page;
    if (rows.size() > static_cast<std::size_t>(bounded.limit)) {
        rows.pop_back();
        page.next = GoodsPlace{rows.back().created_at, rows.back().id};
    }
    for (const auto& goods : rows) {
        QIANTAI_TRY(const auto events, load_goods_events(m_context.database, goods.id));
        QIANTAI_TRY(auto line, build_line(session, goods, events, policy));
        page.goods.push_back(std::move(line));
    }
    return page;
}

Result<std::vector<GoodsItemTotal>> StoredGoodsKeeper::items(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    auto& statement = m_context.database.cached(
        "SELECT item, ifnull(unit, ''), count(*), sum(max(rest, 0)), sum(max(-rest, 0)),"
        " min(CASE WHEN rest > 0 THEN expires_on END) FROM (SELECT g.item, g.unit,"
        " g.expires_on, " QIANTAI_GOODS_LEFT
        " AS rest FROM stored_goods g WHERE g.store_code = ?)"
        " WHERE rest <> 0 GROUP BY 1, 2 ORDER BY 1, 2");
    return sqlite::all(statement.bind(m_context.identity.store_code),
                       [](const sqlite::Statement& row) {
                           GoodsItemTotal total{.item = std::string(row.text(0)),
                                                .unit = std::string(row.text(1)),
                                                .deposits = static_cast<int>(row.integer(2)),
                                                .remaining = static_cast<int>(row.integer(3)),
                                                .shortage = static_cast<int>(row.integer(4))};
                           if (!row.is_null(5)) total.expires_first = Date::of_text(row.text(5));
                           return total;
                       });
}

Result<std::vector<GoodsLine>> StoredGoodsKeeper::reminders(const Session& session) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::stored_goods_keep));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto policy, load_reminder_policy());
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const auto rows, load_possibly_due(m_context, policy, today));
    std::vector<GoodsLine> lines;
    for (const auto& goods : rows) {
        QIANTAI_TRY(const auto events, load_goods_events(m_context.database, goods.id));
        QIANTAI_TRY(auto line, build_line(session, goods, events, policy));
        if (line.reminder && line.reminder->due) lines.push_back(std::move(line));
    }
    std::ranges::stable_sort(lines, [](const GoodsLine& one, const GoodsLine& other) {
        return is_more_urgent(*one.reminder, *other.reminder);
    });
    if (lines.size() > k_goods_list_max) lines.resize(k_goods_list_max);
    return lines;
}

#undef QIANTAI_GOODS_LEFT
#undef QIANTAI_GOODS_PLACE

}  // namespace qiantai::domain
