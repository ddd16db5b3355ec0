// What is read of the receipts: one, a page of them, a member's spending, the store's days.

#include "terminal/base/chain_policies.hpp"
#include "terminal/members/rules/member_row.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/rules/purchases_sql.hpp"

namespace qiantai::domain {
namespace {

Result<std::vector<Purchase>> load_purchase_page(ServiceContext& context,
                                                 const PurchaseFilter& filter,
                                                 const std::optional<Uuid>& standing) {
    static const auto columns = "SELECT " + shape_of<Purchase>().columns + " FROM purchase WHERE ";
    static const std::string rest =
        " AND (?2 IS NULL OR (business_date, created_at, id) < (?2, ?10, ?3))"
        " AND business_date >= ?4 AND business_date <= ?5 AND (?6 = '' OR number = ?6)"
        " AND (?7 = 0 OR (member_id IS NULL AND claimed IS NOT NULL))"
        " AND (?8 = 1 OR undone_at IS NULL)"
        " ORDER BY business_date DESC, created_at DESC, id DESC LIMIT ?9";
    static const auto of_store = columns + "store_code = ?1" + rest;
    // Said without an OR, and the store without its index (+), so that theirs are used: there are
    // millions.
    static const auto of_number = columns + "+store_code = ?1 AND number = ?6" + rest;
    static const auto of_claimed =
        columns + "store_code = ?1 AND member_id IS NULL AND claimed IS NOT NULL" + rest;
    static const auto of_person =
        "WITH RECURSIVE person(id) AS (SELECT ?1 UNION SELECT m.id FROM member m"
        " JOIN person ON m.merged_into = person.id) " +
        columns + "member_id IN (SELECT id FROM person)" + rest;
    auto& statement = context.database.cached(standing                   ? of_person
                                              : !filter.number.empty() ? of_number
                                              : filter.only_claimed    ? of_claimed
                                                                       : of_store);
    if (standing) {
        statement.bind_one(1, *standing);
    } else {
        statement.bind_one(1, context.identity.store_code);
    }
    std::optional<std::string> date;
    std::optional<Uuid> id;
    TimeMs written_at = 0;
    if (filter.after) {
        date = filter.after->date.text();
        written_at = filter.after->written_at;
        id = filter.after->id;
    }
    statement.bind_one(2, date);
    statement.bind_one(3, id);
    statement.bind_one(4, filter.from ? filter.from->text() : std::string());
    statement.bind_one(5, filter.until ? filter.until->text() : std::string("9999"));
    statement.bind_one(6, filter.number);
    statement.bind_one(7, filter.only_claimed ? 1 : 0);
    statement.bind_one(8, filter.undone ? 1 : 0);
    statement.bind_one(9, filter.limit + 1);
    statement.bind_one(10, written_at);
    return sqlite::all(statement, sqlite::read_row<Purchase>);
}

Status load_spending_rows(sqlite::Database& database, const Uuid& member,
                          std::vector<SpendingRow>& rows) {
    auto& statement = database.cached(
        "SELECT id, kind, business_date, amount, refund_of FROM purchase WHERE member_id = ?"
        " AND undone_at IS NULL");
    return sqlite::each(statement.bind(member), [&](const sqlite::Statement& row) {
        SpendingRow read{.id = row.uuid(0),
                         .kind = row.text(1) == code_of(PurchaseKind::refund) ? PurchaseKind::refund
                                                                              : PurchaseKind::sale,
                         .date = Date::of_text(row.text(2)),
                         .amount = Fen(row.integer(3)),
                         .refund_of = {}};
        if (!row.is_null(4)) read.refund_of = row.uuid(4);
        rows.push_back(read);
    });
}

}  // namespace

Result<std::vector<SpendingRow>> load_spending_of(sqlite::Database& database,
                                                  const Uuid& standing) {
    QIANTAI_TRY(const auto group, load_merged_group(database, standing));
    std::vector<SpendingRow> rows;
    for (const Uuid& id : group) {
        QIANTAI_TRY_STATUS(load_spending_rows(database, id, rows));
    }
    return rows;
}

Result<std::optional<DayTotal>> find_day_total(sqlite::Database& database, const Uuid& id) {
    static const auto sql = sqlite::select_of<DayTotal>("WHERE id = ?");
    return sqlite::one(database.cached(sql).bind(id), sqlite::read_row<DayTotal>);
}

Result<PurchaseLine> Purchases::build_line(const Session& session, const Purchase& purchase) {
    PurchaseLine line{.purchase = purchase, .refunded = {}, .member_name = {}};
    if (!purchase.is_refund()) {
        QIANTAI_TRY(line.refunded, load_refunded(m_context.database, purchase.id, std::nullopt));
    }
    if (!purchase.member_id) return line;
    // Another store's member may be gone from here again, and the receipt stays.
    QIANTAI_TRY(const Uuid standing, resolve_merged(m_context.database, *purchase.member_id));
    auto member = load_member(m_context.database, standing);
    if (member)
        line.member_name = masked_for(session, *std::move(member)).name;
    else if (member.error().kind != &k_member_not_found)
        return member.error();
    return line;
}

Result<PurchaseLine> Purchases::get(const Session& session, const Uuid& purchase_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_keep));
    QIANTAI_TRY(const auto purchase, load_purchase(m_context.database, purchase_id));
    return build_line(session, purchase);
}

