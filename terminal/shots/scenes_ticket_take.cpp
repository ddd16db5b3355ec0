// Taking a case in, the number it gets, and the customer's side of the screen.

#include "terminal/home/screens/screen_home.hpp"
#include "terminal/shots/scenes.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

void sign_ticket(Stage& stage) {
    stage.state<TicketSlipState>().turn.strokes = written_signature();
    stage.settle();
}

/// As if the case had gone its way to the refund.
domain::TicketPage settled(domain::TicketPage page) {
    page.ticket.words = "电热水壶烧水约十分钟跳闸，连续三次";
    page.state.proposal = domain::TicketProposal{.resolution = ResolutionKind::refund,
                                                 .amount = Fen(36'900),
                                                 .words = "原路退回微信，3 天内到账"};
    domain::ShownTicketEvent done;
    done.event.step = TicketStep::carried_out;
    done.event.words = "赠送保温杯 500ml 一个，今天已拿到";
    page.events.insert(page.events.begin(), done);
    return page;
}

void shoot_ticket_slip(Stage& stage, const domain::TicketPage& page) {
    auto flow = stage.app().flow();
    app::turn_ticket_to_customer(flow, settled(page));
    stage.settle();
    stage.picture("ticket-slip");
    sign_ticket(stage);
    stage.state<TicketSlipState>().satisfaction = 4;
    stage.settle();
    stage.picture("ticket-slip-signed");
    stage.touch("larger");
    stage.picture("ticket-slip-large");
    stage.state<TicketSlipState>() = {};
    auto later = stage.app().flow();
    app::go_back(later);
    stage.settle();
}

void shoot_ticket_kinds(Stage& stage) {
    stage.touch("kind 1");
    stage.picture("ticket-take-repair");
    stage.touch("kind 2");
    stage.picture("ticket-take-enquiry");
    stage.touch("kind 0");
    stage.touch("商品质量");
}

}  // namespace

void shoot_ticket_take(Stage& stage) {
    auto flow = stage.app().flow();
    app::begin_ticket(flow);
    stage.settle();
    stage.picture("ticket-take-empty");
    stage.touch("field");
    stage.type("王");
    stage.picture("ticket-take-who");
    stage.touch("member 0");
    shoot_ticket_kinds(stage);
    if (stage.state<TicketTakeState>().bought.size() > 1) stage.touch("bought 0");
    for (const auto* word : {"异响", "漏水"}) stage.touch(word);
    stage.touch("换新");
    stage.picture("ticket-take");
    stage.touch("words");
    stage.picture("ticket-take-keyboard");
    stage.key(ImGuiKey_Escape);
    stage.touch("漏电");
    stage.picture("ticket-take-urgent");
    stage.touch("漏电");
    stage.touch("save");
    stage.picture("ticket-taken");
    const auto page = stage.state<TicketTakeState>().done;
    if (!page) return;
    stage.touch("print done");
    shoot_preview(stage, "preview-ticket-receipt");
    shoot_ticket_slip(stage, *page);
    stage.touch(way(k_home_screen));
}

}  // namespace qiantai::shots
