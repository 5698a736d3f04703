#include "documents/pieces.h"

namespace jiati::documents {
namespace {

// How high the piece is together with what must stay with it.
double chained(Pieces const& pieces, std::size_t first) {
    double height = pieces[first].height;
    for (std::size_t i = first; pieces[i].with_next && i + 1 < pieces.size(); ++i)
        height += pieces[i + 1].before + pieces[i + 1].height;
    return height;
}

}  // namespace

std::vector<std::vector<Placed>> paginate(Pieces const& pieces, double height) {
    std::vector<std::vector<Placed>> pages(1);
    double y = 0;
    bool chained_to_last = false;
    auto const new_page = [&] {
        pages.emplace_back();
        y = 0;
    };
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        auto const& piece = pieces[i];
        if (piece.begins_page) {
            if (!pages.back().empty()) new_page();
            chained_to_last = false;
            continue;
        }
        double needed = chained(pieces, i);
        if (chained_to_last || needed > height) needed = piece.height;
        double const before = pages.back().empty() ? 0 : piece.before;
        if (!pages.back().empty() && y + before + needed > height) new_page();
        if (pages.back().empty() && piece.header) {
            pages.back().push_back({piece.header.get(), 0});
            y = piece.header->height;
        } else if (!pages.back().empty()) {
            y += piece.before;
        }
        pages.back().push_back({&piece, y});
        y += piece.height;
        chained_to_last = piece.with_next;
    }
    return pages;
}

}  // namespace jiati::documents
