// Photos and files of a case that is not taken in yet: on disk at once, named by the draft, and the
// case's evidence with its number.

#include "assets/words/attachments.hpp"
#include "assets/words/kit.hpp"
#include "assets/words/ticket_take.hpp"
#include "terminal/attachments/flows/camera_flow.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "terminal/attachments/rules/memory_file.hpp"
#include "terminal/attachments/rules/picture.hpp"
#include "terminal/desk/file_picker_flow.hpp"
#include "terminal/tickets/flows/ticket_take_parts.hpp"
#include "terminal/tickets/rules/ticket_evidence_facts.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using TakeThumbnail = std::shared_ptr<const ui::Picture>;

struct TakenPhoto {
    domain::TicketPhoto photo;
    TakeThumbnail thumbnail;  ///< null for a file, and for a photo that can't be drawn
};

/// What stands for it in the form.
TakeThumbnail thumbnail_in_form(domain::ServiceContext& context, const std::string& attachment) {
    const auto jpeg = domain::open_thumbnail(context, attachment);
    if (!jpeg || !*jpeg) return nullptr;
    auto read = domain::read_jpeg(**jpeg, domain::k_thumbnail_edge);
    return read ? drawn_picture(std::move(*read), domain::k_thumbnail_edge) : nullptr;
}

Result<TakenPhoto> take_photo(domain::ServiceContext& context, const domain::Session& session,
                              const std::string& path, const std::string& name) {
    QIANTAI_TRY(const auto added, domain::Attachments(context).add(session, {path}));
    // Until the case has a number, what has no name of its own is called as photos are.
    const auto called = domain::evidence_name(name, added.kind, name);
    return TakenPhoto{{added.attachment, called}, thumbnail_in_form(context, added.attachment)};
}

void end_adding_photo(Flow& flow, const Result<TakenPhoto>& taken) {
    auto& state = ticket_take_of(flow);
    state.photos.adding = false;
    state.photos.error.reset();
    const auto refuse = [&](const Error& error) {
        if (state.sheet == TicketTakeState::Sheet::photos)
            state.photos.error = error;
        else
            show_error(flow, error);
    };
    if (!taken) return refuse(taken.error());
    auto& photos = state.written.photos;
    const auto known =
        std::ranges::find(photos, taken->photo.attachment, &domain::TicketPhoto::attachment);
    if (known != photos.end()) return refuse(make_error(domain::k_ticket_evidence_known));
    if (photos.size() >= domain::k_ticket_photos_max) {
        return refuse(make_error(domain::k_ticket_evidence_many));
    }
    photos.push_back(taken->photo);
    if (taken->thumbnail) state.photos.thumbnails[taken->photo.attachment] = taken->thumbnail;
    state.sheet = TicketTakeState::Sheet::none;
    ticket_changed(flow);
}

/// One after the other.
void add_photo_files(Flow& flow, std::vector<std::string> paths) {
    if (paths.empty()) return;
    ticket_take_of(flow).photos.adding = true;
    const auto path = paths.front();
    paths.erase(paths.begin());
    run_service(
        flow,
        [path](domain::ServiceContext& context, const domain::Session& session) {
            return take_photo(context, session, path, path);
        },
        [paths = std::move(paths)](Flow& later, const Result<TakenPhoto>& taken) {
            end_adding_photo(later, taken);
            add_photo_files(later, paths);
        });
}

void add_chosen_photo(Flow& flow, const std::string& path) {
    add_photo_files(flow, {path});
}

void add_camera_photo(Flow& flow, std::shared_ptr<const domain::Picture> photo) {
    ticket_take_of(flow).photos.adding = true;
    run_service(
        flow,
        [photo = std::move(photo), name = tr(flow, words::camera_photo_name).utf8()](
            domain::ServiceContext& context, const domain::Session& session) -> Result<TakenPhoto> {
            QIANTAI_TRY(const auto file, domain::MemoryFile::make(domain::write_jpeg(
                                             *photo, domain::JpegDetail::photo)));
            return take_photo(context, session, file.path(), name);
        },
        end_adding_photo);
}

const CameraUse k_take_camera{
    .of = [](Flow& flow) -> CameraView& { return ticket_take_of(flow).photos.camera; },
    .taken = add_camera_photo};

const FilePickerUse k_take_picker{
    .of = [](Flow& flow) -> FilePicker& { return ticket_take_of(flow).photos.picker; },
    .wants = domain::is_attachable_name,
    .choose = add_chosen_photo};

}  // namespace

void open_photo_sheet(Flow& flow) {
    auto& state = ticket_take_of(flow);
    state.sheet = TicketTakeState::Sheet::photos;
    state.photos.error.reset();
    turn_camera_off(flow, k_take_camera);
    load_file_places(flow, k_take_picker);
}

void apply_take_camera(Flow& flow, const CameraIntent& intent) {
    apply_camera(flow, k_take_camera, intent);
}

void apply_take_picker(Flow& flow, const FilePickerIntent& intent) {
    apply_file_picker(flow, k_take_picker, intent);
}

void leave_photo_sheet(Flow& flow) {
    turn_camera_off(flow, k_take_camera);
}

bool drop_on_ticket_take(Flow& flow, const std::vector<std::string>& paths) {
    const auto& state = ticket_take_of(flow);
    const bool takes = state.begun && !state.done && !state.saving &&
                       state.sheet != TicketTakeState::Sheet::channel;
    if (takes) add_photo_files(flow, paths);
    return takes;
}

void ask_drop_photo(Flow& flow, const std::string& attachment) {
    const auto& photos = ticket_take_of(flow).written.photos;
    const auto found = std::ranges::find(photos, attachment, &domain::TicketPhoto::attachment);
    if (found == photos.end()) return;
    ask(flow, {.words =
                   [name = found->name](const Ui& ui) {
                       return AskWords{
                           .dialog = {.heading = {ui.tr(words::take_photo_drop), Text::data(name)},
                                      .body = ui.tr(words::take_photo_drop_body),
                                      .confirm = ui.tr(words::take_photo_drop),
                                      .cancel = ui.tr(words::cancel),
                                      .icon = Icon::camera}};
                   },
               .then =
                   [attachment](Flow& later, const std::string&) {
                       std::erase_if(ticket_take_of(later).written.photos,
                                     [&](const auto& one) { return one.attachment == attachment; });
                       ticket_changed(later);
                   }});
}

void load_take_thumbnails(Flow& flow) {
    std::vector<std::string> names;
    for (const auto& one : ticket_take_of(flow).written.photos) names.push_back(one.attachment);
    if (names.empty()) return;
    run_service(
        flow,
        [names](domain::ServiceContext& context,
                const domain::Session&) -> Result<std::map<std::string, TakeThumbnail>> {
            std::map<std::string, TakeThumbnail> thumbnails;
            for (const auto& name : names) {
                QIANTAI_TRY(const auto status, domain::load_attachment_status(context, name));
                if (status.here) thumbnails[name] = thumbnail_in_form(context, name);
            }
            return thumbnails;
        },
        [](Flow& later, const Result<std::map<std::string, TakeThumbnail>>& found) {
            if (!found) return show_error(later, found.error());
            auto& now = ticket_take_of(later);
            // A content that was lost with a disk's block can't become evidence any more.
            std::erase_if(now.written.photos,
                          [&](const auto& one) { return !found->contains(one.attachment); });
            for (const auto& [name, thumbnail] : *found) {
                if (thumbnail) now.photos.thumbnails[name] = thumbnail;
            }
        });
}

}  // namespace qiantai::app
