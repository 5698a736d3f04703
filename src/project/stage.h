// The eleven stages people see, from bottom to top. The stage files need not equal them: this is a projection.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace jiati::project {

enum class Stage : std::uint8_t {
    survey,        // 摸底
    initiation,    // 立项
    scheme,        // 方案
    deliberation,  // 协商
    vote,          // 表决
    notice,        // 公示
    approval,      // 联审
    construction,  // 施工
    acceptance,    // 验收
    registration,  // 登记
    operation      // 运行
};
inline constexpr std::size_t stage_count = 11;

[[nodiscard]] std::string_view code_of(Stage stage);
[[nodiscard]] std::optional<Stage> stage_of(std::string_view code);

}  // namespace jiati::project
