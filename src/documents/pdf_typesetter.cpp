#include "documents/pdf_typesetter.h"

#include "documents/pieces.h"
#include "documents/printable.h"
#include "documents/workbook.h"

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

namespace jiati::documents {
namespace {

constexpr double foot = page_height - 15 * mm;

struct Released {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* page) const { cairo_destroy(page); }
};

cairo_status_t append(void* to, unsigned char const* bytes, unsigned length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<char const*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

void draw_foot(cairo_t* page, TextSetter const& text, std::string const& record, std::size_t number,
               std::size_t count) {
    draw_line(page, margin_side, foot, page_width - margin_side, foot, 0.5);
    Face const face{.size_pt = 8, .leading = 1.4};
    auto const pages =
        text.fit("第 " + std::to_string(number) + " 页，共 " + std::to_string(count) + " 页", face, body_width * 0.3);
    double const right = page_width - margin_side - pages.width();
    pages.draw(page, right, foot + 3);
    text.fit(record, face, right - margin_side - 10).draw(page, margin_side, foot + 3);
}

void draw(cairo_t* page, TextSetter const& text, app::paper::Document const& document) {
    auto const pieces = set_blocks({text, body_width, document.body_pt}, document.blocks);
    auto const pages = paginate(pieces);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        cairo_set_source_rgb(page, 0, 0, 0);
        for (auto const& [piece, y] : pages[i])
            if (piece->draw) piece->draw(page, margin_side, margin_top + y);
        draw_foot(page, text, document.record, i + 1, pages.size());
        cairo_show_page(page);
    }
}

bool has_family(PangoFontMap* fonts, std::string_view wanted) {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(fonts, &families, &count);
    bool found = false;
    for (int i = 0; i < count; ++i) found = found || wanted == pango_font_family_get_name(families[i]);
    g_free(families);
    return found;
}

}  // namespace

struct PdfTypesetter::Fonts {
    PangoFontMap* map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    bool const chinese = has_family(map, "Noto Serif CJK SC") && has_family(map, "Noto Sans CJK SC");
    TextSetter text{map};

    Fonts() = default;
    Fonts(Fonts const&) = delete;
    Fonts& operator=(Fonts const&) = delete;
    ~Fonts() { g_object_unref(map); }
};

PdfTypesetter::PdfTypesetter() = default;
PdfTypesetter::~PdfTypesetter() = default;

Result<std::string, std::string> PdfTypesetter::pdf(std::span<app::paper::Document const> documents) {
    std::lock_guard const lock(mutex_);
    // Fonts are looked up when the first document is set: a server that prints nothing starts without them.
    if (!fonts_) fonts_ = std::make_unique<Fonts>();
    if (!fonts_->chinese)
        return Failure{std::string("the fonts Noto Serif CJK SC and Noto Sans CJK SC are missing (fonts-noto-cjk)")};
    if (documents.empty()) return Failure{std::string("nothing to print")};
    std::string bytes;
    std::unique_ptr<cairo_surface_t, Released> const surface(
        cairo_pdf_surface_create_for_stream(append, &bytes, page_width, page_height));
    auto const& first = documents.front();
    auto const date = first.date.to_string() + "T00:00:00+08:00";
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, printable_line(first.title).c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Jiati");
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    std::unique_ptr<cairo_t, Released> const page(cairo_create(surface.get()));
    for (auto const& document : documents) draw(page.get(), fonts_->text, document);
    auto const status = cairo_status(page.get());
    cairo_surface_finish(surface.get());
    if (status != CAIRO_STATUS_SUCCESS) return Failure{std::string(cairo_status_to_string(status))};
    return bytes;
}

Result<std::string, std::string> PdfTypesetter::xlsx(app::paper::Workbook const& workbook) {
    return write_workbook(workbook);
}

}  // namespace jiati::documents
