#include "terminal/access/rules/sign_in_try.hpp"

#include "schema/base/thrown.hpp"
#include "schema/sqlite/rows.hpp"
#include "terminal/access/rules/access_facts.hpp"
#include "terminal/base/audit.hpp"

namespace qiantai::domain {
namespace {

constexpr std::int64_t k_free_failures = 3;
constexpr std::int64_t k_given_back_max = 3;
constexpr TimeMs k_delay_first_ms = 5'000;
constexpr TimeMs k_delay_cap_ms = 5 * 60 * 1000;
/// More than what a time service corrects in the course of a wait.
constexpr TimeMs k_clock_moved_ms = 1'000;
constexpr int k_lock_wait_max_ms = 60'000;

Result<SignInFailures> load_failures(ServiceContext& context, std::string_view staff_number) {
    const auto& unsaved = context.unsaved.failures;
    if (const auto found = unsaved.find(staff_number); found != unsaved.end()) return found->second;
    auto& statement = context.database.cached(
        "SELECT failures, given_back, last_at, last_boot_ms, last_boot_id, under_way"
        " FROM sign_in_failure WHERE staff_number = ?");
    QIANTAI_TRY(const auto failures,
                sqlite::one(statement.bind(staff_number), [](const sqlite::Statement& row) {
                    return SignInFailures{row.integer(0),           row.integer(1),
                                          row.integer(2),           row.integer(3),
                                          std::string(row.text(4)), row.integer(5) != 0};
                }));
    return failures.value_or(SignInFailures());
}

Status write_failures(sqlite::Database& database, std::string_view staff_number,
                      const SignInFailures& failures) {
    const bool nothing = failures.count == 0 && failures.given_back == 0 && !failures.under_way;
    if (nothing) {
        auto& removal = database.cached("DELETE FROM sign_in_failure WHERE staff_number = ?");
        return removal.bind(staff_number).run();
    }
    auto& statement = database.cached(
        "INSERT OR REPLACE INTO sign_in_failure (staff_number, failures, given_back, last_at,"
        " last_boot_ms, last_boot_id, under_way) VALUES (?, ?, ?, ?, ?, ?, ?)");
    return statement
        .bind(staff_number, failures.count, failures.given_back, failures.last_at,
              failures.last_boot_ms, failures.last_boot_id, failures.under_way ? 1 : 0)
        .run();
}

Status save_failures(ServiceContext& context, std::string_view staff_number,
                     const SignInFailures& failures) {
    auto& unsaved = context.unsaved.failures;
    const auto saved = write_failures(context.database, staff_number, failures);
    if (saved) {
        if (const auto found = unsaved.find(staff_number); found != unsaved.end()) {
            unsaved.erase(found);
        }
    } else if (is_of_unwritable_disk(saved.error())) {
        unsaved.insert_or_assign(std::string(staff_number), failures);
    } else {
        return saved;
    }
    return {};
}

/// Whoever had begun it holds the lock no more, so it was killed.
void settle_cut_off(SignInFailures& failures) {
    if (!std::exchange(failures.under_way, false)) return;
    ++(failures.given_back < k_given_back_max ? failures.given_back : failures.count);
}

/// Since the last try; since the machine started if that was later.
TimeMs passed_ms(Clock& clock, const SignInFailures& failures) {
    const bool same_start = failures.last_boot_id == clock.boot_id();
    return same_start ? clock.boot_ms() - failures.last_boot_ms : clock.boot_ms();
}

/// Tells headquarters that somebody moved the clock while a number had to wait, once each time.
Status tell_moved_clock(ServiceContext& context, SignInFailures& failures) {
    if (failures.last_boot_id != context.clock.boot_id()) return {};
    const TimeMs moved_ms =
        context.clock.now_ms() - failures.last_at - passed_ms(context.clock, failures);
    if (std::abs(moved_ms) < k_clock_moved_ms) return {};
    failures.last_at += moved_ms;
    const auto told = write_audit(
        context, nullptr,
        {.action = "access.clock_moved", .detail = {{"by_s", std::to_string(moved_ms / 1000)}}});
    return told || is_of_unwritable_disk(told.error()) ? Status() : told;
}

}  // namespace

bool is_of_unwritable_disk(const Error& error) {
    return error.kind == &sqlite::k_database_full || error.kind == &sqlite::k_database_io ||
           error.kind == &sqlite::k_database_no_rights;
}

TimeMs sign_in_delay_ms(std::int64_t failures) {
    if (failures < k_free_failures) return 0;
    TimeMs delay = k_delay_first_ms;
    for (auto i = k_free_failures; i < failures && delay < k_delay_cap_ms; ++i) delay *= 2;
    return std::min(delay, k_delay_cap_ms);
}

SignInTry::SignInTry(ServiceContext& context, std::string_view staff_number, store::FileLock lock,
                     SignInFailures before)
    : m_context(&context),
      m_staff_number(staff_number),
      m_lock(std::move(lock)),
      m_before(std::move(before)),
      m_begun_at(context.clock.now_ms()),
      m_begun_boot_ms(context.clock.boot_ms()),
      m_boot_id(context.clock.boot_id()) {}

SignInTry::SignInTry(SignInTry&& other) noexcept
    : m_context(std::exchange(other.m_context, nullptr)),
      m_staff_number(std::move(other.m_staff_number)),
      m_lock(std::move(other.m_lock)),
      m_before(std::move(other.m_before)),
      m_begun_at(other.m_begun_at),
      m_begun_boot_ms(other.m_begun_boot_ms),
      m_boot_id(std::move(other.m_boot_id)) {}

SignInTry::~SignInTry() {
    // What could not be written is still under way on disk, which is settled at the next try.
    if (m_context == nullptr) return;
    (void)catch_thrown([&] { return save_failures(*m_context, m_staff_number, m_before); });
}

Result<SignInTry> SignInTry::begin(ServiceContext& context, std::string_view staff_number) {
    QIANTAI_TRY(auto lock, store::FileLock::wait_for_folder(context.database.path().parent_path(),
                                                            k_lock_wait_max_ms));
    QIANTAI_TRY(auto failures, load_failures(context, staff_number));
    settle_cut_off(failures);
    if (const TimeMs delay_ms = sign_in_delay_ms(failures.count); delay_ms > 0) {
        QIANTAI_TRY_STATUS(tell_moved_clock(context, failures));
        const TimeMs wait_ms = delay_ms - passed_ms(context.clock, failures);
        if (wait_ms > 0) {
            QIANTAI_TRY_STATUS(save_failures(context, staff_number, failures));
            return make_error(k_sign_in_wait, fmt::format("{} s", (wait_ms + 999) / 1000));
        }
    }
    SignInTry begun(context, staff_number, std::move(lock), failures);
    failures.under_way = true;
    begun.stamp(failures);
    QIANTAI_TRY_STATUS(save_failures(context, staff_number, failures));
    return begun;
}

void SignInTry::stamp(SignInFailures& failures) const {
    failures.last_at = m_begun_at;
    failures.last_boot_ms = m_begun_boot_ms;
    failures.last_boot_id = m_boot_id;
}

Status SignInTry::answer_wrong() {
    auto failures = m_before;
    ++failures.count;
    stamp(failures);
    return answer(failures);
}

Status SignInTry::answer_right() {
    return answer({});
}

Status SignInTry::answer(const SignInFailures& failures) {
    QIANTAI_TRY_STATUS(save_failures(*m_context, m_staff_number, failures));
    m_context = nullptr;
    return {};
}

}  // namespace qiantai::domain
