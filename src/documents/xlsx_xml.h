// One XML document of an .xlsx file, read as a stream: no DOCTYPE (and so no entities of its own), no deep nesting.
// Names come without their prefix.
#pragma once

#include "base/refusal.h"
#include "base/result.h"
#include "documents/xlsx_archive.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiati::documents {

class XmlAttributes {
  public:
    explicit XmlAttributes(char const** pairs) : pairs_(pairs) {}
    // By the name without its prefix.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

  private:
    char const** pairs_;
};

class XmlHandler {
  public:
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, XmlAttributes const& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view words) = 0;

    // The first stands; reading ends with it.
    void refuse_with(Refusal refusal) {
        if (!refusal_) refusal_ = std::move(refusal);
    }
    [[nodiscard]] std::optional<Refusal> const& refusal() const { return refusal_; }
    // Where the construct at hand begins and how long it is, in bytes of the document; of the document's encoding.
    std::int64_t at = 0;
    std::int64_t length = 0;
    bool is_utf8 = true;

  private:
    std::optional<Refusal> refusal_;
};

Result<Done, Refusal> read_xml(XlsxArchive& archive, std::string const& part, XmlHandler& handler);

}  // namespace jiati::documents
