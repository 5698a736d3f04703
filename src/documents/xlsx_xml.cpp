#include "documents/xlsx_xml.h"

#include "app/ports/spreadsheets.h"

#include <expat.h>

#include <memory>

namespace jiati::documents {
namespace {

constexpr int depth_max = 64;

std::string_view local(std::string_view name) {
    auto const colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

struct Parse {
    XML_Parser parser;
    XmlHandler& handler;
    int depth = 0;

    void place() const {
        handler.at = XML_GetCurrentByteIndex(parser);
        handler.length = XML_GetCurrentByteCount(parser);
    }
    void stop_if_refused() const {
        if (handler.refusal()) XML_StopParser(parser, XML_FALSE);
    }
};

void on_start(void* data, char const* name, char const** attributes) {
    auto& parse = *static_cast<Parse*>(data);
    if (++parse.depth > depth_max) parse.handler.refuse_with(refuse(app::sheet_damaged));
    if (!parse.handler.refusal()) {
        parse.place();
        parse.handler.start(local(name), XmlAttributes(attributes));
    }
    parse.stop_if_refused();
}

void on_end(void* data, char const* name) {
    auto& parse = *static_cast<Parse*>(data);
    --parse.depth;
    if (!parse.handler.refusal()) {
        parse.place();
        parse.handler.end(local(name));
    }
    parse.stop_if_refused();
}

void on_text(void* data, char const* words, int size) {
    auto& parse = *static_cast<Parse*>(data);
    if (!parse.handler.refusal()) parse.handler.text({words, static_cast<std::size_t>(size)});
    parse.stop_if_refused();
}

void on_doctype(void* data, char const*, char const*, char const*, int) {
    auto& parse = *static_cast<Parse*>(data);
    parse.handler.refuse_with(refuse(app::sheet_doctype));
    parse.stop_if_refused();
}

void on_declaration(void* data, char const*, char const* encoding, int) {
    auto& parse = *static_cast<Parse*>(data);
    if (encoding == nullptr) return;
    std::string upper(encoding);
    for (auto& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    parse.handler.is_utf8 = upper == "UTF-8";
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
    for (auto const* const* pair = pairs_; *pair != nullptr; pair += 2)
        if (local(pair[0]) == name) return std::string_view(pair[1]);
    return std::nullopt;
}

Result<Done, Refusal> read_xml(XlsxArchive& archive, std::string const& part, XmlHandler& handler) {
    std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> const parser(XML_ParserCreate(nullptr),
                                                                              &XML_ParserFree);
    if (!parser) return Failure{refuse(app::sheet_damaged)};
    Parse parse{parser.get(), handler};
    XML_SetUserData(parser.get(), &parse);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
    XML_SetXmlDeclHandler(parser.get(), on_declaration);
    return archive.read(part, [&](std::string_view piece, bool last) -> Result<Done, Refusal> {
        auto const status = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), last ? 1 : 0);
        if (handler.refusal()) return Failure{*handler.refusal()};
        if (status != XML_STATUS_OK) return Failure{refuse(app::sheet_damaged)};
        return Done{};
    });
}

}  // namespace jiati::documents
