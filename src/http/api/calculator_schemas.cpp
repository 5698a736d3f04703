#include "http/api/calculator_schemas.h"

namespace jiati::http::api {

std::string_view calculator_schemas() {
    return R"json({
"ExactNumber": {
  "description": "\"20000.00\", \"20/3\" or a whole number",
  "oneOf": [{"type": "string", "maxLength": 40}, {"type": "integer"}]
},
"NumberByName": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/ExactNumber"}},
"AllocationQuestion": {
  "type": "object",
  "description": "One cost (airport, elements, game or total) and a rule with the numbers it needs; the order of players is the published order",
  "additionalProperties": false,
  "required": ["players", "rule"],
  "oneOf": [{"required": ["airport"]}, {"required": ["elements"]}, {"required": ["game"]}, {"required": ["total"]}],
  "properties": {
    "players": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    "rule": {"enum": ["equal", "proportional", "shapley", "weighted-shapley", "owen", "nucleolus", "prenucleolus",
      "cec", "ceb", "sfc", "equal-gain", "kalai-smorodinsky", "benefit-proportional", "fixed", "coefficient",
      "weighted-nash", "no-arbitrage", "percent", "floor-percent", "intervals", "steps"]},
    "airport": {"type": "array", "items": {"$ref": "#/components/schemas/ExactNumber"}},
    "elements": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "required": ["amount", "users"], "properties": {"amount": {"$ref": "#/components/schemas/ExactNumber"},
      "users": {"type": "array", "minItems": 1, "items": {"type": "string"}}}}},
    "game": {"type": "object", "additionalProperties": false, "required": ["kind", "values"], "properties": {
      "kind": {"enum": ["cost", "value"]},
      "values": {"$ref": "#/components/schemas/NumberByName",
        "description": "Every coalition by 1-based positions of its players: \"1,3\""}}},
    "total": {"$ref": "#/components/schemas/ExactNumber"},
    "round_to": {"$ref": "#/components/schemas/ExactNumber", "default": "0.01"},
    "weights": {"$ref": "#/components/schemas/NumberByName"},
    "benefits": {"$ref": "#/components/schemas/NumberByName"},
    "amounts": {"$ref": "#/components/schemas/NumberByName"},
    "percents": {"$ref": "#/components/schemas/NumberByName"},
    "steps": {"$ref": "#/components/schemas/NumberByName"},
    "values": {"$ref": "#/components/schemas/NumberByName", "description": "Of each flat before the lift (no-arbitrage)"},
    "unions": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
    "limits": {"type": "object", "additionalProperties": {"type": "array", "minItems": 2, "maxItems": 2,
      "items": {"$ref": "#/components/schemas/ExactNumber"}}},
    "table": {"type": "object", "description": "By floor; a pair for the rule intervals", "additionalProperties": {
      "oneOf": [{"$ref": "#/components/schemas/ExactNumber"},
        {"type": "array", "minItems": 2, "maxItems": 2, "items": {"$ref": "#/components/schemas/ExactNumber"}}]}},
    "within": {"enum": ["area", "equal"], "default": "equal"},
    "households": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "required": ["id", "floors", "area_m2"], "properties": {"id": {"type": "string"},
      "floors": {"type": "array", "minItems": 1, "items": {"type": "integer"}},
      "area_m2": {"$ref": "#/components/schemas/FloorArea"}}}}
  }
},
"ConsentQuestion": {
  "type": "object",
  "description": "A roll with its ballots, and either rule or policy and date",
  "additionalProperties": false,
  "required": ["households"],
  "oneOf": [{"required": ["rule"]}, {"required": ["policy", "date"]}],
  "properties": {
    "rule": {"type": "string", "description": "The id of a policy pack or of one of its votes"},
    "policy": {"type": "string", "description": "The id of a policy pack, or an area"},
    "date": {"$ref": "#/components/schemas/Date"},
    "matter": {"type": "string", "default": "lift_retrofit"},
    "households": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false,
      "required": ["id", "area_m2", "owner", "ballot"], "properties": {"id": {"type": "string"},
      "area_m2": {"$ref": "#/components/schemas/FloorArea"}, "owner": {"type": "string"},
      "ballot": {"enum": ["agree", "oppose", "abstain", "not_returned", "not_delivered"]}}}}
  }
},
"DaylightBox": {"type": "object", "additionalProperties": false, "required": ["cx", "cy", "sx", "sy", "z0", "z1"],
  "description": "Metres from a local origin, x east, y north; yaw in degrees counter-clockwise from east",
  "properties": {"cx": {"type": "number"}, "cy": {"type": "number"}, "sx": {"type": "number", "minimum": 0.01},
    "sy": {"type": "number", "minimum": 0.01}, "z0": {"type": "number"}, "z1": {"type": "number"},
    "yaw": {"type": "number", "default": 0}, "transmittance": {"type": "number", "minimum": 0, "maximum": 1},
    "source": {"enum": ["measured", "drawing", "map", "guess"], "default": "map"}}},
