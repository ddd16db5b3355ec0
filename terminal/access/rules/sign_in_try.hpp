#pragma once

// One try of a staff number with a PIN.
//
// Invariants: (1) a try is on disk as under way before the PIN is compared; (2) the tries of one
// terminal run one after the other, over all its programs, and none is refused because of others
// that run; (3) what was neither right nor wrong (no memory, a fault, a kill) is no failure: it is
// given back, but of tries that were killed only a few until one succeeds, because whoever can kill
// a program could guess that way; (4) waits count by the time since the machine started, after a
// restart of the machine from that, never by the clock on the wall; (5) while the disk takes
// nothing, tries are counted in this program's memory, so that people can look things up.

#include "terminal/base/service_context.hpp"
#include "terminal/store/file_lock.hpp"

namespace qiantai::domain {

/// Whether the error says that the disk takes nothing: full, broken or only to be read.
bool is_of_unwritable_disk(const Error& error);

class SignInTry {
  public:
    /// Waits for others that are under way. k_sign_in_wait if there were too many wrong ones;
    /// k_database_in_use if one that is under way doesn't end.
    static Result<SignInTry> begin(ServiceContext& context, std::string_view staff_number);
    SignInTry(SignInTry&& other) noexcept;
    SignInTry& operator=(SignInTry&&) = delete;
    /// Gives the try back unless it was answered.
    ~SignInTry();

    Status answer_wrong();
    /// Forgets the failures.
    Status answer_right();

  private:
    SignInTry(ServiceContext& context, std::string_view staff_number, store::FileLock lock,
              SignInFailures before);
    /// Says that the last try was this one.
    void stamp(SignInFailures& failures) const;
    Status answer(const SignInFailures& failures);

    ServiceContext* m_context;  ///< null once answered or moved from
    std::string m_staff_number;
    store::FileLock m_lock;
    SignInFailures m_before;
    TimeMs m_begun_at, m_begun_boot_ms;
    std::string m_boot_id;
};

}  // namespace qiantai::domain
