// Taking goods in: choosing the member, the draft that survives a power cut, saving.

#include "assets/words/help.hpp"
#include "assets/words/stored_goods.hpp"
#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/screens/member_form.hpp"
#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

const domain::DraftKey k_deposit_draft{"stored_goods.deposit"};

GoodsDepositState& deposit_of(Flow& flow) {
    return flow.get<GoodsDepositState>();
}

struct DepositBeginning {
    std::optional<GoodsDraft> draft{};
    std::optional<ShownMember> member{};
};
Result<DepositBeginning> load_deposit(domain::ServiceContext& context,
                                      const domain::Session& session) {
    DepositBeginning beginning;
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, k_deposit_draft));
    if (!draft) return beginning;
    const auto json = parse_json_object(draft->content_json);
    if (!json) return beginning;
    beginning.draft = from_json<GoodsDraft>(*json);
    if (!beginning.draft || !beginning.draft->member_id) return beginning;
    // Whoever was erased or merged meanwhile is chosen anew.
    const auto details = domain::Members(context).get(session, *beginning.draft->member_id);
    if (details) beginning.member = {details->member, card_that_speaks(details->cards)};
    return beginning;
}

// Every change is on disk before the next one is typed; the newest wins.
void keep_deposit(Flow& flow) {
    auto& state = deposit_of(flow);
    state.draft_at.reset();
    const GoodsDraft draft{state.member ? std::optional(state.member->member.id) : std::nullopt,
                           state.deposit, state.expires_typed, state.fee_typed};
    run_service(
        flow,
        [json = boost::json::serialize(to_json(draft))](domain::ServiceContext& context,
                                                        const domain::Session& session) {
            return domain::Drafts(context).save(session, k_deposit_draft, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) return show_error(later, kept.error());
            deposit_of(later).draft_at = later.scene.shop.now_ms;
        });
}

void forget_deposit(Flow& flow) {
    deposit_of(flow) = {};
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_deposit_draft);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

void begin_empty_deposit(Flow& flow) {
    auto& state = deposit_of(flow);
    state = {};
    state.begun = true;
}

void opened_deposit(Flow& flow) {
    auto& state = deposit_of(flow);
    // What was under way when the terminal was locked has no answer any more.
    state.saving = state.asking = false;
    if (state.begun) return;
    run_service(flow, load_deposit, [](Flow& later, const Result<DepositBeginning>& beginning) {
        if (!beginning) return show_error(later, beginning.error());
        if (deposit_of(later).begun) return;
        begin_empty_deposit(later);
        if (!beginning->draft) return;
        auto& now = deposit_of(later);
        now.deposit = beginning->draft->deposit;
        now.expires_typed = beginning->draft->expires_typed;
        now.fee_typed = beginning->draft->fee_typed;
        now.member = beginning->member;
        now.restored = now.is_touched();
    });
}

void choose_depositor(Flow& flow, const ShownMember& member) {
    auto& state = deposit_of(flow);
    state.member = member;
    state.member_typed.clear();
    state.member_composing.clear();
    state.found.clear();
    state.errors.erase("member_id");
    keep_deposit(flow);
}

void ask_depositors(Flow& flow) {
    auto& state = deposit_of(flow);
    const auto& looked_for = live_text(state.member_typed, state.member_composing);
    if (looked_for.empty()) state.found.clear();
    if (state.asking || looked_for.empty()) return;
    state.asking = true;
    run_service(
        flow,
        [typed = looked_for](domain::ServiceContext& context, const domain::Session& session) {
            return find_shown_members(context, session, typed);
        },
        [typed = looked_for](Flow& later, const Result<std::vector<ShownMember>>& found) {
            auto& now = deposit_of(later);
            now.asking = false;
            if (!found) return show_error(later, found.error());
            if (live_text(now.member_typed, now.member_composing) == typed) {
                now.found = *found;
            } else {
                ask_depositors(later);
            }
        });
}

FieldErrors check_deposit(const GoodsDepositState& state) {
    FieldErrors errors;
    if (!state.member) errors.try_emplace("member_id", make_error(k_field_missing));
    if (state.deposit.item.empty()) {
        errors.try_emplace("item", make_error(domain::k_goods_item_missing));
    }
    if (!state.expires_typed.empty() && !parse_typed_date(state.expires_typed)) {
        errors.try_emplace("expires_on", make_error(domain::k_goods_expiry_malformed));
    }
    const auto fee =
        state.fee_typed.empty() ? Fen() : Fen::parse(state.fee_typed).value_or(Fen(-1));
    if (fee < Fen() || fee > domain::k_goods_fee_max) {
        errors.try_emplace("fee", make_error(domain::k_goods_fee_malformed));
    }
    return errors;
}

void save_deposit(Flow& flow) {
    auto& state = deposit_of(flow);
    if (state.saving || state.done) return;
    state.errors = check_deposit(state);
    if (!state.errors.empty()) return;
    state.saving = true;
    auto deposit = state.deposit;
    deposit.member_id = state.member->member.id;
    deposit.expires_on = parse_typed_date(state.expires_typed);
    deposit.fee = Fen::parse(state.fee_typed).value_or(Fen());
    run_service(
        flow,
        [deposit](domain::ServiceContext& context,
                  const domain::Session& session) -> Result<domain::GoodsCourse> {
            QIANTAI_TRY(auto course, domain::StoredGoodsKeeper(context).deposit(session, deposit));
            return course;
        },
        [](Flow& later, const Result<domain::GoodsCourse>& course) {
            auto& now = deposit_of(later);
            now.saving = false;
            if (!course) {
                if (course.error().field.empty()) return show_error(later, course.error());
                now.errors.insert_or_assign(course.error().field, course.error());
                return;
            }
            forget_deposit(later);
            deposit_of(later).begun = true;
            deposit_of(later).done = course->line;
        });
}

