#include "terminal/members/rules/last_seen.hpp"

#include "schema/sqlite/rows.hpp"

namespace qiantai::domain {

Result<LastSeen> load_last_seen(sqlite::Database& database, const Uuid& member_id) {
    auto& statement = database.cached(
        "WITH RECURSIVE person (id) AS (VALUES (?1)"
        " UNION SELECT m.id FROM person p JOIN member m ON m.merged_into = p.id),"
        " seen (on_day, what) AS ("
        "SELECT joined_on, 'registered' FROM member WHERE id IN person"
        " UNION ALL SELECT business_date, 'renewed' FROM renewal"
        " WHERE member_id IN person GROUP BY card_id, business_date"
        " HAVING total(CASE decision WHEN 'renewed' THEN 1 WHEN 'undone' THEN -1 END) > 0"
        " UNION ALL SELECT business_date, 'talked' FROM member_contact"
        " WHERE member_id IN person AND undone_at IS NULL"
        " AND outcome IN ('reached', 'refused', 'do_not_call'))"
        " SELECT on_day, what FROM seen ORDER BY on_day DESC, what = 'registered' LIMIT 1");
    return sqlite::only(statement.bind(member_id), [](const sqlite::Statement& row) {
        return LastSeen{Date::of_text(row.text(0)),
                        parse_code<Visit>(row.text(1)).value_or(Visit::registered)};
    });
}

}  // namespace qiantai::domain
