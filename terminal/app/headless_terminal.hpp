#pragma once

#include "terminal/app/after_job.hpp"
#include "terminal/app/app.hpp"
#include "terminal/desk/immediate_jobs.hpp"
#include "terminal/kit/headless/headless.hpp"

namespace qiantai::app {

/// The whole terminal in a window in memory: jobs run at once, and there is no way to headquarters.
struct HeadlessTerminal {
    /// `files` and `pinyin` outlive this, as do clock, random source, manifest and log of `parts`.
    HeadlessTerminal(OfficeParts parts, const ui::FontFiles& files, ui::PinyinSource& pinyin,
                     ui::Headless::Size size)
        : office(parts),
          jobs(office, replies, AfterJob(replies, link)),
          aside(jobs, replies),
          app(jobs, replies, link, parts.clock, &pinyin, handwriting.get()),
          window(files, size, [this](ui::Ui& ui) { app.draw(ui); }) {
        office.set_aside(aside);
    }

    std::unique_ptr<ui::HandwritingSource> handwriting = ui::installed_handwriting();
    ReplyQueue replies;
    Office office;
    NoLink link;
    ImmediateJobs jobs;
    ImmediateAside aside;
    App app;
    ui::Headless window;
};

}  // namespace qiantai::app
