// A customer of another store at this counter, from the search field.

#include <latch>

#include "sync/client/session_lock.hpp"
#include "sync/client/transport.hpp"
#include "terminal/app/look_up_line.hpp"
#include "tests/app/app_fixture.hpp"
#include "tests/support/unreadable_database.hpp"

using namespace qiantai;
using namespace qiantai::app;
using namespace qiantai::app::test;

namespace {

constexpr std::string_view k_phone = "13900000001";

struct LookUpWindow : AppWindow {
    explicit LookUpWindow(Headless::Size size = k_sizes[0], Who who = Who::clerk)
        : AppWindow(size) {
        namespace fact = sqlite::fact;
        sqlite::save_fact(desk.database(), fact::k_device_id, Uuid::derive("till").text()).value();
        sign_in(who);
        touch("会员");
    }
    const FindState& find() { return state<FindState>(); }
    void ask() {
        type(k_phone);
        touch("look up");
    }
    /// What headquarters says to the question under way.
    void answer(const Result<sync::LookedUp>& found) {
        REQUIRE(link.look_ups.size() == 1);
        const auto then = std::exchange(link.look_ups, {}).front().second;
        replies.push([then, found](Flow& flow) { then(flow, found); });
        settle();
    }
    void end_session(const std::optional<Error>& error = {}) {
        replies.push([error](Flow& flow) { end_look_up_session(flow, error); });
        settle();
    }
    /// What the feed brings after the question.
    void arrive(const Uuid& id, const std::string& name = "苏小燕") {
        desk.from_headquarters([&] {
            desk.run(
                "INSERT INTO member (id, store_code, name, phone, gender, birthday_calendar, "
                "tier_code, heard_from, status, joined_on, created_by, created_at)"
                " VALUES (?, 'S002', ?, ?, 'female', 'solar', 'standard', 'other', 'active',"
                " '2026-01-01', '2001', 1)",
                id, name, k_phone);
        });
    }
    sync::LookedUp one() { return {{there, "S002", 1}}; }
    std::int64_t asked_in_trail() {
        return desk.number("SELECT count(*) FROM audit_event WHERE action = 'members.look_up'");
    }

    Uuid there = Uuid::derive("member of S002");
};

/// Answers nothing until it is cancelled.
class SilentHub final : public sync::Transport {
  public:
    explicit SilentHub(std::latch& reached) : m_reached(reached) {}
    Result<sync::HttpResponse> perform(const sync::HttpRequest&) override {
        m_reached.count_down();
        const MutexLock lock(m_mutex);
        while (!m_cancelled) m_changed.wait(m_mutex);
        return make_error(sync::k_sync_cancelled);
    }
    void cancel() override {
        const MutexLock lock(m_mutex);
        m_cancelled = true;
        m_changed.notify_all();
    }

  private:
    std::latch& m_reached;
    Mutex m_mutex;
    Condition m_changed;
    bool m_cancelled QIANTAI_GUARDED_BY(m_mutex) = false;
};

}  // namespace

TEST_CASE_FIXTURE(LookUpWindow, "a member of another store is asked for, fetched and opened") {
    ask();
    // Nobody is called new before the other stores have answered.
    CHECK(seen().shows("正在查询其他门店"));
    CHECK_FALSE(seen().shows("没有找到"));
    CHECK(seen().find("register anew") != nullptr);
    REQUIRE(link.look_ups.size() == 1);
    CHECK(link.look_ups.front().first.query.phone == k_phone);
    CHECK(link.look_ups.front().first.query.staff_number == TestDesk::number_of(Who::clerk));
    answer(one());
    CHECK(seen().shows("正在取回资料"));
    CHECK(link.asked == 1);
    arrive(there);
    end_session();
    REQUIRE(nav().screen == k_member_screen);
    CHECK(seen().shows("苏小燕"));
    CHECK(asked_in_trail() == 1);
    CHECK_FALSE(find().look_up);
}

TEST_CASE_FIXTURE(LookUpWindow, "a record that can't be read is told and not waited for") {
    ask();
    answer(one());
    {
        const qiantai::test::UnreadableDatabase broken(office.context().database);
        end_session();
    }
    REQUIRE(find().look_up);
    CHECK(find().look_up->step == LookUp::Step::failed);
    CHECK(log.has({"work_failed"}));
}

TEST_CASE_FIXTURE(LookUpWindow, "only a whole number that nobody here has is offered") {
    for (const std::string typed : {"1390000", "000001", "苏小燕", "suxiaoyan", "8000"}) {
        CAPTURE(typed);
        type(typed);
        CHECK(seen().find("look up") == nullptr);
        touch("clear");
    }
    for (const std::string typed : {"139 0000 0001", "+86 13900000001", "88010000123"}) {
        CAPTURE(typed);
        type(typed);
        CHECK(seen().find("look up") != nullptr);
        touch("clear");
    }
    desk.add_member("张惠兰", std::string(k_phone));
    type(k_phone);
    CHECK(seen().find("look up") == nullptr);
    scan("S002A");
    CHECK(seen().find("look up") != nullptr);
}

