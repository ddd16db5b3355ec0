#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/base/result.hpp"
#include "terminal/attachments/rules/attachments_facts.hpp"

namespace qiantai::domain {

/// Longer side of a stored photo, and of what stands for it in lists; pixels.
inline constexpr int k_photo_edge = 2560;
inline constexpr int k_thumbnail_edge = 320;
/// Of a photo as it comes from a phone or camera.
inline constexpr std::size_t k_photo_file_bytes_max = 40u << 20;

/// A file as it is kept.
struct Intake {
    AttachmentKind kind{};
    std::string content;
    std::string thumbnail;  ///< JPEG; empty for a PDF
};

/// Makes of a file what is kept of it. By its content, whatever it is called: JPEG, PNG and HEIC
/// become JPEG, upright, at most k_photo_edge, without place, time, device or any other metadata; a
/// PDF stays as it is. Errors: those of attachments_facts.hpp, with the kind of what was refused.
Result<Intake> take_in(std::string_view bytes);

/// Whether a file of this name may be one of those; its content decides.
bool is_attachable_name(std::string_view name);

/// What a stored content is; nothing if it is none that take_in() makes.
std::optional<AttachmentKind> kind_of_content(std::string_view content);
/// Of a stored photo; empty for anything else.
std::string thumbnail_of(std::string_view content);

}  // namespace qiantai::domain
