#include "terminal/members/screens/screen_find.hpp"

#include "assets/words/find.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/members.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/kit/core/paint.hpp"
#include "terminal/kit/widgets/columns.hpp"
#include "terminal/kit/widgets/widget_button.hpp"
#include "terminal/kit/widgets/widget_card.hpp"
#include "terminal/kit/widgets/widget_field.hpp"
#include "terminal/kit/widgets/widget_state.hpp"
#include "terminal/kit/widgets/widget_table.hpp"
#include "terminal/members/rules/look_up_facts.hpp"
#include "terminal/members/screens/lists_words.hpp"
#include "terminal/members/screens/people_table.hpp"

namespace qiantai::ui {
namespace {

/// A list and a member beside it need so much.
constexpr float k_panel_least_dp = 1120;
constexpr float k_panel_width = 430;
/// Beside the keyboard rows are lower, so that one more fits.
constexpr float k_low_find = 420, k_low_row_height = 60;
constexpr std::size_t k_start_rows_most = 5;
constexpr float k_nobody_least_dp = 380;

void draw_head(Ui& ui, Rect line, const Scene& scene, const FindState& find, FindIntents& intents) {
    if (domain::has_right(scene.session->role, domain::Right::members_register)) {
        const auto label = ui.tr(words::find_register);
        // With something typed the next step is a member found, or registering just that.
        const auto kind = find.looked_for().empty() ? ButtonKind::primary : ButtonKind::secondary;
        const ButtonStyle style{.kind = kind, .icon = Icon::account_plus, .key = k_register_key};
        const auto place = line.cut_right(button_width(ui, label, style), ui.px(k_gap_m));
        if (draw_button(ui, place, "register", label, style)) intents.add(find::Register{});
    }
    const auto search = draw_search(
        ui, line, "search", find.typed,
        {.hint = ui.tr(words::find_hint), .scan = true, .kind = FieldKind::name, .begins = true});
    if (search.changed || search.composing != find.composing) {
        intents.add(find::Type{search.changed.value_or(find.typed), search.composing});
    }
    if (search.entered) intents.add(find::Enter{});
    if (search.scan) intents.add(find::Scan{});
}

Text count_of(const Ui& ui, const FindState& find) {
    const auto count = find.matches.size();
    if (count >= k_found_most) return ui.tr(words::find_too_many, k_found_most);
    if (find.found.size() == count) return ui.tr(words::find_count, count);
    return ui.tr(words::find_listed, count, find.found.size());
}

// Offline nobody asks the other stores: what is known of their members is what is kept here.
bool are_kept_here(const Scene& scene, const FindState& find) {
    return scene.sync.offline_since && std::ranges::any_of(find.found, [&](const ShownMember& one) {
               return one.member.store_code != scene.shop.store_code;
           });
}

Text note_of(const Ui& ui, const Scene& scene, const FindState& find) {
    const auto count = count_of(ui, find);
    return are_kept_here(scene, find) ? ui.tr(words::find_kept_here, count.utf8()) : count;
}

// Where there is no room for the note above the list: what nobody may miss stands at its end.
Text end_note_of(const Ui& ui, const Scene& scene, const FindState& find) {
    const bool all = find.matches.size() < k_found_most && !are_kept_here(scene, find);
    return all ? Text() : note_of(ui, scene, find);
}

// How many were found, and who of them is wanted.
void draw_note(Ui& ui, Rect line, const Scene& scene, const FindState& find, FindIntents& intents) {
    const std::array chips{
        FilterChip{"only store", ui.tr(words::find_only_store), find.order.only_store},
        FilterChip{"only own", ui.tr(words::find_only_own), find.order.only_own}};
    const auto pressed = draw_filter_chips(ui, line, chips);
    if (pressed == 0u) intents.add(find::ToggleOnlyStore{});
    if (pressed == 1u) intents.add(find::ToggleOnlyOwn{});
    draw_text(ui, line, note_of(ui, scene, find), TextStyle::small, Role::ink2);
}

TableColumn unsorted(TableColumn column) {
    column.sorts.reset();
    return column;
}

// By what they were found tells nothing where it is the same of all.
bool tells_matched(const std::vector<ShownMember>& people) {
    return std::ranges::any_of(people, [&](const ShownMember& one) {
        return one.by_merged_record || one.matched_by != people.front().matched_by;
    });
}

// The list without that column: a column's place in it and among all of them.
constexpr int k_matched = static_cast<int>(FindColumn::matched);
std::optional<TableSort> without_matched(TableSort sort) {
    if (sort.column == k_matched) return std::nullopt;
    return TableSort{sort.column - (sort.column > k_matched ? 1 : 0), sort.order};
}
TableSort with_matched(TableSort sort) {
    return {sort.column + (sort.column >= k_matched ? 1 : 0), sort.order};
}

void draw_people(Ui& ui, const Rect& area, const Scene& scene, const FindState& find,
                 const ShownMember* beside, const Text& end_note, FindIntents& intents) {
    const auto& people = find.found;
    const bool matched = tells_matched(people);
    auto columns = found_columns(ui, scene, people);
    if (!matched) columns.erase(columns.begin() + k_matched);
    std::vector<Tag> tags;
    const bool low = area.height() < ui.px(k_low_find);
    const Table table{.columns = columns,
                      .row_count = people.size(),
                      .row =
                          [&](std::size_t i) {
                              tags = member_tags(ui, scene.shop, people[i]);
                              auto row =
                                  found_row(ui, scene, people[i], tags, &people[i] == beside);
                              // The person is no cell.
                              if (!matched) row.cells.erase(row.cells.begin() + k_matched - 1);
                              return row;
                          },
                      .sort = matched ? find.order.sort : without_matched(find.order.sort),
                      .note = end_note,
                      .row_height_dp = low ? k_low_row_height : k_member_row_height};
    // Whoever else is looked for is another list, seen from its top.
    const IdScope scope(find.answered);
    const auto draw = [&](Rect& rest) { return draw_table(ui, rest, "people", table); };
    auto card = area;
    // Beside a panel the list is as high as that.
    if (beside == nullptr) {
        const auto high = measured_height(ui, area.width() - ui.px(2 * k_gap_s), draw);
        card.bottom = std::min(area.bottom, area.top + high + ui.px(2 * k_gap_s));
    }
    auto inside = draw_card(ui, card, k_gap_s);
    const auto result = draw(inside);
    if (result.sort) {
        intents.add(find::Sort{matched ? *result.sort : with_matched(*result.sort)});
    }
    if (!result.row) return;
    const auto& chosen = people[*result.row];
    // A second touch on who stands beside the list goes on to the page.
    if (beside == nullptr || &chosen == beside) {
        intents.add(find::Open{chosen.member.id});
    } else {
        intents.add(find::Select{chosen.member.id});
    }
}

void draw_filtered_out(Ui& ui, const Rect& area, const FindState& find, FindIntents& intents) {
    if (draw_empty_state(ui, area, "show all",
                         {.icon = Icon::magnify,
                          .title = ui.tr(words::find_filtered_none),
                          .body = ui.tr(words::find_filtered_body, find.matches.size()),
                          .action = ui.tr(words::find_filters_off)})) {
        intents.add(find::ShowAll{});
    }
}

void draw_found(Ui& ui, Rect area, const Scene& scene, const FindState& find,
                FindIntents& intents) {
    const bool wide = !ui.portrait() && area.width() >= ui.px(k_panel_least_dp);
    const auto* beside = wide ? find.shown_beside() : nullptr;
    const bool low = area.height() < ui.px(k_low_find);
    if (!low) {
        draw_note(ui, area.cut_top(ui.px(k_target_min), ui.px(k_gap_m)), scene, find, intents);
    }
    if (find.found.empty()) return draw_filtered_out(ui, area, find, intents);
    if (beside != nullptr) {
        const auto panel = area.cut_right(ui.px(k_panel_width), ui.px(k_gap_l));
        draw_find_panel(ui, panel, scene, find, *beside, intents);
    }
    const auto end_note = low ? end_note_of(ui, scene, find) : Text();
    draw_people(ui, area, scene, find, beside, end_note, intents);
}

struct StartList {
    std::string_view name;
    TextKey title;
    const std::vector<ShownMember>& people;
};

void draw_start_people(Ui& ui, Rect& area, const Scene& scene, const StartList& list, bool low,
                       FindIntents& intents) {
    const auto& people = list.people;
    if (people.empty()) {
        return draw_text(ui, area.cut_top(ui.px(k_member_row_height)),
                         ui.tr(words::find_today_none), TextStyle::body, Role::ink2);
    }
    const auto whole = found_columns(ui, scene, people);
    const std::array columns{whole[static_cast<std::size_t>(FindColumn::member)],
                             unsorted(whole[static_cast<std::size_t>(FindColumn::seen)]),
                             unsorted(whole[static_cast<std::size_t>(FindColumn::tier)])};
    std::vector<Tag> tags;
    auto table_area = area.inset(-ui.px(k_gap_m), 0);
    const auto result =
        draw_table(ui, table_area, list.name,
                   {.columns = columns,
                    .row_count = std::min(people.size(), k_start_rows_most),
                    .row = [&](std::size_t i) -> TableRow {
                        tags = member_tags(ui, scene.shop, people[i]);
                        auto person = member_row(people[i]);
                        person.tags = tags;
                        const auto tier = tier_tag(ui, scene.shop, people[i].member.tier_code);
                        return {.name = "person " + people[i].member.id.text(),
                                .person = std::move(person),
                                .cells = {seen_cell(ui, scene.shop, *people[i].last_seen),
                                          {.text = tier.text, .tag = tier.tone}}};
                    },
                    .row_height_dp = low ? k_low_row_height : k_member_row_height});
    area.top = table_area.top;
    if (result.row) intents.add(find::Open{people[*result.row].member.id});
}

// A card over all of `rest`; its rows scroll where there is not room for all of them.
void draw_start_list(Ui& ui, Rect& rest, const Scene& scene, const StartList& list,
                     FindIntents& intents) {
    // Beside the keyboard its heading is as low as it gets, so that two people are seen.
    const bool low = rest.height() < ui.px(k_low_find);
    const auto padding = low ? k_gap_s : k_gap_l;
    auto area = draw_card(ui, rest, padding);
    if (low) {
        auto line = area.cut_top(line_height(ui, TextStyle::small)).inset(ui.px(k_gap_m), 0);
        draw_text(ui, line, ui.tr(list.title), TextStyle::small, Role::ink2);
        area = area.inset(ui.px(k_gap_m), 0);
    } else {
        draw_card_title(ui, area, ui.tr(list.title));
    }
    draw_start_people(ui, area, scene, list, low, intents);
    rest.top = area.top + ui.px(padding);
}

// Before anything is typed: who was here lately, and who became a member today. Until somebody was
// opened the new members have the place to themselves.
void draw_start(Ui& ui, const Rect& area, const Scene& scene, const FindState& find,
                FindIntents& intents) {
    const StartList recent{"recent", words::find_recent, find.recent_members};
    const StartList today{"today", words::find_today, find.today_members};
    const auto draw = [&](Rect place, const StartList& list) {
        draw_start_list(ui, place, scene, list, intents);
    };
    const auto height_of = [&](const StartList& list) {
        return measured_height(ui, area.width(), [&](Rect& place) {
            draw_start_list(ui, place, scene, list, intents);
        });
    };
    const auto today_high = height_of(today);
    auto rest = area;
    if (recent.people.empty()) return draw(rest.cut_top(today_high), today);
    const auto recent_high = height_of(recent);
    if (!ui.portrait() && area.width() >= ui.px(720)) {
        const auto row = rest.cut_top(std::max(recent_high, today_high));
        draw(row.column(0, 2, ui.px(k_gap)), recent);
        return draw(row.column(1, 2, ui.px(k_gap)), today);
    }
    const auto half = (area.height() - ui.px(k_gap)) / 2;
    draw(rest.cut_top(std::min(recent_high, half), ui.px(k_gap)), recent);
    draw(rest.cut_top(today_high), today);
}

// Failures that nobody has to worry about: the way to headquarters, or the number itself.
Tone failure_tone(const Error& error) {
    return error.actor() == Actor::clerk || error.actor() == Actor::itself ? Tone::info
                                                                           : Tone::warning;
}

// One question at a time, also if another number stands in the field by now.
bool is_asking(const FindState& find) {
    return find.look_up && find.look_up->is_under_way();
}

Text asking_words(const Ui& ui, const Scene& scene, const LookUp& asked) {
    if (asked.step == LookUp::Step::arriving) return ui.tr(words::look_up_arriving);
    return ui.tr(scene.sync.offline_since ? words::look_up_trying : words::look_up_asking);
}

// Whether and how headquarters is asked about the number. Cuts itself off `rest`.
void draw_look_up(Ui& ui, Rect& rest, const Scene& scene, const FindState& find,
                  FindIntents& intents) {
    if (!domain::has_right(scene.session->role, domain::Right::members_look_up)) return;
    if (is_asking(find)) {
        draw_banner(ui, rest, "asking", {Tone::info, asking_words(ui, scene, *find.look_up)});
        rest.cut_top(ui.px(k_gap_m));
        return;
    }
    if (!find.scanned && !domain::looks_whole(find.typed, scene.shop.phone_country)) return;
    const bool offline = scene.sync.offline_since.has_value();
    Banner banner{.tone = Tone::info,
                  .text = ui.tr(offline ? words::look_up_offer_offline : words::look_up_offer),
                  .action = ui.tr(offline ? words::retry : words::look_up)};
    const auto& asked = find.look_up;
    if (asked && asked->typed == find.typed && asked->step == LookUp::Step::failed) {
        banner.tone = failure_tone(*asked->error);
        banner.text = error_text(ui, *asked->error);
        banner.action = ui.tr(words::retry);
    }
    if (draw_banner(ui, rest, "look up", banner)) intents.add(find::LookUpElsewhere{});
    rest.cut_top(ui.px(k_gap_m));
}

void draw_nobody(Ui& ui, Rect area, const Scene& scene, const FindState& find,
                 FindIntents& intents) {
    const auto may = domain::has_right(scene.session->role, domain::Right::members_register);
    const auto typed = grouped_digits(find.answered);
    // Before the other stores have answered nobody knows that the customer is new.
    const auto title = is_asking(find) ? ui.tr(words::find_none_here, typed)
                       : find.scanned  ? ui.tr(words::find_none_scan_title, typed)
                                       : ui.tr(words::find_none_title, typed);
    const bool is_number = typed != find.answered && !find.scanned;
    const auto action = !may        ? Text()
                        : is_number ? ui.tr(words::find_register_number, typed)
                                    : ui.tr(words::find_none_register);
    draw_look_up(ui, area, scene, find, intents);
    bool pressed = false;
    if (area.height() < ui.px(k_nobody_least_dp)) {
        // Beside the keyboard there is room for a line.
        const ButtonStyle style{.kind = ButtonKind::primary, .icon = Icon::account_plus};
        auto line = area.cut_top(ui.px(k_button_height));
        if (!action.empty()) {
            const auto place = line.cut_right(button_width(ui, action, style), ui.px(k_gap_m));
            pressed = draw_button(ui, place, "register anew", action, style);
        }
        draw_text(ui, line, Text::data(title.utf8()), TextStyle::body_strong, Role::ink);
    } else {
        pressed = draw_empty_state(
            ui, area, "register anew",
            {.icon = Icon::account_plus,
             .title = title,
             .body = ui.tr(is_asking(find) ? words::find_wait_body : words::find_none_body),
             .action = action,
             .is_next_step = true});
    }
    if (pressed) intents.add(find::Register{});
}

void draw_failure(Ui& ui, const Rect& area, const Error& error, FindIntents& intents) {
    if (draw_empty_state(ui, area, "retry",
                         {.icon = Icon::alert_circle,
                          .tone = Tone::danger,
                          .title = error_text(ui, error),
                          .action = ui.tr(words::retry)})) {
        intents.add(find::Retry{});
    }
}

}  // namespace

void draw_find(Ui& ui, const Rect& area, const Scene& scene, const FindState& find,
               FindIntents& intents) {
    auto rest = page_width(ui, area);
    draw_head(ui, rest.cut_top(ui.px(k_search_height), ui.px(k_gap)), scene, find, intents);
    if (find.error) return draw_failure(ui, rest, *find.error, intents);
    if (find.looked_for().empty()) return draw_start(ui, rest, scene, find, intents);
    // The rows of the text before stay until the new ones are there, so that nothing flickers.
    if (find.answered.empty()) return draw_loading_rows(ui, rest);
    if (find.matches.empty() && !find.composing.empty()) {
        // Half a word is nobody's name yet.
        return draw_text(ui, rest.cut_top(line_height(ui, TextStyle::body)),
                         ui.tr(words::search_composing, find.composing), TextStyle::body,
                         Role::ink2);
    }
    if (find.matches.empty()) return draw_nobody(ui, rest, scene, find, intents);
    draw_found(ui, rest, scene, find, intents);
}

const ShownMember* FindState::shown_beside() const {
    if (found.empty()) return nullptr;
    const auto chosen = std::ranges::find_if(
        found, [&](const ShownMember& one) { return selected == one.member.id; });
    return chosen == found.end() ? &found.front() : &*chosen;
}

}  // namespace qiantai::ui