TEST_CASE_FIXTURE(LookUpWindow, "without headquarters it is said calmly and can be tried again") {
    scene().sync.offline_since = scene().shop.now_ms - 60'000;
    type(k_phone);
    CHECK(seen().shows("暂时查不到其他门店的会员，可先登记"));
    touch("look up");
    answer(make_error(sync::k_look_up_offline));
    CHECK(seen().shows("现在连不上总部"));
    CHECK(asked_in_trail() == 0);
    touch("look up");
    answer(make_error(sync::k_look_up_too_often));
    CHECK(seen().shows("查找次数已达上限"));
    touch("look up");
    answer(make_error(sync::k_certificate_wrong));
    CHECK(seen().shows("无法证明自己是总部"));
    // What was said belongs to that number.
    touch("clear");
    type("13900000002");
    CHECK_FALSE(seen().shows("无法证明自己是总部"));
}

TEST_CASE_FIXTURE(LookUpWindow,
                  "a number that no store knows is said, and registering is offered") {
    ask();
    answer(sync::LookedUp());
    CHECK(seen().shows("全部门店均无此号码"));
    CHECK(seen().shows("没有找到"));
    CHECK(seen().find("register anew") != nullptr);
    CHECK(asked_in_trail() == 1);
}

TEST_CASE_FIXTURE(LookUpWindow, "while headquarters is asked the screen goes on") {
    const auto own = desk.add_member("张惠兰", "13812342046");
    ask();
    CHECK(seen().find("look up") == nullptr);
    touch("clear");
    type("2046");
    CHECK(seen().shows("张惠兰"));
    answer(one());
    arrive(there);
    end_session();
    CHECK(nav().screen == k_find_screen);
    window.frame();
    CHECK(seen().shows("已查到其他门店会员「苏小燕」"));
    touch("打开");
    CHECK(state<MemberState>().id == there);
}

TEST_CASE_FIXTURE(LookUpWindow, "the session that was under way is no reason to give up") {
    ask();
    answer(one());
    end_session();
    CHECK(seen().shows("正在取回资料"));
    end_session(make_error(sync::k_sync_running));
    arrive(there);
    end_session();
    CHECK(nav().screen == k_member_screen);
}

TEST_CASE_FIXTURE(LookUpWindow, "a record that does not come is said instead of waited for") {
    ask();
    answer(one());
    end_session();
    end_session();
    CHECK(seen().shows("资料还没有到本机"));
    touch("look up");
    answer(one());
    end_session(make_error(sync::k_connection_cut));
    CHECK(seen().shows("现在连不上总部"));
}

TEST_CASE_FIXTURE(LookUpWindow, "members of several stores with one number stand in the list") {
    const auto second = Uuid::derive("member of S003");
    ask();
    arrive(there);
    arrive(second, "苏晓燕");
    answer(sync::LookedUp{{there, "S002", 1}, {second, "S003", 1}});
    // The list is asked for once more, after the answer.
    settle();
    CHECK(nav().screen == k_find_screen);
    CHECK(find().found.size() == 2);
    CHECK(link.asked == 0);
}

TEST_CASE_FIXTURE(LookUpWindow, "who left before the answer finds nothing of it, the trail does") {
    ask();
    touch("lock");
    answer(one());
    CHECK(asked_in_trail() == 1);
    pin(domain::test::k_pin);
    CHECK_FALSE(find().look_up);
    CHECK(seen().find("look up") != nullptr);
}

TEST_CASE_FIXTURE(LookUpWindow, "a terminal without headquarters says whom to ask") {
    desk.run("DELETE FROM fact WHERE name = ?", std::string(sqlite::fact::k_device_id));
    ask();
    CHECK(seen().shows("尚未在总部注册"));
}

TEST_CASE("who may not look members up is not offered it") {
    LookUpWindow auditor(k_sizes[0], Who::auditor);
    auditor.type(k_phone);
    CHECK(auditor.seen().find("look up") == nullptr);
}

TEST_CASE("closing the window does not wait for headquarters") {
    std::latch reached(1);
    ReplyQueue replies;
    RecordedLog log;
    bool answered = false;
    {
        const auto silent = [&](const sync::HubAddress&, const std::optional<std::string>&) {
            return Result<std::unique_ptr<sync::Transport>>(std::make_unique<SilentHub>(reached));
        };
        LookUpLine line(replies, silent, log);
        line.ask({}, [&](Flow&, const Result<sync::LookedUp>&) { answered = true; });
        reached.wait();
    }
    CHECK_FALSE(answered);
}

TEST_CASE("looking up fits every size and language") {
    for (const auto size : k_sizes) {
        CAPTURE(size.width);
        LookUpWindow till(size);
        till.type(k_phone);
        till.check_layout("look-up-offer");
        till.touch("field");
        till.check_layout("look-up-keyboard");
        till.scene().sync.offline_since = till.scene().shop.now_ms - 60'000;
        till.check_layout("look-up-offline");
        till.touch("look up");
        till.check_layout("look-up-asking");
        till.answer(make_error(sync::k_certificate_wrong));
        till.check_layout("look-up-failed");
        till.touch("look up");
        till.answer(till.one());
        till.check_layout("look-up-arriving");
    }
}
