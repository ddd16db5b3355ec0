#include "tests/support/postgres_server.hpp"

#include <libpq-fe.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <sstream>

#include "schema/base/error.hpp"

namespace qiantai::test {
namespace {

const std::string k_programs = "/usr/lib/postgresql/15/bin/";

/// PostgreSQL refuses to run as root; Debian's package brings a user for it.
std::vector<std::string> as_its_user(std::vector<std::string> command) {
    if (::geteuid() != 0) return command;
    std::vector<std::string> whole{"/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres",
                                   "--clear-groups", "--pdeathsig=KILL"};
    whole.insert(whole.end(), command.begin(), command.end());
    return whole;
}

std::string shell_line(const std::vector<std::string>& words, const std::string& log) {
    std::string line = "exec";
    for (const auto& word : words) line += " '" + word + "'";
    return line + " > '" + log + "' 2>&1";
}

}  // namespace

PostgresServer::PostgresServer() {
    if (::geteuid() == 0) {
        const passwd* user = ::getpwnam("postgres");
        QIANTAI_ASSERT(user != nullptr);
        QIANTAI_ASSERT(::chown(m_folder.path().c_str(), user->pw_uid, user->pw_gid) == 0);
    }
    const auto made = run_process(
        as_its_user({k_programs + "initdb", "--pgdata", m_folder / "data", "--username=qiantai",
                     "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"}));
    if (made.exit != 0) assertion_failed(made.err.c_str(), __FILE__, __LINE__);
    start();
}

PostgresServer::~PostgresServer() {
    kill_hard();
}

void PostgresServer::start() {
    const std::vector<std::string> command{k_programs + "postgres",
                                           "-D",
                                           m_folder / "data",
                                           "-c",
                                           "unix_socket_directories=" + m_folder.path().string(),
                                           "-c",
                                           "listen_addresses=",
                                           "-c",
                                           "shared_buffers=64MB",
                                           "-c",
                                           "max_connections=60"};
    m_process = std::make_unique<Process>(std::vector<std::string>{
        "/bin/sh", "-c", shell_line(as_its_user(command), m_folder / "log")});
    const auto where = conninfo("public");
    while (PQping(where.c_str()) != PQPING_OK) {
        if (::kill(m_process->id(), 0) != 0)
            assertion_failed(file_bytes(m_folder / "log").c_str(), __FILE__, __LINE__);
        ::sched_yield();
    }
}

/// With its children, which would finish what they are at.
void PostgresServer::kill_hard() {
    const auto parent = std::to_string(m_process->id());
    std::vector<pid_t> children;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::istringstream status(file_bytes(entry.path() / "status"));
        for (std::string line; std::getline(status, line);) {
            if (line == "PPid:\t" + parent)
                children.push_back(std::stoi(entry.path().filename().string()));
        }
    }
    m_process->kill_hard();
    for (const auto child : children) ::kill(child, SIGKILL);
    m_process.reset();
    // Until the system has taken what they shared.
    for (const auto child : children) {
        while (::kill(child, 0) == 0) ::sched_yield();
    }
}

PostgresServer& PostgresServer::shared() {
    static PostgresServer server;
    return server;
}

std::string PostgresServer::conninfo(const std::string& schema) const {
    return "host=" + m_folder.path().string() +
           " user=qiantai dbname=postgres options='-csearch_path=" + schema + "'";
}

std::string PostgresServer::query(const std::string& schema, const std::string& sql) const {
    const auto done = run_process(
        {"/usr/bin/psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", conninfo(schema), "-c", sql});
    if (done.exit != 0) assertion_failed(done.err.c_str(), __FILE__, __LINE__);
    return done.out;
}

std::string PostgresServer::make_schema() {
    const auto name = "t" + std::to_string(++m_schemas);
    query("public", "CREATE SCHEMA " + name);
    return conninfo(name);
}

}  // namespace qiantai::test
