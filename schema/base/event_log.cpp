#include "schema/base/event_log.hpp"

namespace qiantai {
namespace {

LogLevel level_of(Actor actor) {
    switch (actor) {
        case Actor::clerk:
        case Actor::manager:
            return LogLevel::info;
        case Actor::itself:
            return LogLevel::warning;
        case Actor::administrator:
            return LogLevel::error;
    }
    return LogLevel::error;
}

}  // namespace

std::string_view log_level_name(LogLevel level) {
    switch (level) {
        case LogLevel::info:
            return "info";
        case LogLevel::warning:
            return "warning";
        case LogLevel::error:
            return "error";
    }
    return "error";
}

void EventLog::write_error(LogWord event, const Error& error) {
    write(level_of(error.actor()), event, {{"error", *error.kind}, {"to_act", error.actor()}});
}

}  // namespace qiantai
