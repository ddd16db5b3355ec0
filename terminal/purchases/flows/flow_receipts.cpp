// The store's receipts: reading a day, the days, the search; what the till says of a day.

#include <charconv>

#include "assets/words/help.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// So far back the days are listed.
constexpr int k_days_listed = 62;

ReceiptsState& receipts_of(Flow& flow) {
    return flow.get<ReceiptsState>();
}

struct ReceiptPage {
    std::vector<domain::PurchaseLine> rows;
    std::optional<domain::PurchasePlace> next;
};

domain::PurchaseFilter filter_of(const Flow& flow, const ReceiptsState& list) {
    domain::PurchaseFilter filter{.undone = true};
    if (!list.number.empty()) {
        filter.number = list.number;
        return filter;
    }
    if (list.view == ReceiptsView::claimed) {
        filter.only_claimed = true;
        filter.undone = false;
        return filter;
    }
    filter.from = filter.until = list.shown_day(flow.scene.shop);
    return filter;
}

void load_receipt_rows(Flow& flow, Take take) {
    read_page(
        flow, take, k_receipts_page, receipts_of,
        [filter = filter_of(flow, receipts_of(flow))](
            domain::ServiceContext& context, const domain::Session& session,
            const PageWanted<domain::PurchasePlace>& wanted) -> Result<ReceiptPage> {
            auto asked = filter;
            asked.limit = wanted.limit;
            asked.after = wanted.after;
            QIANTAI_TRY(auto page, domain::Purchases(context).list(session, asked));
            return ReceiptPage{std::move(page.purchases), page.next};
        },
        [](ReceiptsState&, const ReceiptPage&) {});
}

void load_day_sums(Flow& flow) {
    const auto day = receipts_of(flow).shown_day(flow.scene.shop);
    run_service(
        flow,
        [day](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Purchases(context).days(session, day, day);
        },
        [day](Flow& later, const Result<std::vector<domain::PurchaseDay>>& days) {
            if (!days) return show_error(later, days.error());
            auto& now = receipts_of(later);
            if (now.shown_day(later.scene.shop) == day) now.sums = days->front();
        });
}

void load_listed_days(Flow& flow) {
    const auto today = Date::of_text(flow.scene.shop.today);
    run_service(
        flow,
        [today](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Purchases(context).days(session, today.plus_days(1 - k_days_listed),
                                                   today);
        },
        [](Flow& later, const Result<std::vector<domain::PurchaseDay>>& days) {
            if (!days) return show_error(later, days.error());
            receipts_of(later).days = *days;
        });
}

void count_claimed(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Purchases(context).list(
                session, {.only_claimed = true, .limit = domain::k_purchase_list_max});
        },
        [](Flow& later, const Result<domain::PurchasePage>& page) {
            if (!page) return show_error(later, page.error());
            receipts_of(later).claimed = static_cast<int>(page->purchases.size());
        });
}

void opened_receipts(Flow& flow) {
    auto& list = receipts_of(flow);
    if (list.sheet) list.sheet->busy = false;
    load_receipt_rows(flow, Take::anew);
    load_day_sums(flow);
    load_listed_days(flow);
    count_claimed(flow);
}

void load_receipts_afresh(Flow& flow) {
    receipts_of(flow).forget();
    load_receipt_rows(flow, Take::anew);
}

void show_day(Flow& flow, Date day) {
    auto& list = receipts_of(flow);
    list.view = ReceiptsView::day;
    // Today moves on at midnight, a day that was chosen stays.
    list.day = day == Date::of_text(flow.scene.shop.today) ? std::nullopt : std::optional(day);
    list.sums.reset();
    load_receipts_afresh(flow);
    load_day_sums(flow);
}

// From today, as somebody who has just come to the counter wants it.
void enter_receipts(Flow& flow) {
    auto& list = receipts_of(flow);
    list.forget();
    list.view = ReceiptsView::day;
    list.day.reset();
    list.sums.reset();
    list.number.clear();
    list.sheet.reset();
}

void open_day_total(Flow& flow) {
    auto& list = receipts_of(flow);
    DayTotalSheet sheet{.date = list.shown_day(flow.scene.shop)};
    if (list.sums && list.sums->total) {
        const auto& total = *list.sums->total;
        sheet.net_typed = total.net.text();
        sheet.receipts_typed = std::to_string(total.receipts);
        if (total.pieces) sheet.pieces_typed = std::to_string(*total.pieces);
    }
    list.sheet = std::move(sheet);
}

std::optional<int> typed_count(const std::string& typed) {
    int count = 0;
    const auto* end = typed.data() + typed.size();
    const auto [at, failed] = std::from_chars(typed.data(), end, count);
    const bool whole = failed == std::errc() && at == end && !typed.empty();
    return whole && count <= domain::k_day_receipts_max ? std::optional(count) : std::nullopt;
}

