#pragma once

#include <exception>
#include <utility>

#include "schema/base/result.hpp"

namespace qiantai {

inline constexpr ErrorKind k_too_little_memory{
    "too_little_memory", Actor::administrator,
    "The machine has too little free memory for this; it was not done. Close other programs, then "
    "try again.",
    "本机可用内存不足，本次操作未完成。请关闭其他程序后重试。"};
inline constexpr ErrorKind k_program_fault{
    "program_fault", Actor::administrator,
    "The program met a fault of its own and gave this up; nothing of it was saved. Go on with "
    "something else, and tell whoever looks after the program what was typed.",
    "程序内部出错，本次操作已放弃，没有保存任何内容。可继续其他操作，请将当时的输入告知系统维护人"
    "员。"};

/// What a library threw, as an error. Our own code throws nothing but std::bad_alloc in the name of
/// a C library that found no memory. The detail is the exception's type alone, because its text may
/// repeat the input.
Error error_of_thrown(const std::exception& thrown);

/// For the borders that nothing thrown may pass: an operation, a job, a session. `work` gives a
/// Result; what it had begun is undone by what its objects do when they are destroyed, and by
/// `clean_up`.
template <typename Work, typename CleanUp>
auto catch_thrown(Work&& work, CleanUp&& clean_up) -> decltype(work()) {
    try {
        return work();
    } catch (const std::exception& thrown) {
        clean_up();
        return error_of_thrown(thrown);
    }
}
template <typename Work>
auto catch_thrown(Work&& work) -> decltype(work()) {
    return catch_thrown(std::forward<Work>(work), [] {});
}

}  // namespace qiantai
