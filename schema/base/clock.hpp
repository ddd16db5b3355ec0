#pragma once

#include <cstdint>
#include <string>

namespace qiantai {

/// Wall-clock time: milliseconds since 1970-01-01T00:00:00Z, as stored in the databases and sent on
/// the wire.
using TimeMs = std::int64_t;

/// The only source of wall-clock time; everything that needs it gets one through its constructor.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual TimeMs now_ms() = 0;
    /// Milliseconds since the machine started, with the time it slept: goes on evenly whatever the
    /// wall clock is set to.
    virtual TimeMs boot_ms() = 0;
    /// Which start of the machine that is: boot_ms() of two different ones can't be compared.
    virtual std::string boot_id() = 0;
};

/// The machine's clock. The only place that reads it is system_clock.cpp. Thread-safe.
class SystemClock final : public Clock {
  public:
    TimeMs now_ms() override;
    TimeMs boot_ms() override;
    std::string boot_id() override;
};

/// A clock that stands still until told otherwise. Not thread-safe.
class FakeClock final : public Clock {
  public:
    explicit FakeClock(TimeMs start_ms = 1'795'000'000'000) : m_now_ms(start_ms) {}
    TimeMs now_ms() override { return m_now_ms; }
    TimeMs boot_ms() override { return m_boot_ms; }
    std::string boot_id() override { return m_boot_id; }
    /// Time goes by.
    void advance(TimeMs by_ms) {
        m_now_ms += by_ms;
        m_boot_ms += by_ms;
    }
    /// Somebody, or something, sets the clock.
    void set(TimeMs now_ms) { m_now_ms = now_ms; }
    void jump(TimeMs by_ms) { m_now_ms += by_ms; }
    /// The machine is started anew; the wall clock goes on.
    void restart() {
        m_boot_ms = 0;
        m_boot_id += "+";
    }

  private:
    TimeMs m_now_ms;
    TimeMs m_boot_ms = 1'000'000;
    std::string m_boot_id = "boot";
};

/// "2026-11-21T20:26:43.123Z".
std::string format_utc(TimeMs time_ms);

}  // namespace qiantai