struct ApplyGoodsDeposit {
    Flow& flow;

    GoodsDepositState& state() const { return deposit_of(flow); }
    void operator()(const goods::TypeMember& intent) const {
        state().member_typed = intent.text;
        state().member_composing = intent.composing;
        ask_depositors(flow);
    }
    void operator()(const goods::ChooseMember& intent) const {
        const auto found = std::ranges::find_if(
            state().found, [&](const auto& one) { return one.member.id == intent.id; });
        if (found != state().found.end()) choose_depositor(flow, ShownMember(*found));
    }
    void operator()(const goods::ChangeMember&) const {
        state().member.reset();
        keep_deposit(flow);
    }
    void operator()(const goods::SetText& intent) const {
        text_of(state(), intent.field) = intent.value;
        state().errors.erase(std::string(name_of(intent.field)));
        keep_deposit(flow);
    }
    void operator()(const goods::SetQuantity& intent) const {
        state().deposit.quantity = intent.quantity;
        keep_deposit(flow);
    }
    void operator()(const goods::Save&) const { save_deposit(flow); }
    void operator()(const goods::GiveUp&) const {
        if (!state().is_touched()) return give_up(flow);
        ask(flow, {.words =
                       [whom = Text::data(state().deposit.item)](const Ui& ui) {
                           return discard_words(ui, words::goods_discard_title, whom);
                       },
                   .then = [](Flow& now, const std::string&) { give_up(now); }});
    }
    void operator()(const goods::OpenDone&) const {
        open_goods(flow, Uuid(state().done->goods.id));
    }
    void operator()(const goods::PrintDone&) const {
        preview_goods_form(
            flow, {.goods_id = state().done->goods.id, .form = domain::GoodsForm::deposit_slip});
    }
    void operator()(const goods::SignDone&) const {
        turn_deposit_to_customer(flow, Uuid(state().done->goods.id));
    }
    void operator()(const goods::Next&) const {
        begin_empty_deposit(flow);
        open_screen(flow, k_goods_deposit_screen);
    }

    static void give_up(Flow& now) {
        forget_deposit(now);
        go_back(now);
    }
};

void apply_goods_deposit(Flow& flow, const GoodsDepositIntent& intent) {
    std::visit(ApplyGoodsDeposit{flow}, intent);
}

/// A member's card, or else what is printed on the goods: an item stored before is known by it.
struct ScannedForDeposit {
    std::optional<ShownMember> member{};
    std::optional<domain::StoredGoods> before{};
};
Result<ScannedForDeposit> find_for_deposit(domain::ServiceContext& context,
                                           const domain::Session& session,
                                           const std::string& code) {
    ScannedForDeposit scanned;
    QIANTAI_TRY(const auto found, find_shown_members(context, session, code));
    if (found.size() == 1) {
        scanned.member = found.front();
        return scanned;
    }
    domain::GoodsFilter filter{.text = code, .limit = 1};
    QIANTAI_TRY(const auto page, domain::StoredGoodsKeeper(context).list(session, filter));
    if (!page.goods.empty() && page.goods.front().goods.barcode == code) {
        scanned.before = page.goods.front().goods;
    }
    return scanned;
}

bool scan_into_deposit(Flow& flow, const std::string& code) {
    if (deposit_of(flow).done || deposit_of(flow).saving) return true;
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return find_for_deposit(context, session, code);
        },
        [code](Flow& later, const Result<ScannedForDeposit>& scanned) {
            if (!scanned) return show_error(later, scanned.error());
            if (scanned->member) return choose_depositor(later, *scanned->member);
            auto& deposit = deposit_of(later).deposit;
            deposit.barcode = code;
            if (scanned->before && deposit.item.empty()) {
                deposit.item = scanned->before->item;
                deposit.unit = scanned->before->unit;
            }
            keep_deposit(later);
        });
    return true;
}

std::string item_in_draft(const std::string& content_json) {
    const auto json = parse_json_object(content_json);
    if (!json) return {};
    const auto draft = from_json<GoodsDraft>(*json);
    return draft ? draft->deposit.item : std::string();
}

void resume_deposit(Flow& flow, const std::optional<Uuid>&) {
    begin_deposit(flow);
}

}  // namespace

void begin_deposit(Flow& flow) {
    open_screen(flow, k_goods_deposit_screen);
}

ScreenEntry goods_deposit_screen() {
    return {.id = k_goods_deposit_screen,
            .below = k_goods_list_screen,
            .title = words::goods_deposit_title,
            .help = words::help_goods_deposit,
            .draw = screen_draw(draw_goods_deposit, apply_goods_deposit),
            .task = task_of<GoodsDepositState>(),
            .opened = opened_deposit,
            .scanned = scan_into_deposit,
            .unfinished = Unfinished{k_deposit_draft.kind, item_in_draft, resume_deposit}};
}

}  // namespace qiantai::app
