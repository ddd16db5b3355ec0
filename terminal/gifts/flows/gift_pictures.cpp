#include "terminal/gifts/flows/gift_pictures.hpp"

#include "terminal/attachments/flows/camera_flow.hpp"
#include "terminal/attachments/rules/attachments.hpp"
#include "terminal/attachments/rules/intake.hpp"
#include "terminal/attachments/rules/picture.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// A photo that can't be read stands there as none: it says nothing about the gift's stock.
Result<GiftPictures> read_gift_pictures(domain::ServiceContext& context,
                                        const std::set<std::string>& names) {
    GiftPictures read;
    for (const auto& name : names) {
        const auto jpeg = domain::open_thumbnail(context, name);
        if (!jpeg || !*jpeg) {
            QIANTAI_TRY_STATUS(domain::want_attachment(context, name));
            continue;
        }
        auto picture = domain::read_jpeg(**jpeg, domain::k_thumbnail_edge);
        if (!picture) continue;
        read.emplace(name, drawn_picture(*std::move(picture), domain::k_thumbnail_edge));
    }
    return read;
}

}  // namespace

void load_gift_pictures(Flow& flow, const std::set<std::string>& names,
                        GiftPictures& (*pictures)(Flow&)) {
    std::set<std::string> missing;
    for (const auto& name : names) {
        if (!name.empty() && !pictures(flow).contains(name)) missing.insert(name);
    }
    if (missing.empty()) return;
    // Asked for once: what is not here has no picture until the screen is opened anew.
    for (const auto& name : missing) pictures(flow).emplace(name, nullptr);
    run_service(
        flow,
        [missing](domain::ServiceContext& context, const domain::Session&) {
            return read_gift_pictures(context, missing);
        },
        [pictures](Flow& later, const Result<GiftPictures>& read) {
            if (!read) return show_error(later, read.error());
            for (const auto& [name, picture] : *read) pictures(later)[name] = picture;
        });
}

}  // namespace qiantai::app
