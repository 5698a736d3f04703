// How documents say money, dates and places. Pure.
#pragma once

#include "app/read/sources.h"

#include <string>

namespace jiati::app::documents {

[[nodiscard]] std::string money(Fen amount);                                // "60,000.00"; below zero "退 3,000.00"
[[nodiscard]] std::string money_in_words(Fen amount);                       // "陆万元整", "壹拾元零伍分"
[[nodiscard]] std::string money_both(Fen amount);                           // "60,000.00 元（陆万元整）"
[[nodiscard]] std::string date(Date date);                                  // "2026年11月22日（星期日）"
[[nodiscard]] std::string floors(std::vector<std::int64_t> const& floors);  // "5–6 层"
[[nodiscard]] std::string joined(std::vector<std::string> const& words);    // "甲、乙"

[[nodiscard]] std::string building_and_unit(read::Sources const& from);  // "颐北9栋1单元"
[[nodiscard]] std::string place(read::Sources const& from);              // with the community before it
// The foot of each page: project, plan version, entry of the record.
[[nodiscard]] std::string record(read::Sources const& from);

}  // namespace jiati::app::documents
