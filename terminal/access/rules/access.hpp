#pragma once

// Signing in with staff number and PIN, also offline: the Argon2id hash came from the hub with the
// store's own staff.
//
// Invariants: (1) tries are counted as sign_in_try.hpp says; (2) an unknown number costs the same
// time and gives the same answer as a wrong PIN; (3) success and failure are in the audit trail, a
// number only if it is a real one (people type their PIN into the wrong field); (4) a disk that
// takes nothing lets people sign in, to look things up: the trail then has, with the next sign-in
// it takes, how many it did not.

#include "terminal/access/rules/access_facts.hpp"
#include "terminal/base/audit.hpp"
#include "terminal/base/pin.hpp"
#include "terminal/base/service_context.hpp"

namespace qiantai::domain {

class SignInTry;

class Access {
  public:
    explicit Access(ServiceContext& context, const PinCost& pin_cost = k_pin_cost)
        : m_context(context), m_pin_cost(pin_cost) {}

    /// Staff of this terminal's own store only. Errors: k_sign_in_refused, k_sign_in_wait; that the
    /// PIN could not be checked, which counts as no try: verify_pin()'s, the database's.
    Result<Session> sign_in(std::string_view staff_number, std::string_view pin);

    /// Sets the signed-in person's own PIN; the old one is asked for and counts as a try.
    /// Afterwards `session.pin_must_change` is false. Errors: as sign_in, the PIN rules' of
    /// pin.hpp.
    Status change_pin(Session& session, std::string_view old_pin, std::string_view new_pin);

    /// Writes that the person left the terminal.
    Status sign_out(const Session& session);

  private:
    struct StaffRow;
    Result<std::optional<StaffRow>> load_staff(std::string_view staff_number);
    Result<bool> compare_pin(const std::optional<StaffRow>& staff, std::string_view pin);
    /// Counts and audits the failure; the error to return.
    Error refuse(SignInTry& attempt, const std::optional<StaffRow>& staff, std::string_view action);
    Status audit_sign_in(const Session& session);

    ServiceContext& m_context;
    PinCost m_pin_cost;
    std::string m_dummy_hash;  ///< compared with when the number is unknown
};

}  // namespace qiantai::domain