FieldErrors check_day_total(const DayTotalSheet& sheet) {
    FieldErrors errors;
    const auto malformed = [&](receipts::DayTotalText field) {
        errors.try_emplace(std::string(name_of(field)), make_error(domain::k_day_total_malformed));
    };
    using Which = receipts::DayTotalText;
    if (!Fen::parse(sheet.net_typed)) malformed(Which::net);
    if (!typed_count(sheet.receipts_typed)) malformed(Which::receipts);
    if (!sheet.pieces_typed.empty() && !typed_count(sheet.pieces_typed)) malformed(Which::pieces);
    return errors;
}

void save_day_total(Flow& flow) {
    auto& sheet = receipts_of(flow).sheet;
    if (!sheet || sheet->busy) return;
    sheet->errors = check_day_total(*sheet);
    if (!sheet->errors.empty()) return;
    sheet->busy = true;
    const domain::DayTotalEntry entry{.business_date = sheet->date,
                                      .net = *Fen::parse(sheet->net_typed),
                                      .receipts = *typed_count(sheet->receipts_typed),
                                      .pieces = typed_count(sheet->pieces_typed)};
    run_service(
        flow,
        [entry](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Purchases(context).save_day_total(session, entry);
        },
        [](Flow& later, const Result<domain::DayTotal>& total) {
            auto& now = receipts_of(later).sheet;
            if (!total) {
                if (now) now->busy = false;
                return show_error(later, total.error());
            }
            now.reset();
            show_done(later, words::day_total_done);
            opened_receipts(later);
        });
}

/// A card shows its member's receipts; anything else is looked for as a number.
bool scan_receipts(Flow& flow, const std::string& code) {
    if (receipts_of(flow).sheet) return true;
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return find_shown_members(context, session, code);
        },
        [code](Flow& later, const Result<std::vector<ShownMember>>& found) {
            if (!found) return show_error(later, found.error());
            if (found->size() == 1) {
                const auto& member = found->front().member;
                return open_member_receipts(later, member.id, member.name);
            }
            receipts_of(later).number = code;
            load_receipts_afresh(later);
        });
    return true;
}

struct ApplyReceipts {
    Flow& flow;

    ReceiptsState& state() const { return receipts_of(flow); }
    void operator()(const receipts::SetView& intent) const {
        state().view = intent.view;
        state().forget();
        opened_receipts(flow);
    }
    void operator()(const receipts::SetDay& intent) const { show_day(flow, intent.day); }
    void operator()(const receipts::Search& intent) const {
        state().number = intent.number;
        load_receipts_afresh(flow);
    }
    void operator()(const receipts::LoadMore&) const { load_receipt_rows(flow, Take::more); }
    void operator()(const receipts::Reload&) const { opened_receipts(flow); }
    void operator()(const receipts::Open& intent) const { open_receipt(flow, intent.id); }
    void operator()(const receipts::Record&) const { begin_receipt(flow); }
    void operator()(const receipts::OpenTiers&) const { open_screen(flow, k_tiers_screen); }
    void operator()(const receipts::OpenDayTotal&) const { open_day_total(flow); }
    void operator()(const receipts::CloseDayTotal&) const { state().sheet.reset(); }
    void operator()(const receipts::TypeDayTotal& intent) const {
        if (!state().sheet) return;
        text_of(*state().sheet, intent.field) = intent.value;
        state().sheet->errors.erase(std::string(name_of(intent.field)));
    }
    void operator()(const receipts::SaveDayTotal&) const { save_day_total(flow); }
};

void apply_receipts(Flow& flow, const ReceiptsIntent& intent) {
    std::visit(ApplyReceipts{flow}, intent);
}

Restore receipts_place(Flow& flow) {
    const auto& list = receipts_of(flow);
    return [view = list.view, day = list.day, number = list.number](Flow& later) {
        auto& now = receipts_of(later);
        if (now.view != view || now.day != day || now.number != number) now.forget();
        now.view = view;
        now.day = day;
        now.number = number;
        return true;
    };
}

}  // namespace

void open_claimed_receipts(Flow& flow) {
    enter_receipts(flow);
    receipts_of(flow).view = ReceiptsView::claimed;
    open_screen(flow, k_receipts_screen);
}

ScreenEntry receipts_screen() {
    return {.id = k_receipts_screen,
            .below = k_find_screen,
            .title = words::receipts_title,
            .help = words::help_receipts,
            .draw = screen_draw(draw_receipts, apply_receipts),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<ReceiptsState>().sheet.has_value();
                          },
                      .draw = screen_draw(draw_day_total_sheet, apply_receipts)},
            .entered = enter_receipts,
            .opened = opened_receipts,
            .place = receipts_place,
            .scanned = scan_receipts};
}

}  // namespace qiantai::app
