#pragma once

#include <memory>
#include <string>
#include <vector>

#include "schema/base/result.hpp"
#include "terminal/attachments/rules/picture.hpp"

namespace qiantai::domain {

inline constexpr ErrorKind k_camera_missing{
    "camera_missing", Actor::clerk,
    "There is no camera, or it was pulled out. Plug it in, or choose a file.",
    "没有摄像头，或已被拔出。请插好摄像头，或选择文件。"};
inline constexpr ErrorKind k_camera_busy{
    "camera_busy", Actor::clerk,
    "Another program uses the camera, or this one may not. Close the other program.",
    "摄像头被其他程序占用，或没有权限。请关闭其他程序后重试。"};
inline constexpr ErrorKind k_camera_unfit{
    "camera_unfit", Actor::administrator,
    "The camera gives no picture in a format that is known here (MJPEG, YUYV).",
    "摄像头不支持本程序的图像格式（MJPEG、YUYV）。"};
inline constexpr ErrorKind k_camera_silent{
    "camera_silent", Actor::clerk, "The camera gives no picture. Pull it out and plug it in again.",
    "摄像头没有画面，请拔出后重新插入。"};

enum class FrameFormat { mjpeg, yuyv };

/// One picture as a camera gives it.
struct Frame {
    FrameFormat format{};
    int width = 0;
    int height = 0;
    /// Bytes from one row to the next, of YUYV.
    int stride = 0;
    std::string bytes{};
};

/// A camera that is on. One thread; next() waits for the next picture.
class Camera {
  public:
    virtual ~Camera() = default;
    /// k_camera_missing, k_camera_silent.
    virtual Result<Frame> next() = 0;
};

struct CameraFound {
    std::string path;  ///< /dev/video0
    std::string name;  ///< as it calls itself
};

/// Those that give MJPEG or YUYV, by path.
std::vector<CameraFound> find_cameras();
/// Turns it on, at the size nearest to `width` it has. k_camera_missing, k_camera_busy,
/// k_camera_unfit.
Result<std::unique_ptr<Camera>> open_v4l2_camera(const std::string& path, int width);

/// Where a terminal's photos are taken.
class CameraSource {
  public:
    virtual ~CameraSource() = default;
    /// Turns a camera on, at the size nearest to `width` it has. As open_v4l2_camera().
    virtual Result<std::unique_ptr<Camera>> open(int width) = 0;
};
/// The first of find_cameras(). Lives as long as the program.
CameraSource& v4l2_cameras();

/// k_picture_damaged for a frame that is not whole.
Result<Picture> picture_of(const Frame& frame);

}  // namespace qiantai::domain
