#include "schema/base/error.hpp"

#include <cstdio>
#include <cstdlib>

namespace qiantai {

std::string_view actor_name(Actor actor) {
    switch (actor) {
        case Actor::itself:
            return "itself";
        case Actor::clerk:
            return "clerk";
        case Actor::manager:
            return "manager";
        case Actor::administrator:
            return "administrator";
    }
    return "administrator";
}

std::string Error::message() const {
    std::string text(kind->words_en);
    if (!detail.empty()) text += " (" + detail + ")";
    return text;
}

std::string Error::message_zh() const {
    std::string text(kind->words_zh);
    if (!detail.empty()) text += "（" + detail + "）";
    return text;
}

void assertion_failed(const char* expression, const char* file, int line) {
    std::fprintf(stderr, "qiantai: assertion failed: %s at %s:%d\n", expression, file, line);
    std::abort();
}

}  // namespace qiantai
