// Receipt printers that take bytes as they are: over TCP, at a device, into a FIFO or a file.

#include "terminal/paper/printers/raw_printer.hpp"

#include <fcntl.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <optional>

namespace qiantai::paper {
namespace {

/// DLE EOT 4 and 2: is there paper; why is it offline. Answered at once, whatever is in the buffer.
constexpr std::string_view k_ask_paper = "\x10\x04\x04", k_ask_offline = "\x10\x04\x02";
/// ESC @, with which every slip begins.
constexpr std::string_view k_slip_begins = "\x1B@";
constexpr int k_answer_ms = 400;  ///< most printers answer within 50; some never do
constexpr unsigned k_answer_mark = 0x12, k_answer_mask = 0x93;
constexpr unsigned k_paper_out = 0x60, k_cover_open = 0x04, k_error = 0x40;

class Descriptor {
  public:
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() {
        if (m_number >= 0) ::close(m_number);
    }
    int number() const { return m_number; }

  private:
    int m_number;
};

Error of_errno(const ErrorKind& kind) {
    return make_error(kind, std::strerror(errno));
}

bool wait_for(int descriptor, short events, int limit_ms) {
    pollfd entry{descriptor, events, 0};
    int ready = 0;
    do {
        ready = ::poll(&entry, 1, limit_ms);
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

struct HostAndPort {
    std::string host, port;
};
HostAndPort split_address(std::string_view address) {
    auto rest = address.substr(std::string_view("socket://").size());
    const auto colon = rest.rfind(':');
    auto host = rest.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return {std::string(host), std::string(rest.substr(colon + 1))};
}

Result<Descriptor> connect_to(const std::string& address, int limit_ms) {
    const auto [host, port] = split_address(address);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (const int code = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &found); code != 0) {
        return make_error(k_printer_unreachable, ::gai_strerror(code));
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> all(found, ::freeaddrinfo);
    errno = ECONNREFUSED;
    for (const auto* one = all.get(); one != nullptr; one = one->ai_next) {
        Descriptor socket(::socket(one->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (socket.number() < 0) continue;
        if (::connect(socket.number(), one->ai_addr, one->ai_addrlen) == 0) return socket;
        if (errno != EINPROGRESS) continue;
        if (!wait_for(socket.number(), POLLOUT, limit_ms)) {
            errno = ETIMEDOUT;
            continue;
        }
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size);
        if (error == 0) return socket;
        errno = error;
    }
    return of_errno(k_printer_unreachable);
}

/// Nothing, or slips: whatever else stands in a file is not added to.
bool holds_slips(int descriptor) {
    std::array<char, k_slip_begins.size()> first{};
    const auto read = ::pread(descriptor, first.data(), first.size(), 0);
    return read == 0 || (read == std::ssize(first) &&
                         std::string_view(first.data(), first.size()) == k_slip_begins);
}

/// A regular file is added to; a FIFO that nobody reads, and a device that is not there, cannot be
/// reached.
Result<Descriptor> open_path(const std::string& path) {
    struct stat facts {};
    const bool there = ::stat(path.c_str(), &facts) == 0;
    const bool regular = !there || S_ISREG(facts.st_mode);
    const bool two_ways = regular || S_ISCHR(facts.st_mode);
    const int flags = (two_ways ? O_RDWR : O_WRONLY) | O_NONBLOCK | O_CLOEXEC | O_NOCTTY |
                      (regular ? O_APPEND : 0);
    Descriptor file(::open(path.c_str(), flags));
    if (file.number() >= 0) {
        if (regular && !holds_slips(file.number())) return make_error(k_printer_is_a_file, path);
        return file;
    }
    return of_errno(errno == EACCES || errno == EPERM ? k_printer_not_permitted
                                                      : k_printer_unreachable);
}

Result<Descriptor> open_raw(const std::string& address, const PrinterPatience& patience) {
    return address.starts_with('/') ? open_path(address) : connect_to(address, patience.connect_ms);
}

/// Whether it can say something at all.
bool may_answer(int descriptor) {
    struct stat facts {};
    return ::fstat(descriptor, &facts) == 0 && (S_ISSOCK(facts.st_mode) || S_ISCHR(facts.st_mode));
}

std::optional<unsigned> ask(int descriptor, std::string_view question) {
    if (!wait_for(descriptor, POLLOUT, k_answer_ms)) return std::nullopt;
    if (::write(descriptor, question.data(), question.size()) !=
        static_cast<ssize_t>(question.size())) {
        return std::nullopt;
    }
    unsigned char answer = 0;
    if (!wait_for(descriptor, POLLIN, k_answer_ms) || ::read(descriptor, &answer, 1) != 1) {
        return std::nullopt;
    }
    if ((answer & k_answer_mask) != k_answer_mark) return std::nullopt;
    return answer;
}

Status ask_ready(int descriptor) {
    if (!may_answer(descriptor)) return {};
    const auto paper = ask(descriptor, k_ask_paper);
    // One that does not answer the first question is not asked a second.
    if (!paper) return {};
    if ((*paper & k_paper_out) != 0) return make_error(k_printer_out_of_paper);
    const auto offline = ask(descriptor, k_ask_offline);
    if (offline && (*offline & (k_cover_open | k_error)) != 0) return make_error(k_printer_stopped);
    return {};
}

/// How many bytes went out before it stopped.
std::size_t write_bytes(int descriptor, std::string_view bytes, int limit_ms) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        if (!wait_for(descriptor, POLLOUT, limit_ms)) {
            errno = ETIMEDOUT;
            return sent;
        }
        const auto wrote = ::write(descriptor, bytes.data() + sent, bytes.size() - sent);
        if (wrote > 0) {
            sent += static_cast<std::size_t>(wrote);
        } else if (wrote < 0 && errno != EINTR && errno != EAGAIN) {
            return sent;
        }
    }
    return sent;
}

/// Over TCP a byte that was written may still lie here: the printer has to have taken it.
bool all_taken(int descriptor, int limit_ms) {
    constexpr int k_step_ms = 20;
    for (int waited = 0;; waited += k_step_ms) {
        int left = 0;
        if (::ioctl(descriptor, SIOCOUTQ, &left) != 0) return true;
        if (left == 0) return true;
        if (waited >= limit_ms) return false;
        pollfd entry{descriptor, 0, 0};
        ::poll(&entry, 1, k_step_ms);
        if ((entry.revents & (POLLERR | POLLHUP)) != 0) return false;
    }
}

}  // namespace

SendOutcome send_raw(const std::string& address, const std::string& bytes,
                     const PrinterPatience& patience) {
    const auto opened = open_raw(address, patience);
    if (!opened) return SendOutcome::failed(opened.error());
    const int descriptor = opened->number();
    if (const auto ready = ask_ready(descriptor); !ready) {
        return SendOutcome::failed(ready.error());
    }
    const auto sent = write_bytes(descriptor, bytes, patience.write_ms);
    if (sent == 0) return SendOutcome::failed(of_errno(k_printer_unreachable));
    if (sent < bytes.size()) return SendOutcome::unclear(of_errno(k_printer_broke_off));
    struct stat facts {};
    const bool is_socket = ::fstat(descriptor, &facts) == 0 && S_ISSOCK(facts.st_mode);
    if (!is_socket) {
        // What a full disk or a device that is gone did not take is told here; what can't be flushed
        // has nothing to tell.
        if (::fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS) {
            return SendOutcome::unclear(of_errno(k_printer_broke_off));
        }
        return {};
    }
    if (!all_taken(descriptor, patience.print_ms)) {
        return SendOutcome::unclear(make_error(k_printer_broke_off));
    }
    // Paper that ran out in the middle.
    if (const auto after = ask_ready(descriptor); !after) {
        return SendOutcome::unclear(after.error());
    }
    return {};
}

Status probe_raw(const std::string& address, const PrinterPatience& patience) {
    QIANTAI_TRY(const auto opened, open_raw(address, patience));
    return ask_ready(opened.number());
}

}  // namespace qiantai::paper
