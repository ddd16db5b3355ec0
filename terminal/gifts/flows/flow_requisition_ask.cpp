// Asking for gifts: the draft that survives a power cut, what is short proposed, saving.

#include <algorithm>

#include "assets/words/gifts.hpp"
#include "assets/words/help.hpp"
#include "schema/base/described_json.hpp"
#include "schema/base/json_values.hpp"
#include "terminal/base/drafts.hpp"
#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/rules/campaigns.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/requisitions.hpp"
#include "terminal/gifts/rules/stock.hpp"
#include "terminal/members/screens/member_form.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

const domain::DraftKey k_requisition_draft{"requisitions.ask"};

RequisitionAskState& ask_of(Flow& flow) {
    return flow.get<RequisitionAskState>();
}

struct AskBeginning {
    std::optional<RequisitionDraft> draft{};
    std::vector<AskableGift> gifts{};
    std::vector<domain::RequisitionPartner> partners{};
    std::vector<domain::CampaignLine> campaigns{};
};

Result<std::vector<AskableGift>> load_askable(domain::ServiceContext& context,
                                              const domain::Session& session) {
    QIANTAI_TRY(const auto gifts, domain::Gifts(context).list(session));
    QIANTAI_TRY(const auto stock, domain::Stock(context).list(session, {}));
    QIANTAI_TRY(const auto low, domain::Stock(context).low(session));
    std::vector<AskableGift> askable;
    for (const auto& line : gifts) {
        if (!(line.gift.status == GiftStatus::active)) continue;
        AskableGift one{.gift = {.gift_id = line.gift.id,
                                 .code = line.gift.code,
                                 .name = line.gift.name,
                                 .unit = line.gift.unit,
                                 .cost = line.gift.cost},
                        .barcodes = line.barcodes};
        const auto here = std::ranges::find(stock, line.gift.id, &domain::StockLine::gift_id);
        if (here != stock.end()) one.gift.at_receiver = here->on_shelf;
        const auto less = std::ranges::find(low, line.gift.id, &domain::LowStock::gift_id);
        if (less != low.end()) one.suggested = less->wanted;
        askable.push_back(std::move(one));
    }
    return askable;
}

Result<AskBeginning> load_ask(domain::ServiceContext& context, const domain::Session& session) {
    AskBeginning beginning;
    QIANTAI_TRY(beginning.gifts, load_askable(context, session));
    QIANTAI_TRY(beginning.partners, domain::Requisitions(context).partners(session));
    QIANTAI_TRY(beginning.campaigns, domain::Campaigns(context).list(session));
    std::erase_if(beginning.campaigns, [](const domain::CampaignLine& one) {
        return one.stage == domain::CampaignStage::over;
    });
    QIANTAI_TRY(const auto draft, domain::Drafts(context).load(session, k_requisition_draft));
    if (!draft) return beginning;
    if (const auto json = parse_json_object(draft->content_json)) {
        beginning.draft = from_json<RequisitionDraft>(*json);
    }
    return beginning;
}

// Every change is on disk before the next one is made; the newest wins.
void keep_ask(Flow& flow) {
    auto& state = ask_of(flow);
    state.draft_at.reset();
    state.error.reset();
    run_service(
        flow,
        [json = boost::json::serialize(to_json(RequisitionDraft{state.entry, state.in_days}))](
            domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).save(session, k_requisition_draft, json);
        },
        [](Flow& later, const Status& kept) {
            if (!kept) return show_error(later, kept.error());
            ask_of(later).draft_at = later.scene.shop.now_ms;
        });
}

void forget_ask(Flow& flow) {
    ask_of(flow) = {};
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Drafts(context).discard(session, k_requisition_draft);
        },
        [](Flow& later, const Status& discarded) {
            if (!discarded) show_error(later, discarded.error());
        });
}

