#include "terminal/members/screens/people_table.hpp"

#include "assets/words/find.hpp"
#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/members/screens/lists_words.hpp"

namespace qiantai::ui {
namespace {

constexpr float k_found_column = 200;  ///< least; the tier stands in a column of its own

/// Who looks after the person: a colleague, or another store.
Text keeper_text(const Scene& scene, const domain::Member& member) {
    const auto& store = member.store_code;
    if (store == scene.shop.store_code) return colleague_text(scene, member.home_clerk);
    return Text::data(store_name(scene.shop, store));
}

}  // namespace

MemberRow member_row(const ShownMember& shown) {
    return {.name = Text::data(shown.member.name), .subtitle = masked_phone_text(shown.member)};
}

TableCell seen_cell(const Ui& ui, const Shop& shop, const domain::LastSeen& seen) {
    return {.text = past_date_text(ui, shop, seen.on), .note = visit_text(ui, seen.what)};
}

std::vector<TableColumn> found_columns(const Ui& ui, const Scene& scene,
                                       const std::vector<ShownMember>& people) {
    const auto& shop = scene.shop;
    std::vector<Text> tiers{ui.tr(words::tier_none)}, matches{ui.tr(words::matched_merged)};
    for (const auto& tier : shop.tiers) tiers.push_back(tier_tag(ui, shop, tier.code).text);
    for (const auto& [value, code] : k_codes<domain::MatchedBy>) {
        matches.push_back(matched_text(ui, value));
    }
    const std::array days{date_text(ui, shop, Date::of_text("2000-12-28"))};
    std::vector<Text> keepers;
    for (const auto& shown : people) keepers.push_back(keeper_text(scene, shown.member));
    return {{.title = ui.tr(words::column_member), .width = ui.px(k_found_column)},
            {.title = ui.tr(words::member_tier),
             .width = tag_column_width(ui, tiers),
             .sorts = SortOrder::descending},
            {.title = ui.tr(words::column_matched),
             .width = column_width(ui, matches),
             .sorts = SortOrder::ascending},
            {.title = ui.tr(words::column_seen),
             .width = column_width(ui, days),
             .sorts = SortOrder::descending},
            clerk_column(ui, keepers)};
}

TableRow found_row(const Ui& ui, const Scene& scene, const ShownMember& shown,
                   std::span<const Tag> tags, bool selected) {
    auto person = member_row(shown);
    person.tags = tags;
    person.selected = selected;
    const auto tier = tier_tag(ui, scene.shop, shown.member.tier_code);
    TableCell matched{.text = matched_text(ui, *shown.matched_by)};
    if (shown.by_merged_record) matched.note = ui.tr(words::matched_merged);
    return {.name = "person " + shown.member.id.text(),
            .person = std::move(person),
            .cells = {{.text = tier.text, .tag = tier.tone},
                      std::move(matched),
                      seen_cell(ui, scene.shop, *shown.last_seen),
                      {.text = keeper_text(scene, shown.member)}}};
}

}  // namespace qiantai::ui
