// The page of stock: a place's gifts with what needs attention, and the ledger of one of them.

#include <algorithm>
#include <map>

#include "assets/words/stock.hpp"
#include "terminal/gifts/flows/requisitions_flows.hpp"
#include "terminal/gifts/flows/stock_flows.hpp"
#include "terminal/gifts/rules/gifts.hpp"
#include "terminal/gifts/rules/recalls.hpp"
#include "terminal/gifts/rules/requisition_lists.hpp"
#include "terminal/gifts/rules/stock.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr int k_ledger_page = 60, k_course_days = 30;
constexpr TimeMs k_course_day_ms = 86'400'000;

struct StockLoaded {
    std::vector<StockShown> gifts{};
    std::vector<domain::StockShortage> shortages{};
};

Status add_expiring(domain::ServiceContext& context, const domain::Session& session,
                    const std::string& store, std::vector<StockShown>& gifts) {
    QIANTAI_TRY(const auto lots, domain::Stock(context).expiring(session));
    for (const auto& one : lots) {
        if (one.store_code != store) continue;
        for (auto& gift : gifts) {
            if (gift.line.gift_id != one.gift_id) continue;
            gift.days_left = std::min(gift.days_left.value_or(one.days_left), one.days_left);
        }
    }
    return {};
}

Status add_recalled(domain::ServiceContext& context, const domain::Session& session,
                    std::vector<StockShown>& gifts) {
    QIANTAI_TRY(const auto recalls, domain::Recalls(context).list(session));
    for (const auto& one : recalls) {
        for (auto& gift : gifts) {
            if (gift.line.gift_id != one.recall.gift_id) continue;
            if (one.recall.batch.empty()) {
                gift.all_recalled = true;
            } else {
                gift.recalled.insert(one.recall.batch);
            }
        }
    }
    return {};
}

Result<StockLoaded> load_stock_of(domain::ServiceContext& context, const domain::Session& session,
                                  const std::string& wanted_store) {
    const auto store = wanted_store.empty() ? context.identity.store_code : wanted_store;
    StockLoaded loaded;
    QIANTAI_TRY(const auto lines, domain::Stock(context).list(session, {.store_code = store}));
    QIANTAI_TRY(const auto catalogue, domain::Gifts(context).list(session));
    std::map<Uuid, int> ordered;
    if (domain::has_right(session.role, domain::Right::requisitions_read)) {
        QIANTAI_TRY(ordered, domain::load_ordered(context, store));
    }
    for (const auto& line : lines) {
        StockShown gift{.line = line};
        const auto known = std::ranges::find_if(
            catalogue, [&](const domain::GiftLine& one) { return one.gift.id == line.gift_id; });
        if (known != catalogue.end()) {
            gift.barcodes = known->barcodes;
            gift.picture = known->gift.picture;
            gift.cost = known->gift.cost;
            gift.active = known->gift.status == GiftStatus::active;
            gift.stock_min = known->gift.stock_min;
            gift.stock_max = known->gift.stock_max;
        }
        if (const auto found = ordered.find(line.gift_id); found != ordered.end()) {
            gift.asked = found->second;
        }
        loaded.gifts.push_back(std::move(gift));
    }
    QIANTAI_TRY_STATUS(add_expiring(context, session, store, loaded.gifts));
    QIANTAI_TRY_STATUS(add_recalled(context, session, loaded.gifts));
    QIANTAI_TRY(loaded.shortages, domain::Stock(context).shortages(session));
    std::erase_if(loaded.shortages, [&](const auto& one) { return one.store_code != store; });
    return loaded;
}

struct LedgerLoaded {
    domain::MovementPage page{};
    int balance = 0;
    std::vector<double> course{};
};

Result<LedgerLoaded> load_ledger_of(domain::ServiceContext& context, const domain::Session& session,
                                    const domain::MovementFilter& filter, TimeMs now) {
    domain::Stock service(context);
    LedgerLoaded loaded;
    QIANTAI_TRY(loaded.page, service.movements(session, filter));
    const auto on_shelf_at = [&](TimeMs at) {
        return service.balance(session, *filter.gift_id, StockSpot::shelf, at, filter.store_code);
    };
    if (!loaded.page.movements.empty()) {
        QIANTAI_TRY(const auto newest, on_shelf_at(loaded.page.movements.front().at));
        loaded.balance = newest.quantity;
    }
    if (filter.after) return loaded;
    for (int day = k_course_days - 1; day >= 0; --day) {
        QIANTAI_TRY(const auto then, on_shelf_at(now - day * k_course_day_ms));
        loaded.course.push_back(then.quantity);
    }
    return loaded;
}

