#pragma once

#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "schema/base/signature.hpp"

namespace qiantai::ui {

/// What the on-screen keyboard asks for written characters.
class HandwritingSource {
  public:
    virtual ~HandwritingSource() = default;
    /// Begins to read what is needed, somewhere else, if that has not begun.
    virtual void prepare() = 0;
    /// candidates() answers at once.
    virtual bool is_ready() = 0;
    /// The characters that look most like these strokes, best first, in the order they were
    /// written; wherever on the pad and however large.
    virtual std::vector<std::string> candidates(const std::vector<Stroke>& strokes,
                                                std::size_t most) = 0;
};

/// libzinnia with a model of simplified Chinese, which is mapped into memory, not copied, and only
/// when somebody wants to write. What is written is kept nowhere. Drawing thread only.
class ZinniaHandwriting final : public HandwritingSource {
  public:
    explicit ZinniaHandwriting(std::filesystem::path model);
    ~ZinniaHandwriting() override;
    ZinniaHandwriting(const ZinniaHandwriting&) = delete;
    ZinniaHandwriting& operator=(const ZinniaHandwriting&) = delete;

    void prepare() override;
    bool is_ready() override;
    /// Waits until the model is read; none if it can't be.
    std::vector<std::string> candidates(const std::vector<Stroke>& strokes,
                                        std::size_t most) override;

  private:
    class Model;
    void take_opened();

    std::filesystem::path m_file;
    std::future<std::unique_ptr<Model>> m_opening;
    std::unique_ptr<Model> m_model;
    bool m_opened = false;
};

/// Where Debian puts the model.
std::filesystem::path default_handwriting_model();
/// Nothing where it is not installed: then there is no page for it.
std::unique_ptr<HandwritingSource> installed_handwriting();

}  // namespace qiantai::ui
