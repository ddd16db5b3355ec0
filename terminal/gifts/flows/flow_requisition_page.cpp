// The page of one requisition, and its steps.

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "assets/words/help.hpp"
#include "assets/words/kit.hpp"
#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/gifts/screens/requisition_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using RequisitionResult = Result<domain::RequisitionPage>;

RequisitionPageState& requisition_of(Flow& flow) {
    return flow.get<RequisitionPageState>();
}

void ask_to_dispatch(Flow& flow);

void load_requisition_page(Flow& flow) {
    auto& state = requisition_of(flow);
    state.busy = false;
    state.error.reset();
    run_service(
        flow,
        [id = state.id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Requisitions(context).get(session, id);
        },
        [id = state.id](Flow& later, const RequisitionResult& page) {
            auto& now = requisition_of(later);
            if (now.id != id) return;
            if (!page) {
                now.error = page.error();
                return;
            }
            now.page = *page;
            const bool may = std::ranges::any_of(now.page->next, [](const auto& next) {
                return next.step == RequisitionStep::dispatched && next.refused.empty();
            });
            if (std::exchange(now.ask_dispatch, false) && may) ask_to_dispatch(later);
        });
}

void close_requisition_sheet(Flow& flow) {
    auto& state = requisition_of(flow);
    state.sheet = RequisitionSheet::none;
    state.about.reset();
    state.lines.clear();
    state.most.clear();
    for (auto* text : {&state.code, &state.parcel}) text->clear();
    state.reason = {};
    state.outcome.reset();
    state.busy = false;
}

void open_requisition_sheet(Flow& flow, RequisitionSheet sheet,
                            const std::optional<Uuid>& about = std::nullopt) {
    close_requisition_sheet(flow);
    requisition_of(flow).sheet = sheet;
    requisition_of(flow).about = about;
}

void step_taken(Flow& flow, const RequisitionResult& page) {
    auto& state = requisition_of(flow);
    state.busy = false;
    if (!page) return show_error(flow, page.error());
    state.page = *page;
    close_requisition_sheet(flow);
    show_done(flow, words::requisition_step_done);
}

/// Of a question over the page.
void decided(Flow& flow, const RequisitionResult& page) {
    if (!end_ask(flow, page ? Status() : Status(page.error()))) return;
    step_taken(flow, page);
}

template <typename Work>
void take_requisition_step(Flow& flow, Work work) {
    if (std::exchange(requisition_of(flow).busy, true)) return;
    run_service(flow, std::move(work), step_taken);
}

RequisitionResult decide_requisition(domain::ServiceContext& context,
                                     const domain::Session& session,
                                     const domain::RequisitionDecision& decision) {
    return domain::Requisitions(context).decide(session, decision);
}

/// A yes that needs nothing else: its words say what it means.
void ask_for_yes(
    Flow& flow, RequisitionStep step, TextKey body,
    std::function<RequisitionResult(domain::ServiceContext&, const domain::Session&)> work) {
    const auto number = requisition_of(flow).page->requisition.number;
    ask(flow,
        {.words =
             [step, body, number](const Ui& ui) {
                 return AskWords{{.heading = {requisition_act_text(ui, step), Text::data(number)},
                                  .body = ui.tr(body),
                                  .confirm = requisition_act_text(ui, step),
                                  .cancel = ui.tr(words::cancel)}};
             },
         .then = [work = std::move(work)](
                     Flow& now, const std::string&) { take_requisition_step(now, work); }});
}

void ask_for_reason(Flow& flow, RequisitionStep step) {
    const auto& page = *requisition_of(flow).page;
    ask(flow,
        {.words =
             [step, number = page.requisition.number](const Ui& ui) {
                 return AskWords{{.heading = {requisition_act_text(ui, step), Text::data(number)},
                                  .body = {},
                                  .confirm = requisition_act_text(ui, step),
                                  .cancel = ui.tr(words::cancel)}};
             },
         .then =
             [step, id = page.requisition.id](Flow& now, const std::string& reason) {
                 run_service(
                     now,
                     [decision =
                          domain::RequisitionDecision{
                              .requisition_id = id, .step = step, .words = reason}](
                         domain::ServiceContext& context, const domain::Session& session) {
                         return decide_requisition(context, session, decision);
                     },
                     decided);
             },
         .reasons = requisition_reasons(step)});
}

void ask_to_approve(Flow& flow) {
    open_requisition_sheet(flow, RequisitionSheet::approve);
    auto& state = requisition_of(flow);
    for (const auto& item : state.page->state.items) {
        if (item.asked == 0) continue;
        state.lines.push_back({.gift_id = item.gift_id, .pieces = item.asked});
        state.most.push_back(item.asked);
    }
    state.budget.reset();
    run_service(
        flow,
        [store = state.page->requisition.store_code](domain::ServiceContext& context,
                                                     const domain::Session& session) {
            return domain::Requisitions(context).budget(session, store);
        },
        [](Flow& later, const Result<domain::GiftBudgetUse>& use) {
            if (!use) return show_error(later, use.error());
            requisition_of(later).budget = *use;
        });
}

