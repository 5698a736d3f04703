// Refusals as RFC 9457 problem documents in the reader's language.
#pragma once

#include "base/refusal.h"
#include "http/message.h"
#include "http/words.h"

namespace jiati::http {

class Problems {
  public:
    explicit Problems(Words words) : words_(std::move(words)) {}

    // {"type","title","status","detail","code","pointer","arguments","request_id"}; pointer and arguments only where
    // there are any.
    [[nodiscard]] Response render(int status, Refusal const& refusal, Language language,
                                  std::string const& request_id) const;
    [[nodiscard]] Response render(int status, Refusal const& refusal, Request const& request) const {
        return render(status, refusal, request.language, request.request_id);
    }
    // For a refusal of this layer (codes.h), which has its status; any other is answered with 422.
    [[nodiscard]] Response render(Refusal const& refusal, Request const& request) const;

    [[nodiscard]] Words const& words() const { return words_; }

  private:
    Words words_;
};

}  // namespace jiati::http
