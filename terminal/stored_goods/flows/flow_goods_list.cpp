// The list of what is kept, in its three views, and the way from a scanned code to what it names.

#include "assets/words/help.hpp"
#include "assets/words/stored_goods.hpp"
#include "terminal/base/human_number.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/stored_goods/flows/stored_goods_flows.hpp"
#include "terminal/stored_goods/rules/stored_goods.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

constexpr PageSize k_goods_page{.rows = 50, .rows_most = domain::k_goods_list_max};

GoodsListState& goods_list(Flow& flow) {
    return flow.get<GoodsListState>();
}

struct GoodsRows {
    std::vector<domain::GoodsLine> rows;
    std::optional<domain::GoodsPlace> next;
};

void load_left(Flow& flow, Take take) {
    const auto& list = goods_list(flow);
    domain::GoodsFilter filter{.member_id = list.member_id,
                               .item = list.item,
                               .text = list.looked_for(),
                               // What is asked for by name is shown also if nothing is left of it.
                               .only_remaining = !list.member_id && list.looked_for().empty()};
    read_page(
        flow, take, k_goods_page, goods_list,
        [filter](domain::ServiceContext& context, const domain::Session& session,
                 const PageWanted<domain::GoodsPlace>& wanted) -> Result<GoodsRows> {
            auto asked = filter;
            asked.limit = wanted.limit;
            asked.after = wanted.after;
            QIANTAI_TRY(auto page, domain::StoredGoodsKeeper(context).list(session, asked));
            return GoodsRows{std::move(page.goods), page.next};
        },
        [](GoodsListState&, const GoodsRows&) {});
}

void load_due(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::StoredGoodsKeeper(context).reminders(session);
        },
        [](Flow& later, const Result<std::vector<domain::GoodsLine>>& due) {
            if (!due) return show_error(later, due.error());
            goods_list(later).due = *due;
        });
}

void load_items(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::StoredGoodsKeeper(context).items(session);
        },
        [](Flow& later, const Result<std::vector<domain::GoodsItemTotal>>& totals) {
            if (!totals) return show_error(later, totals.error());
            goods_list(later).totals = *totals;
        });
}

void load_goods_list(Flow& flow) {
    load_left(flow, Take::anew);
    load_due(flow);
    load_items(flow);
}

void filter_goods(Flow& flow) {
    goods_list(flow).view = GoodsView::left;
    load_left(flow, Take::anew);
}

/// What a code names: one deposit, one member, or neither.
struct ScannedGoods {
    std::optional<Uuid> goods_id{};
    std::optional<domain::Member> member{};
};
Result<ScannedGoods> find_scanned(domain::ServiceContext& context, const domain::Session& session,
                                  const std::string& code) {
    ScannedGoods scanned;
    const auto course = domain::StoredGoodsKeeper(context).find(session, code);
    if (course) {
        scanned.goods_id = course->line.goods.id;
        return scanned;
    }
    const auto* why = course.error().kind;
    if (why != &domain::k_goods_not_found && why != &store::k_number_mistyped) {
        return course.error();
    }
    QIANTAI_TRY(const auto found, domain::Members(context).find(session, code));
    if (found.size() == 1) scanned.member = found.front().member;
    return scanned;
}

bool scan_goods_list(Flow& flow, const std::string& code) {
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return find_scanned(context, session, code);
        },
        [code](Flow& later, const Result<ScannedGoods>& scanned) {
            if (!scanned) return show_error(later, scanned.error());
            if (scanned->goods_id) return open_goods(later, *scanned->goods_id);
            auto& list = goods_list(later);
            list.item.clear();
            list.composing.clear();
            list.typed = scanned->member ? "" : code;
            list.member_id.reset();
            if (scanned->member) {
                list.member_id = scanned->member->id;
                list.member_name = scanned->member->name;
            }
            filter_goods(later);
        });
    return true;
}

