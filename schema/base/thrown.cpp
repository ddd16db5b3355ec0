#include "schema/base/thrown.hpp"

#include <new>
#include <typeinfo>

namespace qiantai {

Error error_of_thrown(const std::exception& thrown) {
    if (dynamic_cast<const std::bad_alloc*>(&thrown) != nullptr) {
        return make_error(k_too_little_memory);
    }
    return make_error(k_program_fault, typeid(thrown).name());
}

}  // namespace qiantai
