#pragma once

// The screens of members, and what other flows may ask of them.

#include "terminal/desk/paged_flow.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/screens/screen_case.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/members/screens/screen_lists.hpp"
#include "terminal/members/screens/screen_member.hpp"
#include "terminal/members/screens/screen_register.hpp"

namespace qiantai::app {

ScreenEntry find_screen();
ScreenEntry member_screen();
ScreenEntry register_screen();
ScreenEntry edit_screen();
ScreenEntry lists_screen();
ScreenEntry case_screen();

/// Goes to the member's page.
void open_member(Flow& flow, const Uuid& id);
/// The same with a question over it.
void open_member_asking(Flow& flow, const Uuid& id, ui::MemberDialog dialog);
/// Shows the slip of the member's card as it will be printed.
void preview_card(Flow& flow, const Uuid& member_id);
/// Who is found by what was typed, each with the card that rows show.
Result<std::vector<ui::ShownMember>> find_shown_members(domain::ServiceContext& context,
                                                        const domain::Session& session,
                                                        const std::string& typed);
/// Opens an empty registration but for what is known already.
void begin_registration(Flow& flow, const ui::MemberForm& carried);
/// Opens the form with the member, who has to be there in full.
void begin_edit(Flow& flow, const domain::Member& member);
/// How many members wait on the work lists, for home and the rail.
void count_lists(Flow& flow);
void apply_lists(Flow& flow, const ui::ListsIntent& intent);

// Among themselves.

/// Says what was done, with a button that takes it back; `what` tells one offer from another.
ui::Toast undo_toast(const Flow& flow, ui::Text words, const std::string& what);
/// Tells that it is written down, and offers to take it back.
void show_contact_done(Flow& flow, ui::Text words, const Uuid& contact_id);
void show_renewal_done(Flow& flow, ui::Text words, const Uuid& card_id);
/// Where the lines about a person come from, as a job may take it along.
using LineSources = std::vector<std::pair<ui::ScreenId, AboutMember>>;
LineSources line_sources_of(const Flow& flow);
/// Opens the greeting that is due; nothing if none is.
void greet(Flow& flow, const ui::MemberTasks& tasks);
/// What decides what is likely done next with the member.
Result<ui::MemberTasks> load_tasks(domain::ServiceContext& context, const domain::Session& session,
                                   const Uuid& member, const LineSources& counts);

void apply_find(Flow& flow, const ui::FindIntent& intent);
void apply_member(Flow& flow, const ui::MemberIntent& intent);
/// Loads the member's page, anew if it is shown.
void opened_member(Flow& flow);
/// Does what the dialog over the page asks about.
void confirm_member_dialog(Flow& flow);
void apply_member_form(Flow& flow, const ui::MemberFormIntent& intent);
/// Asks whether a member's number is another person's now, and takes it off the record, with a way
/// back.
void ask_phone_passed_on(Flow& flow, const Uuid& member, const std::string& name);
void restore_phone(Flow& flow, const Uuid& member);
void apply_case(Flow& flow, const ui::CaseIntent& intent);
/// Finds again what stands in the search field.
void opened_find(Flow& flow);
/// Asks headquarters for it.
void look_up(Flow& flow);
/// The same of a number that stands on another screen: goes to the search, whose member page opens
/// once the record is there.
void look_up_elsewhere(Flow& flow, const std::string& number);
/// A session with headquarters ended: what was looked up may be there.
void end_look_up_session(Flow& flow, const std::optional<Error>& error);
/// The tab of duplicates and conflicts.
void load_cases(Flow& flow, Take take);
/// The two side by side, as the case that headquarters has of them or one of our own.
void compare_members(Flow& flow, const domain::PossibleDuplicate& other);

}  // namespace qiantai::app
