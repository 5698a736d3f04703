#include "app/made.h"

#include "base/overloaded.h"

namespace jiati::app {
namespace {

using Names = std::map<std::string, std::string>;

}  // namespace

Names made_by(std::string const& stream_id, std::vector<project::Event> const& events) {
    Names names{{"", stream_id}};
    for (auto const& event : events) {
        auto const item = [&](ItemId const& id) { names[""] = id.text; };
        std::visit(Overloaded{
                       [&](project::survey::Event const& stage) {
                           if (auto const* const raised = std::get_if<project::survey::WorryRaised>(&stage))
                               item(raised->worry);
                       },
                       [&](project::deliberation::Event const& stage) {
                           if (auto const* const e = std::get_if<project::deliberation::MeetingHeld>(&stage))
                               item(e->meeting);
                           if (auto const* const e = std::get_if<project::deliberation::QuestionAsked>(&stage))
                               item(e->question);
                           if (auto const* const e = std::get_if<project::deliberation::PromiseMade>(&stage))
                               item(e->promise);
                           if (auto const* const e = std::get_if<project::deliberation::BlockingPointRecorded>(&stage))
                               item(e->point);
                       },
                       [&](project::mediation::Event const& stage) {
                           if (auto const* const e = std::get_if<project::mediation::Opened>(&stage))
                               item(e->mediation);
                           if (auto const* const e = std::get_if<project::mediation::OfferMade>(&stage)) item(e->offer);
                       },
                       [&](project::funding::Event const& stage) {
                           if (auto const* const added = std::get_if<project::funding::LineAdded>(&stage))
                               item(added->line);
                       },
                       [&](project::notice::Event const& stage) {
                           if (auto const* const raised = std::get_if<project::notice::ObjectionRaised>(&stage))
                               item(raised->objection);
                       },
                       [&](project::approval::Event const& stage) {
                           auto const* const given = std::get_if<project::approval::OpinionGiven>(&stage);
                           if (given == nullptr) return;
                           for (std::size_t i = 0; i < given->conditions.size(); ++i)
                               names[std::to_string(i + 1)] = given->conditions[i].id.text;
                       },
                       [&](project::construction::Event const& stage) {
                           if (auto const* const e = std::get_if<project::construction::RelocationListed>(&stage))
                               item(e->relocation);
                           if (auto const* const e = std::get_if<project::construction::CheckRecorded>(&stage))
                               item(e->check);
                       },
                       [&](project::operation::Event const& stage) {
                           if (auto const* const e = std::get_if<project::operation::FaultReported>(&stage))
                               item(e->fault);
                       },
                       [](auto const&) {},
                   },
                   event.stage());
    }
    return names;
}

Names made_by(std::string const& stream_id, std::vector<place::Event> const& events) {
    Names names{{"", stream_id}};
    for (auto const& event : events) {
        if (auto const* const added = std::get_if<place::BuildingAdded>(&event)) {
            names[""] = added->building.text;
            for (auto const& unit : added->units) {
                names[unit.name] = unit.id.text;
                names[added->name + "/" + unit.name] = unit.id.text;
            }
            names[added->name] = added->building.text;
        }
        if (auto const* const registered = std::get_if<place::HouseholdsRegistered>(&event))
            for (auto const& household : registered->households) names[household.room] = household.id.text;
        if (auto const* const works = std::get_if<place::EstateWorksRecorded>(&event)) names[""] = works->works.text;
    }
    return names;
}

Names made_by(std::string const& stream_id, std::vector<vote::Event> const&) { return {{"", stream_id}}; }
Names made_by(std::string const& stream_id, std::vector<tender::Event> const&) { return {{"", stream_id}}; }
Names made_by(std::string const& stream_id, std::vector<firm::Event> const&) { return {{"", stream_id}}; }

Names made_by(std::string const& stream_id, std::vector<account::Event> const& events) {
    Names names{{"", stream_id}};
    for (auto const& event : events)
        if (auto const* const granted = std::get_if<account::RoleGranted>(&event)) names["grant"] = granted->grant.text;
    return names;
}

}  // namespace jiati::app
