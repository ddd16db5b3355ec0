#include "terminal/base/service_context.hpp"

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/known_times.hpp"
#include "schema/sqlite/rows.hpp"
#include "schema/sqlite/steady_time.hpp"
#include "sync/core/scope.hpp"
#include "sync/core/steady_time.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/store_facts.hpp"

namespace qiantai::domain {
namespace {

/// True if the session's person still works here in the same role.
Result<bool> is_current(ServiceContext& context, const Session& session) {
    auto& statement = context.database.cached(
        "SELECT 1 FROM staff WHERE number = ? AND store_code = ? AND role = ? AND status = "
        "'active'");
    statement.bind(session.staff_number, session.store_code, code_of(session.role));
    QIANTAI_TRY(const bool found, sqlite::any(statement));
    return found && session.store_code == context.identity.store_code;
}

}  // namespace

bool TerminalIdentity::is_headquarters() const {
    return store_code == sync::k_hq_store_code;
}

Result<TerminalIdentity> load_identity(sqlite::Database& database) {
    QIANTAI_TRY(const auto store, sqlite::load_fact_text(database, sqlite::fact::k_store_code));
    QIANTAI_TRY(const auto terminal,
                sqlite::load_fact_text(database, sqlite::fact::k_terminal_code));
    QIANTAI_TRY(const auto incarnation,
                sqlite::load_fact_text(database, sqlite::fact::k_incarnation));
    if (!store || !terminal) return make_error(k_not_enrolled_yet);
    const auto id = incarnation ? Uuid::parse(*incarnation) : std::nullopt;
    QIANTAI_ASSERT(id.has_value());
    return TerminalIdentity{*store, *terminal, *id};
}

Result<int> load_utc_offset_minutes(sqlite::Database& database, std::string_view store_code) {
    auto& statement =
        database.cached("SELECT utc_offset_minutes FROM store WHERE code = ? LIMIT 1");
    statement.bind(store_code);
    QIANTAI_TRY(const bool known, statement.step());
    const int offset = known ? static_cast<int>(statement.integer(0)) : k_china_offset_minutes;
    statement.reset();
    return offset;
}

Result<sync::TrustedTime> load_trusted_time(ServiceContext& context) {
    QIANTAI_TRY(const auto known, sqlite::load_known_times(context.database));
    QIANTAI_TRY(const auto steady, sqlite::load_steady_time(context.database, context.clock));
    return sync::held_steady(sync::trusted_time(known, context.clock.now_ms()), steady);
}

Result<TimeMs> record_time(ServiceContext& context) {
    QIANTAI_TRY(const auto now, load_trusted_time(context));
    return now.at;
}

Result<Date> business_date(ServiceContext& context) {
    QIANTAI_TRY(const TimeMs now, record_time(context));
    return business_date(context, now);
}

Result<Date> business_date(ServiceContext& context, TimeMs at) {
    QIANTAI_TRY(const int offset,
                load_utc_offset_minutes(context.database, context.identity.store_code));
    return Date::of_time(at, offset);
}

Result<Moment> load_moment(ServiceContext& context) {
    QIANTAI_TRY(const auto now, load_trusted_time(context));
    QIANTAI_TRY(const auto today, business_date(context, now.at));
    return Moment{now.at, today, now.overruled};
}

Status require_right(ServiceContext& context, const Session& session, Right right) {
    const ErrorKind* refusal = nullptr;
    QIANTAI_TRY(const bool current, is_current(context, session));
    if (!current)
        refusal = &k_session_ended;
    else if (session.pin_must_change && right != Right::change_own_pin)
        refusal = &k_pin_change_required;
    else if (!has_right(session.role, right))
        refusal = &k_not_permitted;
    else if (is_headquarters_right(right) && !context.identity.is_headquarters()) {
        refusal = &k_only_at_headquarters;
    }
    if (refusal == nullptr) return {};
    QIANTAI_TRY_STATUS(write_audit(context, &session,
                                   {.action = "access.denied",
                                    .detail = {{"right", std::string(right_name(right))},
                                               {"code", std::string(refusal->code)}}}));
    return make_error(*refusal);
}

}  // namespace qiantai::domain
