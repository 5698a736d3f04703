// The strict reader's bookkeeping: where it is in the document and what was wrong first; and the readers of the scalar
// types, which every description uses.
#pragma once

#include "codec/fields.h"
#include "codec/json.h"
#include "codec/refusals.h"
#include "codec/vault_writer.h"

#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jiati::codec {

// Who wrote what is read.
enum class Origin : std::uint8_t {
    journal,  // this program: texts are taken as they stand
    command,  // anybody: texts obey their rule, vault texts are plain strings
    document  // a policy file: texts obey their rule
};

class Reader {
  public:
    explicit Reader(Origin origin, VaultWriter* vault = nullptr) : origin_(origin), vault_(vault) {}

    [[nodiscard]] Origin origin() const { return origin_; }
    [[nodiscard]] VaultWriter& vault() { return *vault_; }

    // Steps into a member or an element for as long as it lives.
    class Step {
      public:
        Step(Reader& reader, std::string_view name) : reader_(reader) { reader_.path_.push_back({name, 0}); }
        Step(Reader& reader, std::size_t index) : reader_(reader) { reader_.path_.push_back({{}, index}); }
        ~Step() { reader_.path_.pop_back(); }
        Step(Step const&) = delete;
        Step& operator=(Step const&) = delete;

      private:
        Reader& reader_;
    };

    // Each notes the refusal at the present place and answers false. Only the first one is kept.
    bool fail(RefusalCode code, std::string_view expected);
    bool fail(RefusalCode code, std::string_view expected, json::value const& found);
    bool fail_text(RefusalCode code, std::string_view expected, std::string_view found);

    // The object at the present place with no member that is not in `known`; null after a refusal.
    json::object const* object(json::value const& value, std::span<std::string_view const> known);
    // The array at the present place, no longer than list_size_max; null after a refusal.
    json::array const* array(json::value const& value);

    [[nodiscard]] std::string pointer() const;
    [[nodiscard]] Refusal take_refusal();

  private:
    struct Part {
        std::string_view name;  // of a description or of the document, which outlive the reader
        std::size_t index;
    };

    Origin origin_;
    VaultWriter* vault_;
    std::vector<Part> path_;
    std::optional<Refusal> refusal_;
};

// What a text field asks of its text.
struct TextDemand {
    TextRule rule = TextRule::free;
    std::size_t code_points_max = text_code_points_max;
};

// A value as a refusal may show it: at most 24 code points, kinds instead of lists and objects.
[[nodiscard]] std::string shortened(json::value const& value);

bool read_scalar(Reader& reader, json::value const& value, std::string& out, TextDemand demand);
bool read_scalar(Reader& reader, json::value const& value, bool& out);
bool read_scalar(Reader& reader, json::value const& value, std::int64_t& out);
bool read_scalar(Reader& reader, json::value const& value, int& out);
bool read_scalar(Reader& reader, json::value const& value, Fen& out);
bool read_scalar(Reader& reader, json::value const& value, SquareMetres& out);
bool read_scalar(Reader& reader, json::value const& value, Fraction& out);
bool read_scalar(Reader& reader, json::value const& value, Date& out);
bool read_scalar(Reader& reader, json::value const& value, Instant& out);
// An event's vault text: {"commitment","ref"}.
bool read_scalar(Reader& reader, json::value const& value, VaultText& out);
bool read_id(Reader& reader, json::value const& value, std::string& out);
// A command's text for the vault; empty when it may be left out and is.
bool read_vault_text(Reader& reader, json::value const& value, std::size_t code_points_max, std::string& out);
// The position of the text among `names`; for enums.
bool read_choice(Reader& reader, json::value const& value, std::span<std::string_view const> names, std::size_t& out);

json::value write_scalar(VaultText const& text);
json::value write_scalar(std::int64_t number);

// Clean UTF-8 in Unicode normalisation form C without control characters other than tab and newline; nothing when the
// text cannot be made so.
[[nodiscard]] std::optional<std::string> normalised(std::string_view text);

}  // namespace jiati::codec
