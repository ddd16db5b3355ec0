// The terminal's window over a large store, on a virtual display with OpenGL in software: how long
// the program takes from exec to a frame somebody can work with, beside the barest window of the
// same run; what a frame costs; what a key of the keyboard on screen costs until its character can
// be seen; what it takes while nobody touches it. Usage: bench_terminal [MEMBERS [STARTS]].

#include <GLFW/glfw3.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "terminal/access/rules/access.hpp"
#include "terminal/app/app.hpp"
#include "terminal/app/change_watch.hpp"
#include "terminal/app/window.hpp"
#include "terminal/demo/demo_chain.hpp"
#include "terminal/demo/demo_fill.hpp"
#include "terminal/desk/immediate_jobs.hpp"
#include "terminal/home/screens/screen_home.hpp"
#include "terminal/kit/headless/headless.hpp"
#include "terminal/members/flows/member_flows.hpp"
#include "terminal/members/rules/members.hpp"
#include "terminal/members/screens/screen_find.hpp"
#include "terminal/members/screens/screen_register.hpp"
#include "terminal/sync_page/screens/screen_sync.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/virtual_display.hpp"

namespace qiantai::bench {
namespace {

using namespace qiantai::ui;
using Steady = std::chrono::steady_clock;

constexpr int k_frames = 60;
constexpr int k_keys = 40, k_frames_between = 8;
constexpr std::chrono::seconds k_idle{10};
/// Cheap, because it is not signing in that is measured.
constexpr domain::PinCost k_pins{1, 8192};

std::int64_t now_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(Steady::now().time_since_epoch())
        .count();
}

/// Processor time of all threads of this process; in software the graphics driver's too.
double processor_ms() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return ms(used.ru_utime) + ms(used.ru_stime);
}

double process_ms(pid_t process) {
    // schedstat of every thread: nanoseconds on a processor first.
    double sum = 0;
    const auto tasks = fmt::format("/proc/{}/task", process);
    for (const auto& task : std::filesystem::directory_iterator(tasks)) {
        std::ifstream file(task.path() / "schedstat");
        double nanoseconds = 0;
        file >> nanoseconds;
        sum += nanoseconds / 1e6;
    }
    return sum;
}

double pss_mb(const std::string& process) {
    std::ifstream file("/proc/" + process + "/smaps_rollup");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("Pss:")) return std::strtod(line.c_str() + 4, nullptr) / 1024;
    }
    return 0;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// Lets real time pass without anything to wait for.
void idle() {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable never;
    never.wait_for(lock, k_idle, [] { return false; });
}

// --- Start ---

using Stages = std::map<std::string, double>;  // milliseconds since exec

/// Reads "MICROSECONDS STAGE" lines until `last`.
Stages read_stages(test::Process& program, std::int64_t started_us, std::string_view last) {
    Stages stages;
    std::string line;
    while (program.read_line(line)) {
        const auto blank = line.find(' ');
        const auto stage = line.substr(blank + 1);
        stages[stage] = static_cast<double>(std::stoll(line) - started_us) / 1000;
        if (stage == last) break;
    }
    return stages;
}

/// The barest window: opens it, clears it once and says when that can be seen.
int run_bare_window() {
    if (glfwInit() == GLFW_FALSE) return 1;
    auto* window = glfwCreateWindow(1366, 768, "bare", nullptr, nullptr);
    if (window == nullptr) return 1;
    glfwMakeContextCurrent(window);
    glClear(GL_COLOR_BUFFER_BIT);
    glfwSwapBuffers(window);
    fmt::print("{} frame\n", now_us());
    std::fflush(stdout);
    glfwWaitEvents();
    return 0;
}

void measure_start(const std::filesystem::path& home, int starts) {
    const auto qiantai = std::string(QIANTAI_BIN_DIR) + "/qiantai";
    std::map<std::string, std::vector<double>> all;
    std::vector<double> processor, bare;
    // One more for the file cache, which is not counted.
    for (int i = 0; i <= starts; ++i) {
        const auto bare_us = now_us();
        test::Process barest({"/proc/self/exe", "--bare-window"});
        const auto bare_ms = read_stages(barest, bare_us, "frame")["frame"];
        const auto started_us = now_us();
        test::Process program({qiantai, "--home", home.string(), "--start-times"});
        const auto stages = read_stages(program, started_us, "usable frame");
        QIANTAI_ASSERT(stages.contains("usable frame"));
        if (i == 0) continue;
        bare.push_back(bare_ms);
        processor.push_back(process_ms(program.id()));
        for (const auto& [stage, ms] : stages) all[stage].push_back(ms);
    }
    fmt::print("start, from exec, median of {} in ms:\n", starts);
    for (const auto* stage : {"window", "first frame", "usable frame"}) {
        // Often the first frame is one to work with already.
        if (all[stage].empty()) continue;
        fmt::print("  {:<14} {:6.0f}   ({:.0f} to {:.0f})\n", stage, median(all[stage]),
                   std::ranges::min(all[stage]), std::ranges::max(all[stage]));
    }
    fmt::print("  the barest GLFW window {:.0f}, so {:.2f} of it; {:.0f} ms of processor\n",
               median(bare), median(all["usable frame"]) / median(bare), median(processor));
}

