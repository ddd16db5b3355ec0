#pragma once

// Photos and files of the case that is shown.

#include "terminal/desk/flow.hpp"
#include "terminal/tickets/screens/ticket_page.hpp"

namespace qiantai::app {

/// Those of the open case, with thumbnails of what is here and was not shown yet.
void load_ticket_evidence(Flow& flow);
/// False if nothing can be added to the case that is open.
bool drop_on_ticket(Flow& flow, const std::vector<std::string>& paths);

void apply_evidence(Flow& flow, const ui::ticket_evidence::Add& intent);
void apply_evidence(Flow& flow, const ui::ticket_evidence::Show& intent);
void apply_evidence(Flow& flow, const ui::ticket_evidence::Fetch& intent);
void apply_evidence(Flow& flow, const ui::ticket_evidence::SaveOutside& intent);
void apply_evidence(Flow& flow, const ui::ticket_evidence::TypeCaption& intent);
void apply_evidence(Flow& flow, const ui::CameraIntent& intent);
void apply_evidence(Flow& flow, const ui::FilePickerIntent& intent);
/// Nobody looks through the camera any more.
void leave_evidence(Flow& flow);

}  // namespace qiantai::app
