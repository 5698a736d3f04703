// Header fields in the order in which they came; names compare without regard to case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::http {

[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
// Whether a comma-separated list such as that of Connection names the token.
[[nodiscard]] bool lists_token(std::string_view list, std::string_view token);

struct Header {
    std::string name;
    std::string value;
};

class Headers {
  public:
    Headers() = default;
    Headers(std::initializer_list<Header> fields) : fields_(fields) {}

    void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
    // Replaces every field of that name.
    void set(std::string name, std::string value);
    // The first field of that name.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }

    [[nodiscard]] auto begin() const { return fields_.begin(); }
    [[nodiscard]] auto end() const { return fields_.end(); }

  private:
    std::vector<Header> fields_;
};

}  // namespace jiati::http
