#pragma once

#include <optional>
#include <string>

#include "schema/base/result.hpp"
#include "schema/base/secret.hpp"

namespace qiantai::ctl {

inline constexpr ErrorKind k_pin_source_missing{
    "pin_source_missing", Actor::clerk,
    "Give the PIN with --pin-file FILE or --pin-fd NUMBER; never on the command line, where others "
    "can read it.",
    "请用 --pin-file 文件 或 --pin-fd 编号 提供密码，不要写在命令行中。"};
inline constexpr ErrorKind k_secret_in_argument{
    "secret_in_argument", Actor::clerk,
    "This operation's input holds a PIN. Give it on standard input (-), not on the command line, "
    "where others can read it.",
    "该操作的输入含有密码，请通过标准输入（-）提供，不要写在命令行中。"};

/// Where a PIN comes from. The first line counts, without its end.
struct PinSource {
    std::optional<std::string> file{};
    std::optional<int> descriptor{};
};
/// k_pin_source_missing unless exactly one is given; k_file_error.
Result<Secret> read_pin(const PinSource& source);

/// Everything up to the end of a descriptor, at most `bytes_max`.
Result<std::string> read_descriptor(int descriptor, std::size_t bytes_max);

}  // namespace qiantai::ctl
