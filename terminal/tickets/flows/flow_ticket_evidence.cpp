// Photos and files of a case: looked at, fetched, added and saved.

#include <filesystem>

#include "assets/words/attachments.hpp"
#include "assets/words/printing.hpp"
#include "assets/words/ticket_page.hpp"
#include "schema/sqlite/attachment_shelf.hpp"
#include "terminal/attachments/flows/camera_flow.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "terminal/attachments/rules/memory_file.hpp"
#include "terminal/attachments/rules/picture.hpp"
#include "terminal/desk/file_picker_flow.hpp"
#include "terminal/tickets/flows/ticket_evidence_flows.hpp"
#include "terminal/tickets/rules/ticket_lists.hpp"
#include "terminal/tickets/rules/tickets.hpp"
#include "terminal/tickets/screens/ticket_page_parts.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// Longer side of a photo in large, in pixels: as much as a screen shows.
constexpr int k_shown_edge = 1600;

using Thumbnails = std::map<std::string, std::shared_ptr<const ui::Picture>>;

TicketPageState& case_of(Flow& flow) {
    return flow.get<TicketPageState>();
}

Result<std::shared_ptr<const ui::Picture>> shown_picture(std::string_view jpeg, int edge) {
    QIANTAI_TRY(auto read, domain::read_jpeg(jpeg, edge));
    return drawn_picture(std::move(read), edge);
}

struct LoadedEvidence {
    std::vector<domain::TicketEvidence> all;
    Thumbnails thumbnails;
};
Result<LoadedEvidence> load_evidence(domain::ServiceContext& context,
                                     const domain::Session& session, const Uuid& id,
                                     Thumbnails known) {
    QIANTAI_TRY(auto all, domain::TicketLists(context).evidence(session, id));
    Thumbnails thumbnails;
    for (const auto& one : all) {
        const auto& attachment = one.file.attachment;
        if (const auto drawn = known.find(attachment); drawn != known.end()) {
            thumbnails.insert(*drawn);
            continue;
        }
        if (!one.file.here || one.kind != domain::AttachmentKind::photo) continue;
        // A photo that can't be read is told when it is opened.
        const auto jpeg = domain::open_thumbnail(context, attachment);
        if (!jpeg || !*jpeg) continue;
        if (const auto picture = shown_picture(**jpeg, domain::k_thumbnail_edge)) {
            thumbnails.emplace(attachment, *picture);
        }
    }
    return LoadedEvidence{std::move(all), std::move(thumbnails)};
}

void load_photo(Flow& flow) {
    auto& evidence = case_of(flow).evidence;
    const auto* one = evidence.find(evidence.shown);
    const bool wanted =
        one != nullptr && one->file.here && !evidence.photo && !evidence.photo_error;
    if (!wanted || one->kind != domain::AttachmentKind::photo || evidence.loading) return;
    evidence.loading = true;
    run_service(
        flow,
        [attachment = one->file.attachment](domain::ServiceContext& context, const domain::Session&)
            -> Result<std::shared_ptr<const ui::Picture>> {
            QIANTAI_TRY(const auto content, domain::open_attachment(context, attachment));
            return shown_picture(content, k_shown_edge);
        },
        [event = evidence.shown](Flow& later,
                                 const Result<std::shared_ptr<const ui::Picture>>& photo) {
            auto& now = case_of(later).evidence;
            if (now.shown != event) return;
            now.loading = false;
            if (photo) {
                now.photo = *photo;
            } else if (photo.error().kind == &sqlite::k_attachment_not_here) {
                // Its file was lost; it comes again from headquarters.
                load_ticket_evidence(later);
            } else {
                now.photo_error = photo.error();
            }
        });
}

void fetch_evidence(Flow& flow) {
    std::vector<std::string> missing;
    for (const auto& one : case_of(flow).evidence.all) {
        if (!one.file.here) missing.push_back(one.file.attachment);
    }
    run_service(
        flow,
        [missing](domain::ServiceContext& context, const domain::Session& session) -> Status {
            domain::Attachments attachments(context);
            for (const auto& attachment : missing) {
                QIANTAI_TRY_STATUS(attachments.fetch(session, attachment));
            }
            return {};
        },
        [](Flow& later, const Status& asked) {
            if (!asked) return show_error(later, asked.error());
            later.link.sync_now();
            load_ticket_evidence(later);
        });
}

/// Adding ended: said where it was asked for.
void end_adding(Flow& flow, const Uuid& id, const Result<domain::TicketPage>& page) {
    auto& now = case_of(flow);
    const bool shown = now.id == id;
    const bool in_sheet = shown && now.sheet == TicketSheet::add_evidence;
    if (page) {
        if (shown) now.page = *page;
        if (in_sheet) now.sheet = TicketSheet::none;
        show_done(flow, words::ticket_evidence_added);
    } else if (in_sheet) {
        now.evidence.error = page.error();
    } else {
        show_error(flow, page.error());
    }
}

/// One after the other, whatever is open by then.
void add_files(Flow& flow, const Uuid& id, const std::string& caption,
               std::vector<std::string> paths) {
    const bool is_open = case_of(flow).id == id;
    if (paths.empty()) {
        if (!is_open) return;
        case_of(flow).evidence.adding = false;
        return load_ticket_evidence(flow);
    }
    if (is_open) case_of(flow).evidence.adding = true;
    const auto path = paths.front();
    paths.erase(paths.begin());
    run_service(
        flow,
        [id, path, caption](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Tickets(context).add_evidence(
                session, {.ticket_id = id, .path = path, .words = caption});
        },
        [id, caption, paths = std::move(paths)](Flow& later,
                                                const Result<domain::TicketPage>& page) {
            end_adding(later, id, page);
            add_files(later, id, caption, paths);
        });
}

