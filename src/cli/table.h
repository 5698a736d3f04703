// Text in columns for a terminal, where a Chinese character is as wide as two others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::cli {

// In columns of a terminal; combining marks have none.
[[nodiscard]] std::size_t width_of(std::string_view utf8);

class Table {
  public:
    enum class Align : std::uint8_t { left, right };
    struct Column {
        std::string title;
        Align align = Align::left;
    };

    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
    // CHECKs that there is one cell per column.
    void add(std::vector<std::string> cells);
    // Two blanks before each line and between columns; no blanks at the end of a line.
    [[nodiscard]] std::string to_string() const;

  private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace jiati::cli
