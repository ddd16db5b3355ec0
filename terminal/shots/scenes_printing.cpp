// Printing: what a form looks like before, and what became of prints.

#include "terminal/paper/printers/printer.hpp"
#include "terminal/printing/screens/screen_printing.hpp"
#include "terminal/shots/scenes.hpp"

namespace qiantai::shots {

using namespace qiantai::ui;

namespace {

constexpr TimeMs k_minute_ms_of_prints = 60'000;

PrinterView ready_printer(domain::PrinterUse use) {
    const bool page = use == domain::PrinterUse::page;
    return {.printer = domain::Printer{use, page ? "办公室 HP M405" : "收银台小票机",
                                       page ? "ipp://hp-m405.local/ipp/print" : "/dev/usb/lp0"},
            .state = PrinterView::State::ready};
}

PrinterView empty_printer(domain::PrinterUse use) {
    auto view = ready_printer(use);
    view.state = PrinterView::State::problem;
    view.problem = make_error(paper::k_printer_out_of_paper);
    return view;
}

domain::PrintJob print_of(int number, std::string title, domain::PrintState state,
                          const ErrorKind* why, std::string who, TimeMs at) {
    domain::PrintJob job{.title = std::move(title),
                         .number = fmt::format("SG-S001-00-00000{}-I", number),
                         .copies = 2,
                         .printer_name = "收银台小票机",
                         .state = state,
                         .created_by = std::move(who),
                         .created_at = at,
                         .changed_at = at};
    if (why != nullptr) {
        job.reason = why->code;
        job.words_en = why->words_en;
        job.words_zh = why->words_zh;
    }
    return job;
}

}  // namespace

void shoot_preview(Stage& stage, std::string_view name) {
    auto& state = stage.state<PreviewState>();
    const auto use = state.on_roll ? domain::PrinterUse::slip : domain::PrinterUse::page;
    const auto none = std::string(name) + "-no-printer";
    if (!state.on_roll) stage.picture(none);
    state.printer = ready_printer(use);
    const auto now = stage.scene().shop.now_ms;
    state.history = {print_of(2, state.title, domain::PrintState::printed, nullptr, "1002",
                              now - 40 * k_minute_ms_of_prints)};
    stage.settle();
    stage.picture(name);
    if (!state.on_roll) {
        stage.touch("whole");
        stage.picture(std::string(name) + "-large");
    }
    stage.touch("back");
}

void shoot_prints(Stage& stage) {
    stage.touch(way(k_prints_screen));
    stage.picture("prints-none");
    auto& state = stage.state<PrintsState>();
    const auto now = stage.scene().shop.now_ms;
    using domain::PrintState;
    state.printers[domain::PrinterUse::page] = empty_printer(domain::PrinterUse::page);
    state.printers[domain::PrinterUse::slip] = ready_printer(domain::PrinterUse::slip);
    state.jobs = {print_of(9, "存货小票", PrintState::sending, nullptr, "1003", now),
                  print_of(7, "寄存单", PrintState::failed, &paper::k_printer_out_of_paper, "1002",
                           now - 3 * k_minute_ms_of_prints),
                  print_of(5, "领取小票", PrintState::uncertain, &domain::k_print_interrupted,
                           "1002", now - 9 * k_minute_ms_of_prints),
                  print_of(2, "领取小票", PrintState::printed, nullptr, "1003",
                           now - 31 * k_minute_ms_of_prints),
                  print_of(3, "寄存单", PrintState::cancelled, nullptr, "1002",
                           now - 65 * k_minute_ms_of_prints)};
    stage.settle();
    stage.picture("prints");
    state.jobs.clear();
}

void shoot_printer_sheet(Stage& stage) {
    stage.touch(way(k_prints_screen));
    stage.touch("printer slip");
    stage.picture("printer-sheet");
    stage.key(ImGuiKey_Escape);
}

}  // namespace qiantai::shots
