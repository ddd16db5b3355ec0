#include "tests/support/ipp_printer.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <thread>

namespace qiantai::test {
namespace {

constexpr const char* k_bus = R"(<busconfig><type>system</type><listen>unix:path=SOCKET</listen>
<auth>EXTERNAL</auth><policy context="default"><allow user="*"/><allow own="*"/>
<allow send_type="method_call"/><allow send_type="signal"/><allow send_destination="*"/>
<allow receive_sender="*"/></policy></busconfig>)";

sockaddr_in local_port(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool listens(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const auto address = local_port(port);
    const bool connected =
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
}

}  // namespace

int free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    auto address = local_port(0);
    socklen_t size = sizeof address;
    QIANTAI_ASSERT(::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
    QIANTAI_ASSERT(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    ::close(socket);
    return ntohs(address.sin_port);
}

IppPrinter::IppPrinter(const std::string& script) : m_port(free_port()) {
    const auto socket = (m_folder / "bus").string();
    std::string config = k_bus;
    config.replace(config.find("SOCKET"), 6, socket);
    write_bytes(m_folder / "bus.conf", config);
    m_bus = std::make_unique<Process>(std::vector<std::string>{
        "/usr/bin/dbus-daemon", "--config-file=" + (m_folder / "bus.conf").string(), "--nofork",
        "--print-address"});
    std::string line;
    QIANTAI_ASSERT(m_bus->read_line(line));
    const auto command = (m_folder / "print").string();
    write_bytes(command, "#!/bin/sh\n" + script + "\n");
    std::filesystem::permissions(command, std::filesystem::perms::owner_all);
    std::filesystem::create_directory(m_folder / "spool");
    m_printer = std::make_unique<Process>(std::vector<std::string>{
        "/usr/bin/env", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + socket, "/usr/sbin/ippeveprinter",
        "-r", "off", "-p", std::to_string(m_port), "-d", (m_folder / "spool").string(), "-k", "-c",
        command, "-f", "application/pdf", "Test printer"});
    // It says nothing when it is ready.
    while (!listens(m_port)) std::this_thread::yield();
}

IppPrinter::~IppPrinter() = default;

std::vector<std::string> IppPrinter::prints() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder / "spool")) {
        if (entry.path().extension() == ".pdf") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    std::vector<std::string> all;
    for (const auto& file : files) all.push_back(file_bytes(file));
    return all;
}

}  // namespace qiantai::test
