// Who may see which figures, and what is known where.

#include "tests/figures/rules/figures_desk.hpp"

namespace qiantai::domain {
namespace {

using test::code_of;
using test::figure_of;
using test::FiguresDesk;
using test::written;

}  // namespace

TEST_CASE("clerks and keepers have no figures, everybody else lists them") {
    FiguresDesk desk;
    CHECK(code_of(desk.figures.list(desk.session(StaffRole::clerk))) == "not_permitted");
    CHECK(code_of(desk.figures.list(desk.session(StaffRole::warehouse_keeper))) ==
          "not_permitted");
    CHECK(desk.figures.list(desk.session(StaffRole::auditor))->size() ==
          k_codes<FigureId>.size());
    CHECK(code_of(desk.figures.show(desk.session(StaffRole::clerk), desk.month("2026-10-01"))) ==
          "not_permitted");
}

TEST_CASE("roles that see no people ask for whole periods, and small numbers are hidden") {
    FiguresDesk desk;
    for (int i = 0; i < 3; ++i) desk.sale(desk.member({}), "2026-10-05", 1'000);
    for (int i = 0; i < 9; ++i) desk.member({.tier = "gold"});
    const auto auditor = desk.session(StaffRole::auditor);
    auto request = desk.month("2026-10-01", {FigureBy::tier});
    const auto seen = desk.show(request, StaffRole::auditor);
    CHECK_FALSE(seen.shows_people);
    CHECK(written(figure_of(seen, FigureId::buyers)) == "- too_few");
    CHECK(written(figure_of(seen, FigureId::member_spend)) == "- too_few");
    CHECK(written(figure_of(seen, FigureId::members_at_end)) == "12");
    CHECK(written(seen, FigureBy::tier) ==
          std::vector<std::string>{"gold . 0 0 0", "standard . . . ."});
    CHECK(written(figure_of(desk.show(request), FigureId::buyers)) == "3");
    request.tier = "gold";
    CHECK(code_of(desk.figures.show(auditor, request)) == "figure_only_whole");
    const FigureRequest range{.span = FigureSpan::range,
                              .from = Date::of_text("2026-10-01"),
                              .until = Date::of_text("2026-10-07")};
    CHECK(code_of(desk.figures.show(auditor, range)) == "figure_only_whole");
    CHECK(code_of(desk.figures.show(desk.session(StaffRole::store_manager), range)) == "ok");
}

TEST_CASE("what other rights open is not told without them") {
    FiguresDesk desk;
    const auto answer = desk.show(desk.month("2026-10-01", {FigureBy::loss_reason}),
                                  StaffRole::admin);
    CHECK(written(figure_of(answer, FigureId::answered_in_time)) == "- not_for_role");
    CHECK(written(figure_of(answer, FigureId::callback_rate)) == "- not_for_role");
    CHECK(written(figure_of(answer, FigureId::count_accuracy)) == "- not_for_role");
    CHECK(answer.breakdowns.front().reason == FigureReason::not_for_role);
}

TEST_CASE("a store sees its own figures only") {
    FiguresDesk desk;
    auto request = desk.month("2026-10-01");
    request.store_code = "S002";
    const auto manager = desk.session(StaffRole::store_manager);
    CHECK(code_of(desk.figures.show(manager, request)) == "figure_store_unknown");
    request.store_code = "S001";
    CHECK(desk.figures.show(manager, request)->store_code == "S001");
    CHECK(code_of(desk.figures.breakdown(manager, request)) == "figure_by_missing");
    request.by = {FigureBy::tier, FigureBy::tier};
    CHECK(desk.figures.breakdown(manager, request)->size() == 1);
}

TEST_CASE("headquarters knows members and cards of all stores, not what was bought") {
    FiguresDesk desk("HQ");
    desk.from_headquarters([&] {
        desk.run("INSERT INTO store (id, code, name, utc_offset_minutes, status, created_at)"
                 " VALUES (?, 'S002', '二店', 480, 'open', 1)",
                 desk.next_id());
    });
    for (int i = 0; i < 6; ++i) desk.member({.joined = "2026-10-10"});
    for (int i = 0; i < 7; ++i) desk.member({.store = "S002"});
    auto request = desk.month("2026-10-01", {FigureBy::store, FigureBy::state, FigureBy::month});
    const auto chain = desk.show(request, StaffRole::cs_manager);
    CHECK(written(figure_of(chain, FigureId::members_at_end)) == "13");
    CHECK(written(figure_of(chain, FigureId::new_members)) == "6");
    CHECK(written(figure_of(chain, FigureId::member_spend)) == "- not_here");
    CHECK(written(figure_of(chain, FigureId::churn_rate)) == "- not_here");
    CHECK(written(chain, FigureBy::store) ==
          std::vector<std::string>{"S001 6 . . .", "S002 7 . . ."});
    CHECK(chain.breakdowns[1].reason == FigureReason::not_here);
    CHECK_FALSE(chain.breakdowns[2].cells.front().lost);
    request.store_code = "S002";
    CHECK(written(figure_of(desk.show(request, StaffRole::cs_manager),
                            FigureId::members_at_end)) == "7");
    request.store_code = "S009";
    CHECK(code_of(desk.figures.show(desk.session(StaffRole::cs_manager), request)) ==
          "figure_store_unknown");
}

TEST_CASE("bands are headquarters' policy, and the usual ones where it says nothing usable") {
    CHECK(parse_figure_bands(R"({"spend_yuan":[50,500],"ages":[30]})").spend_yuan ==
          std::vector{50, 500});
    CHECK(parse_figure_bands(R"({"spend_yuan":[500,50],"ages":[30]})").spend_yuan.size() == 5);
    CHECK(parse_figure_bands(R"({"spend_yuan":[],"ages":[30]})").spend_yuan.size() == 5);
    CHECK(parse_figure_bands(R"({"spend_yuan":[50],"ages":[30,20]})").ages.size() == 6);
    CHECK(parse_figure_bands("no json").ages.front() == 18);
    FiguresDesk desk;
    desk.sale(desk.member({}), "2026-10-05", 6'000);
    desk.from_headquarters([&] {
        desk.run("INSERT INTO policy (id, code, value, effective_from, created_at)"
                 " VALUES (?, 'figures.bands', '{\"spend_yuan\":[50,500],\"ages\":[30]}', 1, 1)",
                 desk.next_id());
    });
    const auto answer = desk.show(desk.month("2026-10-01", {FigureBy::band}));
    CHECK(written(answer, FigureBy::band) == std::vector<std::string>{"50/standard 1 . . ."});
    CHECK(answer.bands.spend_yuan.back() == 500);
}

}  // namespace qiantai::domain
