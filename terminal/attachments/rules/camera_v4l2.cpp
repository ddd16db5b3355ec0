// Cameras of Linux: Video4Linux 2, mapped buffers.

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "terminal/attachments/rules/camera.hpp"

namespace qiantai::domain {
namespace {

constexpr std::size_t k_buffer_count = 4;
constexpr int k_frame_wait_s = 5;
/// The first pictures of many cameras are dark, or not whole.
constexpr int k_broken_frames_max = 30;

int ask(int device, unsigned long what, void* about) {
    int done = 0;
    do {
        done = ::ioctl(device, what, about);
    } while (done != 0 && errno == EINTR);
    return done;
}

class Device {
  public:
    explicit Device(const std::string& path)
        : m_fd(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC)) {}
    Device(Device&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Device& operator=(Device&&) = delete;
    ~Device() {
        if (m_fd >= 0) ::close(m_fd);
    }
    int get() const { return m_fd; }

  private:
    int m_fd;
};

Error error_of_opening(const std::string& path) {
    const bool gone = errno == ENOENT || errno == ENODEV || errno == ENXIO;
    return make_error(gone ? k_camera_missing : k_camera_busy, path + ": " + std::strerror(errno));
}

/// Its name, if it takes pictures and can give them in mapped buffers.
std::optional<std::string> name_of_camera(int device) {
    v4l2_capability about{};
    if (ask(device, VIDIOC_QUERYCAP, &about) != 0) return std::nullopt;
    const auto can =
        about.capabilities & V4L2_CAP_DEVICE_CAPS ? about.device_caps : about.capabilities;
    constexpr auto k_needed = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    if ((can & k_needed) != k_needed) return std::nullopt;
    const auto* card = reinterpret_cast<const char*>(about.card);
    return std::string(card, ::strnlen(card, sizeof about.card));
}

/// MJPEG if it has it: YUYV of a larger size comes too slowly over USB 2.
std::optional<FrameFormat> best_format(int device) {
    std::optional<FrameFormat> best;
    v4l2_fmtdesc format{};
    format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    for (; ask(device, VIDIOC_ENUM_FMT, &format) == 0; ++format.index) {
        if (format.pixelformat == V4L2_PIX_FMT_MJPEG) return FrameFormat::mjpeg;
        if (format.pixelformat == V4L2_PIX_FMT_YUYV) best = FrameFormat::yuyv;
    }
    return best;
}

class V4l2Camera final : public Camera {
  public:
    explicit V4l2Camera(Device device) : m_device(std::move(device)) {}
    ~V4l2Camera() override {
        int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        if (m_is_on) (void)ask(m_device.get(), VIDIOC_STREAMOFF, &type);
        for (const auto& [start, size] : m_buffers) {
            if (start) ::munmap(start, size);
        }
    }

    Status start(FrameFormat format, int width) {
        v4l2_format wanted{};
        wanted.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        wanted.fmt.pix.width = static_cast<std::uint32_t>(width);
        wanted.fmt.pix.height = static_cast<std::uint32_t>(width * 3 / 4);
        const bool is_mjpeg = format == FrameFormat::mjpeg;
        const auto code = is_mjpeg ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
        wanted.fmt.pix.pixelformat = code;
        wanted.fmt.pix.field = V4L2_FIELD_NONE;
        if (ask(m_device.get(), VIDIOC_S_FMT, &wanted) != 0) return failed("VIDIOC_S_FMT");
        if (wanted.fmt.pix.pixelformat != code) return make_error(k_camera_unfit);
        m_shape = {.format = format,
                   .width = static_cast<int>(wanted.fmt.pix.width),
                   .height = static_cast<int>(wanted.fmt.pix.height),
                   .stride = static_cast<int>(wanted.fmt.pix.bytesperline)};
        QIANTAI_TRY_STATUS(map_buffers());
        int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        if (ask(m_device.get(), VIDIOC_STREAMON, &type) != 0) return failed("VIDIOC_STREAMON");
        m_is_on = true;
        return {};
    }

