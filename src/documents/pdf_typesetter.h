// PDF by Pango and Cairo: fonts embedded and subset, text that can be extracted, A4. The same documents give the same
// bytes on machines with the same fonts.
#pragma once

#include "app/ports/typesetter.h"

#include <memory>
#include <mutex>

namespace jiati::documents {

class PdfTypesetter final : public app::Typesetter {
  public:
    PdfTypesetter();
    ~PdfTypesetter() override;
    Result<std::string, std::string> pdf(std::span<app::paper::Document const> documents) override;
    Result<std::string, std::string> xlsx(app::paper::Workbook const& workbook) override;

  private:
    struct Fonts;
    std::mutex mutex_;  // one at a time: the fonts' caches are shared and the work is short
    std::unique_ptr<Fonts> fonts_;
};

}  // namespace jiati::documents
