// The page of one deposit, what is done there, and the customer's side of the screen.

#include "assets/words/help.hpp"
#include "assets/words/stored_goods.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using domain::GoodsForm;
using Sheet = GoodsPageState::Sheet;
using Course = Result<domain::GoodsCourse>;

GoodsPageState& page_of(Flow& flow) {
    return flow.get<GoodsPageState>();
}
GoodsSlipState& slip_of(Flow& flow) {
    return flow.get<GoodsSlipState>();
}

void load_goods_page(Flow& flow) {
    page_of(flow).busy = false;
    page_of(flow).error.reset();
    run_service(
        flow,
        [id = page_of(flow).id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::StoredGoodsKeeper(context).get(session, id);
        },
        [id = page_of(flow).id](Flow& later, const Course& course) {
            auto& now = page_of(later);
            if (now.id != id) return;
            if (course) {
                now.course = *course;
            } else {
                now.error = course.error();
            }
        });
}

void open_goods_sheet(Flow& flow, Sheet sheet) {
    auto& state = page_of(flow);
    state.sheet = sheet;
    state.quantity = 1;
    state.by_other = state.busy = false;
    state.outcome.reset();
    for (auto* typed : {&state.signer, &state.place}) typed->clear();
    state.reason = {};
    state.owner.reset();
}

/// The customer as this session may see them.
void load_owner(Flow& flow) {
    run_service(
        flow,
        [id = page_of(flow).course->line.member_id](domain::ServiceContext& context,
                                                    const domain::Session& session) {
            return domain::Members(context).get(session, id);
        },
        [](Flow& later, const Result<domain::MemberDetails>& found) {
            if (!found) return show_error(later, found.error());
            auto& now = page_of(later);
            if (now.sheet == Sheet::remind) now.owner = found->member;
        });
}

void reveal_owner(Flow& flow) {
    const auto reason = tr(flow, words::goods_reveal_reason);
    run_service(
        flow,
        [id = page_of(flow).course->line.member_id, reason = reason.utf8()](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Members(context).reveal_contact(session, id, reason);
        },
        [](Flow& later, const Result<domain::Member>& member) {
            if (!member) return show_error(later, member.error());
            auto& now = page_of(later);
            if (now.owner && now.owner->id == member->id) now.owner = *member;
        });
}

void sheet_done(Flow& flow, const Course& course, TextKey words) {
    auto& state = page_of(flow);
    state.busy = false;
    if (!course) return show_error(flow, course.error());
    state.course = *course;
    state.disagreed = false;
    open_goods_sheet(flow, Sheet::none);
    show_done(flow, words);
}

template <typename Work>
void run_sheet(Flow& flow, TextKey words, Work work) {
    if (std::exchange(page_of(flow).busy, true)) return;
    run_service(flow, std::move(work),
                [words](Flow& later, const Course& course) { sheet_done(later, course, words); });
}

void save_goods_sheet(Flow& flow) {
    const auto state = page_of(flow);
    const auto reason = state.reason.words(flow.scene.settings.language, reasons_of(state.sheet));
    switch (state.sheet) {
        case Sheet::none:
        case Sheet::withdraw:
            return;
        case Sheet::move:
            return run_sheet(
                flow, words::goods_moved_done,
                [state, reason](domain::ServiceContext& context, const domain::Session& session) {
                    return domain::StoredGoodsKeeper(context).move(session, state.id, state.place,
                                                                   reason);
                });
        case Sheet::remind:
            return run_sheet(
                flow, words::goods_reminded_done,
                [state](domain::ServiceContext& context, const domain::Session& session) {
                    return domain::StoredGoodsKeeper(context).record_reminder(session, state.id,
                                                                              *state.outcome);
                });
        case Sheet::reverse:
            return run_sheet(
                flow, words::goods_reversed_done,
                [state, reason](domain::ServiceContext& context, const domain::Session& session) {
                    return domain::StoredGoodsKeeper(context).reverse(session, state.withdrawal,
                                                                      reason);
                });
    }
}

struct ApplyGoodsPage {
    Flow& flow;

    GoodsPageState& state() const { return page_of(flow); }
    void operator()(const goods::Reload&) const { load_goods_page(flow); }
    void operator()(const goods::OpenSheet& intent) const {
        open_goods_sheet(flow, intent.sheet);
        if (intent.sheet == Sheet::remind) load_owner(flow);
    }
    void operator()(const goods::RevealNumber&) const { reveal_owner(flow); }
    void operator()(const goods::SetQuantity& intent) const { state().quantity = intent.quantity; }
    void operator()(const goods::SetByOther& intent) const { state().by_other = intent.other; }
    void operator()(const goods::TypeSigner& intent) const { state().signer = intent.name; }
    void operator()(const goods::TypePlace& intent) const { state().place = intent.text; }
    void operator()(const goods::GiveReason& intent) const { state().reason = intent.reason; }
    void operator()(const goods::ChooseOutcome& intent) const { state().outcome = intent.outcome; }
    void operator()(const goods::AskReverse& intent) const {
        open_goods_sheet(flow, Sheet::reverse);
        state().withdrawal = intent.withdrawal;
    }
    void operator()(const goods::SaveSheet&) const { save_goods_sheet(flow); }
    void operator()(const goods::TurnToCustomer&) const { turn_to_customer(flow); }
    void operator()(const goods::OpenMember&) const {
        open_member(flow, state().course->line.member_id);
    }
    void operator()(const goods::PrintSheet&) const { preview({.form = GoodsForm::sheet}); }
    void operator()(const goods::SignDeposit&) const {
        turn_deposit_to_customer(flow, Uuid(state().id));
    }
    void operator()(const goods::PrintDeposit&) const {
        preview({.form = GoodsForm::deposit_slip});
    }
    void operator()(const goods::PrintWithdrawal& intent) const {
        preview({.form = GoodsForm::withdrawal_slip, .withdrawal_id = intent.withdrawal});
    }
    void preview(domain::GoodsFormChoice choice) const {
        choice.goods_id = state().id;
        preview_goods_form(flow, choice);
    }
};

