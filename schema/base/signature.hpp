#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schema/base/result.hpp"

namespace qiantai {

/// A point of a signature, in 1/10000 of the pad's width from its left and top edge.
struct StrokePoint {
    std::uint16_t x = 0;
    std::uint16_t y = 0;
    bool operator==(const StrokePoint&) const = default;
};
using Stroke = std::vector<StrokePoint>;

/// More strokes than any name has; a pad takes no further ones.
inline constexpr std::size_t k_strokes_max = 160;
/// Longest text form in bytes, which are code points too: fits a text column.
inline constexpr std::size_t k_signature_text_max = 8000;

inline constexpr ErrorKind k_signature_unusable{"signature_unusable", Actor::clerk,
                                                "The signature cannot be read; please sign again.",
                                                "签名无法识别，请重签。"};
inline constexpr ErrorKind k_signature_too_short{"signature_too_short", Actor::clerk,
                                                 "A dot is no signature; please write the name.",
                                                 "只点一下不算签名，请写上姓名。"};

/// True if somebody wrote something: the ink is as long as the shortest surname and reaches across
/// the pad, so that a dot, a slip of the finger or scribbling on one spot is no signature.
bool is_believable_signature(const std::vector<Stroke>& strokes);

/// "[[x,y,x,y,...],...]": points that a straight line makes up for are left out, more of them the
/// longer the signature is, so that the text never exceeds k_signature_text_max.
std::string signature_text(const std::vector<Stroke>& strokes);

/// The strokes of such a text; k_signature_unusable for everything else, whatever its size.
Result<std::vector<Stroke>> parse_signature(std::string_view text);

/// What is kept of a signature that somebody gives: its text as signature_text() makes it.
/// k_signature_unusable, or k_signature_too_short where it is not believable.
Result<std::string> take_signature(std::string_view text);

}  // namespace qiantai