    Result<Frame> next() override {
        for (int broken = 0; broken < k_broken_frames_max; ++broken) {
            QIANTAI_TRY_STATUS(wait());
            auto buffer = new_buffer();
            if (ask(m_device.get(), VIDIOC_DQBUF, &buffer) != 0) {
                if (errno == EAGAIN || errno == EIO) continue;
                return failed("VIDIOC_DQBUF");
            }
            if (buffer.index >= k_buffer_count) return make_error(k_camera_unfit);
            Frame frame = m_shape;
            const auto& [start, size] = m_buffers[buffer.index];
            frame.bytes.assign(static_cast<const char*>(start),
                               std::min<std::size_t>(buffer.bytesused, size));
            const bool whole = (buffer.flags & V4L2_BUF_FLAG_ERROR) == 0 && !frame.bytes.empty();
            if (ask(m_device.get(), VIDIOC_QBUF, &buffer) != 0) return failed("VIDIOC_QBUF");
            if (whole) return frame;
        }
        return make_error(k_camera_silent);
    }

  private:
    static v4l2_buffer new_buffer() {
        v4l2_buffer buffer{};
        buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        buffer.memory = V4L2_MEMORY_MMAP;
        return buffer;
    }

    static Error failed(const char* doing) {
        if (errno == ENODEV) return make_error(k_camera_missing);
        return make_error(errno == EBUSY ? k_camera_busy : k_camera_unfit,
                          std::string(doing) + ": " + std::strerror(errno));
    }

    Status map_buffers() {
        v4l2_requestbuffers request{};
        request.count = k_buffer_count;
        request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        request.memory = V4L2_MEMORY_MMAP;
        if (ask(m_device.get(), VIDIOC_REQBUFS, &request) != 0) return failed("VIDIOC_REQBUFS");
        const auto count = std::min<std::size_t>(request.count, k_buffer_count);
        if (count == 0) return make_error(k_camera_unfit);
        for (std::size_t i = 0; i < count; ++i) {
            auto buffer = new_buffer();
            buffer.index = static_cast<std::uint32_t>(i);
            if (ask(m_device.get(), VIDIOC_QUERYBUF, &buffer) != 0)
                return failed("VIDIOC_QUERYBUF");
            auto* start = ::mmap(nullptr, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED,
                                 m_device.get(), static_cast<off_t>(buffer.m.offset));
            if (start == MAP_FAILED) return failed("mmap");
            m_buffers[i] = {start, buffer.length};
            if (ask(m_device.get(), VIDIOC_QBUF, &buffer) != 0) return failed("VIDIOC_QBUF");
        }
        return {};
    }

    Status wait() {
        fd_set ready;
        FD_ZERO(&ready);
        FD_SET(m_device.get(), &ready);
        timeval limit{k_frame_wait_s, 0};
        const int count = ::select(m_device.get() + 1, &ready, nullptr, nullptr, &limit);
        if (count < 0 && errno == EINTR) return {};
        if (count <= 0) return make_error(k_camera_silent);
        return {};
    }

    struct Mapped {
        void* start = nullptr;
        std::size_t size = 0;
    };
    Device m_device;
    std::array<Mapped, k_buffer_count> m_buffers{};
    Frame m_shape{};
    bool m_is_on = false;
};

}  // namespace

std::vector<CameraFound> find_cameras() {
    std::vector<CameraFound> found;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator("/dev", ignored)) {
        const auto path = entry.path().string();
        if (!path.starts_with("/dev/video")) continue;
        const Device device(path);
        if (device.get() < 0) continue;
        const auto name = name_of_camera(device.get());
        if (name && best_format(device.get())) found.push_back({path, *name});
    }
    std::ranges::sort(found, {}, &CameraFound::path);
    return found;
}

Result<std::unique_ptr<Camera>> open_v4l2_camera(const std::string& path, int width) {
    Device device(path);
    if (device.get() < 0) return error_of_opening(path);
    // select() knows no others.
    if (device.get() >= FD_SETSIZE) return make_error(k_camera_busy, path);
    if (!name_of_camera(device.get())) return make_error(k_camera_unfit, path);
    const auto format = best_format(device.get());
    if (!format) return make_error(k_camera_unfit, path);
    auto camera = std::make_unique<V4l2Camera>(std::move(device));
    QIANTAI_TRY_STATUS(camera->start(*format, width));
    return std::unique_ptr<Camera>(std::move(camera));
}

}  // namespace qiantai::domain