/// What the page before wanted, once what can be asked for is known; what is in the form already
/// stays as it is.
void add_wished(Flow& flow) {
    auto& state = ask_of(flow);
    if (state.wished.empty()) return;
    for (const Uuid& id : std::exchange(state.wished, {})) {
        const auto gift = std::ranges::find_if(
            state.gifts, [&](const AskableGift& one) { return one.gift.gift_id == id; });
        const bool there =
            std::ranges::find(state.entry.lines, id, &domain::RequisitionLine::gift_id) !=
            state.entry.lines.end();
        if (gift == state.gifts.end() || there) continue;
        state.entry.lines.push_back({.gift_id = id, .pieces = std::max(gift->suggested, 1)});
    }
    keep_ask(flow);
}

void opened_ask(Flow& flow) {
    auto& state = ask_of(flow);
    // What was under way when the terminal was locked has no answer any more.
    state.saving = false;
    run_service(flow, load_ask, [](Flow& later, const Result<AskBeginning>& beginning) {
        if (!beginning) return show_error(later, beginning.error());
        auto& now = ask_of(later);
        now.gifts = beginning->gifts;
        now.partners = beginning->partners;
        now.campaigns = beginning->campaigns;
        if (std::exchange(now.begun, true)) return add_wished(later);
        now.entry = {.wanted_on = Date::parse(later.scene.shop.today).value_or(Date())};
        now.in_days = k_wanted_in_days[1];
        if (beginning->draft) {
            now.entry = beginning->draft->entry;
            now.in_days = beginning->draft->in_days;
            now.restored = now.is_touched();
        }
        // There is usually one warehouse.
        const auto warehouse = std::ranges::find_if(
            now.partners, [](const domain::RequisitionPartner& one) { return one.warehouse; });
        if (now.entry.partner.empty() && warehouse != now.partners.end()) {
            now.entry.partner = warehouse->code;
        }
        add_wished(later);
    });
}

void save_ask(Flow& flow) {
    auto& state = ask_of(flow);
    if (std::exchange(state.saving, true)) return;
    state.error.reset();
    auto entry = state.entry;
    const auto today = Date::parse(flow.scene.shop.today);
    if (today) entry.wanted_on = today->plus_days(state.in_days);
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Requisitions(context).ask(session, entry);
        },
        [](Flow& later, const Result<domain::RequisitionPage>& page) {
            ask_of(later).saving = false;
            if (!page) {
                ask_of(later).error = page.error();
                return;
            }
            const Uuid id = page->requisition.id;
            forget_ask(later);
            ask_of(later).done = *page;
            show_done(later, words::requisition_asked_done);
            open_requisition(later, id);
        });
}

void add_askable(Flow& flow, const Uuid& gift_id) {
    auto& state = ask_of(flow);
    const auto gift = std::ranges::find_if(
        state.gifts, [&](const AskableGift& one) { return one.gift.gift_id == gift_id; });
    if (gift == state.gifts.end()) return;
    state.entry.lines.push_back({.gift_id = gift_id, .pieces = std::max(gift->suggested, 1)});
    state.typed.clear();
    state.composing.clear();
    keep_ask(flow);
}

/// A gift's barcode: one more of it.
bool scan_into_ask(Flow& flow, const std::string& code) {
    auto& state = ask_of(flow);
    const auto gift = std::ranges::find_if(state.gifts, [&](const AskableGift& one) {
        return one.gift.code == code || std::ranges::find(one.barcodes, code) != one.barcodes.end();
    });
    if (gift == state.gifts.end()) return false;
    const auto line =
        std::ranges::find(state.entry.lines, gift->gift.gift_id, &domain::RequisitionLine::gift_id);
    if (line == state.entry.lines.end()) {
        add_askable(flow, Uuid(gift->gift.gift_id));
    } else {
        line->pieces = std::min(line->pieces + 1, domain::k_gift_pieces_max);
        keep_ask(flow);
    }
    return true;
}

struct ApplyRequisitionAsk {
    Flow& flow;

