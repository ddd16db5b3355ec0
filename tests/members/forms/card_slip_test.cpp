// The slip of a member's card.

#include <doctest/doctest.h>

#include "terminal/members/forms/member_forms.hpp"
#include "terminal/members/rules/member_cards.hpp"
#include "terminal/printing/rules/printers.hpp"
#include "tests/base/domain_fixture.hpp"

namespace qiantai::domain {

using test::TestDesk;

TEST_CASE("the card's slip has the number large and as a code, and nobody's phone") {
    TestDesk desk;
    const auto member = desk.add_member("欧阳娜娜", "13812345678");
    const auto number = load_cards(desk.database(), member.id).value().front().number;
    const auto clerk = desk.session(StaffRole::clerk);
    const auto slip = build_card_slip(desk.context, clerk, member.id);
    REQUIRE(slip.ok());
    CHECK(paper::is_roll(slip->medium));
    CHECK(slip->head.number == number);
    CHECK(std::get<paper::QrCode>(slip->blocks[0]).content == number);
    std::string all;
    for (const auto& field : std::get<paper::FieldGrid>(slip->blocks[2]).fields) {
        all += field.label + "：" + field.value + "\n";
    }
    CHECK(all.find("会员：欧***") != std::string::npos);
    CHECK(all.find("等级：standard") != std::string::npos);
    CHECK(all.find("1381") == std::string::npos);
}

TEST_CASE("it is printed and saved, and who did is in the audit trail") {
    TestDesk desk;
    const qiantai::test::TempFolder folder;
    const auto paper_path = (folder / "slips").string();
    qiantai::test::write_bytes(paper_path, "");
    REQUIRE(Printers(desk.context)
                .set(desk.session(StaffRole::store_manager),
                     {.use = PrinterUse::slip, .name = "收银台", .address = paper_path})
                .ok());
    const auto member = desk.add_member("陈静", "13800138001");
    const auto clerk = desk.session(StaffRole::clerk);
    MemberForms forms(desk.context);
    REQUIRE(forms.print_card(clerk, member.id).ok());
    CHECK(desk.last_action() == "members.print_card");
    CHECK(PrintQueue(desk.context).send(clerk)->front().state == PrintState::printed);
    const auto pdf = (folder / "card.pdf").string();
    CHECK(forms.save_card_pdf(clerk, member.id, pdf)->pages == 1);
    CHECK(desk.last_action() == "members.save_card_pdf");
    CHECK(build_card_slip(desk.context, clerk, desk.next_id()).error().kind == &k_member_not_found);
}

}  // namespace qiantai::domain
