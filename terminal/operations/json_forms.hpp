#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/described_json.hpp"
#include "schema/base/result.hpp"

namespace qiantai::ctl {

/// Described structs beside the ones below.
using qiantai::to_json;

/// Sets the field unless the text is empty.
inline void set_text(boost::json::object& object, std::string_view name, std::string_view text) {
    if (!text.empty()) object[name] = text;
}

/// {"name": [to_json(item), ...]}
template <typename T, typename ToJson>
boost::json::array json_list(const std::vector<T>& items, ToJson&& to_json_of) {
    boost::json::array list;
    list.reserve(items.size());
    for (const auto& item : items) list.push_back(to_json_of(item));
    return list;
}

/// {code, actor, words_en, words_zh, detail?, field?}
boost::json::object to_json(const Error& error);

}  // namespace qiantai::ctl
