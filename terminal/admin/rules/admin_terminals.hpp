#pragma once

#include "schema/base/setup_codes.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_terminal_not_found{"terminal_not_found", Actor::administrator,
                                                "There is no such terminal. Look at the list.",
                                                "没有该终端，请查看终端列表。"};
inline constexpr ErrorKind k_own_terminal{
    "own_terminal", Actor::administrator,
    "A terminal can't revoke itself; do it on another terminal of headquarters.",
    "不能停用本机，请在总部的另一台终端上操作。"};

struct Terminal {
    Uuid id;
    std::string store_code;
    std::string code;
    std::string name;
    Coded<TerminalStatus> status;
    std::optional<TimeMs> enrolled_at;
};

class AdminTerminals {
  public:
    explicit AdminTerminals(ServiceContext& context) : m_context(context) {}

    /// By store and code; at a store its own. Right: read_terminals.
    Result<std::vector<Terminal>> list(const Session& session);
    /// Right: admin_terminals.
    Result<Terminal> rename(const Session& session, const Uuid& id, std::string_view name);
    /// The hub refuses the terminal from the next call on, once this has been synchronised; what it
    /// recorded until then and has not sent stays on it. Right: admin_terminals.
    Result<Terminal> revoke(const Session& session, const Uuid& id);

  private:
    Result<Terminal> load(const Uuid& id);
    Result<Terminal> save(const Session& session, const Terminal& terminal,
                          std::string_view action);
    ServiceContext& m_context;
};

}  // namespace qiantai::domain
