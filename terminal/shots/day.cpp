#include "terminal/shots/day.hpp"

#include "schema/sqlite/facts.hpp"
#include "schema/sqlite/rows.hpp"
#include "sync/core/hlc.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/members/rules/members.hpp"

namespace qiantai::shots {
namespace {

namespace fact = sqlite::fact;

constexpr TimeMs k_minute_ms = 60'000;
constexpr TimeMs k_offline_ms = 29 * k_minute_ms;
constexpr std::string_view k_refused_name = "陈思远", k_twin_name = "郭建平",
                           k_respelled_name = "唐婉婷";

struct Customer {
    std::string_view name;
    std::string_view phone;
    std::string_view clerk;
    int minutes_ago;
};
constexpr Customer k_customers[] = {
    {"周雨桐", "13701880126", "1002", 585},       {"沈嘉宁", "13817362245", "1003", 560},
    {"何志强", "13901627783", "1002", 492},       {"蒋文静", "15021883316", "1002", 470},
    {"罗晓峰", "13585991204", "1003", 455},       {"马丽娜", "18616327790", "1002", 421},
    {k_twin_name, "13764402518", "1002", 398},    {k_respelled_name, "13918205567", "1003", 372},
    {"许子涵", "15800637142", "1002", 351},       {"韩雪", "13816709438", "1002", 300},
    {k_refused_name, "13611820746", "1002", 262}, {"冯国栋", "13524471189", "1002", 240},
    {"曹梦瑶", "18217306654", "1003", 188},       {"彭程", "13761159920", "1002", 150},
    {"董雅琴", "13916684401", "1002", 121},       {"袁浩然", "15921337085", "1003", 64},
    {"苏晓燕", "13651998273", "1002", 26},        {"卢俊杰", "13795240316", "1002", 17},
    {"田思琪", "18101762590", "1002", 8},
};

Status enrol(sqlite::Database& database) {
    QIANTAI_TRY_STATUS(
        sqlite::save_fact(database, fact::k_device_id, "00000000-0000-4000-8000-000000000001"));
    return sqlite::save_fact(database, fact::k_first_load_done, 1);
}

Status acknowledge(sqlite::Database& database) {
    auto& last = database.cached("SELECT max(seq) FROM outbox");
    QIANTAI_TRY(const auto seq, sqlite::only(last, sqlite::integer_column));
    return sqlite::save_fact(database, fact::k_acked_seq, seq);
}

Result<domain::MemberDetails> sign_up(domain::ServiceContext& context, const Customer& customer) {
    domain::Session session;
    session.staff_number = customer.clerk;
    session.role = StaffRole::clerk;
    session.store_code = context.identity.store_code;
    domain::Registration registration;
    registration.name = customer.name;
    registration.phone = customer.phone;
    registration.consents = {{"membership", "2026-01", "counter"}};
    return domain::Members(context).register_member(session, registration);
}

Status refuse(sqlite::Database& database, const Uuid& member, TimeMs at_ms) {
    return database
        .cached(
            "INSERT INTO rejection (seq, entity, id, code, actor, field, words_zh, words_en, "
            "rejected_at) SELECT max(seq), 'member', ?1, 'value_malformed', 'clerk', 'phone', "
            "'手机号已停用，请向顾客核实后更正。', "
            "'The phone number is out of service; check it with the customer.', ?2 "
            "FROM outbox WHERE entity = 'member' AND id = ?1")
        .bind(member, at_ms)
        .run();
}

Status open_case(domain::ServiceContext& context, std::string_view kind, const Uuid& subject,
                 const std::optional<Uuid>& other, std::string_view column, std::string_view kept,
                 std::string_view lost) {
    const auto now = context.clock.now_ms();
    return context.database
        .cached(
            "INSERT INTO member_conflict (id, store_code, kind, subject_id, other_id, column_name,"
            " kept_value, lost_value, kept_hlc, lost_hlc, status, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, 'open', ?)")
        .bind(context.new_id(), context.identity.store_code, kind, subject, other, column, kept,
              lost, sync::Hlc::at(now - 95 * k_minute_ms).raw(),
              sync::Hlc::at(now - 372 * k_minute_ms).raw(), now)
        .run();
}

// What headquarters found and sent: a customer of this store whom another one registered with the
// same number, a name that two stores spelled differently, and a colleague with a first PIN.
Status receive_cases(domain::ServiceContext& context, const Uuid& twin, const Uuid& respelled) {
    auto& database = context.database;
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(database.execute("SELECT set_capture(0)"));
    auto& elsewhere = database.cached(
        "SELECT id FROM member WHERE store_code <> ? AND birthday IS NOT NULL ORDER BY id LIMIT 1");
    elsewhere.bind(context.identity.store_code);
    QIANTAI_TRY(const bool row, elsewhere.step());
    QIANTAI_ASSERT(row);
    const auto other = elsewhere.uuid(0);
    elsewhere.reset();
    QIANTAI_TRY_STATUS(database
                           .cached("UPDATE member SET name = '郭建萍', phone = (SELECT phone"
                                   " FROM member WHERE id = ?) WHERE id = ?")
                           .bind(twin, other)
                           .run());
    QIANTAI_TRY_STATUS(open_case(context, "duplicate", twin, other, "phone", "", ""));
    QIANTAI_TRY_STATUS(
        open_case(context, "column", respelled, std::nullopt, "name", "\"唐婉婷\"", "\"唐琬婷\""));
    QIANTAI_TRY_STATUS(database.cached("UPDATE staff SET pin_must_change = 1 WHERE number = ?")
                           .bind(k_new_colleague)
                           .run());
    return transaction.commit();
}

}  // namespace

Status work_a_day(store::TerminalDatabase& terminal, FakeClock& clock, Random& random,
                  const Manifest& manifest) {
    auto& database = terminal.database();
    const auto now = ctl::k_demo_now_ms;
    QIANTAI_TRY_STATUS(enrol(database));
    QIANTAI_TRY_STATUS(acknowledge(database));
    QIANTAI_TRY(auto identity, domain::load_identity(database));
    domain::ServiceContext context{database, clock, random, manifest, std::move(identity)};
    Uuid twin, respelled;
    for (const auto& customer : k_customers) {
        const auto at = now - customer.minutes_ago * k_minute_ms;
        // What is registered after the line broke waits.
        const auto broke = now - k_offline_ms;
        if (at >= broke && clock.now_ms() < broke) QIANTAI_TRY_STATUS(acknowledge(database));
        clock.set(at);
        QIANTAI_TRY(const auto made, sign_up(context, customer));
        if (customer.name == k_refused_name) {
            QIANTAI_TRY_STATUS(refuse(database, made.member.id, at + k_minute_ms));
        }
        if (customer.name == k_twin_name) twin = made.member.id;
        if (customer.name == k_respelled_name) respelled = made.member.id;
    }
    clock.set(now);
    QIANTAI_TRY_STATUS(receive_cases(context, twin, respelled));
    return set_line(database, Line::offline, now);
}

Status become_desk(sqlite::Database& database, FakeClock& clock) {
    clock.set(ctl::k_demo_now_ms);
    QIANTAI_TRY_STATUS(enrol(database));
    QIANTAI_TRY_STATUS(acknowledge(database));
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_store_code, "HQ"));
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    QIANTAI_TRY_STATUS(database.execute("SELECT set_capture(0)"));
    QIANTAI_TRY_STATUS(database.execute(
        "UPDATE member SET phone = NULL WHERE id NOT IN (SELECT member_id FROM callback_task"
        " WHERE for_headquarters = 1 AND member_id IS NOT NULL)"));
    QIANTAI_TRY_STATUS(transaction.commit());
    return set_line(database, Line::online, clock.now_ms());
}

Status set_line(sqlite::Database& database, Line line, TimeMs now_ms) {
    if (line == Line::offline) {
        QIANTAI_TRY_STATUS(
            sqlite::save_fact(database, fact::k_offline_since, now_ms - k_offline_ms));
        return sqlite::save_fact(database, fact::k_last_complete_at,
                                 now_ms - k_offline_ms - k_minute_ms);
    }
    QIANTAI_TRY_STATUS(acknowledge(database));
    QIANTAI_TRY_STATUS(database.cached("UPDATE rejection SET status = 'resent'").run());
    QIANTAI_TRY_STATUS(
        database.cached("DELETE FROM fact WHERE name = ?").bind(fact::k_offline_since).run());
    QIANTAI_TRY_STATUS(sqlite::save_fact(database, fact::k_last_contact_at, now_ms));
    return sqlite::save_fact(database, fact::k_last_complete_at, now_ms);
}

}  // namespace qiantai::shots
