#include "terminal/demo/demo_fill.hpp"

#include "schema/base/member_codes.hpp"
#include "schema/sqlite/facts.hpp"
#include "terminal/base/service_context.hpp"
#include "terminal/demo/demo_callbacks.hpp"
#include "terminal/demo/demo_campaigns.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_closings.hpp"
#include "terminal/demo/demo_gifts.hpp"
#include "terminal/demo/demo_goods.hpp"
#include "terminal/demo/demo_issuances.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/demo/demo_purchases.hpp"
#include "terminal/demo/demo_renewals.hpp"
#include "terminal/demo/demo_requisitions.hpp"
#include "terminal/demo/demo_stocktakes.hpp"
#include "terminal/demo/demo_tickets.hpp"
#include "terminal/store/bulk_load.hpp"
#include "terminal/store/member_search_index.hpp"

namespace qiantai::ctl {
namespace {

constexpr std::int64_t k_members_max = 1'000'000;
/// From here on making the search index at the end is faster than keeping it while rows arrive in
/// random order.
constexpr std::int64_t k_bulk_members_min = 20'000;
/// Member, card, two consents.
constexpr std::int64_t k_rows_per_member_max = 4;
/// The text that was in force on the day.
std::string_view consent_text_version(std::string_view day) {
    return day < "2026" ? "2020-01" : "2026-01";
}
/// No real terminal has this code, so the demo's card numbers never meet those that the store
/// gives.
constexpr std::string_view k_demo_terminal_code = "00";
constexpr std::string_view k_alone_terminal_code = "01";
constexpr std::string_view k_alone_chain_name = "前台演示连锁";

Result<std::vector<std::string>> load_clerks(sqlite::Database& database,
                                             std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND status = 'active' AND role IN ('clerk', "
        "'store_manager')"
        " ORDER BY number");
    rows.bind(store_code);
    std::vector<std::string> clerks;
    for (;;) {
        QIANTAI_TRY(const bool more, rows.step());
        if (!more) break;
        clerks.emplace_back(rows.text(0));
    }
    if (clerks.empty()) return make_error(k_demo_no_staff, std::string(store_code));
    return clerks;
}

Result<bool> insert_member(sqlite::Database& database, std::string_view store_code,
                           const DemoPerson& person) {
    QIANTAI_TRY_STATUS(
        database
            .cached(
                "INSERT INTO member (id, store_code, name, phone, gender, birthday, "
                "birthday_calendar, tier_code,"
                " home_clerk, heard_from, preferences, status, joined_on, created_by, created_at)"
                " VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, ''), ?7, ?8, ?9, ?10, nullif(?11, ''), "
                "?12, ?13, ?9,"
                " ?14) ON CONFLICT DO NOTHING")
            .bind(person.id, store_code, person.name, person.phone, person.gender, person.birthday,
                  person.birthday_calendar, person.tier_code, person.clerk, person.heard_from,
                  person.preferences, person.status, person.joined_on, person.created_at)
            .run());
    return database.changes() > 0;
}

Status insert_card(sqlite::Database& database, std::string_view store_code,
                   const DemoPerson& person) {
    return database
        .cached(
            "INSERT INTO member_card (id, store_code, member_id, number, status, issued_on, "
            "expires_on, created_by,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(person.card_id, store_code, person.id, person.card_number,
              code_of(person.status == code_of(MemberStatus::frozen) ? CardStatus::frozen
                                                                     : CardStatus::active),
              person.joined_on, person.card_expires_on, person.clerk, person.created_at)
        .run();
}

Status insert_consents(sqlite::Database& database, std::string_view store_code,
                       const DemoPerson& person) {
    for (const auto& consent : person.consents) {
        QIANTAI_TRY_STATUS(
            database
                .cached("INSERT INTO consent (id, store_code, member_id, purpose, decision,"
                        " text_version, channel, created_by, created_at)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .bind(consent.id, store_code, person.id, consent.purpose, consent.decision,
                      consent_text_version(person.joined_on), consent.channel, person.clerk,
                      person.created_at)
                .run());
    }
    return {};
}

/// One transaction of the fill. Returns how many of these people were new.
Result<std::int64_t> insert_people(sqlite::Database& database, std::string_view store_code,
                                   DemoPeople& people, std::int64_t count) {
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    std::int64_t added = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const auto person = people.next();
        QIANTAI_TRY(const bool is_new, insert_member(database, store_code, person));
        if (!is_new) continue;
        QIANTAI_TRY_STATUS(insert_card(database, store_code, person));
        QIANTAI_TRY_STATUS(insert_consents(database, store_code, person));
        ++added;
    }
    QIANTAI_TRY_STATUS(transaction.commit());
    return added;
}

Status make_standalone(sqlite::Database& database) {
    const auto save_if_absent = [&](std::string_view name, std::string_view value) -> Status {
        QIANTAI_TRY(const auto present, sqlite::load_fact_text(database, name));
        return present ? Status{} : sqlite::save_fact(database, name, value);
    };
    QIANTAI_TRY_STATUS(save_if_absent(sqlite::fact::k_store_code, demo_store_codes().front()));
    QIANTAI_TRY_STATUS(save_if_absent(sqlite::fact::k_terminal_code, k_alone_terminal_code));
    return save_if_absent(sqlite::fact::k_chain_name, k_alone_chain_name);
}

Result<std::int64_t> fill_alone(sqlite::Database& database, const DemoOptions& options,
                                const DemoProgress& progress) {
    QIANTAI_TRY_STATUS(fill_demo_chain(database, options.pin_cost));
    QIANTAI_TRY_STATUS(make_standalone(database));
    const auto codes = demo_store_codes();
    const auto stores = static_cast<std::int64_t>(codes.size());
    std::int64_t added = 0, done = 0;
    if (options.members >= k_bulk_members_min) {
        QIANTAI_TRY_STATUS(store::begin_bulk_load(database));
    }
    for (std::int64_t i = 0; i < stores; ++i) {
        const std::int64_t count =
            options.members * (i + 1) / stores - options.members * i / stores;
        const auto report = [&](std::int64_t of_store, std::int64_t) {
            if (progress) progress(done + of_store, options.members);
        };
        QIANTAI_TRY(const auto of_store,
                    fill_demo_members(database, codes[static_cast<std::size_t>(i)], count,
                                      options.seed, report, options.now_ms));
        added += of_store;
        done += count;
    }
    QIANTAI_TRY_STATUS(fill_demo_stock(database, k_demo_warehouse));
    QIANTAI_TRY_STATUS(fill_demo_leases(database));
    QIANTAI_TRY_STATUS(store::ensure_member_search(database));
    return added;
}

}  // namespace

