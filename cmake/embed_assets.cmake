# jiati_embed(TARGET SYMBOL DIRECTORY [GZIP] [DEPENDS target…])
#
# Builds the files below DIRECTORY into TARGET as `std::span<jiati::http::EmbeddedFile const> jiati::embedded::SYMBOL()`
# (declare it where it is used; see src/http/assets.h). The folder is read at build time, each time, because its names
# change (Vite puts hashes into them); nothing is recompiled unless a file changed. A folder that does not exist gives an
# empty span, so that the program builds before the web app was ever built. With GZIP, packed variants go along.
# DEPENDS names the targets that make the files.
set(JIATI_WRITE_EMBEDDED ${CMAKE_CURRENT_LIST_DIR}/write_embedded.cmake)

function(jiati_embed target symbol directory)
  cmake_parse_arguments(PARSE_ARGV 3 arg "GZIP" "" "DEPENDS")
  get_filename_component(directory ${directory} ABSOLUTE)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded/${target}_${symbol}.cpp)
  add_custom_target(embed_${target}_${symbol}
    COMMAND ${CMAKE_COMMAND} -DDIRECTORY=${directory} -DSYMBOL=${symbol} -DOUTPUT=${output} -DGZIP=${arg_GZIP}
            -P ${JIATI_WRITE_EMBEDDED}
    BYPRODUCTS ${output}
    COMMENT "Looking for changes in ${directory}"
    VERBATIM)
  if(arg_DEPENDS)
    add_dependencies(embed_${target}_${symbol} ${arg_DEPENDS})
  endif()
  target_sources(${target} PRIVATE ${output})
  add_dependencies(${target} embed_${target}_${symbol})
endfunction()