// With what the pick list takes from the shelf for it.
void ask_to_dispatch(Flow& flow) {
    open_requisition_sheet(flow, RequisitionSheet::dispatch);
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Requisitions(context).pick_list(session);
        },
        [](Flow& later, const Result<std::vector<domain::RequisitionPickList>>& lists) {
            if (!lists) return show_error(later, lists.error());
            auto& state = requisition_of(later);
            if (state.sheet != RequisitionSheet::dispatch) return;
            const auto found =
                std::ranges::find(*lists, state.id, &domain::RequisitionPickList::requisition_id);
            if (found == lists->end()) return;
            for (const auto& line : found->lines) {
                for (const auto& lot : line.lots) {
                    state.lines.push_back({.gift_id = line.gift_id,
                                           .pieces = lot.quantity,
                                           .batch = lot.batch,
                                           .expires_on = lot.expires_on});
                    state.most.push_back(lot.quantity);
                }
            }
        });
}

// Nothing stands there before it was counted.
void ask_to_receive(Flow& flow, const std::optional<Uuid>& about) {
    open_requisition_sheet(flow, RequisitionSheet::receive, about);
    auto& state = requisition_of(flow);
    for (const auto& parcel : state.page->state.parcels) {
        if (parcel.id != about) continue;
        for (auto line : parcel.lines) {
            state.most.push_back(std::exchange(line.pieces, 0));
            state.lines.push_back(std::move(line));
        }
    }
}

void take_step(Flow& flow, RequisitionStep step, const std::optional<Uuid>& about) {
    const auto id = requisition_of(flow).id;
    const auto decide = [&](TextKey body) {
        ask_for_yes(flow, step, body,
                    [decision = domain::RequisitionDecision{.requisition_id = id, .step = step}](
                        domain::ServiceContext& context, const domain::Session& session) {
                        return decide_requisition(context, session, decision);
                    });
    };
    switch (step) {
        case RequisitionStep::manager_approved:
            return decide(words::requisition_ask_manager);
        case RequisitionStep::checked:
            return decide(words::requisition_ask_check);
        case RequisitionStep::manager_returned:
        case RequisitionStep::refused:
        case RequisitionStep::cancelled:
        case RequisitionStep::closed_short:
            return ask_for_reason(flow, step);
        case RequisitionStep::approved:
            return ask_to_approve(flow);
        case RequisitionStep::dispatched:
            return ask_to_dispatch(flow);
        case RequisitionStep::received:
            return ask_to_receive(flow, about);
        case RequisitionStep::settled:
            return open_requisition_sheet(flow, RequisitionSheet::settle, about);
        case RequisitionStep::countersigned:
            return ask_for_yes(
                flow, step, words::requisition_ask_countersign,
                [id, about](domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Requisitions(context).countersign(session, id,
                                                                     about.value_or(Uuid()));
                });
        case RequisitionStep::booked_back:
            return ask_for_yes(
                flow, step, words::requisition_ask_book_back,
                [id, about](domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Requisitions(context).book_back(session, id,
                                                                   about.value_or(Uuid()));
                });
    }
}

/// The lines of the sheet of which there is something.
std::vector<domain::RequisitionLine> lines_that_count(const RequisitionPageState& state) {
    auto lines = state.lines;
    std::erase_if(lines, [](const auto& line) { return line.pieces == 0 && line.damaged == 0; });
    return lines;
}

void save_requisition_sheet(Flow& flow) {
    const auto state = requisition_of(flow);
    const auto words = [&](RequisitionStep step) {
        return differs_in_sheet(state) || step == RequisitionStep::settled
                   ? state.reason.words(flow.scene.settings.language, requisition_reasons(step))
                   : std::string();
    };
    switch (state.sheet) {
        case RequisitionSheet::approve:
            return take_requisition_step(
                flow,
                [decision = domain::RequisitionDecision{.requisition_id = state.id,
                                                        .step = RequisitionStep::approved,
                                                        .lines = state.lines,
                                                        .words = words(RequisitionStep::approved)}](
                    domain::ServiceContext& context, const domain::Session& session) {
                    return decide_requisition(context, session, decision);
                });
        case RequisitionSheet::dispatch:
            return take_requisition_step(
                flow, [dispatch = domain::RequisitionDispatch{.requisition_id = state.id,
                                                              .lines = lines_that_count(state),
                                                              .parcel = state.parcel}](
                          domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Requisitions(context).dispatch(session, dispatch);
                });
        case RequisitionSheet::receive:
            return take_requisition_step(
                flow,
                [receipt = domain::RequisitionReceipt{.requisition_id = state.id,
                                                      .dispatch_id = state.about.value_or(Uuid()),
                                                      .lines = lines_that_count(state),
                                                      .words = words(RequisitionStep::received)}](
                    domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Requisitions(context).receive(session, receipt);
                });
        case RequisitionSheet::settle:
            return take_requisition_step(
                flow, [state, why = words(RequisitionStep::settled)](
                          domain::ServiceContext& context, const domain::Session& session) {
                    return domain::Requisitions(context).settle(
                        session, state.id, state.about.value_or(Uuid()), *state.outcome, why);
                });
        case RequisitionSheet::none:
            return;
    }
}

