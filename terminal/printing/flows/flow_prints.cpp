// The print queue and the printers.

#include "assets/words/printing.hpp"
#include "terminal/printing/flows/printing_flows.hpp"
#include "terminal/printing/rules/printers.hpp"

namespace qiantai::app {

using namespace qiantai::ui;

namespace {

using domain::PrinterUse;
constexpr int k_prints_shown = 60;

PrintsState& prints_of(Flow& flow) {
    return flow.get<PrintsState>();
}

void load_print_jobs(Flow& flow) {
    run_service(
        flow,
        [](domain::ServiceContext& context, const domain::Session& session) {
            return domain::PrintQueue(context).list(session, {.limit = k_prints_shown});
        },
        [](Flow& later, const Result<std::vector<domain::PrintJob>>& jobs) {
            auto& state = prints_of(later);
            state.loaded = true;
            state.error.reset();
            if (!jobs) {
                state.error = jobs.error();
                return;
            }
            state.jobs = *jobs;
        });
}

void ask_both_printers(Flow& flow) {
    for (const auto use : {PrinterUse::page, PrinterUse::slip}) {
        ask_printer(flow, use, [use](Flow& later, const PrinterView& view) {
            prints_of(later).printers[use] = view;
        });
    }
}

void opened_prints(Flow& flow) {
    auto& state = prints_of(flow);
    state.busy = false;
    state.sheet.reset();
    load_print_jobs(flow);
    ask_both_printers(flow);
}

/// Who may not see the queue has nothing to count.
void count_prints(Flow& flow) {
    if (flow.scene.has_right(domain::Right::prints_keep)) load_print_jobs(flow);
}

using PrintWork =
    std::function<Result<domain::PrintJob>(domain::PrintQueue&, const domain::Session&)>;
void change_print(Flow& flow, PrintWork work) {
    run_service(
        flow,
        [work = std::move(work)](domain::ServiceContext& context, const domain::Session& session) {
            domain::PrintQueue queue(context);
            return work(queue, session);
        },
        [](Flow& later, const Result<domain::PrintJob>& job) {
            if (!job) show_error(later, job.error());
            load_print_jobs(later);
        });
}

void printer_saved(Flow& flow, const Status& done, TextKey words) {
    auto& state = prints_of(flow);
    state.busy = false;
    if (!done) {
        if (done.error().field.empty()) return show_error(flow, done.error());
        state.wrong = done.error();
        return;
    }
    state.sheet.reset();
    show_done(flow, words);
    ask_both_printers(flow);
}

void save_printer(Flow& flow) {
    auto& state = prints_of(flow);
    if (!state.sheet || std::exchange(state.busy, true)) return;
    run_service(
        flow,
        [printer = domain::Printer{*state.sheet, state.name, state.address}](
            domain::ServiceContext& context, const domain::Session& session) -> Status {
            QIANTAI_TRY(const auto kept, domain::Printers(context).set(session, printer));
            return {};
        },
        [](Flow& later, const Status& done) { printer_saved(later, done, words::printer_saved); });
}

void remove_printer(Flow& flow) {
    auto& state = prints_of(flow);
    if (!state.sheet || std::exchange(state.busy, true)) return;
    run_service(
        flow,
        [use = *state.sheet](domain::ServiceContext& context, const domain::Session& session) {
            return domain::Printers(context).remove(session, use);
        },
        [](Flow& later, const Status& done) {
            printer_saved(later, done, words::printer_removed);
        });
}

void open_printer_sheet(Flow& flow, std::optional<PrinterUse> use) {
    auto& state = prints_of(flow);
    state.sheet = use;
    state.wrong.reset();
    state.name.clear();
    state.address.clear();
    if (!use) return;
    const auto found = state.printers.find(*use);
    if (found == state.printers.end() || !found->second.printer) return;
    state.name = found->second.printer->name;
    state.address = found->second.printer->address;
}

struct ApplyPrints {
    Flow& flow;

