#include "tests/torture/gift_deeds.hpp"

#include <fmt/format.h>

#include "schema/sqlite/described_rows.hpp"
#include "terminal/closing/rules/closing.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/issuances/rules/issuances.hpp"
#include "terminal/stocktakes/rules/stocktakes.hpp"

namespace qiantai::test {
namespace {

domain::Session colleague(std::string_view number, StaffRole role) {
    return {std::string(number), "同事", role, "S001", false};
}

/// As headquarters would have sent it.
void take_catalogue(TortureTill& till) {
    auto transaction = sqlite::Transaction::begin(till.database()).value();
    till.database().execute("SELECT set_capture(0)").value();
    sqlite::insert(till.database(), domain::Gift{.id = domain::gift_id_of("LP001"),
                                                 .code = "LP001",
                                                 .name = "帆布袋",
                                                 .unit = "个",
                                                 .cost = Fen(990),
                                                 .created_by = "9001",
                                                 .created_at = 1})
        .value();
    till.database()
        .execute(
            "INSERT INTO policy (id, code, value, effective_from, created_at) VALUES"
            " (zeroblob(16), 'stocktakes.rules', '{\"line_pieces_above\":999,"
            "\"line_pieces_below\":999,\"store_per_myriad\":10000}', 1, 1);"
            "SELECT set_capture(1)")
        .value();
    transaction.commit().value();
}

}  // namespace

void want_gifts(TortureTill& till) {
    const auto gift = domain::gift_id_of("LP001");
    const auto manager = till.session();
    take_catalogue(till);
    domain::Stock(till.context())
        .adjust(manager, {.gift_id = gift, .quantity = 20, .reason = "期初"})
        .value();
    domain::Stocktakes stocktakes(till.context());
    const auto later = [&] { till.clock.advance(1000); };
    later();
    const auto id = stocktakes
                        .plan(manager, {.planned_on = domain::business_date(till.context()).value(),
                                        .zones = {{.name = "A"}}})
                        .value()
                        .stocktake.id;
    for (const auto step : {StocktakeStep::papers_entered, StocktakeStep::frozen}) {
        later();
        stocktakes.step(manager, {.stocktake_id = id, .step = step}).value();
    }
    later();
    stocktakes
        .count(manager, {.stocktake_id = id,
                         .zone = "A",
                         .entries = {{.gift_id = gift, .quantity = 18, .exactly = true}}})
        .value();
    later();
    stocktakes.finish_zone(manager, id, "A").value();
    stocktakes.open(manager, id).value();
    const auto lines = stocktakes.lines(manager, {.stocktake_id = id}).value();
    stocktakes
        .explain(manager, {.stocktake_id = id,
                           .lines = {{*lines.front().line_id, StocktakeReason::lost, ""}}})
        .value();
    stocktakes.sign(manager, id, false).value();
    stocktakes.sign(colleague("1003", StaffRole::clerk), id, true).value();
    later();
}

Deed giving(int n) {
    const auto name = "李女士" + std::string(static_cast<std::size_t>(n), 'a');
    return {
        .name = "giving",
        .run = [name](TortureTill& till) -> Status {
            const domain::IssuanceEntry entry{
                .recipient = {.recipient_name = name},
                .wishes = {{.gift_id = domain::gift_id_of("LP001"), .pieces = 1}},
                .reason = IssuanceReason::loyal,
                .unsigned_reason = "排队人多"};
            QIANTAI_TRY(const auto page,
                        domain::Issuances(till.context()).issue(till.session(), entry));
            return {};
        },
        .seen = fmt::format("SELECT (SELECT count(*) FROM issuance WHERE recipient_name = '{0}')"
                            " + (SELECT count(*) FROM issuance_line l JOIN issuance i"
                            " ON i.id = l.issuance_id WHERE i.recipient_name = '{0}')"
                            " + (SELECT count(*) FROM stock_movement m JOIN issuance i"
                            " ON i.id = m.document_id WHERE i.recipient_name = '{0}')",
                            name),
        .whole = 3};
}

Deed posting() {
    return {.name = "posting",
            .run = [](TortureTill& till) -> Status {
                domain::Stocktakes stocktakes(till.context());
                const auto second = colleague("1002", StaffRole::store_manager);
                QIANTAI_TRY(const auto open, stocktakes.list(second, {.only_open = true}));
                QIANTAI_ASSERT(!open.empty());
                QIANTAI_TRY(const auto page, stocktakes.approve(second, open.front().id));
                return {};
            },
            .seen =
                "SELECT (SELECT count(*) FROM stocktake_event WHERE step IN ('approved',"
                " 'posted')) + (SELECT count(*) FROM stock_movement WHERE paper LIKE 'PD-%')",
            .whole = 3};
}

Deed day_closing(int n) {
    return {.name = "day closing",
            .run = [n](TortureTill& till) -> Status {
                QIANTAI_TRY(const auto page,
                            domain::Closing(till.context())
                                .close(till.session(), {.rest = CarryReason::other,
                                                        .words = "停电" + std::to_string(n)}));
                return {};
            },
            .seen = "SELECT (SELECT count(*) FROM day_close) + (SELECT count(*) FROM day_mark)",
            .whole = 2};
}

}  // namespace qiantai::test
