# Run by jiati_embed at build time: writes OUTPUT, a C++ file that takes in the files below DIRECTORY with the
# assembler's .incbin. The hash of each file is part of the text, so OUTPUT changes exactly when a file does.
file(GLOB_RECURSE files LIST_DIRECTORIES false RELATIVE ${DIRECTORY} ${DIRECTORY}/*)
list(SORT files)  # by bytes, as the look-up wants it
get_filename_component(folder ${OUTPUT} DIRECTORY)
find_program(gzip gzip)

set(assembler "")
set(declarations "")
set(rows "")
set(count 0)

function(take_in name path)
  string(APPEND assembler "    \".balign 16\\n${name}:\\n.incbin \\\"${path}\\\"\\n${name}_end:\\n.byte 0\\n\"\n")
  string(APPEND declarations "extern char const ${name}[];\nextern char const ${name}_end[];\n")
  set(assembler "${assembler}" PARENT_SCOPE)
  set(declarations "${declarations}" PARENT_SCOPE)
endfunction()

foreach(file IN LISTS files)
  set(path ${DIRECTORY}/${file})
  file(SHA256 ${path} hash)
  set(name jiati_embedded_${SYMBOL}_${count})
  take_in(${name} ${path})
  set(packed_bytes "{}")
  if(GZIP AND gzip AND file MATCHES "\\.(html|js|mjs|css|json|svg|wasm|webmanifest|txt|map|ttf)$")
    set(packed ${folder}/${SYMBOL}-gzip/${hash}.gz)
    if(NOT EXISTS ${packed})
      file(MAKE_DIRECTORY ${folder}/${SYMBOL}-gzip)
      # -n: no time stamp, so that the same files give the same program.
      execute_process(COMMAND ${gzip} -9 -n -c ${path} OUTPUT_FILE ${packed} COMMAND_ERROR_IS_FATAL ANY)
    endif()
    file(SIZE ${path} size)
    file(SIZE ${packed} packed_size)
    if(packed_size LESS size)
      take_in(${name}_gz ${packed})
      set(packed_bytes "bytes(${name}_gz, ${name}_gz_end)")
    endif()
  endif()
  string(APPEND rows "        {\"${file}\", \"${hash}\", bytes(${name}, ${name}_end), ${packed_bytes}},\n")
  math(EXPR count "${count} + 1")
endforeach()

set(text "// Written by cmake/write_embedded.cmake from ${DIRECTORY}\n#include \"http/assets.h\"\n\n")
if(count GREATER 0)
  string(APPEND text "__asm__(\n    \".pushsection .rodata\\n\"\n${assembler}    \".popsection\\n\");\n\n"
                     "extern \"C\" {\n${declarations}}\n\n")
endif()
string(APPEND text "namespace jiati::embedded {\n\nstd::span<http::EmbeddedFile const> ${SYMBOL}();\n\n")
string(APPEND text "std::span<http::EmbeddedFile const> ${SYMBOL}() {\n")
if(count GREATER 0)
  string(APPEND text
    "    auto const bytes = [](char const* begin, char const* end) {\n"
    "        return std::string_view(begin, static_cast<std::size_t>(end - begin));\n    };\n"
    "    static http::EmbeddedFile const files[] = {\n${rows}    };\n    return files;\n")
else()
  string(APPEND text "    return {};\n")
endif()
string(APPEND text "}\n\n}  // namespace jiati::embedded\n")

set(old "")
if(EXISTS ${OUTPUT})
  file(READ ${OUTPUT} old)
endif()
if(NOT old STREQUAL text)
  file(MAKE_DIRECTORY ${folder})
  file(WRITE ${OUTPUT} "${text}")
endif()
