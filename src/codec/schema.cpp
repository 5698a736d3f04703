#include "codec/schema.h"

namespace jiati::codec {

namespace {

json::object reference(std::string_view name) { return {{"$ref", "#/components/schemas/" + std::string(name)}}; }

}  // namespace

std::string expectation(Shape shape, TextRule rule, std::span<std::string_view const> choices) {
    switch (shape) {
        case Shape::text:
            if (rule == TextRule::code) return "[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}";
            if (rule == TextRule::path) return "nanchang/anyi/xiangyang/";
            return "text";
        case Shape::truth:
            return "true | false";
        case Shape::integer:
            return "|n| < 2^53";
        case Shape::money:
            return "\"20000.00\"";
        case Shape::area:
            return "\"80.50\"";
        case Shape::fraction:
            return "\"2/3\"";
        case Shape::date:
            return "\"2023-10-12\"";
        case Shape::instant:
            return "\"2023-10-12T01:30:00.000Z\"";
        case Shape::id:
            return "[A-Za-z0-9_-]{1,64}";
        case Shape::vault_text:
            return "text";
        case Shape::choice: {
            std::string all;
            for (auto const name : choices) all += (all.empty() ? "" : " | ") + std::string(name);
            return all;
        }
        case Shape::list:
            return "[…]";
        case Shape::object:
            return "{…}";
        case Shape::any:
            return "…";
    }
    return {};
}

std::string shape_text(Shape shape, TextRule rule, std::span<std::string_view const> choices) {
    switch (shape) {
        case Shape::text:
            return rule == TextRule::code ? "code" : rule == TextRule::path ? "area path" : "text";
        case Shape::truth:
            return "true or false";
        case Shape::integer:
            return "whole number";
        case Shape::money:
            return "money";
        case Shape::area:
            return "area";
        case Shape::fraction:
            return "fraction";
        case Shape::date:
            return "date";
        case Shape::instant:
            return "instant";
        case Shape::id:
            return "id";
        case Shape::vault_text:
            return "vault text";
        case Shape::choice:
            return expectation(shape, rule, choices);
        case Shape::list:
            return "list";
        case Shape::object:
            return "object";
        case Shape::any:
            return "anything";
    }
    return {};
}

json::object scalar_schema(Shape shape, TextRule rule, std::size_t code_points_max,
                           std::span<std::string_view const> choices) {
    switch (shape) {
        case Shape::text:
            if (rule == TextRule::code) return reference("Code");
            if (rule == TextRule::path) return reference("AreaPath");
            return {{"type", "string"}, {"maxLength", code_points_max}};
        case Shape::truth:
            return {{"type", "boolean"}};
        case Shape::integer:
            return reference("Integer");
        case Shape::money:
            return reference("Money");
        case Shape::area:
            return reference("FloorArea");
        case Shape::fraction:
            return reference("Fraction");
        case Shape::date:
            return reference("Date");
        case Shape::instant:
            return reference("Instant");
        case Shape::id:
            return reference("Id");
        case Shape::vault_text:
            return {{"type", "string"},
                    {"maxLength", code_points_max},
                    {"description", "Kept apart from the record; the record holds a commitment only."}};
        case Shape::choice:
            return {{"type", "string"}, {"enum", json::array(choices.begin(), choices.end())}};
        case Shape::list:
            return {{"type", "array"}};
        case Shape::object:
            return {{"type", "object"}};
        case Shape::any:
            return {};
    }
    return {};
}

json::object shared_schemas() {
    auto const decimal = [](std::string_view unit, std::string_view example) {
        return json::object{
            {"description", unit},
            {"examples", {example}},
            {"oneOf",
             {{{"type", "string"}, {"pattern", "^-?(0|[1-9][0-9]*)(\\.[0-9]{1,2})?$"}}, {{"type", "integer"}}}}};
    };
    json::object all;
    all["Money"] = decimal("Yuan, at most two decimals", "20000.00");
    all["FloorArea"] = decimal("Square metres, at most two decimals", "80.50");
    all["Fraction"] = {
        {"description", "An exact number"},
        {"examples", {"2/3"}},
        {"oneOf",
         {{{"type", "string"}, {"pattern", "^-?(0|[1-9][0-9]*)(/[1-9][0-9]*|\\.[0-9]+)?$"}}, {{"type", "integer"}}}}};
    all["Integer"] = {{"type", "integer"}, {"minimum", -9007199254740991}, {"maximum", 9007199254740991}};
    all["Date"] = {{"type", "string"}, {"format", "date"}, {"description", "Civil date at UTC+8"}};
    all["Instant"] = {{"type", "string"}, {"format", "date-time"}};
    all["Id"] = {{"type", "string"}, {"pattern", "^[A-Za-z0-9_-]{1,64}$"}};
    all["Code"] = {{"type", "string"}, {"pattern", "^([A-Za-z0-9][A-Za-z0-9_.:-]{0,63})?$"}};
    all["AreaPath"] = {{"type", "string"}, {"maxLength", 200}, {"pattern", "^([a-z0-9-]+/)*$"}};
    return all;
}

}  // namespace jiati::codec