void measure_rest(const std::filesystem::path& home) {
    const auto qiantai = std::string(QIANTAI_BIN_DIR) + "/qiantai";
    test::Process program({qiantai, "--home", home.string(), "--start-times"});
    read_stages(program, now_us(), "usable frame");
    idle();  // what follows the first frame belongs to the start
    const auto before = process_ms(program.id());
    idle();
    fmt::print(
        "the program at its sign-in screen for {} s: {:.2f} % of a processor, PSS {:.0f} MB\n",
        k_idle.count(), (process_ms(program.id()) - before) / (10.0 * k_idle.count()),
        pss_mb(std::to_string(program.id())));
}

// --- Frames ---

/// The window of the terminal in this process, to open screen after screen.
class Till {
  public:
    Till(store::Home home, std::unique_ptr<app::Window> window)
        : m_office({std::move(home), m_clock, m_random, m_manifest, {}, m_log, k_pins}),
          m_jobs(m_office, m_replies, app::ChangeWatch(m_replies, m_link)),
          m_window(std::move(window)),
          m_app(m_jobs, m_replies, m_link, m_clock, m_pinyin.get(), nullptr) {
        m_office.set_aside(m_aside);
        m_app.start();
        frame();
    }

    app::Flow flow() { return m_app.flow(); }
    Scene& scene() { return m_app.scene(); }
    app::Navigator& nav() { return m_app.navigator(); }
    template <typename State>
    State& state() {
        return m_app.states().get<State>();
    }
    app::Office& office() { return m_office; }

    void sign_in(const ctl::DemoStaff& staff) {
        const auto session =
            domain::Access(m_office.context(), k_pins).sign_in(staff.number, staff.pin).value();
        scene().session = session;
        scene().stage = Stage::working;
        scene().touched_s = glfwGetTime();
    }

    void measure(std::string_view name) {
        const auto start = now_us();
        frame();
        const auto first = static_cast<double>(now_us() - start) / 1000;
        for (int i = 0; i < 3; ++i) frame();
        m_ours_ms = 0;
        const auto before = processor_ms();
        for (int i = 0; i < k_frames; ++i) frame();
        fmt::print(
            "  {:<14} first {:5.1f} ms; then {:5.2f} ms of processor a frame, {:4.2f} ours\n", name,
            first, (processor_ms() - before) / k_frames, m_ours_ms / k_frames);
    }

    /// From the finger's leaving a key of the keyboard on screen until the field shows it, in
    /// processor time and frames, beside a frame of the same screen in which nothing happens. The
    /// frame that changes what is written shows it, too: the field draws what it hands on.
    void measure_keys() {
        std::vector<double> keys, bare, frames;
        const auto spent = [](auto work) {
            const auto before = processor_ms();
            work();
            return processor_ms() - before;
        };
        for (int i = 0; i < k_keys; ++i) {
            put_finger_on("w");
            bare.push_back(spent([&] { frame(); }));
            const auto before = written();
            lift_finger();
            double ms = 0;
            int drawn = 0;
            for (bool seen = false; !seen; ++drawn) {
                QIANTAI_ASSERT(drawn < k_frames);
                ms += spent([&] { frame(); });
                seen = written() != before;
            }
            keys.push_back(ms);
            frames.push_back(drawn);
            put_finger_on("backspace");  // acts as soon as it is touched
            lift_finger();
            frame();
        }
        fmt::print(
            "  key on screen until it is seen: {:5.2f} ms of processor in {} frames; a bare frame "
            "{:5.2f}, so {:.2f} of it\n",
            median(keys), median(frames), median(bare), median(keys) / median(bare));
    }