void add_chosen(Flow& flow, const std::string& path) {
    auto& state = case_of(flow);
    state.evidence.error.reset();
    add_files(flow, state.id, state.evidence.caption, {path});
}

void add_photo(Flow& flow, std::shared_ptr<const domain::Picture> photo) {
    auto& state = case_of(flow);
    state.evidence.error.reset();
    state.evidence.adding = true;
    run_service(
        flow,
        [id = state.id, photo = std::move(photo), caption = state.evidence.caption,
         name = tr(flow, words::camera_photo_name).utf8()](
            domain::ServiceContext& context,
            const domain::Session& session) -> Result<domain::TicketPage> {
            QIANTAI_TRY(const auto file, domain::MemoryFile::make(domain::write_jpeg(
                                             *photo, domain::JpegDetail::photo)));
            return domain::Tickets(context).add_evidence(
                session, {.ticket_id = id, .path = file.path(), .name = name, .words = caption});
        },
        [id = state.id](Flow& later, const Result<domain::TicketPage>& page) {
            end_adding(later, id, page);
            if (case_of(later).id != id) return;
            case_of(later).evidence.adding = false;
            load_ticket_evidence(later);
        });
}

const CameraUse k_evidence_camera{
    .of = [](Flow& flow) -> CameraView& { return case_of(flow).evidence.camera; },
    .taken = add_photo};

const FilePickerUse k_evidence_picker{
    .of = [](Flow& flow) -> FilePicker& { return case_of(flow).evidence.picker; },
    .wants = domain::is_attachable_name,
    .choose = add_chosen};

}  // namespace

void load_ticket_evidence(Flow& flow) {
    run_service(
        flow,
        [id = case_of(flow).id, known = case_of(flow).evidence.thumbnails](
            domain::ServiceContext& context, const domain::Session& session) {
            return load_evidence(context, session, id, known);
        },
        [id = case_of(flow).id](Flow& later, const Result<LoadedEvidence>& loaded) {
            auto& state = case_of(later);
            if (state.id != id) return;
            if (!loaded) return show_error(later, loaded.error());
            auto& now = state.evidence;
            now.all = loaded->all;
            now.thumbnails = loaded->thumbnails;
            if (state.sheet != TicketSheet::evidence) return;
            // Erased meanwhile.
            if (now.find(now.shown) == nullptr) state.sheet = TicketSheet::none;
            load_photo(later);
        });
}

bool drop_on_ticket(Flow& flow, const std::vector<std::string>& paths) {
    const auto& state = case_of(flow);
    const bool asks = state.sheet != TicketSheet::none && state.sheet != TicketSheet::add_evidence;
    if (!may_add_evidence(state) || asks) return false;
    add_files(flow, state.id, state.sheet == TicketSheet::none ? "" : state.evidence.caption,
              paths);
    return true;
}

void apply_evidence(Flow& flow, const ticket_evidence::Add&) {
    auto& state = case_of(flow);
    state.sheet = TicketSheet::add_evidence;
    state.evidence.error.reset();
    state.evidence.caption.clear();
    turn_camera_off(flow, k_evidence_camera);
    load_file_places(flow, k_evidence_picker);
}

void apply_evidence(Flow& flow, const ticket_evidence::Show& intent) {
    auto& state = case_of(flow);
    state.sheet = TicketSheet::evidence;
    state.evidence.shown = intent.event_id;
    state.evidence.photo.reset();
    state.evidence.photo_error.reset();
    state.evidence.loading = false;
    const auto* one = state.evidence.find(intent.event_id);
    if (one != nullptr && !one->file.here) return fetch_evidence(flow);
    load_photo(flow);
}

void apply_evidence(Flow& flow, const ticket_evidence::Fetch&) {
    fetch_evidence(flow);
}

void apply_evidence(Flow& flow, const ticket_evidence::SaveOutside&) {
    auto& evidence = case_of(flow).evidence;
    const auto* one = evidence.find(evidence.shown);
    if (one == nullptr || std::exchange(evidence.saving, true)) return;
    const std::filesystem::path name(one->file_name);
    run_service(
        flow,
        [attachment = one->file.attachment, stem = name.stem().string(),
         ending = name.extension().string()](
            domain::ServiceContext& context,
            const domain::Session& session) -> Result<std::string> {
            auto path = domain::free_saving_path(stem, ending);
            QIANTAI_TRY_STATUS(domain::Attachments(context).save(session, {attachment, path}));
            return path;
        },
        [](Flow& later, const Result<std::string>& path) {
            case_of(later).evidence.saving = false;
            if (!path) return show_error(later, path.error());
            later.scene.toasts.push({tr(later, words::preview_saved, *path), Tone::success});
        });
}

void apply_evidence(Flow& flow, const ticket_evidence::TypeCaption& intent) {
    case_of(flow).evidence.caption = intent.words;
}

void apply_evidence(Flow& flow, const CameraIntent& intent) {
    apply_camera(flow, k_evidence_camera, intent);
}

void leave_evidence(Flow& flow) {
    turn_camera_off(flow, k_evidence_camera);
}

void apply_evidence(Flow& flow, const FilePickerIntent& intent) {
    apply_file_picker(flow, k_evidence_picker, intent);
}

}  // namespace qiantai::app