// So many more of it, sent or not.
void count_gift(Flow& flow, const domain::Gift& gift, int pieces) {
    auto& state = requisition_of(flow);
    state.code.clear();
    const auto line = std::ranges::find(state.lines, gift.id, &domain::RequisitionLine::gift_id);
    if (line != state.lines.end()) {
        line->pieces = std::min(line->pieces + pieces, domain::k_gift_pieces_max);
        return;
    }
    state.lines.push_back({.gift_id = gift.id, .pieces = pieces});
    state.most.push_back(0);
    if (find_requisition_gift(*state.page, gift.id) == nullptr) {
        state.page->gifts.push_back({.gift_id = gift.id,
                                     .code = gift.code,
                                     .name = gift.name,
                                     .unit = gift.unit,
                                     .cost = gift.cost});
    }
}

void count_code(Flow& flow, const std::string& code) {
    if (code.empty()) return;
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Gifts(context).find(session, code);
        },
        [code](Flow& later, const Result<domain::GiftLine>& found) {
            if (!found) return show_error(later, found.error());
            if (requisition_of(later).sheet != RequisitionSheet::receive) return;
            count_gift(later, found->gift, domain::pieces_of_code(*found, code).value_or(1));
        });
}

/// While a parcel is counted, every scan of a gift is one more of it, of a carton all that is in it.
bool scan_into_parcel(Flow& flow, const std::string& code) {
    if (requisition_of(flow).sheet != RequisitionSheet::receive) return false;
    count_code(flow, code);
    return true;
}

struct ApplyRequisitionPage {
    Flow& flow;

    RequisitionPageState& state() const { return requisition_of(flow); }
    void operator()(const requisition::Reload&) const { load_requisition_page(flow); }
    void operator()(const requisition::TakeStep& intent) const {
        take_step(flow, intent.step, intent.about);
    }
    void operator()(const requisition::SignHere& intent) const {
        sign_requisition_here(flow, state().id, intent.receipt_id,
                              state().page->requisition.number);
    }
    void operator()(const requisition::Print&) const { preview_requisition(flow, state().id); }
    void operator()(const requisition::CloseSheet&) const { close_requisition_sheet(flow); }
    void operator()(const requisition::SetPieces& intent) const {
        state().lines.at(intent.line).pieces = intent.pieces;
    }
    void operator()(const requisition::SetDamaged& intent) const {
        state().lines.at(intent.line).damaged = intent.pieces;
    }
    void operator()(const requisition::TakeAll&) const {
        for (std::size_t i = 0; i < state().lines.size(); ++i) {
            state().lines[i].pieces = state().most[i];
            state().lines[i].damaged = 0;
        }
    }
    void operator()(const requisition::TypeCode& intent) const { state().code = intent.text; }
    void operator()(const requisition::AddGift&) const { count_code(flow, state().code); }
    void operator()(const requisition::TypeParcel& intent) const { state().parcel = intent.text; }
    void operator()(const requisition::GiveReason& intent) const { state().reason = intent.reason; }
    void operator()(const requisition::ChooseOutcome& intent) const {
        state().outcome = intent.outcome;
    }
    void operator()(const requisition::Save&) const { save_requisition_sheet(flow); }
};

void apply_requisition_page(Flow& flow, const RequisitionPageIntent& intent) {
    std::visit(ApplyRequisitionPage{flow}, intent);
}

Restore requisition_page_place(Flow& flow) {
    return [id = requisition_of(flow).id](Flow& later) {
        auto& state = requisition_of(later);
        if (state.id != id) state = {.id = id};
        return true;
    };
}

// News came: the page shows it, unless something is being asked.
void refresh_requisition_page(Flow& flow, const std::optional<Error>& error) {
    const bool shown = flow.nav.screen == k_requisition_screen && requisition_of(flow).page &&
                       requisition_of(flow).sheet == RequisitionSheet::none;
    if (!error && shown && flow.scene.session) load_requisition_page(flow);
}

}  // namespace

void open_requisition(Flow& flow, const Uuid& id, RequisitionOpening opening) {
    auto& state = requisition_of(flow);
    if (state.id != id) state = {.id = id};
    close_requisition_sheet(flow);
    state.ask_dispatch = opening == RequisitionOpening::dispatch;
    open_screen(flow, k_requisition_screen);
}

ScreenEntry requisition_page_screen() {
    return {.id = k_requisition_screen,
            .below = k_requisitions_screen,
            .title = words::requisitions_title,
            .title_text =
                [](const Ui& ui, const Scene&, const StateBag& states) {
                    return requisition_page_title(ui, states.get<RequisitionPageState>());
                },
            .help = words::help_requisition,
            .draw = screen_draw(draw_requisition_page, apply_requisition_page),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<RequisitionPageState>().sheet !=
                                     RequisitionSheet::none;
                          },
                      .draw = screen_draw(draw_requisition_sheet, apply_requisition_page)},
            .opened = load_requisition_page,
            .place = requisition_page_place,
            .scanned = scan_into_parcel,
            .session_ended = refresh_requisition_page};
}

}  // namespace qiantai::app
