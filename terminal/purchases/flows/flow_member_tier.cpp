// A member's tier: how it stands, fixing and freeing it, and the line on the member's page.

#include "assets/words/help.hpp"
#include "assets/words/members.hpp"
#include "assets/words/purchases.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/purchases/flows/purchases_flows.hpp"
#include "terminal/purchases/rules/tiers.hpp"
#include "terminal/purchases/screens/purchase_words.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using Report = Result<domain::TierReport>;

MemberTierState& tier_of(Flow& flow) {
    return flow.get<MemberTierState>();
}

void opened_member_tier(Flow& flow) {
    tier_of(flow).busy = false;
    run_service(
        flow,
        [member = tier_of(flow).member_id](domain::ServiceContext& context,
                                           const domain::Session& session) {
            return domain::Tiers(context).report(session, member);
        },
        [member = tier_of(flow).member_id](Flow& later, const Report& report) {
            auto& now = tier_of(later);
            if (now.member_id != member) return;
            now.error.reset();
            if (report) {
                now.report = *report;
            } else {
                now.error = report.error();
            }
        });
}

void open_tier_sheet(Flow& flow, TierSheet sheet) {
    auto& page = tier_of(flow);
    page.sheet = sheet;
    page.tier = page.report ? page.report->tier : std::string();
    page.locked = true;
    page.reason = {};
    page.busy = false;
}

template <typename Work>
void run_tier_sheet(Flow& flow, TextKey done, Work work) {
    if (std::exchange(tier_of(flow).busy, true)) return;
    run_service(flow, std::move(work), [done](Flow& later, const Report& report) {
        tier_of(later).busy = false;
        if (!report) return show_error(later, report.error());
        tier_of(later).report = *report;
        open_tier_sheet(later, TierSheet::none);
        show_done(later, done);
    });
}

void save_tier_sheet(Flow& flow) {
    const auto& page = tier_of(flow);
    const auto reason = page.reason.words(flow.scene.settings.language, reasons_of(page.sheet));
    if (page.sheet == TierSheet::unlock) {
        return run_tier_sheet(flow, words::tier_unlock_done,
                              [member = page.member_id, reason](domain::ServiceContext& context,
                                                                const domain::Session& session) {
                                  return domain::Tiers(context).unlock(session, member, reason);
                              });
    }
    run_tier_sheet(flow, page.locked ? words::tier_lock_done : words::tier_set_done,
                   [member = page.member_id, tier = page.tier, locked = page.locked, reason](
                       domain::ServiceContext& context, const domain::Session& session) {
                       return domain::Tiers(context).set_by_hand(session, member, tier, locked,
                                                                 reason);
                   });
}

struct ApplyMemberTier {
    Flow& flow;

    MemberTierState& page() const { return tier_of(flow); }
    void operator()(const member_tier::Reload&) const { opened_member_tier(flow); }
    void operator()(const member_tier::OpenSheet& intent) const {
        open_tier_sheet(flow, intent.sheet);
    }
    void operator()(const member_tier::ChooseTier& intent) const { page().tier = intent.tier; }
    void operator()(const member_tier::SetLocked& intent) const { page().locked = intent.locked; }
    void operator()(const member_tier::GiveReason& intent) const { page().reason = intent.reason; }
    void operator()(const member_tier::SaveSheet&) const { save_tier_sheet(flow); }
    void operator()(const member_tier::OpenReceipts&) const {
        open_member_receipts(flow, Uuid(page().member_id), std::string(page().name));
    }
};

void apply_member_tier(Flow& flow, const MemberTierIntent& intent) {
    std::visit(ApplyMemberTier{flow}, intent);
}

Restore member_tier_place(Flow& flow) {
    const auto& page = tier_of(flow);
    return [member = page.member_id, name = page.name](Flow& later) {
        auto& now = tier_of(later);
        if (now.member_id != member) now = {.member_id = member, .name = name};
        return true;
    };
}

/// Only of the own store's members: what others spend elsewhere is not known here.
Result<MemberLineWords> load_tier_line(domain::ServiceContext& context,
                                       const domain::Session& session, const Uuid& member) {
    QIANTAI_TRY(const auto shown, load_shown_member(context, session, member));
    const bool own = shown.member.store_code == context.identity.store_code;
    if (!own || shown.member.status == MemberStatus::erased) return MemberLineWords();
    QIANTAI_TRY(const auto report, domain::Tiers(context).report(session, member));
    return MemberLineWords(
        [report](const Ui& ui, const Shop& shop) { return tier_line(ui, shop, report); });
}

Text member_tier_title(const Ui& ui, const Scene&, const StateBag& states) {
    const auto& name = states.get<MemberTierState>().name;
    return Text::data(ui.tr(words::tier_of_title, name).utf8());
}

}  // namespace

void open_member_tier(Flow& flow, const Uuid& member, const std::string& name) {
    auto& page = tier_of(flow);
    if (page.member_id != member) page = {.member_id = member, .name = name};
    page.name = name;
    open_tier_sheet(flow, TierSheet::none);
    open_screen(flow, k_member_tier_screen);
}

ScreenEntry member_tier_screen() {
    return {.id = k_member_tier_screen,
            .below = k_find_screen,
            .title = words::member_tier,
            .title_text = member_tier_title,
            .help = words::help_member_tier,
            .draw = screen_draw(draw_member_tier, apply_member_tier),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<MemberTierState>().sheet != TierSheet::none;
                          },
                      .draw = screen_draw(draw_tier_sheet, apply_member_tier)},
            .opened = opened_member_tier,
            .place = member_tier_place,
            .about_member = AboutMember{.icon = Icon::star,
                                        .right = domain::Right::purchases_keep,
                                        .load = load_tier_line,
                                        .open = open_member_tier}};
}

}  // namespace qiantai::app
