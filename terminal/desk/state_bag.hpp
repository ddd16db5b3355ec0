#pragma once

#include <memory>
#include <typeindex>
#include <unordered_map>

namespace qiantai::ui {

/// What the screens keep for the signed-in person, one value of each type: a screen's state struct
/// is the only thing that has to be known to find it. Locking keeps it for the same person; signing
/// in as somebody else clears it. Drawing thread only.
class StateBag {
  public:
    /// Made with its defaults when it is first asked for. Good until clear().
    template <typename State>
    State& get() {
        auto& place = m_states[typeid(State)];
        if (!place) place = std::make_shared<State>();
        return *static_cast<State*>(place.get());
    }
    /// The defaults if nobody has asked for it to change it.
    template <typename State>
    const State& get() const {
        static const State k_untouched{};
        const auto found = m_states.find(typeid(State));
        return found == m_states.end() ? k_untouched
                                       : *static_cast<const State*>(found->second.get());
    }
    void clear() { m_states.clear(); }

  private:
    std::unordered_map<std::type_index, std::shared_ptr<void>> m_states;
};

}  // namespace qiantai::ui
