// docs/formats/events.md is made from the descriptions; this test fails when it is not current and rewrites it when run
// with JIATI_WRITE_DOCS=1.
#include "codec/canonical.h"
#include "codec/catalogue.h"
#include "codec/fields.h"
#include "codec/leaf.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace jiati::codec {
namespace {

std::filesystem::path const path = std::filesystem::path(JIATI_SOURCE_DIR) / "docs/formats/events.md";

constexpr std::string_view introduction = R"(# Events

<!-- Made from the descriptions in src/codec/descriptions; codec_test with JIATI_WRITE_DOCS=1 writes it anew. -->

The journal keeps each event as a **stored name** with a version, a **payload** (canonical JSON, RFC 8785, of all its
fields) and a **leaf** (its public face). Names are written by hand and never derived from code. A type that was released
never changes; another shape is another version, and older JSON is lifted to it before it is decoded (`src/codec/upcast`).
`tests/golden/events` holds one frozen event and leaf of every version.

## How values are written

| type | JSON |
|---|---|
| money, area | text with exactly two decimals: `"20000.00"` yuan, `"80.50"` m² |
| fraction | text in lowest terms: `"2/3"`, `"6"` |
| date | `"2023-10-12"`, a civil date at UTC+8 |
| whole number | JSON number below 2⁵³ in size |
| id | `[A-Za-z0-9_-]`, at most 64 |
| code | `[A-Za-z0-9][A-Za-z0-9_.:-]*`, at most 64, or empty |
| text | UTF-8, NFC, at most 4,000 code points |
| vault text | `{"commitment","ref"}`: the words lie in the vault under `ref`; both empty when nothing was said |
| a choice | one of the names listed |

A field that may be absent is left out.

## Classes

| class | in the leaf |
|---|---|
| open | under `open`, as it is. No household, owner, account or free text is ever open; the compiler checks it |
| sealed | under `sealed`, one commitment; an absent value is committed to as `null` |
| sealed each | under `sealed`, a list with one commitment per element |
| vault | under `vault`, the commitment made when the words were kept; left out when nothing was said |

A class may never be loosened. Fields of a part stand at their path (`plan/shaft`, `commitments/*/text`).

A leaf longer than 65,535 bytes, the most an entry of the log may have, is replaced by one that has, in place of `open`,
`sealed` and `vault`, the member `whole`: SHA-256 of the long leaf in base64url.

## Commitments

```
salt       = BLAKE2b-256(key = secret of the data subject, stream ‖ "\n" ‖ version ‖ "\n" ‖ pointer)
commitment = base64url(SHA-256(0x02 ‖ salt ‖ canonical JSON of the value))
```

`pointer` is the RFC 6901 pointer of the field in the payload (`/shares/3`). The data subject is `household/<id>` where the
struct (or the list element) names a household, else the stream. A vault text's salt is
`BLAKE2b-256(key = secret, "vault\n" ‖ ref)`, since it is kept before its event has a version. Destroying a secret leaves
commitments that nobody can try values against, and the tree as it was.

)";

std::string in_hex_lines(std::string const& bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 32) text += hex(std::string_view(bytes).substr(i, 32)) + "\n";
    return text;
}

std::string worked_leaf() {
    Secret secret{};
    for (std::size_t i = 0; i < secret.size(); ++i) secret[i] = static_cast<unsigned char>(i);
    Envelope const envelope{.city = "cn-jiangxi-nanchang",
                            .stream = "vote/v1",
                            .version = 5,
                            .occurred_on = Date::of(2023, 4, 1),
                            .recorded_at = Instant{1680314400000}};
    vote::Event const event = vote::BallotServed{.household = HouseholdId{"h501"},
                                                 .delivered = true,
                                                 .how = "in person",
                                                 .photo_file = {},
                                                 .photo_commitment = {}};
    auto const salt = make_salt(secret, field_context("vote/v1", 5, "/household"));
    auto const text = leaf(envelope, event, {{"household/h501", secret}});
    auto const encoded = encode(event);
    return "## One worked leaf\n\nThe fifth event of the stream `vote/v1`, `" + encoded.type +
           "`, with the payload\n\n```json\n" + encoded.payload +
           "\n```\n\nThe secret of `household/h501` is the bytes 00 01 … 1f. The salt of `/household` is\n\n```\n" +
           hex(salt) + "\n```\n\nand SHA-256(02 ‖ salt ‖ `\"h501\"`) in base64url is `" + commit(salt, "\"h501\"") +
           "`. The leaf:\n\n```json\n" + text + "\n```\n\nIn bytes:\n\n```\n" + in_hex_lines(text) +
           "```\n\nIts leaf hash, SHA-256(00 ‖ leaf) as in RFC 6962, is `" + leaf_hash_hex(text) + "`.\n\n";
}

std::string_view class_text(FieldClass field_class) {
    switch (field_class) {
        case FieldClass::open:
            return "open";
        case FieldClass::sealed:
            return "sealed";
        case FieldClass::sealed_each:
            return "sealed each";
        case FieldClass::vault:
            return "vault";
        case FieldClass::plain:
        case FieldClass::parts:
        case FieldClass::fact:
            return "?";
    }
    return "?";
}

std::string in_cell(std::string text) {
    for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
    return text;
}

std::string document() {
    std::string text(introduction);
    text += worked_leaf();
    text += "## The events\n";
    for (auto const& event : describe_events()) {
        text += "\n### " + std::string(event.type) + "\n\n";
        if (event.fields.empty()) {
            text += "No fields: that it happened, and when, is all.\n";
            continue;
        }
        text += "| field | type | class |\n|---|---|---|\n";
        for (auto const& field : event.fields) {
            text += "| `" + field.name + "` | " + in_cell(field.type) + (field.may_be_absent ? ", may be absent" : "") +
                    " | " + std::string(class_text(field.field_class)) + " |\n";
        }
    }
    return text;
}

TEST(EventsDocument, IsCurrent) {
    auto const wanted = document();
    if (std::getenv("JIATI_WRITE_DOCS") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << wanted;
    }
    std::ostringstream found;
    found << std::ifstream(path, std::ios::binary).rdbuf();
    EXPECT_EQ(found.str() == wanted, true) << path << " is not current: run codec_test with JIATI_WRITE_DOCS=1";
    EXPECT_EQ(wanted.find("| ? |"), std::string::npos);
}

}  // namespace
}  // namespace jiati::codec