/// The number of a slip opens its goods from wherever one is.
bool scan_slip(Flow& flow, const std::string& code) {
    if (!domain::is_goods_number(code)) return false;
    if (!flow.scene.has_right(domain::Right::stored_goods_keep)) return false;
    run_service(
        flow,
        [code](domain::ServiceContext& context, const domain::Session& session) {
            return domain::StoredGoodsKeeper(context).find(session, code);
        },
        [](Flow& later, const Result<domain::GoodsCourse>& course) {
            if (!course) return show_error(later, course.error());
            open_goods(later, course->line.goods.id);
        });
    return true;
}

Result<MemberLineWords> load_goods_line(domain::ServiceContext& context,
                                        const domain::Session& session, const Uuid& member) {
    const domain::GoodsFilter filter{
        .member_id = member, .only_remaining = true, .limit = domain::k_goods_list_max};
    QIANTAI_TRY(const auto page, domain::StoredGoodsKeeper(context).list(session, filter));
    if (page.goods.empty()) return MemberLineWords();
    return MemberLineWords([count = page.goods.size()](const Ui& ui, const Shop&) {
        return MemberLineText{.title = ui.tr(words::goods_member_line, count)};
    });
}

// All of it, from the top.
void enter_goods_list(Flow& flow) {
    auto& list = goods_list(flow);
    if (list.is_filtered()) list.forget();
    list.view = GoodsView::left;
    for (auto* text : {&list.typed, &list.composing, &list.item, &list.member_name}) text->clear();
    list.member_id.reset();
}

void open_goods_of(Flow& flow, const Uuid& member, const std::string& name) {
    enter_goods_list(flow);
    auto& list = goods_list(flow);
    list.forget();
    list.member_id = member;
    list.member_name = name;
    open_screen(flow, k_goods_list_screen);
}

struct ApplyGoodsList {
    Flow& flow;

    GoodsListState& state() const { return goods_list(flow); }
    void operator()(const goods::SetView& intent) const {
        state().view = intent.view;
        load_goods_list(flow);
    }
    void operator()(const goods::Search& intent) const {
        state().typed = intent.text;
        state().composing = intent.composing;
        state().item.clear();
        state().member_id.reset();
        filter_goods(flow);
    }
    void operator()(const goods::ShowItem& intent) const {
        state().item = intent.item;
        state().typed.clear();
        state().composing.clear();
        state().member_id.reset();
        filter_goods(flow);
    }
    void operator()(const goods::ShowAll&) const {
        state().item.clear();
        state().typed.clear();
        state().composing.clear();
        state().member_id.reset();
        filter_goods(flow);
    }
    void operator()(const goods::LoadMore&) const { load_left(flow, Take::more); }
    void operator()(const goods::Reload&) const { load_goods_list(flow); }
    void operator()(const goods::Open& intent) const { open_goods(flow, intent.id); }
    void operator()(const goods::BeginDeposit&) const { begin_deposit(flow); }
};

void apply_goods_list(Flow& flow, const GoodsListIntent& intent) {
    std::visit(ApplyGoodsList{flow}, intent);
}

Restore goods_list_place(Flow& flow) {
    return [view = goods_list(flow).view](Flow& later) {
        goods_list(later).view = view;
        return true;
    };
}

}  // namespace

ScreenEntry goods_list_screen() {
    return {.id = k_goods_list_screen,
            .way = Way{Icon::archive, words::nav_stored_goods, domain::Right::stored_goods_keep},
            .title = words::goods_title,
            .help = words::help_goods_list,
            .draw = screen_draw(draw_goods_list, apply_goods_list),
            .badge =
                [](const Scene&, const StateBag& states) {
                    const auto& due = states.get<GoodsListState>().due;
                    const auto is_overdue = [](const domain::GoodsLine& line) {
                        return line.reminder->reason == domain::ReminderReason::expired;
                    };
                    return Badge{.count = static_cast<int>(due.size()),
                                 .urgent = std::ranges::any_of(due, is_overdue)};
                },
            .entered = enter_goods_list,
            .counted = load_due,
            .opened = load_goods_list,
            .place = goods_list_place,
            .scanned = scan_goods_list,
            .scanned_elsewhere = scan_slip,
            .about_member =
                AboutMember{Icon::archive, words::goods_member_act,
                            domain::Right::stored_goods_keep, load_goods_line, open_goods_of}};
}

}  // namespace qiantai::app
