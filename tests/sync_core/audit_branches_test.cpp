#include "sync/core/audit_branches.hpp"

#include <doctest/doctest.h>

namespace qiantai::sync::test {
namespace {

struct Branches {
    /// An entry called `name` after the one called `previous`.
    void add(std::int64_t seq, std::string name, std::string previous, std::string terminal,
             bool enrols = false) {
        branches.add({seq, Uuid::derive(name), name, std::move(previous), "S001",
                      std::move(terminal), enrols});
    }
    /// Names of the branches that nothing explains, by their first entries.
    std::string strange(int unblocked = 0) const {
        std::string names;
        for (const auto& entry : branches.unexplained({{{"S001", "T01"}, unblocked}}))
            names += entry.hash + " ";
        return names;
    }
    AuditBranches branches;
};

}  // namespace

TEST_CASE_FIXTURE(Branches, "a branch that was enrolled anew as another terminal is explained") {
    add(1, "common", "start", "T01");
    add(2, "right", "common", "T01");
    add(2, "copy", "common", "T01");
    CHECK(strange() != "");
    add(3, "enrolled", "copy", "T02", true);
    add(4, "goes on", "enrolled", "T02");
    CHECK(strange() == "");
}

TEST_CASE_FIXTURE(Branches, "a branch under another code that was never enrolled is named") {
    add(1, "common", "start", "T01");
    add(2, "right", "common", "T01");
    add(2, "forged", "common", "T02");
    add(3, "more", "forged", "T02");
    CHECK(strange() == "forged ");
}

TEST_CASE_FIXTURE(Branches,
                  "each unblocking explains one more branch of the terminal, the longest first") {
    add(1, "common", "start", "T01");
    add(2, "right", "common", "T01");
    add(2, "copy", "common", "T01");
    add(2, "third", "common", "T01");
    add(3, "right 3", "right", "T01");
    add(3, "copy 3", "copy", "T01");
    add(4, "copy 4", "copy 3", "T01");
    CHECK(strange() == "right third ");
    CHECK(strange(1) == "third ");
    CHECK(strange(2) == "");
}

TEST_CASE_FIXTURE(Branches, "a chain that does not fork is explained whatever terminals wrote it") {
    add(1, "one", "start", "T01");
    add(2, "two", "one", "T02", true);
    CHECK(strange() == "");
}

}  // namespace qiantai::sync::test
