#include "terminal/app/look_up_line.hpp"

#include "schema/base/thrown.hpp"
#include "terminal/desk/flow.hpp"

namespace qiantai::app {

LookUpLine::LookUpLine(ReplyQueue& replies, sync::TransportFactory make_transport, EventLog& log)
    : m_replies(replies),
      m_make_transport(std::move(make_transport)),
      m_log(log),
      m_thread([this] { run(); }) {}

LookUpLine::~LookUpLine() {
    {
        const MutexLock lock(m_mutex);
        m_ending = true;
        if (m_transport != nullptr) m_transport->cancel();
    }
    m_changed.notify_one();
    m_thread.join();
}

void LookUpLine::ask(sync::LookUpQuestion question, LookUpThen then) {
    {
        const MutexLock lock(m_mutex);
        m_calls.push_back({std::move(question), std::move(then)});
    }
    m_changed.notify_one();
}

Result<sync::LookedUp> LookUpLine::perform(const sync::LookUpQuestion& question) {
    QIANTAI_TRY(const auto transport,
                m_make_transport(question.device.hub, question.device.hub_ca));
    {
        const MutexLock lock(m_mutex);
        if (m_ending) return make_error(sync::k_sync_cancelled);
        m_transport = transport.get();
    }
    auto found = catch_thrown([&] { return sync::ask_headquarters(question, *transport); });
    const MutexLock lock(m_mutex);
    m_transport = nullptr;
    return found;
}

void LookUpLine::run() {
    for (;;) {
        Call call;
        {
            const MutexLock lock(m_mutex);
            while (!m_ending && m_calls.empty()) m_changed.wait(m_mutex);
            if (m_ending) return;
            call = std::move(m_calls.front());
            m_calls.pop_front();
        }
        auto found = perform(call.question);
        if (found) {
            m_log.write(LogLevel::info, "look_up", {{"found", found->size()}});
        } else {
            m_log.write_error("look_up_failed", found.error());
        }
        m_replies.push([then = std::move(call.then), found = std::move(found)](Flow& flow) {
            then(flow, found);
        });
    }
}

}  // namespace qiantai::app