void read_ledger(Flow& flow, const std::optional<domain::MovementPlace>& after) {
    auto& state = stock_of(flow);
    if (!state.chosen) return;
    const domain::MovementFilter filter{.store_code = state.store_code,
                                        .gift_id = state.chosen,
                                        .limit = k_ledger_page,
                                        .after = after};
    run_service(
        flow,
        [filter, now = flow.scene.shop.now_ms](domain::ServiceContext& context,
                                               const domain::Session& session) {
            return load_ledger_of(context, session, filter, now);
        },
        [more = after.has_value(), query = ++state.ledger_query](
            Flow& later, const Result<LedgerLoaded>& loaded) {
            auto& now = stock_of(later);
            if (now.ledger_query != query) return;
            if (!loaded) return show_error(later, loaded.error());
            now.older = loaded->page.next;
            now.ledger_loaded = true;
            if (!more) {
                now.ledger = loaded->page.movements;
                now.balance = loaded->balance;
                now.course = loaded->course;
                return;
            }
            now.ledger.insert(now.ledger.end(), loaded->page.movements.begin(),
                              loaded->page.movements.end());
        });
}

void choose_gift(Flow& flow, const Uuid& gift_id) {
    auto& state = stock_of(flow);
    state.chosen = gift_id;
    state.ledger.clear();
    state.course.clear();
    state.older.reset();
    state.open_days.clear();
    state.ledger_loaded = false;
    load_stock_ledger(flow);
    load_stock_picture(flow);
}

/// The first of the list is open beside it until somebody touches another one.
void choose_first(Flow& flow) {
    auto& state = stock_of(flow);
    const auto shown = state.shown();
    if (!shown.empty()) choose_gift(flow, Uuid(shown.front()->line.gift_id));
}

struct ApplyStock {
    Flow& flow;

    StockState& state() const { return stock_of(flow); }
    void operator()(const stock::Reload&) const { load_stock(flow); }
    void operator()(const stock::SetView& intent) const {
        state().view = intent.view;
        state().typed.clear();
        state().composing.clear();
        choose_first(flow);
    }
    void operator()(const stock::Search& intent) const {
        state().typed = intent.text;
        state().composing = intent.composing;
    }
    void operator()(const stock::Open& intent) const {
        state().opened = true;
        choose_gift(flow, intent.gift_id);
    }
    void operator()(const stock::CloseGift&) const { state().opened = false; }
    void operator()(const stock::FoldDay& intent) const { state().open_days.insert(intent.day); }
    void operator()(const stock::ReadOlder&) const { read_ledger(flow, state().older); }
    void operator()(const stock::AskFor&) const {
        if (state().chosen) begin_requisition_for(flow, {*state().chosen});
    }
    void operator()(const stock::AskShort&) const {
        std::vector<Uuid> wanted;
        for (const auto& gift : state().gifts) {
            if (gift.wanted() > 0) wanted.push_back(gift.line.gift_id);
        }
        begin_requisition_for(flow, wanted);
    }
    void operator()(const stock::OpenPage& intent) const { open_screen(flow, intent.screen); }
    void operator()(const stock::BeginSheet& intent) const {
        begin_stock_sheet(flow, intent.sheet, intent.about);
    }
    void operator()(const stock::ChooseAct& intent) const { choose_stock_act(flow, intent.act); }
    void operator()(const stock::ChooseLot& intent) const {
        state().about = intent.lot;
        state().pieces = 1;
    }
    void operator()(const stock::SetPieces& intent) const { state().pieces = intent.pieces; }
    void operator()(const stock::GiveReason& intent) const { state().reason = intent.reason; }
    void operator()(const stock::TypeText& intent) const { state().text = intent.text; }
    void operator()(const stock::ChooseSource& intent) const { state().source = intent.source; }
    void operator()(const stock::ChoosePlace& intent) const {
        close_stock_sheet(flow);
        state() = {.store_code = intent.store_code,
                   .query = state().query,
                   .ledger_query = state().ledger_query};
        load_stock(flow);
    }
    void operator()(const stock::Save&) const { save_stock_sheet(flow); }
    void operator()(const stock::RemovePicture&) const { remove_stock_picture(flow); }
    void operator()(const FilePickerIntent& intent) const { apply_stock_picture(flow, intent); }
    void operator()(const CameraIntent& intent) const { apply_stock_picture(flow, intent); }
    void operator()(const stock::CloseSheet&) const { close_stock_sheet(flow); }
};

