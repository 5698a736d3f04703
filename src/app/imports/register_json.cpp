#include "app/imports/register_json.h"

#include <boost/json.hpp>

namespace jiati::app::imports {
namespace {

namespace json = boost::json;

json::value or_null(std::string const& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

}  // namespace

std::string to_json(Register const& found) {
    json::array errors, households;
    for (auto const& error : found.errors) {
        json::object one{{"row", error.row}, {"column", error.column}, {"reason", error.reason}};
        if (found.sheets.size() > 1) one["sheet"] = error.sheet;
        errors.push_back(std::move(one));
    }
    for (auto const& household : found.households) {
        json::array floors;
        for (auto const floor : household.floors) floors.push_back(floor);
        households.push_back({{"id", household.id},
                              {"floors", std::move(floors)},
                              {"area_m2", household.area.to_string()},
                              {"people", household.people ? json::value(*household.people) : json::value(nullptr)},
                              {"owner", or_null(household.owner)},
                              {"phone", or_null(household.phone)}});
    }
    return json::serialize(json::object{{"rows", found.rows},
                                        {"good", found.good},
                                        {"errors", std::move(errors)},
                                        {"households", std::move(households)}});
}

}  // namespace jiati::app::imports
