// Public notice and joint approval: the clocks, the objections, and each department's lane.
#include "app/read/sections.h"

#include <algorithm>

namespace jiati::app::read {
namespace {

namespace notices = project::notice;
namespace approvals = project::approval;

std::string_view code_of_outcome(notices::Outcome outcome) {
    switch (outcome) {
        case notices::Outcome::open:
            return "open";
        case notices::Outcome::dismissed:
            return "dismissed";
        case notices::Outcome::accommodated:
            return "accommodated";
        case notices::Outcome::upheld:
            return "upheld";
        case notices::Outcome::withdrawn:
            return "withdrawn";
    }
    return "open";
}

std::string_view code_of_opinion(approvals::Opinion opinion) {
    switch (opinion) {
        case approvals::Opinion::pending:
            return "pending";
        case approvals::Opinion::approve:
            return "approve";
        case approvals::Opinion::conditions:
            return "conditions";
        case approvals::Opinion::returned:
            return "return";
    }
    return "pending";
}

json::object objection(Sources const& from, notices::Objection const& raised) {
    bool const own = raised.household && from.rights.own.contains(*raised.household);
    bool const words_seen = from.rights.objections || own;
    return {{"id", of(raised.id)},
            {"raised_on", of(raised.raised_on)},
            {"from", word(raised.origin == notices::Origin::household ? "household" : "neighbouring")},
            {"topic", word(code_of(raised.topic))},
            {"text", words_seen ? text_or_null(from.text(raised.text)) : json::value(nullptr)},
            {"due_on", of(raised.answer_due_on)},
            {"state", word(code_of_outcome(raised.outcome))},
            {"answer", words_seen ? text_or_null(from.text(raised.answer)) : json::value(nullptr)},
            {"answered_on", of(raised.answered_on)}};
}

std::string name_of_department(Sources const& from, std::string const& code) {
    if (from.policy.joint_approval)
        for (auto const& department : from.policy.joint_approval->departments)
            if (department.code == code) return department.name.zh;
    return code;
}

json::object lane(Sources const& from, approvals::Lane const& asked) {
    bool const pending = asked.opinion == approvals::Opinion::pending;
    json::array conditions;
    if (from.rights.opinions)
        for (auto const& condition : asked.conditions)
            conditions.push_back(json::object{
                {"id", of(condition.id)}, {"text", of(condition.text)}, {"satisfied_on", of(condition.satisfied_on)}});
    return {{"department", of(asked.department)},
            {"name", json::string(name_of_department(from, asked.department))},
            {"how", pending ? json::value(nullptr) : word(asked.how == approvals::How::visit ? "visit" : "papers")},
            {"asked_on", of(asked.asked_on)},
            {"due_on", of(asked.due_on)},
            {"opinion", word(code_of_opinion(asked.opinion))},
            {"opinion_on", of(asked.opinion_on)},
            {"text", from.rights.opinions ? text_or_null(from.text(asked.text)) : json::value(nullptr)},
            {"conditions", std::move(conditions)},
            {"overdue", pending && asked.due_on && *asked.due_on < from.today},
            {"mine", from.rights.departments.contains(asked.department)}};
}

}  // namespace

json::value notice(Sources const& from) {
    auto const& state = from.project.notice;
    if (!state.posted_on) return nullptr;
    json::array objections;
    for (auto const& raised : state.objections) objections.push_back(objection(from, raised));
    return json::object{{"state", word(state.closed_on    ? "closed"
                                       : state.stopped_on ? "stopped"
                                                          : "posted")},
                        {"posted_on", of(state.posted_on)},
                        {"ends_on", of(state.ends_on)},
                        {"days", state.days},
                        {"kind", word(state.kind == notices::DayKind::natural ? "natural" : "working")},
                        {"closed_on", of(state.closed_on)},
                        {"places", of(state.places)},
                        {"witnesses", of(state.witnesses)},
                        {"objections", std::move(objections)}};
}

json::value approval(Sources const& from) {
    auto const& state = from.project.approval;
    if (state.lanes.empty() && state.papers.empty() && !state.granted_on) return nullptr;
    json::array lanes;
    for (auto const& asked : state.lanes) lanes.push_back(lane(from, asked));
    json::array papers;
    for (auto const& paper : state.papers)
        papers.push_back(json::object{{"kind", of(paper.kind)}, {"filed_on", of(paper.filed_on)}, {"required", false}});
    if (from.policy.joint_approval) {
        for (auto const& needed : from.policy.joint_approval->papers) {
            auto const same = [&](json::value const& paper) { return paper.at("kind").as_string() == needed.code; };
            auto const filed = std::ranges::find_if(papers, same);
            if (filed != papers.end())
                filed->as_object()["required"] = true;
            else
                papers.push_back(json::object{{"kind", of(needed.code)}, {"filed_on", nullptr}, {"required", true}});
        }
    }
    return json::object{{"form", word(state.form == approvals::Form::on_site ? "on_site" : "parallel")},
                        {"submitted_on", of(state.submitted_on)},
                        {"lanes", std::move(lanes)},
                        {"papers", std::move(papers)},
                        {"granted_on", of(state.granted_on)},
                        {"number", text_or_null(state.number)}};
}

}  // namespace jiati::app::read
