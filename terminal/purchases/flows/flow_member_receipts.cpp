// What one member bought, and the line on the member's page that leads there.

#include "assets/words/help.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/purchases/rules/purchases.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

MemberReceiptsState& bought_of(Flow& flow) {
    return flow.get<MemberReceiptsState>();
}

struct BoughtPage {
    std::vector<domain::PurchaseLine> rows;
    std::optional<domain::PurchasePlace> next;
    domain::MemberSpending spending;
    ShownMember member;
};

Result<BoughtPage> load_bought(domain::ServiceContext& context, const domain::Session& session,
                               const domain::PurchaseFilter& filter) {
    domain::Purchases purchases(context);
    QIANTAI_TRY(auto page, purchases.list(session, filter));
    QIANTAI_TRY(const auto spending, purchases.spending(session, *filter.member_id));
    QIANTAI_TRY(auto member, load_shown_member(context, session, *filter.member_id));
    return BoughtPage{std::move(page.purchases), page.next, spending, std::move(member)};
}

void load_member_receipts(Flow& flow, Take take) {
    read_page(
        flow, take, k_receipts_page, bought_of,
        [member = bought_of(flow).member_id](domain::ServiceContext& context,
                                             const domain::Session& session,
                                             const PageWanted<domain::PurchasePlace>& wanted) {
            return load_bought(context, session,
                               {.member_id = member,
                                .undone = true,
                                .limit = wanted.limit,
                                .after = wanted.after});
        },
        [](MemberReceiptsState& list, const BoughtPage& page) {
            list.spending = page.spending;
            list.name = page.member.member.name;
            list.store_code = page.member.member.store_code;
        });
}

void opened_member_receipts(Flow& flow) {
    load_member_receipts(flow, Take::anew);
}

struct ApplyMemberReceipts {
    Flow& flow;

    MemberReceiptsState& state() const { return bought_of(flow); }
    void operator()(const member_receipts::Open& intent) const { open_receipt(flow, intent.id); }
    void operator()(const member_receipts::Record&) const {
        begin_receipt_of(flow, Uuid(state().member_id));
    }
    void operator()(const member_receipts::OpenTier&) const {
        open_member_tier(flow, Uuid(state().member_id), std::string(state().name));
    }
    void operator()(const member_receipts::OpenMember&) const {
        open_member(flow, Uuid(state().member_id));
    }
    void operator()(const member_receipts::LoadMore&) const {
        load_member_receipts(flow, Take::more);
    }
    void operator()(const member_receipts::Reload&) const { opened_member_receipts(flow); }
};

void apply_member_receipts(Flow& flow, const MemberReceiptsIntent& intent) {
    std::visit(ApplyMemberReceipts{flow}, intent);
}

Restore member_receipts_place(Flow& flow) {
    const auto& list = bought_of(flow);
    return [member = list.member_id, name = list.name](Flow& later) {
        auto& now = bought_of(later);
        if (now.member_id != member) {
            now = {};
            now.member_id = member;
            now.name = name;
        }
        return true;
    };
}

Result<MemberLineWords> load_spending_line(domain::ServiceContext& context,
                                           const domain::Session& session, const Uuid& member) {
    QIANTAI_TRY(const auto spending, domain::Purchases(context).spending(session, member));
    QIANTAI_TRY(const auto shown, load_shown_member(context, session, member));
    const auto known = shown.member.store_code == context.identity.store_code
                           ? SpendingKnown::everywhere
                           : SpendingKnown::here;
    return MemberLineWords([spending, known](const Ui& ui, const Shop& shop) {
        return spending_line(ui, shop, spending, known);
    });
}

Text member_receipts_title(const Ui& ui, const Scene&, const StateBag& states) {
    const auto& name = states.get<MemberReceiptsState>().name;
    return Text::data(ui.tr(words::receipts_of_title, name).utf8());
}

}  // namespace

void open_member_receipts(Flow& flow, const Uuid& member, const std::string& name) {
    auto& list = bought_of(flow);
    if (list.member_id != member) {
        list = {};
        list.member_id = member;
    }
    list.name = name;
    open_screen(flow, k_member_receipts_screen);
}

ScreenEntry member_receipts_screen() {
    return {.id = k_member_receipts_screen,
            .below = k_find_screen,
            .title = words::receipts_title,
            .title_text = member_receipts_title,
            .help = words::help_member_receipts,
            .draw = screen_draw(draw_member_receipts, apply_member_receipts),
            .opened = opened_member_receipts,
            .place = member_receipts_place,
            .about_member = AboutMember{.icon = Icon::receipt,
                                        .right = domain::Right::purchases_keep,
                                        .load = load_spending_line,
                                        .open = open_member_receipts}};
}

}  // namespace qiantai::app
