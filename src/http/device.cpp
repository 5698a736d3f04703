#include "http/device.h"

#include <array>
#include <span>

namespace jiati::http {
namespace {

struct Mark {
    std::string_view text;
    std::string_view name;
};

// In the order in which they must be looked for: most browsers also claim to be others.
constexpr std::array browsers{
    Mark{"MicroMessenger", "wechat"}, Mark{"AlipayClient", "alipay"}, Mark{"Edg", "edge"},     Mark{"QQBrowser", "qq"},
    Mark{"Firefox", "firefox"},       Mark{"Chrome", "chrome"},       Mark{"Safari", "safari"}};
constexpr std::array systems{Mark{"OpenHarmony", "harmony"}, Mark{"HarmonyOS", "harmony"}, Mark{"Android", "android"},
                             Mark{"iPhone", "ios"},          Mark{"iPad", "ios"},          Mark{"Windows", "windows"},
                             Mark{"Mac OS", "macos"},        Mark{"Linux", "linux"}};

std::string_view name_of(std::string_view user_agent, std::span<Mark const> marks) {
    for (auto const& mark : marks)
        if (user_agent.find(mark.text) != std::string_view::npos) return mark.name;
    return "other";
}

}  // namespace

std::string device_of(std::string_view user_agent) {
    return std::string(name_of(user_agent, browsers)) + "/" + std::string(name_of(user_agent, systems));
}

}  // namespace jiati::http
