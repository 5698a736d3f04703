// The reader of requests and commands: whatever the bytes are, what is read is a command of its aggregate, what is
// refused has a code, and canonical JSON of anything readable is its own canonical JSON. The first line of the input
// picks the command's type, the rest is its data; the whole is read as a request, too.
#include "base/check.h"
#include "codec/canonical.h"
#include "codec/commands.h"
#include "codec/events.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace jiati;

class NoVault final : public codec::VaultWriter {
  public:
    VaultText put(HouseholdId const&, std::string_view text) override {
        CHECK(!text.empty());
        return {"ref", "commitment"};
    }
    VaultText put_password(std::string_view password) override {
        CHECK(!password.empty());
        return {"ref", "commitment"};
    }
};

template <class Answer>
void is_told_why(Answer const& answer) {
    if (!answer) CHECK(answer.error().code.starts_with("codec."));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
    std::string_view const input{reinterpret_cast<char const*>(bytes), size};
    is_told_why(codec::read_command_request(input));
    if (auto const text = codec::canonical(input)) {
        CHECK(codec::canonical(*text).value() == *text);
    }
    auto const end = input.find('\n');
    if (end == std::string_view::npos) return 0;
    auto const type = input.substr(0, end);
    auto const data = input.substr(end + 1);
    NoVault vault;
    is_told_why(codec::decode_project_command(type, data, vault));
    is_told_why(codec::decode_place_command(type, data, vault));
    is_told_why(codec::decode_vote_command(type, data, vault));
    is_told_why(codec::decode_tender_command(type, data, vault));
    is_told_why(codec::decode_firm_command(type, data, vault));
    is_told_why(codec::decode_account_command(type, data, vault));
    // The journal's reader meets only what this program wrote; it must not fall over a damaged one all the same.
    if (auto const event = codec::decode_project_event(type, data)) {
        auto const encoded = codec::encode(*event);
        CHECK(codec::encode(codec::decode_project_event(encoded.type, encoded.payload).value()).payload ==
              encoded.payload);
    }
    return 0;
}