Result<std::vector<PurchaseLine>> Purchases::refunds(const Session& session,
                                                     const Uuid& purchase_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_keep));
    static const auto sql = sqlite::select_of<Purchase>(
        "WHERE refund_of = ? AND undone_at IS NULL ORDER BY business_date, id");
    QIANTAI_TRY(const auto found, sqlite::all(m_context.database.cached(sql).bind(purchase_id),
                                              sqlite::read_row<Purchase>));
    std::vector<PurchaseLine> refunds;
    for (const auto& purchase : found) {
        QIANTAI_TRY(auto line, build_line(session, purchase));
        refunds.push_back(std::move(line));
    }
    return refunds;
}

Result<PurchasePage> Purchases::list(const Session& session, const PurchaseFilter& filter) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_keep));
    PurchaseFilter bounded = filter;
    bounded.limit = std::clamp(filter.limit, 1, k_purchase_list_max);
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    std::optional<Uuid> standing;
    if (filter.member_id) {
        QIANTAI_TRY(standing, resolve_merged(m_context.database, *filter.member_id));
    }
    QIANTAI_TRY(auto found, load_purchase_page(m_context, bounded, standing));
    PurchasePage page;
    if (found.size() > static_cast<std::size_t>(bounded.limit)) {
        found.pop_back();
        page.next =
            PurchasePlace{found.back().business_date, found.back().created_at, found.back().id};
    }
    for (const auto& purchase : found) {
        QIANTAI_TRY(auto line, build_line(session, purchase));
        page.purchases.push_back(std::move(line));
    }
    return page;
}

Result<MemberSpending> Purchases::spending(const Session& session, const Uuid& member_id) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_keep));
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    QIANTAI_TRY(const auto today, business_date(m_context));
    QIANTAI_TRY(const Uuid standing, resolve_merged(m_context.database, member_id));
    QIANTAI_TRY(const auto member, load_member(m_context.database, standing));
    QIANTAI_TRY(const auto rows, load_spending_of(m_context.database, standing));
    QIANTAI_TRY(const auto policy, load_policy(m_context, k_churn_policy));
    return fold_spending(rows, Date::of_text(member.joined_on), today,
                         policy ? parse_churn_policy(*policy) : ChurnPolicy());
}

Result<std::vector<PurchaseDay>> Purchases::days(const Session& session, Date from, Date until) {
    QIANTAI_TRY_STATUS(require_right(m_context, session, Right::purchases_keep));
    if (until < from || from.days_until(until) >= k_purchase_days_max) {
        return make_error(k_purchase_range_malformed, {}, "from");
    }
    QIANTAI_TRY(const auto view, sqlite::ReadTransaction::begin(m_context.database));
    // Counted as fold_spending() counts; a test proves that they agree.
    auto& statement = m_context.database.cached(
        "SELECT business_date, sum(money), sum(counts), ifnull(sum(money) FILTER (WHERE member), 0),"
        " ifnull(sum(counts) FILTER (WHERE member), 0), ifnull(-sum(money) FILTER (WHERE money < 0), 0)"
        " FROM (SELECT business_date, member_id IS NOT NULL AS member,"
        " CASE kind WHEN 'sale' THEN amount ELSE -amount END AS money,"
        " kind = 'sale' AND (SELECT sum(r.amount) FROM purchase r WHERE r.refund_of = p.id"
        " AND r.undone_at IS NULL) >= p.amount IS NOT TRUE AS counts"
        " FROM purchase p WHERE store_code = ?1 AND business_date BETWEEN ?2 AND ?3"
        " AND undone_at IS NULL) GROUP BY business_date");
    statement.bind(m_context.identity.store_code, from.text(), until.text());
    std::map<Date, PurchaseDay> known;
    QIANTAI_TRY_STATUS(sqlite::each(statement, [&](const sqlite::Statement& row) {
        auto& day = known[Date::of_text(row.text(0))];
        day.known_net = Fen(row.integer(1));
        day.known_receipts = static_cast<int>(row.integer(2));
        day.member_net = Fen(row.integer(3));
        day.member_receipts = static_cast<int>(row.integer(4));
        day.refunded = Fen(row.integer(5));
    }));
    static const auto totals_sql =
        sqlite::select_of<DayTotal>("WHERE store_code = ? AND business_date BETWEEN ? AND ?");
    auto& totals = m_context.database.cached(totals_sql);
    totals.bind(m_context.identity.store_code, from.text(), until.text());
    QIANTAI_TRY_STATUS(sqlite::each(totals, [&](const sqlite::Statement& row) {
        auto total = sqlite::read_row<DayTotal>(row);
        known[total.business_date].total = std::move(total);
    }));
    std::vector<PurchaseDay> days;
    for (Date date = until; date >= from; date = date.plus_days(-1)) {
        auto& day = known[date];
        day.date = date;
        days.push_back(std::move(day));
    }
    return days;
}

}  // namespace qiantai::domain
