#include "assets/words/find.hpp"
#include "assets/words/printing.hpp"
#include "terminal/desk/shown.hpp"
#include "terminal/printing/screens/screen_printing.hpp"

namespace qiantai::ui {

using domain::PrintState;

int PrintsState::open_count() const {
    return static_cast<int>(
        std::ranges::count_if(jobs, [](const auto& job) { return job.needs_person(); }));
}

Text printer_use_text(const Ui& ui, domain::PrinterUse use) {
    return ui.tr(use == domain::PrinterUse::page ? words::printer_page : words::printer_slip);
}

PrinterWords printer_words(const Ui& ui, const PrinterView& view) {
    if (!view.printer) return {ui.tr(words::printer_none), Tone::warning};
    switch (view.state) {
        case PrinterView::State::unknown:
        case PrinterView::State::asking:
            return {ui.tr(words::printer_asking), Tone::neutral};
        case PrinterView::State::ready:
            return {ui.tr(words::printer_ready), Tone::success};
        case PrinterView::State::problem:
            break;
    }
    const std::string_view code = view.problem ? view.problem->code() : "";
    const auto key = code == "printer_out_of_paper"  ? words::printer_no_paper_short
                     : code == "printer_unreachable" ? words::printer_unreachable_short
                     : code == "printer_stopped"     ? words::printer_stopped_short
                                                     : words::printer_refuses_short;
    return {ui.tr(key), Tone::danger};
}

PrintWords print_words(const Ui& ui, const domain::PrintJob& job) {
    const auto state = job.state.known();
    if (!state) return {ui.tr(words::code_unknown), Tone::neutral, Icon::help};
    switch (*state) {
        case PrintState::waiting:
            return {ui.tr(words::print_state_waiting), Tone::info, Icon::timer};
        case PrintState::sending:
            return {ui.tr(words::print_state_sending), Tone::info, Icon::printer};
        case PrintState::printed:
            return {ui.tr(words::print_state_printed), Tone::success, Icon::check_circle};
        case PrintState::failed:
            return {ui.tr(words::print_state_failed), Tone::danger, Icon::close_circle};
        case PrintState::uncertain:
            return {ui.tr(words::print_state_uncertain), Tone::warning, Icon::help};
        case PrintState::cancelled:
            break;
    }
    return {ui.tr(words::print_state_cancelled), Tone::neutral, Icon::close};
}

Text print_reason_text(const Ui& ui, const domain::PrintJob& job) {
    if (!job.needs_person()) return {};
    return Text::words(ui.settings().language == Language::zh ? job.words_zh : job.words_en);
}

Text print_person_text(const Scene& scene, const std::string& staff_number) {
    const auto found = scene.shop.staff_names.find(staff_number);
    return Text::data(found == scene.shop.staff_names.end() ? staff_number : found->second);
}

}  // namespace qiantai::ui
