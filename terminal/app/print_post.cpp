#include "terminal/app/print_post.hpp"

#include "terminal/desk/flow.hpp"
#include "terminal/printing/flows/printing_flows.hpp"

namespace qiantai::app {

void PrintPost::operator()(Office& office) {
    if (!office.is_enrolled() || m_sending->busy) return;
    const auto looked = look(office);
    if (looked) return;
    office.log().write_error("print_queue_failed", looked.error());
    m_sending->run.reset();
}

Status PrintPost::look(Office& office) {
    auto& context = office.context();
    auto& run = m_sending->run;
    if (!run) {
        QIANTAI_TRY(const bool waits, domain::has_prints_to_send(context));
        if (!waits) return {};
        QIANTAI_TRY(run, domain::PrintRun::begin(context));
        if (!run) return {};
        m_replies.push(tell_prints_changed());
    }
    QIANTAI_TRY(const auto parcel, run->take(context));
    if (!parcel) {
        run.reset();
        return {};
    }
    m_sending->busy = true;
    office.post_aside([parcel = *parcel, sending = m_sending]() -> AsideEnd {
        const auto sent = catch_thrown([&]() -> Result<paper::SendOutcome> {
            return paper::send_to_printer(parcel.address, parcel.title, parcel.bytes);
        });
        // What was thrown in the middle may have left something on paper.
        const auto outcome =
            sent ? *sent : paper::SendOutcome::unclear(make_error(domain::k_print_interrupted));
        return {.job = [id = parcel.id, outcome, sending](Office& later) {
            return finish(later, *sending, id, outcome);
        }};
    });
    return {};
}

Reply PrintPost::finish(Office& office, Sending& sending, const Uuid& print,
                        const paper::SendOutcome& outcome) {
    sending.busy = false;
    if (outcome.reason) office.log().write_error("print_not_done", *outcome.reason);
    const auto job = sending.run->finish(office.context(), print, outcome);
    if (job) return tell_print_ended(*job);
    // It stays `sending`, and whoever takes the lock next asks a person.
    sending.run.reset();
    office.log().write_error("print_queue_failed", job.error());
    return [error = job.error()](Flow& flow) { show_error(flow, error); };
}

}  // namespace qiantai::app
