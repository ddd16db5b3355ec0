#include "schema/sqlite/described_rows.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/store/number_sequence.hpp"

namespace qiantai::domain {
namespace {

Status check_number_is_free(sqlite::Database& database, std::string_view number) {
    auto& statement = database.cached("SELECT 1 FROM member_card WHERE number = ? LIMIT 1");
    statement.bind(number);
    QIANTAI_TRY(const bool taken, sqlite::any(statement));
    if (taken) return make_error(k_card_number_taken, {}, "card_number");
    return {};
}

Result<std::string> choose_number(ServiceContext& context,
                                  const std::optional<std::string>& given) {
    if (given) {
        QIANTAI_TRY(auto number, normalise_card_number(*given));
        QIANTAI_TRY_STATUS(check_number_is_free(context.database, number));
        return number;
    }
    // A printed card may happen to have our next number, and some are misread; then the one after
    // it is taken.
    for (;;) {
        QIANTAI_TRY(const auto sequence, store::next_number(context.database, "member_card"));
        auto number =
            make_card_number(context.identity.store_code, context.identity.terminal_code, sequence);
        if (!is_legible_card_number(number)) continue;
        if (check_number_is_free(context.database, number)) return number;
    }
}

}  // namespace

Result<Tier> load_tier(sqlite::Database& database, const std::optional<std::string>& code) {
    QIANTAI_TRY(const auto tiers, load_tiers(database));
    for (const auto& tier : tiers) {
        if (!code || tier.code == *code) return tier;
    }
    if (code && *code != k_no_tier_code) return make_error(k_tier_unknown, *code, "tier_code");
    return Tier{.code = std::string(k_no_tier_code), .status = TierStatus::active};
}

Result<std::vector<Tier>> load_tiers(sqlite::Database& database, TierFilter filter) {
    auto& statement = database.cached(
        "SELECT id, code, name, rank, spend_min_fen, valid_months, status FROM tier"
        " WHERE ?1 OR status = 'active' ORDER BY rank, code, id");
    statement.bind(filter == TierFilter::all ? 1 : 0);
    return sqlite::all(statement, [&](const sqlite::Statement& row) {
        return Tier{row.uuid(0),
                    std::string(row.text(1)),
                    std::string(row.text(2)),
                    row.integer(3),
                    row.is_null(4) ? std::nullopt : std::optional(row.integer(4)),
                    row.integer(5),
                    Coded<TierStatus>::of_text(row.text(6))};
    });
}

Result<std::string> load_tier_name(sqlite::Database& database, std::string_view code) {
    auto& statement = database.cached(
        "SELECT name FROM tier WHERE code = ? ORDER BY status = 'active' DESC, id LIMIT 1");
    QIANTAI_TRY(auto name, sqlite::one(statement.bind(code), sqlite::text_column));
    return std::move(name).value_or(std::string(code));
}

Result<std::vector<MemberCard>> load_cards(sqlite::Database& database, const Uuid& member_id) {
    static const auto sql = sqlite::select_of<MemberCard>("WHERE member_id = ? ORDER BY row_hlc");
    return sqlite::all(database.cached(sql).bind(member_id), sqlite::read_row<MemberCard>);
}

Result<std::vector<Renewal>> load_renewals(sqlite::Database& database, const Uuid& member_id) {
    static const auto sql =
        sqlite::select_of<Renewal>("WHERE member_id = ? ORDER BY created_at, id");
    return sqlite::all(database.cached(sql).bind(member_id), sqlite::read_row<Renewal>);
}

Result<MemberCard> insert_card(ServiceContext& context, const Session& session,
                               const Uuid& member_id, const Tier& tier,
                               const std::optional<std::string>& number, const Moment& now,
                               const TakenOver& taken_over) {
    QIANTAI_ASSERT(context.database.in_transaction());
    QIANTAI_TRY(auto chosen, choose_number(context, number));
    MemberCard card{
        .id = context.new_id(),
        .member_id = member_id,
        .store_code = context.identity.store_code,
        .number = std::move(chosen),
        .status = taken_over.card_status,
        .issued_on = now.today.text(),
        .expires_on = taken_over.expires_on.value_or(renewed_until(tier, {}, now.today))};
    auto& statement = context.database.cached(
        "INSERT INTO member_card (id, store_code, member_id, number, status, issued_on, expires_on,"
        " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?)");
    statement.bind(card.id, card.store_code, card.member_id, card.number, card.status.text(),
                   card.issued_on, card.expires_on, session.staff_number, now.at);
    QIANTAI_TRY_STATUS(statement.run());
    return card;
}

}  // namespace qiantai::domain