    void operator()(const prints::Reload&) const { opened_prints(flow); }
    void operator()(const prints::Retry& intent) const {
        change_print(flow, [id = intent.print](auto& queue, const auto& session) {
            return queue.retry(session, id);
        });
    }
    void operator()(const prints::Cancel& intent) const {
        change_print(flow, [id = intent.print](auto& queue, const auto& session) {
            return queue.cancel(session, id);
        });
    }
    void operator()(const prints::Settle& intent) const {
        change_print(flow, [intent](auto& queue, const auto& session) {
            return queue.settle(session, intent.print, intent.answer);
        });
    }
    void operator()(const prints::OpenSheet& intent) const { open_printer_sheet(flow, intent.use); }
    void operator()(const prints::TypeName& intent) const {
        prints_of(flow).name = intent.name;
        prints_of(flow).wrong.reset();
    }
    void operator()(const prints::TypeAddress& intent) const {
        prints_of(flow).address = intent.address;
        prints_of(flow).wrong.reset();
    }
    void operator()(const prints::SavePrinter&) const { save_printer(flow); }
    void operator()(const prints::RemovePrinter&) const { remove_printer(flow); }
};

void apply_prints(Flow& flow, const PrintsIntent& intent) {
    std::visit(ApplyPrints{flow}, intent);
}

/// Of whoever works here now.
void reload_prints(Flow& flow) {
    if (!flow.scene.session || !flow.scene.has_right(domain::Right::prints_keep)) return;
    load_print_jobs(flow);
}

/// What the printer answered, for whoever asked and is still here.
Reply printer_answer(const domain::Printer& printer, const Status& status, int session_number,
                     const std::function<void(Flow&, const PrinterView&)>& then) {
    PrinterView view{.printer = printer,
                     .state = status ? PrinterView::State::ready : PrinterView::State::problem};
    if (!status) view.problem = status.error();
    return [view, session_number, then](Flow& later) {
        if (later.scene.session_number == session_number) then(later, view);
    };
}

}  // namespace

void ask_printer(Flow& flow, PrinterUse use, std::function<void(Flow&, const PrinterView&)> then) {
    run_job(
        flow,
        [use](Office& office) { return domain::load_printer(office.context().database, use); },
        [then = std::move(then)](Flow& later, const Result<domain::Printer>& printer) {
            if (!printer) return then(later, PrinterView());
            then(later, PrinterView{.printer = *printer, .state = PrinterView::State::asking});
            later.jobs.post([printer = *printer, then,
                             number = later.scene.session_number](Office& office) -> Reply {
                office.post_aside([printer, then, number]() -> AsideEnd {
                    const auto status = paper::probe_printer(printer.address);
                    return {.reply = printer_answer(printer, status, number, then)};
                });
                return {};
            });
        });
}

Reply tell_prints_changed() {
    return [](Flow& flow) { reload_prints(flow); };
}

Reply tell_print_ended(const domain::PrintJob& job) {
    return [job](Flow& flow) {
        if (!flow.scene.session) return;
        reload_prints(flow);
        if (job.state == domain::PrintState::printed) {
            flow.scene.toasts.push({tr(flow, words::print_done_toast, job.title), Tone::success});
            return;
        }
        if (!job.needs_person()) return;
        const bool zh = flow.scene.settings.language == Language::zh;
        const auto words = zh ? job.words_zh : job.words_en;
        show_offer(flow,
                   {.text = tr(flow, words::print_failed_toast, job.title, words),
                    .tone = Tone::danger,
                    .action = tr(flow, words::print_look),
                    .action_id = "look at prints"},
                   [](Flow& now) { open_screen(now, k_prints_screen); });
    };
}

ScreenEntry prints_screen() {
    return {.id = k_prints_screen,
            .way = Way{Icon::printer, words::nav_prints, domain::Right::prints_keep},
            .title = words::prints_title,
            .help = words::help_prints,
            .draw = screen_draw(draw_prints, apply_prints),
            .modal = {.is_open =
                          [](const StateBag& states) {
                              return states.get<PrintsState>().sheet.has_value();
                          },
                      .draw = screen_draw(draw_printer_sheet, apply_prints)},
            .badge =
                [](const Scene&, const StateBag& states) {
                    const int open = states.get<PrintsState>().open_count();
                    return Badge{.count = open, .urgent = open > 0};
                },
            .counted = count_prints,
            .opened = opened_prints};
}

}  // namespace qiantai::app
