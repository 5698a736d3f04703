// The parts of an .xlsx file: a zip archive read within limits that count what is really unpacked, never what a header
// claims. Names of parts are only ever compared; none becomes a path.
#pragma once

#include "base/refusal.h"
#include "base/result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

struct zip;

namespace jiati::documents {

inline constexpr std::size_t xlsx_file_bytes_max = std::size_t{16} << 20U;
inline constexpr std::uint64_t xlsx_unpacked_bytes_max = std::uint64_t{64} << 20U;  // of all parts that are read
inline constexpr std::uint64_t xlsx_ratio_max = 200;                                // of a part beyond 1 MB
inline constexpr std::int64_t xlsx_parts_max = 2000;

class XlsxArchive {
  public:
    static Result<XlsxArchive, Refusal> open(std::string_view bytes);  // `bytes` must outlive it

    [[nodiscard]] bool has(std::string const& part) const { return parts_.find(part) != parts_.end(); }
    // Hands the part to `take` piece by piece; `take` may say stop with a refusal.
    using Take = std::function<Result<Done, Refusal>(std::string_view piece, bool last)>;
    Result<Done, Refusal> read(std::string const& part, Take const& take);
    Result<std::string, Refusal> read_whole(std::string const& part);
    // The whole file with these parts in place of its own.
    static Result<std::string, Refusal> replace(std::string_view bytes,
                                                std::map<std::string, std::string> const& new_parts);

  private:
    struct Close {
        void operator()(zip* archive) const;
    };
    struct Part {
        std::uint64_t index = 0;
        std::uint64_t packed_bytes = 0;
    };
    std::unique_ptr<zip, Close> archive_;
    std::map<std::string, Part> parts_;
    std::uint64_t unpacked_ = 0;
};

}  // namespace jiati::documents
