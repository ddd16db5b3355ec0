#pragma once

#include <functional>
#include <map>
#include <string>

#include "schema/base/date.hpp"
#include "schema/base/random.hpp"
#include "schema/manifest/manifest.hpp"
#include "schema/sqlite/database.hpp"
#include "sync/core/trusted_time.hpp"
#include "terminal/base/permission.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_not_enrolled_yet{"not_enrolled_yet", Actor::administrator,
                                              "This computer is not enrolled as a terminal of a "
                                              "store. Enrol it with a code from headquarters.",
                                              "本机尚未注册为门店终端，请用总部提供的注册码注册。"};
inline constexpr ErrorKind k_session_ended{
    "session_ended", Actor::clerk,
    "You are no longer signed in: your role or status was changed. Sign in again.",
    "登录已失效：您的岗位或状态已变更，请重新登录。"};
inline constexpr ErrorKind k_pin_change_required{
    "pin_change_required", Actor::clerk, "Choose your own PIN first; then everything else works.",
    "请先设置您自己的密码，之后才能进行其他操作。"};

/// Which terminal this is. Read once when the database is opened: enrolment and restore happen
/// between runs.
struct TerminalIdentity {
    std::string store_code;
    std::string terminal_code;
    Uuid incarnation;

    bool is_headquarters() const;
};
/// k_not_enrolled_yet if the database has no store and terminal.
Result<TerminalIdentity> load_identity(sqlite::Database& database);

/// Tries to sign in with one staff number since the last one that succeeded.
struct SignInFailures {
    std::int64_t count = 0;
    std::int64_t given_back = 0;  ///< tries that were cut off and are not counted
    TimeMs last_at = 0;
    TimeMs last_boot_ms = 0;
    std::string last_boot_id{};
    bool under_way = false;
};

/// What a disk that takes nothing leaves to memory; see sign_in_try.hpp.
struct UnsavedSignIns {
    std::map<std::string, SignInFailures, std::less<>> failures{};
    std::int64_t unaudited = 0;
};

/// What every service of the domain stands on; services hold a reference to it. Not thread-safe,
/// like its database: one context per thread that writes.
struct ServiceContext {
    sqlite::Database& database;
    Clock& clock;
    Random& random;
    const Manifest& manifest;
    TerminalIdentity identity;
    UnsavedSignIns unsaved{};

    /// For a new row of this terminal's store.
    Uuid new_id() { return Uuid::make_v7(clock, random, Cell::of_store(identity.store_code)); }
};

/// The store's offset from UTC; China's until the store's row has arrived.
Result<int> load_utc_offset_minutes(sqlite::Database& database, std::string_view store_code);

/// The time that rows get: the clock's, unless what this database knows overrules it. Every day and
/// every time that is kept comes from here.
Result<TimeMs> record_time(ServiceContext& context);
/// The same, and what the clock said if it was overruled.
Result<sync::TrustedTime> load_trusted_time(ServiceContext& context);

/// The store's calendar date at record_time(), by its offset from UTC; China's until the store's
/// row has arrived.
Result<Date> business_date(ServiceContext& context);
/// The same at another time.
Result<Date> business_date(ServiceContext& context, TimeMs at);

/// When it is: asked once by what writes several records together, so that all say the same.
struct Moment {
    TimeMs at = 0;  ///< as record_time()
    Date today;     ///< as business_date()
    /// What the clock said, if that could not be right.
    std::optional<TimeMs> overruled{};
};
Result<Moment> load_moment(ServiceContext& context);

/// Every service method asks this first: the person still works here with this role, has changed
/// the first PIN, has the right, and stands at headquarters if the right asks for it. A refusal is
/// written to the audit trail, in its own transaction, so it must be called outside of one. Errors:
/// k_session_ended, k_pin_change_required, k_not_permitted, k_only_at_headquarters.
Status require_right(ServiceContext& context, const Session& session, Right right);

}  // namespace qiantai::domain
