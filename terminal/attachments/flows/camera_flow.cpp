#include "terminal/attachments/flows/camera_flow.hpp"

#include "terminal/attachments/rules/picture.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

/// The camera is used aside, one frame after the other; nobody else touches it.
struct CameraDesk::Run {
    std::unique_ptr<domain::Camera> camera{};
};

namespace {

/// As large as photos are kept, and as the view is shown, in pixels.
constexpr int k_camera_width = 2560, k_view_edge = 960;

struct SeenFrame {
    std::shared_ptr<const domain::Picture> whole;
    std::shared_ptr<const ui::Picture> shown;
};

Result<SeenFrame> see(CameraDesk::Run& run, domain::CameraSource& source) {
    if (!run.camera) {
        QIANTAI_TRY(run.camera, source.open(k_camera_width));
    }
    QIANTAI_TRY(const auto frame, run.camera->next());
    QIANTAI_TRY(auto picture, domain::picture_of(frame));
    auto shown = drawn_picture(picture, k_view_edge);
    return SeenFrame{std::make_shared<const domain::Picture>(std::move(picture)), std::move(shown)};
}

void ask_frame(Flow& flow, const CameraUse& use);

void show_frame(Flow& flow, const CameraUse& use, const Result<SeenFrame>& seen) {
    auto& desk = flow.get<CameraDesk>();
    auto& view = use.of(flow);
    if (!seen) {
        turn_camera_off(flow, use);
        view.error = seen.error();
        return;
    }
    desk.newest = seen->whole;
    view.picture = seen->shown;
    ask_frame(flow, use);
}

void ask_frame(Flow& flow, const CameraUse& use) {
    const auto& desk = flow.get<CameraDesk>();
    flow.jobs.post([use, run = desk.run, source = desk.source](Office& office) -> Reply {
        office.post_aside([use, run, source]() -> AsideEnd {
            return {.reply = [use, run, seen = see(*run, *source)](Flow& later) {
                // Turned off meanwhile, or the person has left.
                if (later.get<CameraDesk>().run == run) show_frame(later, use, seen);
            }};
        });
        return {};
    });
}

}  // namespace

void turn_camera_off(Flow& flow, const CameraUse& use) {
    auto& desk = flow.get<CameraDesk>();
    desk.run.reset();
    desk.newest.reset();
    use.of(flow) = {};
}

void apply_camera(Flow& flow, const CameraUse& use, const CameraIntent& intent) {
    auto& desk = flow.get<CameraDesk>();
    if (std::holds_alternative<camera::TurnOff>(intent)) return turn_camera_off(flow, use);
    if (std::holds_alternative<camera::TurnOn>(intent)) {
        use.of(flow) = {.on = true};
        desk.run = std::make_shared<CameraDesk::Run>();
        return ask_frame(flow, use);
    }
    if (!desk.newest) return;
    const auto photo = desk.newest;
    turn_camera_off(flow, use);
    use.taken(flow, photo);
}

std::shared_ptr<const ui::Picture> drawn_picture(domain::Picture picture, int edge) {
    const auto small = domain::shrunk(std::move(picture), edge);
    auto drawn = std::make_shared<ui::Picture>();
    drawn->width = small.width;
    drawn->height = small.height;
    constexpr std::size_t k_rgb = 3;
    constexpr std::uint8_t k_opaque = 255;
    drawn->rgba.reserve(small.rgb.size() / k_rgb * (k_rgb + 1));
    for (std::size_t at = 0; at + k_rgb <= small.rgb.size(); at += k_rgb) {
        const auto pixel = small.rgb.begin() + static_cast<std::ptrdiff_t>(at);
        drawn->rgba.insert(drawn->rgba.end(), pixel, pixel + k_rgb);
        drawn->rgba.push_back(k_opaque);
    }
    return drawn;
}

}  // namespace qiantai::app
