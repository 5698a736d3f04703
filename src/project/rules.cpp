#include "project/rules.h"

#include "base/text.h"

#include <algorithm>

namespace jiati::project {
namespace {

constexpr Fen most{100'000'000'000'000};

}  // namespace

std::optional<Refusal> blank(std::string_view text, std::string pointer) {
    if (!trimmed(text).empty()) return std::nullopt;
    return refuse(lifecycle::text_missing, std::move(pointer));
}

std::optional<Refusal> blank(VaultText const& text, std::string pointer) {
    if (!text.empty()) return std::nullopt;
    return refuse(lifecycle::text_missing, std::move(pointer));
}

std::optional<Refusal> blank(std::vector<std::string> const& texts, std::string pointer) {
    if (texts.empty()) return refuse(lifecycle::text_missing, std::move(pointer));
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (auto refusal = blank(texts[i], pointer + "/" + std::to_string(i))) return refusal;
    return std::nullopt;
}

std::optional<Refusal> too_early(Context const& context, std::optional<Date> earliest) {
    return too_early(context.occurred_on, earliest, {});
}

std::optional<Refusal> too_early(Date date, std::optional<Date> earliest, std::string pointer) {
    if (!earliest || date >= *earliest) return std::nullopt;
    return refuse(lifecycle::too_early, std::move(pointer),
                  {{"occurred_on", date.to_string()}, {"earliest", earliest->to_string()}});
}

std::optional<Refusal> first_of(std::initializer_list<std::optional<Refusal>> refusals) {
    for (auto const& refusal : refusals)
        if (refusal) return refusal;
    return std::nullopt;
}

std::string joined(std::vector<std::string> const& texts) {
    std::string all;
    for (auto const& text : texts) all += (all.empty() ? "" : ",") + text;
    return all;
}

bool is_amount(Fen amount) { return amount > Fen{} && amount <= most; }

Fen bounded_sum(Fen a, Fen b) {
    constexpr std::int64_t bound = 10 * most.count();
    return a.count() > bound - std::clamp<std::int64_t>(b.count(), 0, bound) ? Fen{bound} : a + b;
}

bool sent_back_since(State const& state, Date date) {
    return std::any_of(state.lifecycle.sent_back.begin(), state.lifecycle.sent_back.end(),
                       [&](auto const& on) { return on && *on >= date; });
}

}  // namespace jiati::project
