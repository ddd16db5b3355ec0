#include "terminal/ctl/command_line.hpp"

#include <cstdio>
#include <cstdlib>

#include "schema/base/file.hpp"
#include "schema/base/thrown.hpp"
#include "schema/sqlite/facts.hpp"
#include "sync/client/curl_transport.hpp"
#include "terminal/access/rules/access.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/operations/operation_table.hpp"
#include "terminal/operations/stream.hpp"

namespace qiantai::ctl {
namespace {

Words actor_words(Actor actor) {
    switch (actor) {
        case Actor::itself:
            return {"Nothing to do but try again.", "无需处理，稍后重试即可。"};
        case Actor::clerk:
            return {"You can put it right.", "请您自行更正。"};
        case Actor::manager:
            return {"The store manager decides.", "请店长处理。"};
        case Actor::administrator:
            return {"The administrator has to act.", "请管理员处理。"};
    }
    return {};
}

}  // namespace

Exit exit_of(const Error& error) {
    for (const ErrorKind* kind : {&k_input_invalid, &k_operation_unknown, &k_line_malformed}) {
        if (error.kind == kind) return Exit::usage;
    }
    for (const ErrorKind* kind :
         {&k_sign_in_required, &domain::k_sign_in_refused, &domain::k_sign_in_wait,
          &domain::k_not_permitted, &domain::k_only_at_headquarters, &domain::k_session_ended,
          &domain::k_pin_change_required}) {
        if (error.kind == kind) return Exit::not_permitted;
    }
    switch (error.actor()) {
        case Actor::itself:
            return Exit::temporary;
        case Actor::clerk:
        case Actor::manager:
            return Exit::refused;
        case Actor::administrator:
            return Exit::administrator;
    }
    return Exit::administrator;
}

ConsoleLanguage language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("zh") ? ConsoleLanguage::chinese
                                                         : ConsoleLanguage::english;
    }
    return ConsoleLanguage::english;
}

Result<store::Home> CommandLine::resolve_home() const {
    return store::resolve_home(home ? std::optional<std::filesystem::path>(*home) : std::nullopt);
}

Result<store::TerminalDatabase> CommandLine::open_database(
    store::TerminalOptions::IfMissing if_missing) {
    QIANTAI_TRY(const auto place, resolve_home());
    const bool creates = if_missing == store::TerminalOptions::IfMissing::create;
    if (creates) QIANTAI_TRY_STATUS(make_private_directory(place.data()));
    return store::TerminalDatabase::open(place, clock, random, manifest,
                                         {.if_missing = if_missing, .log = &log()});
}

EventLog& CommandLine::log() {
    if (m_log) return *m_log;
    const auto place = resolve_home();
    std::error_code ignored;
    if (!place || !std::filesystem::exists(place->data(), ignored)) return m_no_log;
    m_log = std::make_unique<store::TerminalLog>(*place, LogWord("qiantaictl"), clock);
    return *m_log;
}

void CommandLine::say(const Words& words) const {
    const auto& text = language == ConsoleLanguage::chinese ? words.chinese : words.english;
    std::fprintf(stdout, "%s\n", text.c_str());
    std::fflush(stdout);
}

void CommandLine::fail(const Error& error) {
    const bool chinese = language == ConsoleLanguage::chinese;
    const auto text = chinese ? error.message_zh() : error.message();
    const auto who = actor_words(error.actor());
    std::fprintf(stderr, "qiantaictl: %s\n%s\n", text.c_str(),
                 (chinese ? who.chinese : who.english).c_str());
    exit = exit_of(error);
    log().write_error("command_failed", error);
}

void CommandLine::run(const std::function<Status()>& work) {
    if (const auto done = catch_thrown(work); !done) fail(done.error());
}

OpenDesk::OpenDesk(CommandLine& line, store::TerminalDatabase terminal,
                   domain::TerminalIdentity identity)
    : m_terminal(std::move(terminal)),
      m_context{m_terminal.database(), line.clock, line.random, line.manifest, std::move(identity)},
      m_desk{m_terminal, m_context, sync::curl_transport_factory()} {}

Result<std::unique_ptr<OpenDesk>> OpenDesk::open(CommandLine& line) {
    QIANTAI_TRY(auto terminal, line.open_database());
    QIANTAI_TRY(auto identity, domain::load_identity(terminal.database()));
    return std::unique_ptr<OpenDesk>(new OpenDesk(line, std::move(terminal), std::move(identity)));
}

Status audit_command(CommandLine& line, store::TerminalDatabase& terminal, std::string_view action,
                     std::map<std::string, std::string> detail) {
    QIANTAI_TRY(const auto store,
                sqlite::load_fact_text(terminal.database(), sqlite::fact::k_store_code));
    if (!store) return {};
    QIANTAI_TRY(auto identity, domain::load_identity(terminal.database()));
    domain::ServiceContext context{terminal.database(), line.clock, line.random, line.manifest,
                                   std::move(identity)};
    return write_audit(context, nullptr,
                       {.action = std::string(action), .detail = std::move(detail)});
}

}  // namespace qiantai::ctl
