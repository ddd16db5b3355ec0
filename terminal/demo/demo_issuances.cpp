#include "terminal/demo/demo_issuances.hpp"

#include <fmt/format.h>

#include <map>

#include "schema/base/described_json.hpp"
#include "schema/sqlite/described_rows.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/demo/demo_campaigns.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_people.hpp"
#include "terminal/demo/demo_signature.hpp"
#include "terminal/issuances/rules/register_facts.hpp"

namespace qiantai::ctl {
namespace {

constexpr std::size_t k_issuances_at_once = 200;
constexpr int k_demo_receivers = 300;

struct DemoReceiver {
    Uuid id;
    std::string name;
};

Result<std::vector<DemoReceiver>> load_receivers(sqlite::Database& database,
                                                 std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT id, name FROM member WHERE store_code = ? AND status = 'active'"
        " AND name IS NOT NULL AND merged_into IS NULL ORDER BY created_at, id LIMIT ?");
    return sqlite::all(rows.bind(store_code, k_demo_receivers), [](const sqlite::Statement& row) {
        return DemoReceiver{row.uuid(0), std::string(row.text(1))};
    });
}

Result<std::vector<domain::StockMovement>> load_given(sqlite::Database& database,
                                                      std::string_view store_code) {
    static const auto sql = sqlite::select_of<domain::StockMovement>(
        "WHERE store_code = ? AND kind = 'issue' AND document_id IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM issuance i WHERE i.id = document_id) ORDER BY at, id");
    return sqlite::all(database.cached(sql).bind(store_code),
                       sqlite::read_row<domain::StockMovement>);
}

Result<std::string> load_demo_manager(sqlite::Database& database, std::string_view store_code) {
    auto& rows = database.cached(
        "SELECT number FROM staff WHERE store_code = ? AND role = 'store_manager'"
        " AND status = 'active' ORDER BY number LIMIT 1");
    QIANTAI_TRY(const auto number, sqlite::one(rows.bind(store_code), sqlite::text_column));
    return number.value_or("");
}

Status insert_demo_issuance(sqlite::Database& database, const domain::StockMovement& movement,
                            const DemoReceiver& receiver, int sequence,
                            std::span<const domain::CampaignLine> campaigns) {
    const auto campaign =
        find_demo_campaign(campaigns, movement.gift_id, movement.business_date);
    // No real terminal has code 00.
    const auto number =
        store::format_human_number({movement.store_code, "00", sequence,
                                    std::string(domain::k_issuance_number_kind)});
    const bool in_a_hurry = sequence % 9 == 0;
    domain::Issuance issuance{.id = *movement.document_id,
                              .store_code = movement.store_code,
                              .number = number,
                              .member_id = receiver.id,
                              .reason = campaign            ? IssuanceReason::campaign
                                        : sequence % 5 == 0 ? IssuanceReason::makeup
                                                            : IssuanceReason::loyal,
                              .business_date = movement.business_date,
                              .created_by = movement.created_by,
                              .created_at = movement.at};
    if (in_a_hurry) {
        issuance.unsigned_reason = "顾客赶时间";
    } else {
        issuance.signature = demo_signature(sequence);
        issuance.signed_text =
            fmt::format("礼品领取单\n{}，请核对领取的礼品\n共领取: {} 件", receiver.name,
                        -movement.quantity);
    }
    QIANTAI_TRY_STATUS(sqlite::insert(database, issuance));
    return sqlite::insert(database, domain::IssuanceLine{.id = movement.id,
                                                         .store_code = movement.store_code,
                                                         .issuance_id = issuance.id,
                                                         .gift_id = movement.gift_id,
                                                         .batch = movement.batch,
                                                         .expires_on = movement.expires_on,
                                                         .pieces = -movement.quantity,
                                                         .campaign_id = campaign,
                                                         .times = campaign ? 1 : 0,
                                                         .business_date = movement.business_date,
                                                         .created_by = movement.created_by,
                                                         .created_at = movement.at});
}

struct DemoDay {
    domain::RegisterCovered covered{};
    int pieces = 0;
};

Status insert_demo_checks(sqlite::Database& database, std::string_view store_code,
                          const std::map<Date, DemoDay>& days) {
    QIANTAI_TRY(const auto manager, load_demo_manager(database, store_code));
    const Date today = Date::of_time(k_demo_now_ms, k_demo_utc_offset_minutes);
    QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
    for (const auto& [day, given] : days) {
        if (day >= today || manager.empty()) continue;
        // At nine in the evening.
        const TimeMs at = utc_day_start(day) + 13 * 3'600'000;
        QIANTAI_TRY_STATUS(sqlite::insert(
            database,
            domain::RegisterCheck{
                .id = Uuid::derive(fmt::format("demo/check/{}/{}", store_code, day.text()),
                                   Cell::of_store(store_code)),
                .store_code = std::string(store_code),
                .day = day,
                .covered = boost::json::serialize(to_json(given.covered)),
                .pieces = given.pieces,
                .business_date = day,
                .created_by = manager,
                .created_at = at}));
    }
    return transaction.commit();
}

}  // namespace

Uuid demo_issuance_id(const domain::StockMovement& movement) {
    return Uuid::derive(movement.at, "demo/issuance/" + movement.id.text(),
                        Cell::of_store(movement.store_code));
}

Status fill_demo_issuances(sqlite::Database& database, std::string_view store_code) {
    QIANTAI_TRY(const auto given, load_given(database, store_code));
    QIANTAI_TRY(const auto receivers, load_receivers(database, store_code));
    if (given.empty() || receivers.empty()) return {};
    QIANTAI_TRY(const auto campaigns, load_demo_campaigns(database));
    std::map<Date, DemoDay> days;
    for (std::size_t i = 0; i < given.size();) {
        QIANTAI_TRY(auto transaction, sqlite::Transaction::begin(database));
        const auto end = std::min(given.size(), i + k_issuances_at_once);
        for (; i < end; ++i) {
            const auto& movement = given[i];
            QIANTAI_TRY_STATUS(insert_demo_issuance(database, movement,
                                                    receivers[i % receivers.size()],
                                                    static_cast<int>(i) + 1, campaigns));
            auto& day = days[movement.business_date];
            day.covered.issuances.push_back(*movement.document_id);
            day.pieces -= movement.quantity;
        }
        QIANTAI_TRY_STATUS(transaction.commit());
    }
    return insert_demo_checks(database, store_code, days);
}

}  // namespace qiantai::ctl
