#include "terminal/kit/keyboard/handwriting.hpp"

#include <zinnia.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "terminal/kit/widgets/widget_ink.hpp"

namespace qiantai::ui {
namespace {

/// The square that the model's characters were written into, and the margin that they left.
constexpr int k_box = 1000, k_box_margin = 100;

using Character = std::unique_ptr<zinnia_character_t, decltype(&zinnia_character_destroy)>;
using Characters = std::unique_ptr<zinnia_result_t, decltype(&zinnia_result_destroy)>;

/// In the middle of the box, as large as it fits: how people write on a pad of any shape.
Character character_of(const std::vector<Stroke>& strokes) {
    Character character(zinnia_character_new(), zinnia_character_destroy);
    const auto bounds = ink_bounds(strokes);
    if (!character || !bounds) return {nullptr, zinnia_character_destroy};
    zinnia_character_set_width(character.get(), k_box);
    zinnia_character_set_height(character.get(), k_box);
    const auto side = std::max({bounds->width(), bounds->height(), 1.0f});
    const auto unit = static_cast<float>(k_box - 2 * k_box_margin) / side;
    const auto place = [&](float value, float middle) {
        return static_cast<int>((value - middle) * unit) + k_box / 2;
    };
    for (std::size_t i = 0; i < strokes.size(); ++i) {
        for (const auto& point : strokes[i]) {
            zinnia_character_add(character.get(), i,
                                 place(static_cast<float>(point.x), bounds->center_x()),
                                 place(static_cast<float>(point.y), bounds->center_y()));
        }
    }
    return character;
}

}  // namespace

class ZinniaHandwriting::Model {
  public:
    static std::unique_ptr<Model> open(const std::filesystem::path& file) {
        auto model = std::make_unique<Model>();
        if (!model->m_recognizer) return nullptr;
        const bool opened = zinnia_recognizer_open(model->m_recognizer.get(), file.c_str()) != 0;
        return opened ? std::move(model) : nullptr;
    }

    std::vector<std::string> candidates(const std::vector<Stroke>& strokes, std::size_t most) {
        const auto character = character_of(strokes);
        if (!character) return {};
        const Characters found(
            zinnia_recognizer_classify(m_recognizer.get(), character.get(), most),
            zinnia_result_destroy);
        std::vector<std::string> characters;
        const auto count = found ? zinnia_result_size(found.get()) : 0;
        for (std::size_t i = 0; i < count; ++i) {
            characters.emplace_back(zinnia_result_value(found.get(), i));
        }
        return characters;
    }

  private:
    std::unique_ptr<zinnia_recognizer_t, decltype(&zinnia_recognizer_destroy)> m_recognizer{
        zinnia_recognizer_new(), zinnia_recognizer_destroy};
};

ZinniaHandwriting::ZinniaHandwriting(std::filesystem::path model) : m_file(std::move(model)) {}

ZinniaHandwriting::~ZinniaHandwriting() = default;

void ZinniaHandwriting::prepare() {
    if (std::exchange(m_opened, true)) return;
    m_opening = std::async(std::launch::async, [file = m_file] { return Model::open(file); });
}

void ZinniaHandwriting::take_opened() {
    if (m_opening.valid()) m_model = m_opening.get();
}

bool ZinniaHandwriting::is_ready() {
    using namespace std::chrono_literals;
    if (!m_opened) return false;
    if (m_opening.valid() && m_opening.wait_for(0s) != std::future_status::ready) return false;
    take_opened();
    return true;
}

std::vector<std::string> ZinniaHandwriting::candidates(const std::vector<Stroke>& strokes,
                                                       std::size_t most) {
    prepare();
    take_opened();
    return m_model ? m_model->candidates(strokes, most) : std::vector<std::string>();
}

std::filesystem::path default_handwriting_model() {
    return "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";
}

std::unique_ptr<HandwritingSource> installed_handwriting() {
    const auto model = default_handwriting_model();
    if (!std::filesystem::exists(model)) return nullptr;
    return std::make_unique<ZinniaHandwriting>(model);
}

}  // namespace qiantai::ui
