#include "schema/base/store_code.hpp"

#include <algorithm>

namespace qiantai {

bool is_store_code(std::string_view code) {
    return code.size() >= 2 && code.size() <= 8 && std::ranges::all_of(code, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
           });
}

}  // namespace qiantai
