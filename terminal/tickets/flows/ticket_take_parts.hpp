#pragma once

// What the parts of taking a case in share: the questions, the draft, saving.

#include "terminal/members/flows/member_pick_flow.hpp"
#include "terminal/tickets/flows/ticket_take_flows.hpp"

namespace qiantai::app {

inline constexpr std::string_view k_ticket_draft_kind = "tickets.take";

ui::TicketTakeState& ticket_take_of(Flow& flow);
void begin_empty_ticket(Flow& flow);
/// Reads what is offered to choose from, and what was left unfinished.
void load_ticket_take(Flow& flow);
/// What the person bought, and the cases of theirs that there are.
void load_ticket_person(Flow& flow);
/// What the words make of it and what that promises; then it is on disk. The newest wins.
void ticket_changed(Flow& flow);
/// The promises as of now.
void ask_promises(Flow& flow);
void forget_ticket(Flow& flow);
/// Whom or what a draft is about, for home.
std::string whom_of_ticket_draft(const std::string& content_json);
/// Takes it in, if nothing in it is wrong.
void save_ticket(Flow& flow);
/// A card says who it is, a receipt what was bought.
bool scan_into_ticket(Flow& flow, const std::string& code);
/// The sheet in which a photo is taken or a file is chosen; what was restored with the draft is drawn.
void open_photo_sheet(Flow& flow);
void apply_take_camera(Flow& flow, const ui::CameraIntent& intent);
void apply_take_picker(Flow& flow, const ui::FilePickerIntent& intent);
void leave_photo_sheet(Flow& flow);
bool drop_on_ticket_take(Flow& flow, const std::vector<std::string>& paths);
/// First whether it is meant.
void ask_drop_photo(Flow& flow, const std::string& attachment);
void load_take_thumbnails(Flow& flow);
/// Where the form keeps its person.
const MemberPickPlace& ticket_person_place();

}  // namespace qiantai::app