void apply_stock(Flow& flow, const StockIntent& intent) {
    std::visit(ApplyStock{flow}, intent);
}

/// A scan opens the gift.
bool scan_into_stock(Flow& flow, const std::string& code) {
    auto& state = stock_of(flow);
    const auto found = std::ranges::find_if(state.gifts, [&](const StockShown& one) {
        return one.line.code == code || std::ranges::find(one.barcodes, code) != one.barcodes.end();
    });
    if (found == state.gifts.end()) return false;
    state.opened = true;
    choose_gift(flow, Uuid(found->line.gift_id));
    return true;
}

void enter_stock(Flow& flow) {
    auto& state = stock_of(flow);
    state.view = StockView::attention;
    state.opened = false;
    state.typed.clear();
}

/// A desk of headquarters has no stock of its own: it begins with the first of the places.
void opened_stock(Flow& flow) {
    auto& state = stock_of(flow);
    state.busy = false;
    // What had not come by then may be here now.
    std::erase_if(state.pictures, [](const auto& one) { return !one.second; });
    const auto& shop = flow.scene.shop;
    if (shop.store_code == k_headquarters_code && state.store_code.empty()) {
        for (const auto& [code, name] : shop.stores) {
            if (code == k_headquarters_code) continue;
            state.store_code = code;
            break;
        }
    }
    load_stock(flow);
}

Restore stock_place(Flow& flow) {
    const auto& state = stock_of(flow);
    return [store = state.store_code, view = state.view, chosen = state.chosen,
            opened = state.opened](Flow& later) {
        auto& now = stock_of(later);
        now.store_code = store;
        now.view = view;
        now.chosen = chosen;
        now.opened = opened;
        return true;
    };
}

}  // namespace

StockState& stock_of(Flow& flow) {
    return flow.get<StockState>();
}

void load_stock(Flow& flow) {
    auto& state = stock_of(flow);
    state.error.reset();
    run_service(
        flow,
        [store = state.store_code](domain::ServiceContext& context,
                                   const domain::Session& session) {
            return load_stock_of(context, session, store);
        },
        [query = ++state.query](Flow& later, const Result<StockLoaded>& loaded) {
            auto& now = stock_of(later);
            if (now.query != query) return;
            if (!loaded) {
                now.error = loaded.error();
                return;
            }
            now.gifts = loaded->gifts;
            now.shortages = loaded->shortages;
            const bool first = !std::exchange(now.loaded, true);
            if (first && now.count(StockView::attention) == 0) now.view = StockView::all;
            if (now.gift() == nullptr) return choose_first(later);
            load_stock_ledger(later);
            load_stock_picture(later);
        });
}

void load_stock_ledger(Flow& flow) {
    read_ledger(flow, std::nullopt);
}

void open_stock_of(Flow& flow, const Uuid& gift_id) {
    auto& state = stock_of(flow);
    state.view = StockView::all;
    state.typed.clear();
    state.opened = true;
    state.ledger.clear();
    state.ledger_loaded = false;
    state.chosen = gift_id;
    open_screen(flow, k_stock_screen);
}

ScreenEntry stock_screen() {
    return {.id = k_stock_screen,
            .below = k_requisitions_screen,
            .title = words::stock_title,
            .help = words::help_stock,
            .draw = screen_draw(draw_stock, apply_stock),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<StockState>().sheet != StockSheet::none;
                          },
                      .draw = screen_draw(draw_stock_sheet, apply_stock)},
            .entered = enter_stock,
            .opened = opened_stock,
            .closed = leave_stock_picture,
            .paused = leave_stock_picture,
            .place = stock_place,
            .scanned = scan_into_stock,
            .dropped = drop_on_stock};
}

}  // namespace qiantai::app