    RequisitionAskState& state() const { return ask_of(flow); }
    void operator()(const requisition_ask::ChoosePartner& intent) const {
        const auto& partner = state().partners.at(intent.index);
        state().entry.partner = partner.code;
        state().entry.kind =
            partner.warehouse ? RequisitionKind::requisition : RequisitionKind::transfer;
        keep_ask(flow);
    }
    void operator()(const requisition_ask::SetGivesBack& intent) const {
        state().entry.kind =
            intent.back ? RequisitionKind::give_back : RequisitionKind::requisition;
        keep_ask(flow);
    }
    void operator()(const requisition_ask::SetPurpose& intent) const {
        state().entry.purpose = intent.purpose;
        state().entry.campaign_id.reset();
        keep_ask(flow);
    }
    void operator()(const requisition_ask::ChooseCampaign& intent) const {
        state().entry.campaign_id = intent.id;
        keep_ask(flow);
    }
    void operator()(const requisition_ask::SetDays& intent) const {
        state().in_days = intent.in_days;
        keep_ask(flow);
    }
    void operator()(const requisition_ask::SetUrgent& intent) const {
        state().entry.urgent = intent.urgent;
        keep_ask(flow);
    }
    void operator()(const requisition_ask::Search& intent) const {
        state().typed = intent.text;
        state().composing = intent.composing;
    }
    void operator()(const requisition_ask::AddGift& intent) const {
        add_askable(flow, intent.gift_id);
    }
    void operator()(const requisition_ask::AddShort&) const {
        for (const auto& one : state().gifts) {
            if (one.suggested == 0) continue;
            state().entry.lines.push_back({.gift_id = one.gift.gift_id, .pieces = one.suggested});
        }
        keep_ask(flow);
    }
    void operator()(const requisition_ask::SetPieces& intent) const {
        auto& lines = state().entry.lines;
        lines.at(intent.line).pieces = intent.pieces;
        // None of it is wanted any more.
        if (intent.pieces == 0)
            lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(intent.line));
        keep_ask(flow);
    }
    void operator()(const requisition_ask::TypeWords& intent) const {
        state().entry.words = intent.text;
        keep_ask(flow);
    }
    void operator()(const requisition_ask::Save&) const { save_ask(flow); }
    void operator()(const requisition_ask::GiveUp&) const {
        if (!state().is_touched()) return give_up(flow);
        ask(flow, {.words =
                       [](const Ui& ui) {
                           return discard_words(ui, words::requisition_discard_title, {});
                       },
                   .then = [](Flow& now, const std::string&) { give_up(now); }});
    }

    static void give_up(Flow& now) {
        forget_ask(now);
        go_back(now);
    }
};

void apply_requisition_ask(Flow& flow, const RequisitionAskIntent& intent) {
    std::visit(ApplyRequisitionAsk{flow}, intent);
}

std::string nobody_in_draft(const std::string&) {
    return {};
}

void resume_requisition(Flow& flow, const std::optional<Uuid>&) {
    begin_requisition(flow);
}

}  // namespace

void begin_requisition(Flow& flow) {
    open_screen(flow, k_requisition_ask_screen);
}

void begin_requisition_for(Flow& flow, const std::vector<Uuid>& gifts) {
    ask_of(flow).wished = gifts;
    begin_requisition(flow);
}

ScreenEntry requisition_ask_screen() {
    return {
        .id = k_requisition_ask_screen,
        .below = k_requisitions_screen,
        .title = words::requisition_ask,
        .help = words::help_requisition_ask,
        .draw = screen_draw(draw_requisition_ask, apply_requisition_ask),
        .task = task_of<RequisitionAskState>(),
        .opened = opened_ask,
        .scanned = scan_into_ask,
        .unfinished = Unfinished{k_requisition_draft.kind, nobody_in_draft, resume_requisition}};
}

}  // namespace qiantai::app
