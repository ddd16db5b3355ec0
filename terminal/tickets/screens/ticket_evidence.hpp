#pragma once

// Photos and files of a case: tiles on its page, the sheet in which a file is chosen, and one of them
// in large.

#include <map>
#include <memory>

#include "terminal/attachments/screens/camera_view.hpp"
#include "terminal/desk/file_picker.hpp"
#include "terminal/kit/core/picture.hpp"
#include "terminal/tickets/rules/ticket_evidence_facts.hpp"

namespace qiantai::ui {

struct TicketEvidenceState {
    std::vector<domain::TicketEvidence> all{};                           ///< the newest first
    std::map<std::string, std::shared_ptr<const Picture>> thumbnails{};  ///< by attachment

    // Adding.
    CameraView camera{};
    FilePicker picker{};
    std::string caption{};  ///< of what is added next
    bool adding = false;
    std::optional<Error> error{};  ///< of the one that was chosen

    // In large.
    Uuid shown{};  ///< the event
    std::shared_ptr<const Picture> photo{};
    bool loading = false;
    bool saving = false;
    std::optional<Error> photo_error{};

    const domain::TicketEvidence* find(const Uuid& event_id) const;
};

namespace ticket_evidence {
/// Opens the sheet in which a file is chosen.
struct Add {};
struct Show {
    Uuid event_id;
};
struct TypeCaption {
    std::string words;
};
/// Those of the case that are not here, with the next connection.
struct Fetch {};
/// The one in large, into a file outside.
struct SaveOutside {};
}  // namespace ticket_evidence

}  // namespace qiantai::ui