    void measure_rest() {
        const auto frames = m_window->frames_drawn();
        const auto before = processor_ms();
        std::thread closer([this] {
            idle();
            m_window->close();
        });
        m_window->run(
            m_ui, [this](double now_s) { draw(now_s); }, [](const ui::Scan&) {});
        closer.join();
        // Three frames belong to opening, up to three to closing.
        fmt::print("member page untouched for {} s: {} frames, {:.2f} % of a processor\n",
                   k_idle.count(), m_window->frames_drawn() - frames,
                   (processor_ms() - before) / (10.0 * k_idle.count()));
    }

    void frame() {
        m_window->draw_now(m_ui, [this](double now_s) { draw(now_s); });
    }

  private:
    std::string written() {
        const auto& find = state<FindState>();
        return find.typed + find.composing;
    }

    /// The finger rests on it. The display's own pointer goes there, because GLFW asks where it is.
    void put_finger_on(std::string_view key) {
        const auto* item = m_recorder.find(key);
        QIANTAI_ASSERT(item != nullptr && item->enabled);
        glfwSetCursorPos(glfwGetCurrentContext(), item->target.center_x(), item->target.center_y());
        frame();
        ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
        for (int rest = 0; rest < k_frames_between; ++rest) frame();
    }
    void lift_finger() { ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false); }

    void draw(double now_s) {
        const auto before = processor_ms();
        m_ui.begin_frame(scene().settings, now_s);
        m_app.draw(m_ui);
        m_ui.end_frame();
        m_ours_ms += processor_ms() - before;
    }

    SystemClock m_clock;
    SystemRandom m_random;
    Manifest m_manifest = make_qiantai_manifest();
    app::ReplyQueue m_replies;
    SilentLog m_log;
    app::Office m_office;
    app::NoLink m_link;
    app::ImmediateJobs m_jobs;
    app::ImmediateAside m_aside{m_jobs, m_replies};
    std::unique_ptr<app::Window> m_window;
    std::unique_ptr<GooglePinyin> m_pinyin =
        GooglePinyin::open(default_pinyin_dictionary()).value();
    FontFiles m_files = FontFiles::open({}).value();
    Fonts m_fonts{m_files};
    Recorder m_recorder;
    Ui m_ui{m_fonts, &m_recorder};
    app::App m_app;
    double m_ours_ms = 0;
};

const ctl::DemoStaff& clerk() {
    for (const auto& staff : ctl::demo_staff()) {
        if (staff.store_code == "S001" && staff.role == "clerk") return staff;
    }
    QIANTAI_ASSERT(false);
}

void measure_frames(const store::Home& home) {
    fmt::print("frames at 1366 x 768, {} of each:\n", k_frames);
    Till till(home, app::Window::open({}).value());
    till.measure("sign in");
    till.sign_in(clerk());
    const auto open = [&](std::string_view name, ScreenId screen) {
        auto flow = till.flow();
        app::open_screen(flow, screen);
        till.measure(name);
    };
    open("home", k_home_screen);
    open("sync", k_sync_screen);
    open("find", k_find_screen);
    till.measure_keys();
    {
        auto flow = till.flow();
        app::apply_find(flow, find::Type{"王"});
    }
    till.measure("find, 50 found");
    open("register", k_register_screen);
    till.nav().person_menu = true;
    till.measure("person's menu");
    till.nav().person_menu = false;
    const auto found =
        domain::Members(till.office().context()).find(*till.scene().session, "王").value();
    {
        auto flow = till.flow();
        app::open_member(flow, found.front().member.id);
    }
    till.measure("member");
    till.measure_rest();
}

void run(std::int64_t members, int starts) {
    const test::TempFolder folder;
    const auto home = store::resolve_home(folder / "home").value();
    {
        SystemClock clock;
        SystemRandom random;
        const auto manifest = make_qiantai_manifest();
        store::TerminalOptions options;
        options.if_missing = store::TerminalOptions::IfMissing::create;
        options.durability = sqlite::Durability::off;
        auto terminal =
            store::TerminalDatabase::open(home, clock, random, manifest, options).value();
        ctl::demo_fill(terminal.database(), {.members = members, .pin_cost = k_pins}).value();
    }
    fmt::print("{} members\n", members);
    const test::VirtualDisplay display;
    measure_start(folder / "home", starts);
    measure_rest(folder / "home");
    measure_frames(home);
}

}  // namespace
}  // namespace qiantai::bench

int main(int argc, char** argv) {
    if (argc == 2 && std::string_view(argv[1]) == "--bare-window") {
        return qiantai::bench::run_bare_window();
    }
    const auto members = argc > 1 ? std::strtoll(argv[1], nullptr, 10) : 100'000;
    const auto starts = argc > 2 ? std::atoi(argv[2]) : 9;
    qiantai::bench::run(members, starts);
}
