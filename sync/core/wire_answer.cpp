#include "schema/base/json_values.hpp"
#include "sync/core/tuning.hpp"
#include "sync/core/wire.hpp"
#include "sync/core/wire_lines.hpp"

namespace qiantai::sync {
namespace {

namespace json = boost::json;

std::optional<Rejection> parse_rejection(const json::value& value) {
    const auto* object = value.if_object();
    if (object == nullptr) return std::nullopt;
    const auto seq = find_integer(*object, "seq", 1);
    Rejection rejection;
    if (!seq) return std::nullopt;
    rejection.seq = *seq;
    const auto take = [object](std::string_view name, std::string& into) {
        const auto* text = find_string(*object, name);
        if (text != nullptr) into = *text;
        return text != nullptr;
    };
    if (!take("code", rejection.code) || !take("actor", rejection.actor) ||
        !take("field", rejection.field) || !take("words_en", rejection.words_en) ||
        !take("words_zh", rejection.words_zh)) {
        return std::nullopt;
    }
    return rejection;
}

}  // namespace

std::string encode_push_answer(const PushAnswer& answer) {
    json::array rejections;
    for (const Rejection& rejection : answer.rejections) {
        rejections.push_back({{"seq", rejection.seq},
                              {"code", rejection.code},
                              {"actor", rejection.actor},
                              {"field", rejection.field},
                              {"words_en", rejection.words_en},
                              {"words_zh", rejection.words_zh}});
    }
    return json::serialize(json::object{{"acked_seq", answer.acked_seq},
                                        {"hub_time", answer.hub_time_ms},
                                        {"generation", answer.generation},
                                        {"rejections", std::move(rejections)}});
}

// Unlike the other decoders this one takes members it does not know: a newer hub may say more in
// its answer.
Result<PushAnswer> decode_push_answer(std::string_view text) {
    const auto parsed = parse_json(text, tuning::k_json_depth_max);
    if (!parsed || !parsed->is_object()) return make_error(k_wire_malformed, "push answer");
    const auto& object = parsed->get_object();
    const auto acked_seq = find_integer(object, "acked_seq", 0);
    const auto hub_time = find_integer(object, "hub_time", 0, Hlc::k_time_ms_max);
    const auto* generation = find_string(object, "generation");
    const auto* rejections = object.if_contains("rejections");
    if (!acked_seq || !hub_time || generation == nullptr || rejections == nullptr ||
        !rejections->is_array()) {
        return make_error(k_wire_malformed, "push answer");
    }
    PushAnswer answer{.acked_seq = *acked_seq,
                      .hub_time_ms = *hub_time,
                      .generation = std::string(*generation),
                      .rejections = {}};
    for (const auto& value : rejections->get_array()) {
        auto rejection = parse_rejection(value);
        if (!rejection) return make_error(k_wire_malformed, "push answer: rejection");
        answer.rejections.push_back(std::move(*rejection));
    }
    return answer;
}

}  // namespace qiantai::sync