"DaylightQuestion": {
  "type": "object",
  "description": "A scene of boxes and windows, or a unit as people can count and pace it, and a lift or several to compare; docs/formats/daylight.md",
  "additionalProperties": false,
  "required": ["lat", "lon"],
  "allOf": [{"oneOf": [{"required": ["boxes", "windows"]}, {"required": ["unit"]}]},
    {"oneOf": [{"required": ["lift"]}, {"required": ["options"]}]}],
  "properties": {
    "lat": {"type": "number", "minimum": -66, "maximum": 66},
    "lon": {"type": "number", "minimum": -180, "maximum": 180},
    "seed": {"type": "number", "description": "Accepted and ignored"},
    "glass": {"type": "number", "minimum": 0, "maximum": 1, "default": 0, "description": "Transmittance of the lift's boxes that state none"},
    "boxes": {"type": "array", "items": {"$ref": "#/components/schemas/DaylightBox"}},
    "windows": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false,
      "required": ["id", "x", "y", "z", "w", "h", "az"], "properties": {"id": {"type": "string"},
      "x": {"type": "number"}, "y": {"type": "number"}, "z": {"type": "number"}, "w": {"type": "number"},
      "h": {"type": "number"}, "az": {"type": "number"},
      "source": {"enum": ["measured", "drawing", "map", "guess"], "default": "map"}}}},
    "unit": {"type": "object"},
    "around": {"type": "array", "items": {"type": "object"}},
    "lift": {"oneOf": [{"type": "array", "items": {"$ref": "#/components/schemas/DaylightBox"}}, {"type": "object"}]},
    "options": {"type": "array", "minItems": 1, "maxItems": 12, "items": {"type": "object",
      "additionalProperties": false, "required": ["name", "lift"], "properties": {"name": {"type": "string"},
      "lift": {"oneOf": [{"type": "array", "items": {"$ref": "#/components/schemas/DaylightBox"}}, {"type": "object"}]},
      "cost": {"$ref": "#/components/schemas/Money"}}}},
    "rules": {"type": "object"}
  }
},
"AgreementQuestion": {
  "type": "object",
  "description": "Households with what each is taken to bear under each option, and the thresholds",
  "additionalProperties": false,
  "required": ["households", "options", "rule"],
  "properties": {
    "options": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false,
      "required": ["id", "cost"], "properties": {"id": {"type": "string"},
      "cost": {"$ref": "#/components/schemas/Money"}}}},
    "rule": {"type": "object", "additionalProperties": false, "required": ["participation", "agreement"],
      "properties": {"participation": {"$ref": "#/components/schemas/ExactNumber"},
      "agreement": {"$ref": "#/components/schemas/ExactNumber"}}},
    "prices": {"enum": ["free", "per-floor", "per-floor-monotone"], "default": "free"},
    "reading": {"enum": ["secure", "possible"], "default": "secure"},
    "households": {"type": "array", "minItems": 1, "items": {"type": "object", "additionalProperties": false,
      "required": ["id", "area_m2", "owner"], "oneOf": [{"required": ["acceptance"]}, {"required": ["benefit"]}],
      "properties": {"id": {"type": "string"}, "floor": {"type": "integer"},
      "area_m2": {"$ref": "#/components/schemas/FloorArea"}, "owner": {"type": "string"},
      "acceptance": {"$ref": "#/components/schemas/MoneyByOption"},
      "benefit": {"$ref": "#/components/schemas/MoneyByOption"}, "harm": {"$ref": "#/components/schemas/MoneyByOption"},
      "budget": {"$ref": "#/components/schemas/Money"}, "reserve": {"$ref": "#/components/schemas/Money"}}}}
  }
},
"MoneyByOption": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Money"}},
"BuildingQuestion": {
  "type": "object",
  "additionalProperties": false,
  "required": ["floors", "households_per_floor", "cost"],
  "properties": {
    "floors": {"type": "integer", "minimum": 1, "maximum": 60},
    "first_floor": {"type": "integer", "minimum": 0, "maximum": 10, "default": 1},
    "households_per_floor": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 50}},
    "area_m2": {"type": "array", "description": "Door by door, floor by floor from the lowest",
      "items": {"$ref": "#/components/schemas/FloorArea"}},
    "cost": {"$ref": "#/components/schemas/Money"},
    "subsidy": {"$ref": "#/components/schemas/Money", "description": "Left out: by the city's rule of the day"},
    "city": {"type": "string"},
    "on": {"$ref": "#/components/schemas/Date"}
  }
}
})json";
}

}  // namespace jiati::http::api