std::string_view name_of(DemoPlace place) {
    switch (place) {
        case DemoPlace::alone:
            return "alone";
        case DemoPlace::headquarters:
            return "headquarters";
        case DemoPlace::store:
            return "store";
    }
    return "alone";
}

Result<std::int64_t> fill_demo_members(sqlite::Database& database, std::string_view store_code,
                                       std::int64_t count, std::uint64_t seed,
                                       const DemoProgress& progress, TimeMs now_ms) {
    if (count < 0 || count > k_members_max)
        return make_error(k_demo_too_many, std::to_string(count), "members");
    QIANTAI_TRY(auto clerks, load_clerks(database, store_code));
    // Somebody who fills several stores has begun the bulk load and ends it.
    QIANTAI_TRY(const bool is_part, store::is_member_search_stale(database));
    const bool bulk = !is_part && count >= k_bulk_members_min;
    if (bulk) QIANTAI_TRY_STATUS(store::begin_bulk_load(database));
    DemoPeople people({.seed = seed,
                       .count = count,
                       .store_code = std::string(store_code),
                       .terminal_code = std::string(k_demo_terminal_code),
                       .clerks = std::move(clerks)});
    constexpr std::int64_t k_batch = k_demo_transaction_rows / k_rows_per_member_max;
    std::int64_t added = 0;
    for (std::int64_t done = 0; done < count;) {
        const std::int64_t batch = std::min(k_batch, count - done);
        QIANTAI_TRY(const auto of_batch, insert_people(database, store_code, people, batch));
        added += of_batch;
        done += batch;
        if (progress) progress(done, count);
    }
    if (bulk) QIANTAI_TRY_STATUS(store::rebuild_member_search(database));
    QIANTAI_TRY_STATUS(fill_demo_goods(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_renewals(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_purchases(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_tickets(database, store_code, now_ms));
    QIANTAI_TRY_STATUS(fill_demo_callbacks(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_stock(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_issuances(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_rights(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_requisitions(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_stocktakes(database, store_code));
    QIANTAI_TRY_STATUS(fill_demo_closings(database, store_code));
    return added;
}

Result<DemoReport> demo_fill(sqlite::Database& database, const DemoOptions& options,
                             const DemoProgress& progress) {
    if (options.members < 0 || options.members > k_members_max) {
        return make_error(k_demo_too_many, std::to_string(options.members), "members");
    }
    QIANTAI_TRY(const auto device, sqlite::load_fact_text(database, sqlite::fact::k_device_id));
    DemoReport report;
    if (!device) {
        QIANTAI_TRY(report.members_added, fill_alone(database, options, progress));
        return report;
    }
    QIANTAI_TRY(const auto identity, domain::load_identity(database));
    if (identity.is_headquarters()) {
        report.place = DemoPlace::headquarters;
        QIANTAI_TRY_STATUS(fill_demo_chain(database, options.pin_cost));
        return report;
    }
    report.place = DemoPlace::store;
    if (identity.store_code == k_demo_warehouse) {
        QIANTAI_TRY_STATUS(fill_demo_stock(database, k_demo_warehouse));
        return report;
    }
    QIANTAI_TRY(report.members_added, fill_demo_members(database, identity.store_code,
                                                        options.members, options.seed, progress,
                                                        options.now_ms));
    return report;
}

}  // namespace qiantai::ctl
