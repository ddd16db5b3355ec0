// A gift's photo: chosen from a file, dropped, taken, or removed; and shown where the gift is.

#include "assets/words/stock.hpp"
#include "terminal/attachments/flows/camera_flow.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "terminal/attachments/rules/memory_file.hpp"
#include "terminal/attachments/rules/picture.hpp"
#include "terminal/desk/file_picker_flow.hpp"
#include "terminal/gifts/flows/gift_pictures.hpp"
#include "terminal/gifts/flows/stock_flows.hpp"
#include "terminal/gifts/rules/gifts.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

void picture_set(Flow& flow, const Result<domain::GiftLine>& line) {
    auto& state = stock_of(flow);
    state.busy = false;
    if (!line) {
        state.sheet_error = line.error();
        return;
    }
    close_stock_sheet(flow);
    show_done(flow, words::stock_picture_done);
    load_stock(flow);
}

void set_picture(Flow& flow, const std::string& path) {
    auto& state = stock_of(flow);
    if (!state.chosen || std::exchange(state.busy, true)) return;
    state.sheet_error.reset();
    run_service(
        flow,
        [gift_id = *state.chosen, path](domain::ServiceContext& context,
                                        const domain::Session& session) {
            return domain::Gifts(context).set_picture(session, {.gift_id = gift_id, .path = path});
        },
        picture_set);
}

void set_taken_picture(Flow& flow, std::shared_ptr<const domain::Picture> photo) {
    auto& state = stock_of(flow);
    if (!state.chosen || std::exchange(state.busy, true)) return;
    state.sheet_error.reset();
    run_service(
        flow,
        [gift_id = *state.chosen, photo = std::move(photo)](
            domain::ServiceContext& context,
            const domain::Session& session) -> Result<domain::GiftLine> {
            QIANTAI_TRY(const auto file, domain::MemoryFile::make(domain::write_jpeg(
                                             *photo, domain::JpegDetail::photo)));
            return domain::Gifts(context).set_picture(session,
                                                      {.gift_id = gift_id, .path = file.path()});
        },
        picture_set);
}

const CameraUse k_picture_camera{
    .of = [](Flow& flow) -> CameraView& { return stock_of(flow).camera; },
    .taken = set_taken_picture};

const FilePickerUse k_picture_picker{
    .of = [](Flow& flow) -> FilePicker& { return stock_of(flow).picker; },
    .wants = domain::is_attachable_name,
    .choose = set_picture};

GiftPictures& pictures_of_stock(Flow& flow) {
    return stock_of(flow).pictures;
}

}  // namespace

void begin_stock_picture(Flow& flow) {
    turn_camera_off(flow, k_picture_camera);
    load_file_places(flow, k_picture_picker);
}

void leave_stock_picture(Flow& flow) {
    turn_camera_off(flow, k_picture_camera);
}

void remove_stock_picture(Flow& flow) {
    set_picture(flow, {});
}

void apply_stock_picture(Flow& flow, const FilePickerIntent& intent) {
    apply_file_picker(flow, k_picture_picker, intent);
}

void apply_stock_picture(Flow& flow, const CameraIntent& intent) {
    apply_camera(flow, k_picture_camera, intent);
}

void load_stock_picture(Flow& flow) {
    const auto* gift = stock_of(flow).gift();
    if (gift != nullptr) load_gift_pictures(flow, {gift->picture}, pictures_of_stock);
}

bool drop_on_stock(Flow& flow, const std::vector<std::string>& paths) {
    if (stock_of(flow).sheet != StockSheet::picture || paths.empty()) return false;
    set_picture(flow, paths.front());
    return true;
}

}  // namespace qiantai::app
