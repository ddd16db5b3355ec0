// The preview: laying out, drawing the page in sight, printing, saving.

#include "assets/words/printing.hpp"
#include "terminal/base/file_places.hpp"
#include "terminal/paper/page/draw.hpp"
#include "terminal/paper/page/layout.hpp"
#include "terminal/printing/flows/printing_flows.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

/// What the screen need not see.
struct PreviewWork {
    Previewed previewed{};
    std::shared_ptr<const paper::Pages> pages{};
};

PreviewState& preview_of(Flow& flow) {
    return flow.get<PreviewState>();
}

domain::PrinterUse use_of(const PreviewState& state) {
    return state.on_roll ? domain::PrinterUse::slip : domain::PrinterUse::page;
}

struct LaidOut {
    paper::Document document{};
    std::shared_ptr<const paper::Pages> pages{};
    std::vector<domain::PrintJob> history{};
};

std::shared_ptr<const Picture> picture_of(const paper::Bitmap& bitmap) {
    auto picture = std::make_shared<Picture>(Picture{bitmap.width, bitmap.height, {}});
    picture->rgba.reserve(bitmap.gray.size() * 4);
    for (const auto gray : bitmap.gray) {
        picture->rgba.insert(picture->rgba.end(), {gray, gray, gray, 255});
    }
    return picture;
}

void load_history(Flow& flow) {
    run_service(
        flow,
        [number = preview_of(flow).number](domain::ServiceContext& context,
                                           const domain::Session& session) {
            return domain::PrintQueue(context).list(session, {.number = number, .limit = 10});
        },
        [number = preview_of(flow).number](Flow& later,
                                           const Result<std::vector<domain::PrintJob>>& jobs) {
            if (!jobs) return show_error(later, jobs.error());
            if (preview_of(later).number == number) preview_of(later).history = *jobs;
        });
}

void take_document(Flow& flow, const LaidOut& laid_out) {
    auto& state = preview_of(flow);
    const auto& document = laid_out.document;
    state.title = document.head.title;
    state.number = document.head.number;
    state.on_roll = paper::is_roll(document.medium);
    state.copy_names = document.copies;
    state.width_mm = laid_out.pages->width_mm;
    state.height_mm = laid_out.pages->height_mm;
    state.page_count = static_cast<int>(laid_out.pages->pages.size());
    flow.get<PreviewWork>().pages = laid_out.pages;
    load_history(flow);
    ask_printer(flow, use_of(state),
                [](Flow& later, const PrinterView& view) { preview_of(later).printer = view; });
}

void load_preview(Flow& flow) {
    const auto& previewed = flow.get<PreviewWork>().previewed;
    if (!previewed.build) return;
    auto& state = preview_of(flow);
    state.error.reset();
    state.printing = state.saving = state.drawing = false;
    run_service(
        flow,
        [build = previewed.build, most = previewed.copies_most](
            domain::ServiceContext& context, const domain::Session& session) -> Result<LaidOut> {
            LaidOut laid_out;
            QIANTAI_TRY(laid_out.document, build(context, session, most));
            const auto& copies = laid_out.document.copies;
            laid_out.pages = std::make_shared<const paper::Pages>(
                paper::lay_out(laid_out.document, copies.empty() ? "" : copies.front()));
            return laid_out;
        },
        [](Flow& later, const Result<LaidOut>& laid_out) {
            if (laid_out) return take_document(later, *laid_out);
            preview_of(later).error = laid_out.error();
        });
}

/// Aside: a page takes some hundredths of a second.
void draw_page_in_sight(Flow& flow, int width_px) {
    auto& state = preview_of(flow);
    const auto pages = flow.get<PreviewWork>().pages;
    if (state.drawing || !pages) return;
    state.drawing = true;
    run_job(
        flow,
        [pages, width_px, page = state.page, number = flow.scene.session_number](Office& office) {
            office.post_aside([pages, width_px, page, number]() -> AsideEnd {
                const auto bitmap = paper::draw_bitmap(*pages, static_cast<std::size_t>(page),
                                                       width_px / pages->width_mm);
                return {.reply = [bitmap, page, width_px, number, pages](Flow& later) {
                    if (later.scene.session_number != number) return;
                    auto& now = preview_of(later);
                    if (later.get<PreviewWork>().pages != pages) return;
                    now.drawing = false;
                    if (!bitmap) {
                        now.error = bitmap.error();
                        return;
                    }
                    now.picture = picture_of(*bitmap);
                    now.picture_page = page;
                    now.picture_width = width_px;
                }};
            });
            return Status();
        },
        [](Flow&, const Status&) {});
}

void print_previewed(Flow& flow) {
    auto& state = preview_of(flow);
    if (std::exchange(state.printing, true)) return;
    run_service(
        flow,
        [print = flow.get<PreviewWork>().previewed.print, copies = state.copies](
            domain::ServiceContext& context, const domain::Session& session) {
            return print(context, session, copies);
        },
        [](Flow& later, const Result<domain::PrintJob>& job) {
            preview_of(later).printing = false;
            if (!job) return show_error(later, job.error());
            show_done(later, words::preview_queued);
            load_history(later);
        });
}

std::string pdf_path(const std::string& title, const std::string& number) {
    return domain::free_saving_path(number.empty() ? title : title + "-" + number, ".pdf");
}

void save_previewed(Flow& flow) {
    auto& state = preview_of(flow);
    if (std::exchange(state.saving, true)) return;
    run_service(
        flow,
        [save = flow.get<PreviewWork>().previewed.save, copies = state.copies, title = state.title,
         number = state.number](domain::ServiceContext& context, const domain::Session& session) {
            return save(context, session, copies, pdf_path(title, number));
        },
        [](Flow& later, const Result<domain::SavedPdf>& saved) {
            preview_of(later).saving = false;
            if (!saved) return show_error(later, saved.error());
            later.scene.toasts.push({tr(later, words::preview_saved, saved->path), Tone::success});
        });
}

struct ApplyPreview {
    Flow& flow;

    void operator()(const preview::Draw& intent) const {
        draw_page_in_sight(flow, intent.width_px);
    }
    void operator()(const preview::ShowPage& intent) const { preview_of(flow).page = intent.page; }
    void operator()(const preview::SetWhole& intent) const {
        preview_of(flow).whole = intent.whole;
    }
    void operator()(const preview::SetCopies& intent) const {
        preview_of(flow).copies = intent.copies;
    }
    void operator()(const preview::Print&) const { print_previewed(flow); }
    void operator()(const preview::SavePdf&) const { save_previewed(flow); }
    void operator()(const preview::OpenQueue&) const { open_screen(flow, k_prints_screen); }
    void operator()(const preview::Reload&) const { load_preview(flow); }
};

void apply_preview(Flow& flow, const PreviewIntent& intent) {
    std::visit(ApplyPreview{flow}, intent);
}

Text preview_title_text(const Ui& ui, const Scene&, const StateBag& states) {
    const auto& title = states.get<PreviewState>().title;
    return title.empty() ? ui.tr(words::preview_title) : Text::data(title);
}

}  // namespace

void open_preview(Flow& flow, Previewed previewed) {
    preview_of(flow) = {.copies = previewed.copies};
    flow.get<PreviewWork>() = {.previewed = std::move(previewed)};
    open_screen(flow, k_preview_screen);
}

ScreenEntry preview_screen() {
    return {.id = k_preview_screen,
            .below = k_prints_screen,
            .title = words::preview_title,
            .title_text = preview_title_text,
            .help = words::help_preview,
            .draw = screen_draw(draw_preview, apply_preview),
            .opened = load_preview};
}

}  // namespace qiantai::app
