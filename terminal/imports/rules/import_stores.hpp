#pragma once

// A chain's file has lines of all its stores; this terminal takes those of its own.

#include <string>
#include <string_view>
#include <vector>

#include "terminal/base/service_context.hpp"
#include "terminal/imports/rules/import_facts.hpp"

namespace qiantai::domain {

class ImportStores {
  public:
    /// The chain's stores by code and name, ours also by what the settings say it is called.
    static Result<ImportStores> load(ServiceContext& context, const ImportSettings& settings);

    enum class Whose { own, other, unknown };
    /// A cell that names none is ours. If the settings name ours, every other name is another's.
    Whose whose(std::string_view said) const;

  private:
    std::string m_own_store;
    std::vector<std::string> m_own_names, m_other_names;
};

}  // namespace qiantai::domain
