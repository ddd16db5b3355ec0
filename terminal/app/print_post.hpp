#pragma once

#include <memory>

#include "terminal/desk/jobs.hpp"
#include "terminal/printing/rules/print_queue.hpp"

namespace qiantai::app {

/// Hands what waits in the print queue to the printers, one after the other. Looks after each job,
/// on the database's thread; the printers are waited for aside (Office::post_aside), and what became
/// of a print is on disk before the next one is taken.
class PrintPost {
  public:
    explicit PrintPost(ReplyQueue& replies) : m_replies(replies) {}

    void operator()(Office& office);

  private:
    /// Of the database's thread; shared with the job that ends a print.
    struct Sending {
        std::optional<domain::PrintRun> run{};
        bool busy = false;
    };

    Status look(Office& office);
    static Reply finish(Office& office, Sending& sending, const Uuid& print,
                        const paper::SendOutcome& outcome);

    ReplyQueue& m_replies;
    std::shared_ptr<Sending> m_sending = std::make_shared<Sending>();
};

}  // namespace qiantai::app
