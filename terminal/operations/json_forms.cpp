#include "terminal/operations/json_forms.hpp"

namespace qiantai::ctl {

boost::json::object to_json(const Error& error) {
    boost::json::object object{{"code", error.code()},
                               {"actor", actor_name(error.actor())},
                               {"words_en", error.message()},
                               {"words_zh", error.message_zh()}};
    set_text(object, "detail", error.detail);
    set_text(object, "field", error.field);
    return object;
}

}  // namespace qiantai::ctl