void apply_goods_page(Flow& flow, const GoodsPageIntent& intent) {
    std::visit(ApplyGoodsPage{flow}, intent);
}

Restore goods_page_place(Flow& flow) {
    return [id = page_of(flow).id](Flow& later) {
        auto& state = page_of(later);
        if (state.id != id) state = {.id = id};
        return true;
    };
}

// A long name may be shortened there: it stands in full below.
Text goods_title_text(const Ui& ui, const Scene&, const StateBag& states) {
    const auto& course = states.get<GoodsPageState>().course;
    if (!course || course->line.member_name.empty()) return ui.tr(words::goods_title);
    return Text::data(ui.tr(words::goods_page_title, course->line.member_name).utf8());
}

CustomerTurn& turn_of_slip(Flow& flow) {
    return slip_of(flow).turn;
}

void agree_slip(Flow& flow);
constexpr CustomerTurnPlace k_slip_turn{k_goods_slip_screen, turn_of_slip, agree_slip,
                                        [](Flow& flow) { page_of(flow).disagreed = true; },
                                        [](Flow& flow) { slip_of(flow) = {}; }};

void slip_saved(Flow& flow, const Course& course) {
    if (!course) return customer_failed(flow, k_slip_turn, course.error());
    page_of(flow).course = *course;
    page_of(flow).disagreed = false;
    customer_agreed(flow, k_slip_turn);
}

void agree_slip(Flow& flow) {
    const auto& slip = slip_of(flow);
    const auto shown = signed_text(goods_slip(slip));
    const auto signature = signature_text(slip.turn.strokes);
    if (slip.taken_in) {
        domain::GoodsSigning signing{.goods_ids = {}, .signed_text = shown, .signature = signature};
        for (const auto& line : slip.taken_in->goods) signing.goods_ids.push_back(line.goods.id);
        return run_service(
            flow,
            [signing](domain::ServiceContext& context, const domain::Session& session) {
                return domain::StoredGoodsKeeper(context).sign_deposit(session, signing);
            },
            slip_saved);
    }
    const domain::GoodsWithdrawal withdrawal{.goods_id = slip.line.goods.id,
                                             .quantity = slip.quantity,
                                             .signer = slip.signer,
                                             .signed_text = shown,
                                             .signature = signature};
    run_service(
        flow,
        [withdrawal](domain::ServiceContext& context, const domain::Session& session) {
            return domain::StoredGoodsKeeper(context).withdraw(session, withdrawal);
        },
        slip_saved);
}

void step_slip(Flow& flow) {
    step_customer(flow, k_slip_turn);
}

void apply_goods_slip(Flow& flow, const CustomerIntent& intent) {
    apply_customer(flow, k_slip_turn, intent);
}

}  // namespace

void open_goods(Flow& flow, const Uuid& id) {
    auto& state = page_of(flow);
    if (state.id != id) state = {.id = id};
    open_goods_sheet(flow, Sheet::none);
    open_screen(flow, k_goods_screen);
}

void turn_deposit_to_customer(Flow& flow, const Uuid& id) {
    open_goods(flow, id);
    run_service(
        flow,
        [id](domain::ServiceContext& context, const domain::Session& session) {
            return domain::StoredGoodsKeeper(context).to_sign(session, id);
        },
        [id](Flow& later, const Result<domain::GoodsToSign>& to_sign) {
            if (!to_sign) return show_error(later, to_sign.error());
            // Whoever has gone on meanwhile keeps the screen.
            if (later.nav.screen != k_goods_screen || page_of(later).id != id) return;
            slip_of(later) = {
                .taken_in = *to_sign,
                .turn = {.language = later.scene.settings.language, .since_s = later.now_s}};
            open_screen(later, k_goods_slip_screen);
        });
}

void turn_to_customer(Flow& flow) {
    auto& page = page_of(flow);
    if (!page.course) return;
    slip_of(flow) = {.line = page.course->line,
                     .quantity = page.quantity,
                     .signer = page.by_other ? page.signer : "",
                     .turn = {.language = flow.scene.settings.language, .since_s = flow.now_s}};
    open_goods_sheet(flow, Sheet::none);
    open_screen(flow, k_goods_slip_screen);
}

ScreenEntry goods_page_screen() {
    return {.id = k_goods_screen,
            .below = k_goods_list_screen,
            .title = words::goods_title,
            .title_text = goods_title_text,
            .help = words::help_goods_page,
            .draw = screen_draw(draw_goods_page, apply_goods_page),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<GoodsPageState>().sheet != Sheet::none;
                          },
                      .draw = screen_draw(draw_goods_sheet, apply_goods_page)},
            .opened = load_goods_page,
            .place = goods_page_place};
}

ScreenEntry goods_slip_screen() {
    return {.id = k_goods_slip_screen,
            .below = k_goods_list_screen,
            .title = words::goods_slip_title,
            .draw = screen_draw(draw_goods_slip, apply_goods_slip),
            .scanned = ignore_scan,
            .step = step_slip,
            .for_customer = true};
}

}  // namespace qiantai::app
