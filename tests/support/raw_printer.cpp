#include "tests/support/raw_printer.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "schema/base/error.hpp"

namespace qiantai::test {
namespace {

constexpr std::size_t k_hang_up_after = 512;

}  // namespace

RawPrinter::RawPrinter(Mood mood) : m_mood(mood) {
    m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // So little room that what is sent has to be read.
    const int room = 4096;
    ::setsockopt(m_listener, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    QIANTAI_ASSERT(::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    QIANTAI_ASSERT(::listen(m_listener, 8) == 0);
    QIANTAI_ASSERT(::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

RawPrinter::~RawPrinter() {
    ::shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    ::close(m_listener);
}

std::string RawPrinter::printed() {
    const MutexLock lock(m_mutex);
    while (m_gone == 0) m_changed.wait(m_mutex);
    return m_printed;
}

void RawPrinter::run() {
    for (;;) {
        const int connection = ::accept(m_listener, nullptr, nullptr);
        if (connection < 0) return;
        serve(connection);
        const MutexLock lock(m_mutex);
        ++m_gone;
        m_changed.notify_all();
    }
}

char RawPrinter::answer_to(char question) const {
    const MutexLock lock(const_cast<Mutex&>(m_mutex));
    const bool out = m_mood == Mood::no_paper || (m_mood == Mood::runs_out && !m_printed.empty());
    if (question == 4) return static_cast<char>(out ? 0x72 : 0x12);
    return static_cast<char>(m_mood == Mood::open_cover ? 0x16 : 0x12);
}

void RawPrinter::serve(int connection) {
    char byte = 0;
    std::string question;
    while (::read(connection, &byte, 1) == 1) {
        question += byte;
        if (question == "\x10" || question == "\x10\x04") continue;
        if (question.size() == 3 && question.starts_with("\x10\x04")) {
            const char answer = answer_to(question[2]);
            if (m_mood != Mood::silent && ::write(connection, &answer, 1) != 1) break;
        } else {
            const MutexLock lock(m_mutex);
            m_printed += question;
            if (m_mood == Mood::hangs_up && m_printed.size() >= k_hang_up_after) break;
        }
        question.clear();
    }
    if (m_mood == Mood::hangs_up) {
        // At once, and nothing more is taken.
        const linger now{1, 0};
        ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    ::close(connection);
}

}  // namespace qiantai::test
